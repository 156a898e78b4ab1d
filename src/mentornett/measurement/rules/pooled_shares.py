"""How many stayed, before, while and after the units of a network started: counts of all municipalities together.

What goes out went through the gate with everything that went out before. Two things more are held back here: whatever
would tell a municipality, with its own counts taken off, a small number about the others; and everything when fewer
than three have given counts, because then one of two would know the other's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mentornett.measurement.rules.consents import LEAST_MUNICIPALITIES
from mentornett.measurement.rules.counted_cells import Counted
from mentornett.statistics.disclosure.figures import Cell, Figures, Key, State, Sum, join
from mentornett.statistics.disclosure.gate import Certificate, Decision, decide
from mentornett.statistics.disclosure.primary import is_small

BEFORE, DURING, AFTER = "before", "during", "after"
PERIODS = (BEFORE, DURING, AFTER)
YES, NO = "yes", "no"

Cohort = tuple[int, str]  # half-year from 1970, period
Shares = dict[Cohort, tuple[int, int]]  # known, stayed


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many hired in a period so many were still employed after 12 months; None: not shown."""

    period: str
    known: int | None
    stayed: int | None


@dataclass(frozen=True)
class Pooled:
    """What may be told, and what the next release needs to be looked at together with this one."""

    shares: tuple[Share, ...]
    decision: Decision
    cohorts: Shares

    @property
    def certificate(self) -> Certificate:
        """What the audit of everything together found."""
        return self.decision.certificate


@dataclass(frozen=True)
class Earlier:
    """What earlier releases told, and the counts they were made of."""

    figures: Figures = field(default_factory=lambda: Figures((), ()))
    cohorts: Shares = field(default_factory=dict)


def pooled_shares(parts: Sequence[Counted], until: date, earlier: Earlier) -> Pooled:
    """Return what may be told of counts. Half-years that were counted in an earlier release stand as they were."""
    own = [_by_period(part) for part in parts]
    counted = {half for half, _period in earlier.cohorts}
    new = _added([{at: number for at, number in one.items() if at[0] not in counted} for one in own])
    cohorts = {**earlier.cohorts, **new}
    decision = decide(join([earlier.figures, _table(cohorts, until)]))
    shares = [_share(decision, period, until) for period in PERIODS]
    return Pooled(tuple(_guarded(share, own) for share in shares if share), decision, cohorts)


def _by_period(part: Counted) -> Shares:
    last = len(part.cells.dates)
    rows = [((half, _period(window, last)), number) for (half, window), number in part.cohorts.items()]
    return _added([{at: number} for at, number in rows])


def _period(window: int, last: int) -> str:
    return BEFORE if window == 0 else AFTER if window == last else DURING


def _added(parts: Sequence[Shares]) -> Shares:
    found: Shares = {}
    for at, (known, stayed) in (row for part in parts for row in part.items()):
        so_far = found.get(at, (0, 0))
        found[at] = (so_far[0] + known, so_far[1] + stayed)
    return found


def _table(cohorts: Shares, until: date) -> Figures:
    """Return the sums that are offered and the half-years that they are made of, which are not."""
    cells, sums = [], []
    for period in sorted({period for _half, period in cohorts}):
        own = {str(half): number for (half, name), number in cohorts.items() if name == period}
        for here in (YES, NO):
            parts = tuple(_key(period, here, half=half) for half in sorted(own))
            counts = [_here(own[half], here) for half in sorted(own)]
            cells += [
                Cell(key, count, is_small(count), State.BENEATH) for key, count in zip(parts, counts, strict=True)
            ]  # fmt: skip
            total = _key(period, here, until=str(until))
            cells.append(Cell(total, sum(counts), is_small(sum(counts))))
            sums.append(Sum(total, parts))
        everybody = sum(known for known, _stayed in own.values())
        cells.append(Cell(_key(period, "", until=str(until)), everybody, is_small(everybody)))
        both = tuple(_key(period, here, until=str(until)) for here in (YES, NO))
        sums.append(Sum(_key(period, "", until=str(until)), both))
    return Figures(tuple(cells), tuple(sums))


def _here(number: tuple[int, int], here: str) -> int:
    known, stayed = number
    return stayed if here == YES else known - stayed


def _key(period: str, here: str, **when: str) -> Key:
    named = {"period": period, **({"here": here} if here else {}), **when}
    return tuple(sorted(named.items()))


def _share(decision: Decision, period: str, until: date) -> Share | None:
    keys = [_key(period, here, until=str(until)) for here in ("", YES, NO)]
    if keys[0] not in decision.figures.place:
        return None
    known, stayed, left = (decision.shown(key) for key in keys)
    return Share(period, known, stayed) if None not in (known, stayed, left) else Share(period, None, None)


def _guarded(share: Share, own: Sequence[Shares]) -> Share:
    """Hide a share from which one municipality could work out a small number about the others."""
    rows = [[number for (_half, period), number in one.items() if period == share.period] for one in own]
    known, stayed = ([sum(number[at] for number in one) for one in rows] for at in (0, 1))
    left = [each - here for each, here in zip(known, stayed, strict=True)]
    rests = [sum(column) - one for column in (stayed, left) for one in column]
    is_told_by_few = sum(each > 0 for each in known) < LEAST_MUNICIPALITIES
    return Share(share.period, None, None) if is_told_by_few or any(map(is_small, rests)) else share
