"""The fixed lattice of a municipality's release: which figures there are, and how they hang together.

Periods of hire × whether they were still here after a year; the same divided by before and after the unit's start, by
profession and by unit, each over periods that can be told; when in the first year people left; who was here after two
years. All of it, with everything that went out before, goes through the gate as one system.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from mentornett.measurement.rules.cohorts import (
    AFTER,
    BEFORE,
    LEFT,
    LEFT_LATER,
    LOST_LATER,
    PROFESSIONS,
    STAYED,
    STAYED_LATER,
    TWO_YEARS,
    Hire,
)
from mentornett.measurement.rules.half_years import is_followed
from mentornett.measurement.rules.periods import (
    Count,
    Period,
    Stretch,
    Told,
    all_told,
    by_label,
    hired_and_stayed,
    new_periods,
    new_stretches,
    quarters_told,
    small_units,
    units_told,
)
from mentornett.measurement.rules.spells import DecemberCount
from mentornett.statistics.disclosure.figures import Figures, Key, join
from mentornett.statistics.disclosure.gate import Decision, decide
from mentornett.statistics.disclosure.lattice import Dimension, lattice
from mentornett.statistics.disclosure.primary import is_small

HERE, PERIOD = "here", "period"
YES, NO, KNOWN_LATER = "yes", "no", "known24"
SAME, OTHER, GONE = "same", "other", "gone"
SIDE, PROFESSION, UNIT, QUARTER, LATER = "side", "profession", "unit", "quarter", "later"
SMALL_UNITS = "small"

LABELS: dict[str, Callable[[Count], str]] = {
    SIDE: lambda count: count.side, PROFESSION: lambda count: count.profession, UNIT: lambda count: count.unit,
}  # fmt: skip
ORDER = {SIDE: (BEFORE, AFTER), PROFESSION: PROFESSIONS}
RULES: dict[str, Told] = {
    SIDE: all_told(LABELS[SIDE]), PROFESSION: all_told(LABELS[PROFESSION]), UNIT: units_told,
    QUARTER: quarters_told,
}  # fmt: skip

Later = tuple[int, int, int]  # of those who stayed a year: left in the next, stayed, not known
FindLater = Callable[[Sequence[Period]], Later | None]


@dataclass(frozen=True)
class Kept:
    """What went out before: periods, stretches of tables, and the gate's figures."""

    periods: tuple[Period, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    figures: Figures | None = None

    @property
    def cells(self) -> frozenset[Key]:
        """The figures that are known already."""
        return frozenset(self.figures.place) if self.figures else frozenset()


@dataclass(frozen=True)
class Material:
    """What a release is made of, counted on its day, and what went out before."""

    until: date
    hires: Sequence[Hire]
    kept: Kept = field(default_factory=Kept)
    december: Mapping[int, DecemberCount] = field(default_factory=dict)
    baselines: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # how many were counted, and still here


def key_of(**labels: str) -> Key:
    """Return the key of a cell."""
    return tuple(sorted(labels.items()))


def build(material: Material) -> tuple[Kept, Decision]:
    """Decide what a release may tell, together with everything that went out before."""
    kept, until = material.kept, material.until
    periods = (*kept.periods, *new_periods(material.hires, kept.periods[-1].last if kept.periods else "", until))
    new = [one for table, told in RULES.items() for one in new_stretches(table, kept.stretches, periods, told, until)]
    found = _after_two_years(material)
    new += new_stretches(LATER, kept.stretches, periods, lambda rows: _later_told(found(rows)), until)
    tables = [_period(at, periods) for at in range(len(kept.periods), len(periods))]
    tables += [table for one in new for table in _of_stretch(one, periods, found)]
    tables += [*_december(material), *_baselines(material)]
    decision = decide(join([kept.figures, *tables] if kept.figures else tables))
    return Kept(periods, (*kept.stretches, *new), decision.released()), decision


def _table(counts: Sequence[object], *dimensions: Dimension) -> Figures:
    """Return the cells of a table; what its last dimension says of people is sensitive."""
    shape = [len(one.labels) for one in dimensions]
    return lattice(dimensions, np.array(counts, dtype=np.int64).reshape(shape), sensitive=dimensions[-1].name)


def _over(label: str) -> Dimension:
    return Dimension(PERIOD, (label,), total=False)


def _period(at: int, periods: Sequence[Period]) -> Figures:
    hired, stayed = hired_and_stayed([periods[at]])
    return _table([stayed, hired - stayed], _over(str(at)), Dimension(HERE, (YES, NO)))


def _of_stretch(stretch: Stretch, periods: Sequence[Period], later: FindLater) -> Iterator[Figures]:
    """Yield the table of a stretch, and the periods that it is the sum of."""
    rows, places = periods[stretch.first : stretch.last + 1], range(stretch.first, stretch.last + 1)
    if len(rows) > 1:
        parts = tuple(map(str, places))
        counts = [(stayed, hired - stayed) for hired, stayed in (hired_and_stayed([row]) for row in rows)]
        within = Dimension(PERIOD, parts, groups=((stretch.label, parts),), total=False)
        yield _table(counts, within, Dimension(HERE, (YES, NO)))
    if stretch.table == QUARTER:
        yield _by_quarter(stretch, rows)
    elif stretch.table == LATER:
        yield _by_later(stretch, rows, later)
    else:
        yield _divided(stretch, rows)


def _divided(stretch: Stretch, rows: Sequence[Period]) -> Figures:
    """Return hires divided by something, and whether they were still here after a year; small units are together."""
    groups = by_label(rows, LABELS[stretch.table])
    if stretch.table == UNIT and (small := small_units(groups)):
        groups = by_label(rows, lambda count: SMALL_UNITS if count.unit in small else count.unit)
    names = ORDER.get(stretch.table) or tuple(groups)
    counts = [(stayed, hired - stayed) for hired, stayed in (groups.get(name, (0, 0)) for name in names)]
    return _table(counts, _over(stretch.label), Dimension(stretch.table, names), Dimension(HERE, (YES, NO)))


def _by_quarter(stretch: Stretch, rows: Sequence[Period]) -> Figures:
    """Return when those who left in the first year did so, and how many were still here after each quarter."""
    outcomes = (*LEFT, STAYED)
    groups = [(NO, LEFT), (YES, (STAYED,))] + [(f"here{3 * at}", outcomes[at:]) for at in (1, 2, 3)]
    found = by_label(rows, lambda count: count.outcome)
    counts = [found.get(one, (0, 0))[0] for one in outcomes]
    return _table(counts, _over(stretch.label), Dimension(HERE, outcomes, groups=tuple(groups)))


def _by_later(stretch: Stretch, rows: Sequence[Period], later: FindLater) -> Figures:
    """Return who was here after two years, of those of whom that is known."""
    hired, stayed = hired_and_stayed(rows)
    outcomes = (LEFT_LATER, STAYED_LATER, LOST_LATER)
    groups = ((YES, outcomes), (KNOWN_LATER, (NO, LEFT_LATER, STAYED_LATER)))
    here = Dimension(HERE, (NO, *outcomes), groups=groups)
    return _table([hired - stayed, *(later(rows) or ())], _over(stretch.label), here)


def _after_two_years(material: Material) -> FindLater:
    """Return what became of those who stayed a year: left, stayed, not known; None when it does not fit what is out."""
    counts = Counter((hire.half, hire.later) for hire in material.hires if hire.later)

    def found(rows: Sequence[Period]) -> Later | None:
        if not is_followed(rows[-1].last, TWO_YEARS, material.until):
            return None
        left, stayed = (
            sum(n for (half, later), n in counts.items() if rows[0].first <= half <= rows[-1].last and later == one)
            for one in (LEFT_LATER, STAYED_LATER)
        )
        lost = hired_and_stayed(rows)[1] - left - stayed
        return (left, stayed, lost) if lost >= 0 else None

    return found


def _later_told(row: Later | None) -> bool:
    return row is not None and row[1] > 0 and not any(map(is_small, row))


def _december(material: Material) -> Iterator[Figures]:
    """Yield the national counts of years that are not out yet."""
    for year, row in sorted(material.december.items()):
        if key_of(december=str(year)) not in material.kept.cells:
            one = Dimension("december", (str(year),), total=False)
            yield _table([row.same, row.other_service, row.gone], one, Dimension("where", (SAME, OTHER, GONE)))


def _baselines(material: Material) -> Iterator[Figures]:
    """Yield the starting points that are not out yet."""
    for pk, (hired, stayed) in sorted(material.baselines.items()):
        if key_of(baseline=str(pk)) not in material.kept.cells:
            one = Dimension("baseline", (str(pk),), total=False)
            yield _table([stayed, hired - stayed], one, Dimension(HERE, (YES, NO)))
