"""How releases are read: pages read what was stored, and count nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from mentornett.measurement.models import Baseline, Release, ReleasedAnswer
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.models import Programme, UnitStep
from mentornett.tenants.models import Municipality

STARTED = (UnitPhase.PILOT, UnitPhase.ROLLED_OUT, UnitPhase.IN_OPERATION)


def answers_of(release: Release, *, whole: bool = True, units: Collection[int] | None = None) -> list[ReleasedAnswer]:
    """Return what a release said: of the whole, and of some units (None: of all)."""
    wanted = Q(about="") if whole else Q(pk__in=())
    wanted |= ~Q(about="") if units is None else Q(about__in=[str(unit) for unit in units])
    return list(ReleasedAnswer.objects.filter(wanted, release=release).order_by("position"))


def kept_of(municipality_id: int) -> dict[str, Any]:
    """Return what the newest release keeps for the audit of the next one."""
    row = Release.objects.filter(municipality=municipality_id).order_by("-until").only("kept").first()
    return row.kept if row else {}


def lacking_release(until: date) -> QuerySet[Municipality]:
    """Return the municipalities with a programme that lack the release of a half-year."""
    have = Release.objects.filter(until__gte=until, municipality__isnull=False).values("municipality")
    mine = Programme.objects.filter(starts__lte=until).values("municipality")
    return Municipality.objects.filter(pk__in=mine).exclude(pk__in=have).order_by("pk")


def first_steps(municipality_id: int) -> dict[int, date]:
    """Return the day on which each unit with a step of its own on the spread board started."""
    rows = UnitStep.objects.filter(municipality=municipality_id, phase__in=STARTED).order_by("-starts")
    return dict(rows.values_list("unit", "starts"))


def programmes_of(municipality_id: int) -> list[Programme]:
    """Return a municipality's programmes, the first begun first."""
    return list(Programme.objects.filter(municipality=municipality_id).order_by("starts"))


def closed_baselines(municipality_id: int) -> list[Baseline]:
    """Return the starting points that have been counted."""
    rows = Baseline.objects.filter(municipality=municipality_id, closed_at__isnull=False)
    return list(rows.select_related("programme").order_by("programme__starts"))
