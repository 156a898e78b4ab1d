"""How a poster is read."""

from __future__ import annotations

from mentornett.measurement.models import MonthlyMeasure, Poster
from mentornett.measurement.queries.series import measures_in_force
from mentornett.tenants.models import Municipality


def poster_of(municipality: Municipality) -> Poster | None:
    """Return the poster of a municipality; None when nobody has written one."""
    return Poster.objects.filter(municipality=municipality).first()


def measures_in(municipality: Municipality) -> list[MonthlyMeasure]:
    """Return what a municipality counts each month, by name."""
    return list(measures_in_force().filter(municipality=municipality))
