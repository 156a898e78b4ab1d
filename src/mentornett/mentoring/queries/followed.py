"""Whom a programme follows."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Employment, Pair
from mentornett.tenants.queries import not_over


def is_through(today: date) -> Exists:
    """Tell of a hire whether they have completed the programme."""
    rows = Pair.objects.filter(employment=OuterRef("pk"), role=PairRole.MAIN, end_reason=PairEnd.COMPLETED)
    return Exists(rows.filter(ends__lt=today))


def followed(rows: QuerySet[Employment], today: date) -> QuerySet[Employment]:
    """Return the hires among these whom a programme follows: still at work, and not yet through with it."""
    return rows.filter(not_over(today), ~is_through(today), programme__isnull=False)
