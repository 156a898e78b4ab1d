"""New hires, mentors and pairs, each as dated rows that cannot overlap."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.core.intervals import NoOverlap
from mentornett.mentoring.choices import EmploymentEnd, Fit, PairEnd, PairRole, Source
from mentornett.mentoring.models.programme import Programme
from mentornett.tenants.models import Walled

IN_ORDER = Q(ends__isnull=True) | Q(ends__gte=F("starts"))


class Employment(Walled):
    """A person's work in one unit, from a day and perhaps to one. A move is a new row."""

    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey("tenants.Unit", on_delete=models.PROTECT, related_name="employments")
    number = models.CharField(max_length=40, blank=True)  # the employee number of the municipality's own system
    profession = models.CharField(max_length=80)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    shift = models.CharField(max_length=40, blank=True)
    temporary = models.BooleanField(default=False)
    planned_end = models.DateField(null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # the last day
    end_reason = models.CharField(max_length=10, choices=EmploymentEnd, blank=True)
    source = models.CharField(max_length=5, choices=Source, default=Source.FORM)
    known_from = models.DateField(null=True, blank=True)  # had this person left before it, they would not stand here
    # Below: only for those whom the programme follows.
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="employments"
    )
    followed_from = models.DateField(null=True, blank=True)  # the day from which the plan counts

    audience = audiences(
        municipality=(
            "organiser municipality person unit number profession percent shift temporary planned_end starts ends "
            "end_reason source known_from programme followed_from"
        )
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="employment_in_order"),
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="employment_in_municipality"),
            NoOverlap(fields=["municipality", "person"], name="one_employment_at_a_time"),
        ]
        indexes = [
            models.Index(fields=["municipality", "ends"]),
            models.Index(fields=["municipality", "number"]),
            models.Index(fields=["municipality", "-starts"]),  # the order of the list of hires
            models.Index(fields=["municipality", "person"]),  # for the dates that may not overlap
            models.Index(fields=["programme", "municipality", "ends", "end_reason"]),  # who is followed
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.unit_id}"

    @property
    def works_since(self) -> date:
        """The first day of work: a move to another unit is no new beginning."""
        return min(self.followed_from or self.starts, self.starts)


class Mentor(Walled):
    """Somebody in the register of mentors: education, experience, training, and when they can take mentees (I06)."""

    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="mentorships")
    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="mentors")
    profession = models.CharField(max_length=80)
    education = models.CharField(max_length=250, blank=True)
    practised_since = models.DateField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    shift = models.CharField(max_length=40, blank=True)
    specialities = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    audience = audiences(
        municipality=(
            "organiser municipality person unit profession education practised_since trained_on shift specialities "
            "languages starts ends"
        )
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="mentor_in_order"),
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="mentor_in_municipality"),
            NoOverlap(fields=["municipality", "person"], name="in_the_register_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class MentorPlaces(Walled):
    """How many mentees a mentor can have in a period; 0 is a pause. Outside all periods it is one."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="places")
    places = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True)

    audience = audiences(municipality="organiser municipality mentor places starts ends reason")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="places_in_order"),
            NoOverlap(fields=["mentor"], name="one_number_of_places"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id}: {self.places}"


class MentorLeave(Walled):
    """A time when a mentor is away: the plans of their mentees wait, unless a substitute steps in."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="leaves")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    audience = audiences(municipality="organiser municipality mentor starts ends")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="mentor_leave_in_order"),
            NoOverlap(fields=["mentor"], name="one_mentor_leave_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} from {self.starts}"


class Pair(Walled):
    """A mentor and a mentee, from a day and perhaps to one. Never two mentors in the same role at once."""

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="pairs")
    mentee = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="pairs_as_mentee")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="pairs")
    role = models.CharField(max_length=10, choices=PairRole, default=PairRole.MAIN)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=PairEnd, blank=True)
    mentor_fit = models.CharField(max_length=6, choices=Fit, blank=True)
    mentee_fit = models.CharField(max_length=6, choices=Fit, blank=True)
    talk_wanted_at = models.DateTimeField(null=True, blank=True)  # one of the two would rather change

    audience = audiences(
        municipality="organiser municipality employment mentee mentor role starts ends end_reason",
        person="mentor_fit mentee_fit",
        programme="talk_wanted_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="pair_in_order"),
            NoOverlap(fields=["mentee"], name="one_mentor_at_a_time", when=("role", "main")),
            NoOverlap(fields=["mentee", "mentor"], name="one_role_at_a_time"),
        ]
        indexes = [
            models.Index(fields=["municipality", "ends"]),
            models.Index(fields=["employment", "role", "end_reason", "ends", "municipality"]),  # who is through with it
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} – {self.mentee_id}"


class Leave(Walled):
    """A time when a mentee is away (leave, sick leave): the plan moves by as many days."""

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="leaves")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    audience = audiences(municipality="organiser municipality employment starts ends")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="leave_in_order"),
            NoOverlap(fields=["employment"], name="one_leave_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.employment_id} from {self.starts}"


class Wish(Walled):
    """What somebody says about being paired with somebody: a wish, or rather not. The reason is never asked."""

    by = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="wishes")
    about = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    rather_not = models.BooleanField(default=False)

    audience = audiences(municipality="organiser municipality", person="by about rather_not")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "by", "about"], name="one_wish_about_each")]

    def __str__(self) -> str:
        return f"{self.by_id} about {self.about_id}"


class MatchRun(Walled):
    """A proposal as it was made: what went in, what came out, and what a human decided. It can be run again."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="runs")
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    day = models.DateField()
    given = models.JSONField()  # people, rules, locked and former pairs, by employment and mentor ids
    result = models.JSONField()  # pairs, the proof's total
    decided_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(municipality="organiser municipality programme made_by made_at day given result decided_at")

    def __str__(self) -> str:
        return f"{self.programme_id} {self.made_at:%Y-%m-%d}"
