"""What teams are asked for, and each team's work on it."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.network.choices import ActionState, AssignmentKind, GoalLevel, ReminderKind, SubmissionState
from mentornett.network.models.course import Gathering
from mentornett.network.models.network import Network
from mentornett.network.models.team import Team
from mentornett.tenants.models import Walled


class Assignment(models.Model):
    """Something all teams of a network are asked for, due at an offset from a gathering (D05, E01, E11, X11)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="assignments")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=AssignmentKind)
    title = models.JSONField()
    instructions = models.JSONField(default=dict, blank=True)
    questionnaire_version = models.ForeignKey(
        "questionnaires.Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="assignments")
    opens_offset = models.SmallIntegerField()  # days from the gathering's first day
    due_offset = models.SmallIntegerField()  # days; negative: from its first day, positive: from its last
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=1)
    evidence = models.JSONField(default=dict, blank=True)
    fixed_due = models.DateField(null=True, blank=True)  # a deadline set as a date, with extensions logged (X15)
    fixed_due_reason = models.CharField(max_length=250, blank=True)
    withdrawn = models.BooleanField(default=False)

    audience = audiences(
        network="network key kind title instructions questionnaire_version gathering opens_offset due_offset hours "
        "evidence fixed_due fixed_due_reason withdrawn"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="assignment_key_once")]

    def __str__(self) -> str:
        return self.key


class Submission(Walled):
    """One team's work on one assignment, from planned to closed or skipped (E03–E08)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="submissions")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    sheet = models.OneToOneField(
        "questionnaires.AnswerSheet", null=True, blank=True, on_delete=models.PROTECT, related_name="submission"
    )
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.PLANNED)
    opened_on = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=250, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    times_sent = models.PositiveSmallIntegerField(default=0)
    assessed_at = models.DateTimeField(null=True, blank=True)
    skip_reason = models.CharField(max_length=250, blank=True)
    reopened_reason = models.CharField(max_length=400, blank=True)
    reopened_sections = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)  # for tasks without a questionnaire: what we did

    audience = audiences(
        team="organiser municipality team assignment sheet state opened_on extended_to extension_reason sent_at "
        "sent_by times_sent assessed_at skip_reason reopened_reason reopened_sections note"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "assignment"], name="one_submission_per_assignment"),
            models.CheckConstraint(condition=~Q(state="skipped") | ~Q(skip_reason=""), name="skipped_has_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "assessed"]) | Q(sent_at__isnull=False), name="sent_has_time"
            ),
        ]
        indexes = [models.Index(fields=["assignment", "state"])]

    def __str__(self) -> str:
        return f"{self.team_id} on {self.assignment_id}"


class SubmissionEvent(Walled):
    """A change of state, kept: sent, reopened, assessed, skipped …"""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="events")
    state = models.CharField(max_length=10, choices=SubmissionState)
    by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)

    audience = audiences(team="organiser municipality submission state by at note")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.state}"


class TaskFile(Walled):
    """A file that shows what was done in a task without a form. Removed ones can be put back for a while."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        readers="name content",
        team="organiser municipality submission content_type size added_by added_at removed_at",
        system="sha256",
    )

    def __str__(self) -> str:
        return self.name


class Comment(Walled):
    """A remark on one section of a submission, by guide, expert or team. `private` ones stay with the organiser."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    by = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    private = models.BooleanField(default=False)
    handled_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(readers="text", team="organiser municipality submission section by at private handled_at")

    def __str__(self) -> str:
        return f"comment on {self.submission_id}"


class Reminder(Walled):
    """A reminder that was sent; the row makes sure that it is sent once."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due = models.DateField()  # the deadline that it was about
    number = models.PositiveSmallIntegerField(default=1)
    sent_on = models.DateField()

    audience = audiences(team="organiser municipality submission kind due number sent_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "kind", "due", "number"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind} {self.number}"


class Goal(models.Model):
    """A goal of the network, inherited by all its teams (O03)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="goals")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.CharField(max_length=6, choices=GoalLevel)
    text = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    audience = audiences(network="network parent level text position")

    def __str__(self) -> str:
        return f"{self.level} {self.pk}"


class TeamGoal(Walled):
    """A team's own goal, under one of the network's or standing alone (E08, N32)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="goals")
    inherited = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="team_goals")
    level = models.CharField(max_length=6, choices=GoalLevel)
    text = models.CharField(max_length=400)
    result = models.TextField(blank=True)  # what came of it
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    dropped = models.BooleanField(default=False)

    audience = audiences(
        team="organiser municipality team inherited level text result percent position dropped",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__isnull=True) | Q(percent__lte=100), name="percent_to_hundred")
        ]

    def __str__(self) -> str:
        return self.text


class PlanApproval(Walled):
    """The deciding leader's yes to the project plan as it was then; nothing is overwritten (E08)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)  # of what was approved: a later one means a change

    audience = audiences(team="organiser municipality submission by at", system="fingerprint")

    def __str__(self) -> str:
        return f"{self.submission_id} at {self.at}"


class Action(Walled):
    """Something a team will do: under a goal, in the progress plan, or both (E07, E18, N32)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="actions")
    goal = models.ForeignKey(TeamGoal, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")
    text = models.CharField(max_length=400)
    how = models.CharField(max_length=400, blank=True)
    responsible = models.CharField(max_length=160, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ActionState, default=ActionState.NOT_STARTED)
    comment = models.CharField(max_length=400, blank=True)
    from_submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )

    audience = audiences(
        team="organiser municipality team goal text how responsible due state comment from_submission",
    )

    def __str__(self) -> str:
        return self.text
