"""Figures that have gone out: frozen for each half-year, for one municipality or one network."""

from typing import Any

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import Question
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class FrozenError(RuntimeError):
    """Something that has gone out would be changed."""


class Frozen(Walled):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Save for the first time. Raises FrozenError afterwards."""
        if not self._state.adding:
            raise FrozenError(str(self))
        super().save(**kwargs)


class Release(Frozen):
    """What one municipality or one network was told at the end of a half-year. A correction waits for the next."""

    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="releases")
    until = models.DateField()  # the last day of the half-year
    made_at = models.DateTimeField()
    certificate = models.JSONField(default=dict)  # what the audit of this and all earlier releases found
    kept = models.JSONField(default=dict)  # the true figures, for the audit of the next release

    audience = audiences(
        readers="municipality network until made_at", municipality="certificate", system="organiser kept"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, network__isnull=True, organiser__isnull=True)
                | Q(municipality__isnull=True, network__isnull=False, organiser__isnull=False),
                name="release_of_one_subject",
            ),
            models.UniqueConstraint(
                fields=["municipality", "until"],
                condition=Q(municipality__isnull=False),
                name="one_release_a_half_year",
            ),
            models.UniqueConstraint(
                fields=["network", "until"],
                condition=Q(network__isnull=False),
                name="one_network_release_a_half_year",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-until"])]

    def __str__(self) -> str:
        return f"release {self.until}"


class ReleasedAnswer(Frozen):
    """One answer as it was said, in every language. Only figures that went through the gate stand in it.

    `words`: language -> {"seen", "certainty", "unknown", "needed"} -> sentences. `table`: {"head": language -> titles,
    "rows": [{"name": language -> text, "cells": [number, text, language -> text, or None for what is not shown]}]}.
    `chart`: another such "table" beside the picture, and {"curves": [{"name": language -> text, "share", "low", "high":
    from 0 to 1 after each month}]}, or {"ranges": [{"scale": what the numbers are, "rows": [{"name": language -> text,
    "cells": [number, low, high], or None}]}]}.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=12, choices=Question)
    about = models.CharField(max_length=20, blank=True)  # the key of a unit; "" is the whole
    label = models.CharField(max_length=120, blank=True)  # what the unit was called
    grade = models.CharField(max_length=1)
    words = models.JSONField(default=dict)
    table = models.JSONField(default=dict)
    chart = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    audience = audiences(
        readers="municipality release question about label grade words table chart position", system="organiser"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "question", "about"], name="answered_once"),
        ]
        indexes = [models.Index(fields=["release", "position"])]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.question}"
