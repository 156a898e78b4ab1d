"""A municipality's programme: its plan of talks, checklist, commitment text and units."""

from django.db import models
from django.db.models import Q

from mentornett.competence.choices.courses import CourseKind
from mentornett.core.audience import audiences
from mentornett.mentoring.choices import Signer, TalkKind, UnitPhase
from mentornett.tenants.models import Walled


def counted_training() -> list[str]:
    """Return the kinds of course that make a mentor trained, as a programme begins."""
    return [CourseKind.MENTOR_TRAINING.value, CourseKind.GUIDANCE.value]


class Programme(Walled):
    """One mentor programme of a municipality, made from a template and adapted (I05, I08, I09, N24)."""

    name = models.CharField(max_length=120)
    template = models.CharField(max_length=40)  # the built-in template it began as
    professions = models.JSONField(default=list, blank=True)  # whom it is for; empty means everyone
    includes_temporary = models.BooleanField(default=True)
    months = models.PositiveSmallIntegerField(default=24)
    first_talk_days = models.PositiveSmallIntegerField(default=14)
    silent_days = models.PositiveSmallIntegerField(default=21)
    lost_days = models.PositiveSmallIntegerField(default=90)
    most_mentees = models.PositiveSmallIntegerField(default=3)
    training_kinds = models.JSONField(default=counted_training, blank=True)  # kinds of course that count as training
    match_rules = models.JSONField(default=dict, blank=True)  # what differs from the matching room's own rules
    owner = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_programmes"
    )
    review_on = models.DateField(null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    audience = audiences(
        municipality=(
            "organiser municipality name template professions includes_temporary months first_talk_days silent_days "
            "lost_days most_mentees training_kinds match_rules owner review_on starts ends"
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="programme_name_once"),
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="programme_in_municipality"),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedTalk(Walled):
    """One talk of the programme, copied into each new hire's own plan. Days count from the first day of work."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="talks")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=TalkKind, default=TalkKind.MENTOR)
    topic = models.CharField(max_length=160)
    guide = models.TextField(blank=True)  # questions to talk about, one per line
    tool = models.TextField(blank=True)  # the tool card
    opens_day = models.PositiveSmallIntegerField()
    due_day = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=45)
    on_demand = models.BooleanField(default=False)

    audience = audiences(
        municipality="organiser municipality programme number kind topic guide tool opens_day due_day minutes on_demand"
    )

    class Meta:
        ordering = ["opens_day", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(due_day__gte=models.F("opens_day")), name="planned_talk_in_order"),
        ]

    def __str__(self) -> str:
        return self.topic


class ChecklistItem(Walled):
    """One line of the training checklist, for everyone or for one unit or profession (N19)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="checklist")
    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    profession = models.CharField(max_length=80, blank=True)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=250)
    signer = models.CharField(max_length=10, choices=Signer, default=Signer.MENTOR)
    due_day = models.PositiveSmallIntegerField(null=True, blank=True)

    audience = audiences(municipality="organiser municipality programme unit profession number text signer due_day")

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.text


class CommitmentText(Walled):
    """A version of what the three parties commit themselves to. Signed versions never change (I03)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="commitment_texts")
    version = models.PositiveSmallIntegerField()
    purpose = models.TextField()
    leader_duties = models.TextField()  # one per line
    mentor_duties = models.TextField()
    mentee_duties = models.TextField()
    minutes_a_month = models.PositiveSmallIntegerField()  # protected time promised to each of the pair
    made_at = models.DateTimeField()

    audience = audiences(
        municipality=(
            "organiser municipality programme version purpose leader_duties mentor_duties mentee_duties "
            "minutes_a_month made_at"
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="commitment_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.version}"


class ExpectedHires(Walled):
    """How many the project leader expects to begin in a half-year; without it the last two years are the guide."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="expected")
    starts = models.DateField()  # 1 January or 1 July
    number = models.PositiveSmallIntegerField()

    audience = audiences(municipality="organiser municipality programme starts number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "starts"], name="one_number_a_half_year")]

    def __str__(self) -> str:
        return f"{self.starts}: {self.number}"


class UnitStep(Walled):
    """How far a unit has come from a day on. The newest step that has begun holds; older ones are its history."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="steps")
    unit = models.ForeignKey("tenants.Unit", on_delete=models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=14, choices=UnitPhase)
    starts = models.DateField()
    criteria = models.TextField(blank=True)  # what must be there before the next phase
    responsible = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=250, blank=True)

    audience = audiences(municipality="organiser municipality programme unit phase starts criteria responsible note")

    class Meta:
        ordering = ["unit_id", "starts"]
        constraints = [models.UniqueConstraint(fields=["programme", "unit", "starts"], name="one_step_a_day")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.phase}"
