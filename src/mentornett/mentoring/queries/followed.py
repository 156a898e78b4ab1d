"""Whom a programme follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Employment, Pair
from mentornett.tenants.queries import not_over


@dataclass(frozen=True)
class Reach:
    """How far somebody sees: the hires and mentors of whole municipalities, and those of some units."""

    places: frozenset[int]
    units: frozenset[int]  # that one leads, with those below

    def among(self, prefix: str = "") -> Q:
        """Return the condition that a hire or a mentor is seen; `prefix` leads to them from a pair or a talk.

        All of these lie in one municipality, so that is asked of the row itself, without a way to anybody.
        """
        condition = Q(municipality__in=self.places)
        return condition | Q(**{f"{prefix}unit__in": self.units}) if self.units else condition


def first_day_asked(prefix: str = "") -> Coalesce:
    """Ask for the day from which somebody's plan counts; a move to another unit is no new beginning."""
    return Coalesce(f"{prefix}followed_from", f"{prefix}starts")


def is_through(today: date) -> Exists:
    """Tell of a hire whether they have completed the programme."""
    rows = Pair.objects.filter(employment=OuterRef("pk"), role=PairRole.MAIN, end_reason=PairEnd.COMPLETED)
    return Exists(rows.filter(ends__lt=today))


def followed(rows: QuerySet[Employment], today: date) -> QuerySet[Employment]:
    """Return the hires among these whom a programme follows: still at work, and not yet through with it."""
    return rows.filter(not_over(today), ~is_through(today), programme__isnull=False)
