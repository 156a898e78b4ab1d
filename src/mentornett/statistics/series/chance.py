"""How often a chart shows a sign of change though nothing has changed.

The rules are made to see changes early, and the price is false alarms: more of them the longer one looks, and the
shorter the time before is that the limits come from (Benneyan, Lloyd & Plsek 2003, Qual Saf Health Care 12:458-464).
The rates are fitted to our own simulations of XmR, P and T charts, of G charts, which have more false alarms, and of
moving ranges, which have fewer, with 12 to 36 points before and 6 to 96 points; the proof has one of each, and the
tests hold others.
"""

from __future__ import annotations

import math

from mentornett.statistics.series.points import Chart, Kind, Rule

FROZEN, SLOWING = 0.06, 0.7  # false alarms after a frozen baseline, fewer for each point the more there are
ALL = 0.01  # for each point, where all points make the limits
TIMES = {Kind.G: (1.45, 2.0), Kind.MOVING_RANGE: (0.6, 0.8)}  # as many: after a frozen baseline, and of all points
LONG = 12  # on one side: in fewer than 1 of 20 charts where nothing has changed, however long they are
ANHOEJ = 0.1


def false_alarms(chart: Chart) -> float:
    """Return in how large a share of charts like this one there is some sign when nothing has changed."""
    if chart.kind is Kind.RUN:
        return ANHOEJ
    frozen, all_points = TIMES.get(chart.kind, (1, 1))
    newest = chart.stretches[-1]
    known = [at for at, value in enumerate(chart.values) if value is not None]
    if not newest.phase.frozen:
        return 1 - math.exp(-ALL * all_points * len(known))
    later = sum(at > max(newest.baseline, default=-1) for at in known)
    return 1 - math.exp(-FROZEN * frozen * later**SLOWING)


def has_long_run(chart: Chart) -> bool:
    """Whether so many points in a row are on one side that chance hardly makes it."""
    return any(signal.rule is Rule.SHIFT and len(signal.indices) >= LONG for signal in chart.signals)
