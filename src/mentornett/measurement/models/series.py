"""What is counted each month. A month without a row is missing, never zero."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import CountedAs, FactSource, MeasureKey
from mentornett.measurement.rules.series import FEWEST_ABSENT, FEWEST_PEOPLE
from mentornett.tenants.models import Walled

# sick leave is health data: so many absent of so many, or nothing is stored
# a check lets through what it cannot tell, so that each number must be there
COUNTED = Q(unit__isnull=True, cases__isnull=False, people__isnull=False)
ENOUGH = COUNTED & Q(cases__gte=FEWEST_ABSENT, people__gte=FEWEST_PEOPLE, cases__lte=F("people"))


class MonthlyMeasure(Walled):
    """Something that is counted each month, with its definition, goal and starting point (J02, J12)."""

    key = models.CharField(max_length=10, choices=MeasureKey)
    name = models.CharField(max_length=120)
    definition = models.CharField(max_length=400, blank=True)
    unit_word = models.CharField(max_length=40)  # what the number is of: shifts, hours, kroner, per cent
    counted_as = models.CharField(max_length=8, choices=CountedAs, default=CountedAs.NUMBER)
    of_word = models.CharField(
        max_length=40, blank=True
    )  # what it is a share of, or counted for each of: hires, shifts
    by_unit = models.BooleanField(default=False)  # otherwise one figure for the whole municipality
    less_is_better = models.BooleanField(null=True, blank=True)
    goal = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_words = models.CharField(max_length=200, blank=True)  # which time it is of, and where it is from
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    audience = audiences(
        municipality="municipality key name definition unit_word counted_as of_word by_unit less_is_better goal "
        "baseline baseline_words edited_by edited_at removed_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="measure_in_municipality"),
            models.CheckConstraint(
                condition=~Q(key="sick_leave") | Q(by_unit=False), name="sick_leave_of_the_whole_municipality"
            ),
            models.CheckConstraint(
                condition=~Q(key="sick_leave") | Q(counted_as="number"), name="sick_leave_as_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MonthlyValue(Walled):
    """The figure of one month; where it is so many of so many, `value` is what `cases` of `people` makes.

    A correction is a new row; the one it replaces stays, with the day it was replaced.
    """

    measure = models.ForeignKey(MonthlyMeasure, on_delete=models.CASCADE, related_name="values")
    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    value = models.DecimalField(max_digits=12, decimal_places=2)
    health = models.BooleanField(default=False)  # sick leave: only with enough people behind it
    cases = models.PositiveIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=5, choices=FactSource, default=FactSource.FORM)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="municipality measure unit month value health cases people source edited_by edited_at replaced_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="value_in_municipality"),
            models.CheckConstraint(condition=Q(health=False) | ENOUGH, name="health_only_of_many"),
            models.UniqueConstraint(
                fields=["measure", "unit", "month"], condition=Q(replaced_at__isnull=True, unit__isnull=False),
                name="one_figure_of_a_unit_and_month",
            ),
            models.UniqueConstraint(
                fields=["measure", "month"], condition=Q(replaced_at__isnull=True, unit__isnull=True),
                name="one_figure_of_a_month",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure_id} {self.month:%Y-%m}"
