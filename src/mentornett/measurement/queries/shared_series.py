"""What a municipality shares of its figures by month: how the copy is made, and how it is read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentornett.measurement.choices import CountedAs, MeasureKey
from mentornett.measurement.models import MonthlyMeasure, SharedSeries
from mentornett.measurement.queries.series_rows import months_known, row_of_months, totals_by_month
from mentornett.measurement.queries.vacancies import starts_of
from mentornett.measurement.rules.over_time import Point, Row
from mentornett.measurement.rules.shared_series import Leaving, counts_leaving, is_bare_share, numbers_leaving
from mentornett.network.models import Network, Participation

TOLD = ("key", "name", "definition", "unit_word", "counted_as", "of_word")


@dataclass(frozen=True)
class SharedMeasure:
    """A measure as it was shared: what it says of itself, its months or quarters, and those that are not shown."""

    key: str
    name: str
    definition: str
    unit_word: str
    counted_as: str
    of_word: str
    units: int
    start: date | None
    row: Row
    hidden: frozenset[date]


def content_of(measure: MonthlyMeasure, today: date) -> dict[str, Any] | None:
    """Return what would leave the municipality, as values that JSON can hold; None when there is nothing."""
    leaving, units = _leaving(measure, today)
    if leaving is None:
        return None
    start = starts_of([measure.municipality_id or 0]).get(measure.municipality_id or 0)
    return {
        **{name: getattr(measure, name) for name in TOLD}, "units": units if measure.by_unit else 0,
        "start": start.isoformat() if start else None, "step": leaving.row.step,
        "points": [[point.starts.isoformat(), point.value, point.size] for point in leaving.row.points],
        "hidden": sorted(day.isoformat() for day in leaving.hidden),
    }  # fmt: skip


def _leaving(measure: MonthlyMeasure, today: date) -> tuple[Leaving | None, int]:
    is_checked, is_number = measure.key == MeasureKey.SICK_LEAVE, measure.counted_as == CountedAs.NUMBER
    known, units = months_known({measure.pk: measure}, today).get(measure.pk, ({}, 0))
    if not known or is_of_nobody_knows_how_many(measure):
        return None, 0
    row = row_of_months(known)
    if is_number:
        return numbers_leaving(row, totals_by_month(measure), is_checked=is_checked), units
    return counts_leaving(row, measure.counted_as), units


def is_of_nobody_knows_how_many(measure: MonthlyMeasure) -> bool:
    """Tell whether a measure is a per cent by itself, which can never be shared."""
    is_checked, is_number = measure.key == MeasureKey.SICK_LEAVE, measure.counted_as == CountedAs.NUMBER
    return is_bare_share(measure.unit_word, is_number=is_number, is_checked=is_checked)


def as_it_was_shared(content: dict[str, Any]) -> SharedMeasure:
    """Return a copy as values again."""
    points = tuple(Point(date.fromisoformat(day), "", value, size) for day, value, size in content["points"])
    return SharedMeasure(
        **{name: content[name] for name in TOLD}, units=content["units"],
        start=date.fromisoformat(content["start"]) if content["start"] else None,
        row=Row(points, content["step"]), hidden=frozenset(date.fromisoformat(day) for day in content["hidden"]),
    )  # fmt: skip


def shared_in(network: Network) -> QuerySet[SharedSeries]:
    """Return what municipalities that take part in a network share with it, in the order of their names."""
    here = Participation.objects.filter(network=network, left__isnull=True).values("municipality")
    rows = SharedSeries.objects.filter(network=network, municipality__in=here).select_related("municipality")
    return rows.order_by("municipality__name_sort", "pk")


def networks_to_share_with(measure: MonthlyMeasure) -> list[tuple[Network, SharedSeries | None]]:
    """Return the networks that a measure's municipality takes part in, each with what is shared."""
    here = Participation.objects.filter(municipality=measure.municipality_id, left__isnull=True)
    networks = Network.objects.filter(pk__in=here.values("network")).select_related("organiser").order_by("name")
    rows = SharedSeries.objects.filter(measure=measure).select_related("shared_by")
    shared = {row.network_id: row for row in rows}
    return [(network, shared.get(network.pk)) for network in networks]


def shared_with(measure: MonthlyMeasure) -> list[str]:
    """Return the names of the networks that see a measure."""
    rows = SharedSeries.objects.filter(measure=measure).order_by("network__name")
    return list(rows.values_list("network__name", flat=True))
