"""What the signs mean: better or worse, and whether a target can be counted on.

Source: NHS England, «Making Data Count» (icons for variation and assurance). A trend is judged by its direction; a
point with signs in both directions, by its side of the centre.
"""

from __future__ import annotations

from enum import StrEnum

from mentornett.statistics.series.points import Chart


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Mark(StrEnum):
    """What a point tells."""

    ORDINARY = "ordinary"  # varies as it always did
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"  # neither way is better, or the sign has no direction


class Assurance(StrEnum):
    """Whether the target will be met while nothing changes."""

    ALWAYS = "always"
    NEVER = "never"
    SOMETIMES = "sometimes"
    UNKNOWN = "unknown"


def marks(chart: Chart, better: Better) -> tuple[Mark, ...]:
    """Return what each point tells."""
    ways: list[set[bool | None]] = [set() for _ in chart.values]
    for signal in chart.signals:
        for index in signal.indices:
            ways[index].add(signal.up)
    return tuple(_mark(chart, index, found - {None} or found, better) for index, found in enumerate(ways))


def now(chart: Chart, better: Better) -> Mark:
    """Return what the newest point with a value tells."""
    told = [mark for mark, value in zip(marks(chart, better), chart.values, strict=True) if value is not None]
    return told[-1] if told else Mark.ORDINARY


def assurance(chart: Chart, better: Better, target: float) -> Assurance:
    """Tell whether the limits at the newest point with a value lie on one side of the target."""
    known = [
        (lower, upper)
        for value, lower, upper in zip(chart.values, chart.lower, chart.upper, strict=True)
        if value is not None and lower is not None and upper is not None
    ]
    if not known or better is Better.NEITHER or chart.missing is not None:
        return Assurance.UNKNOWN
    lower, upper = known[-1]
    if lower <= target <= upper:
        return Assurance.SOMETIMES
    return Assurance.ALWAYS if (target < lower) == (better is Better.HIGHER) else Assurance.NEVER


def _mark(chart: Chart, index: int, ways: set[bool | None], better: Better) -> Mark:
    if not ways:
        return Mark.ORDINARY
    if better is Better.NEITHER or ways == {None}:
        return Mark.CHANGE
    value, centre = chart.values[index], chart.centre[index]
    if len(ways) == 2 and value is not None and centre is not None:
        ways = {value > centre}
    return Mark.IMPROVEMENT if (True in ways) == (better is Better.HIGHER) else Mark.CONCERN
