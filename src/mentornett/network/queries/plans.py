"""Versions of the plan beside what is and was: who promised what, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import formats, translation

from mentornett.network.models import Gathering, Network, PlannedGathering, PlanVersion
from mentornett.network.rules.written_dates import read_written_date


def plans_of(network: Network) -> QuerySet[PlanVersion]:
    """Return a network's plan versions in order, with their gatherings, in two queries."""
    rows = PlannedGathering.objects.order_by("number")
    plans = PlanVersion.objects.filter(network=network).order_by("number")
    return plans.prefetch_related(Prefetch("gatherings", queryset=rows))


def written_date(row: PlannedGathering) -> str:
    """Return when a plan says that a gathering is: as written, else its date so that it can be read again."""
    if row.as_written:
        return row.as_written
    if row.starts is None:
        return ""
    if row.precision == "month":
        return formats.date_format(row.starts, "F Y")
    return span_words(row.starts, row.ends or row.starts)


def span_words(starts: date, ends: date) -> str:
    """Write dates with their year, so that they can be read again: «25.–26. november 2021»."""
    dot = "" if (translation.get_language() or "").startswith("en") else "."
    last = f"{ends.day}{dot} {formats.date_format(ends, 'F Y')}"
    if starts == ends:
        return last
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}{dot}–{last}"
    return f"{starts.day}{dot} {formats.date_format(starts, 'F')} – {last}"


@dataclass(frozen=True)
class PlannedCell:
    """What one version says about one number, with its date in words."""

    planned: PlannedGathering
    when: str

    @property
    def is_corrected(self) -> bool:
        """Tell whether the date that is reckoned with is another than the one written."""
        written = read_written_date(self.planned.as_written)
        return written is not None and written.starts != self.planned.starts


@dataclass(frozen=True)
class ComparisonRow:
    """One number: what each version said (None: nothing), and the gathering as it is (None: none)."""

    number: int
    planned: tuple[PlannedCell | None, ...]
    actual: Gathering | None
    plans: Sequence[PlanVersion]

    @property
    def by_plan(self) -> list[tuple[PlanVersion, PlannedCell | None]]:
        """Return each version with what it said."""
        return list(zip(self.plans, self.planned, strict=True))


def comparison(plans: Sequence[PlanVersion], gatherings: Sequence[Gathering]) -> list[ComparisonRow]:
    """Lay the versions of the plan beside the gatherings (D15, X01, X23).

    Gatherings are counted in order of time, with the cancelled ones: a seventh that was dropped stands beside the
    seventh that was planned, and what then became the seventh beside the eighth.
    """
    by_plan = [{row.number: row for row in plan.gatherings.all()} for plan in plans]
    in_time = sorted(gatherings, key=lambda gathering: (gathering.starts, gathering.number))
    actual = dict(enumerate(in_time, start=1))
    numbers = sorted({number for rows in by_plan for number in rows} | set(actual))
    return [
        ComparisonRow(number, tuple(_cell(rows.get(number)) for rows in by_plan), actual.get(number), plans)
        for number in numbers
    ]


def _cell(row: PlannedGathering | None) -> PlannedCell | None:
    return PlannedCell(row, written_date(row)) if row else None
