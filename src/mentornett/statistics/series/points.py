"""What a chart over time holds: points, lines, signals, and why a line is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

LEAST = 10  # points for a median or for limits (Anhøj & Olesen 2014; Provost & Murray 2011)
LEAST_FROZEN = 12  # points in a baseline that later points are held against
FIRM = 20  # below, limits are trial limits (Provost & Murray 2011)

Line = tuple[float | None, ...]


class Kind(StrEnum):
    """The charts."""

    RUN = "run"
    XMR = "xmr"
    MOVING_RANGE = "moving_range"
    P = "p"
    U = "u"
    T = "t"
    G = "g"


class Rule(StrEnum):
    """What counts as a sign of change."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"


class Missing(StrEnum):
    """Why a phase has no limits."""

    TOO_FEW = "too_few"  # points; there is no centre either
    NO_VARIATION = "no_variation"  # the baseline is constant: there is a centre, but nothing to measure change by
    ZERO_TIME = "zero_time"  # no time between two events: a T chart needs hours there, or half a day


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the series with its own lines, from `start` until the next phase.

    The lines come from all its points, or from its first `first` points that have a value, or from those before the
    index `before`. Such a baseline is frozen: later points never move the lines.
    """

    start: int = 0
    first: int | None = None
    before: int | None = None

    @property
    def frozen(self) -> bool:
        """Whether later points leave the lines as they are."""
        return self.first is not None or self.before is not None


@dataclass(frozen=True, slots=True)
class Runs:
    """What Anhøj's rules look at. Points on the median do not count."""

    useful: int
    longest: int
    longest_limit: int
    crossings: int
    crossings_limit: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase as it came out. `stop` is the index after its last point.

    `baseline` are the points that the lines come from. `provisional` says that they are few, so that limits will move;
    `thin`, that a period expects fewer than five events, so that longer periods or a T chart would say more.
    """

    phase: Phase
    stop: int
    baseline: tuple[int, ...]
    centre: float | None
    missing: Missing | None
    provisional: bool = False
    thin: bool = False
    runs: Runs | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A sign of change and its points. `up` says which way: above the centre, or rising; None when neither."""

    rule: Rule
    indices: tuple[int, ...]
    up: bool | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What somebody wrote about a point."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over time. Every line has one value per point, None where there is none.

    `near_lower` and `near_upper` lie two thirds of the way from the centre to the limits.
    """

    kind: Kind
    values: Line
    centre: Line
    lower: Line
    upper: Line
    near_lower: Line
    near_upper: Line
    stretches: tuple[Stretch, ...]
    signals: tuple[Signal, ...]
    annotations: tuple[Annotation, ...] = ()

    @property
    def missing(self) -> Missing | None:
        """Why the newest phase has no limits; None when it has."""
        return self.stretches[-1].missing if self.stretches else Missing.TOO_FEW


def annotate(chart: Chart, annotations: Iterable[Annotation]) -> Chart:
    """Return the chart with these annotations too, in the order of the points. They never change a line.

    Raises ValueError for a point that the chart does not have.
    """
    new = tuple(annotations)
    if any(not 0 <= note.index < len(chart.values) for note in new):
        raise ValueError("An annotation belongs to no point of the chart.")
    return replace(chart, annotations=tuple(sorted((*chart.annotations, *new), key=lambda note: note.index)))
