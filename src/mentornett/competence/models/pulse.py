"""The mentors' own pulse (H07): each answer is its author's alone; the municipality has numbers without persons."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled

FROM_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class Pulse(Walled):
    """How it is to be a mentor, as one mentor answered one day. No other person's scope holds the row."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    answered_on = models.DateField()
    load = models.PositiveSmallIntegerField(validators=FROM_ONE_TO_FIVE)
    support = models.PositiveSmallIntegerField(validators=FROM_ONE_TO_FIVE)
    meaning = models.PositiveSmallIntegerField(validators=FROM_ONE_TO_FIVE)
    sealed = models.BinaryField(null=True, blank=True)  # words for oneself, never in clear

    wall = {"person": "person_id"}
    audience = audiences(person="organiser municipality person answered_on load support meaning sealed")

    class Meta:
        indexes = [models.Index(fields=["person", "-answered_on"])]

    def __str__(self) -> str:
        return f"pulse {self.pk}"


class PulseTally(Walled):
    """How many answered what in a municipality in half a year. It knows no person.

    `counts` follows each answer; `shown` is what the project leader sees, and it is renewed only when five more people
    have answered, so that nobody can see one answer by looking before and after.
    """

    half = models.DateField()  # its first day
    people = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict)  # question -> how many answered 1, 2, 3, 4, 5
    shown_people = models.PositiveSmallIntegerField(default=0)
    shown = models.JSONField(default=dict, blank=True)

    wall = {"municipality": "municipality_id"}
    audience = audiences(municipality="organiser municipality half shown_people shown", system="people counts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "half"], name="one_tally_each_half_year"),
            models.CheckConstraint(condition=models.Q(municipality__isnull=False), name="tally_of_a_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.half}"
