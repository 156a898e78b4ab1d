"""How often a chart shows a sign of change though nothing has changed.

The rules are made to see changes early, and the price is false alarms: more of them the longer one looks, and the
shorter the time before is that the limits come from (Benneyan, Lloyd & Plsek 2003, Qual Saf Health Care 12:458-464).
The rates are fitted to our own simulations of XmR, P and T charts with 12 to 36 points before and 6 to 96 points; the
proof has one of them, and the tests hold the others.
"""

from __future__ import annotations

import math

from mentornett.statistics.series.points import Chart, Kind, Rule

FROZEN, SLOWING = 0.06, 0.7  # false alarms after a frozen baseline, fewer for each point the more there are
ALL = 0.01  # for each point, where all points make the limits
LONG = 12  # on one side: in fewer than 1 of 20 charts where nothing has changed, however long they are
ANHOEJ = 0.1


def false_alarms(chart: Chart) -> float:
    """Return in how large a share of charts like this one there is some sign when nothing has changed."""
    if chart.kind is Kind.RUN:
        return ANHOEJ
    newest = chart.stretches[-1]
    known = [at for at, value in enumerate(chart.values) if value is not None]
    if not newest.phase.frozen:
        return 1 - math.exp(-ALL * len(known))
    later = sum(at > max(newest.baseline, default=-1) for at in known)
    return 1 - math.exp(-FROZEN * later**SLOWING)


def has_long_run(chart: Chart) -> bool:
    """Whether so many points in a row are on one side that chance hardly makes it."""
    return any(signal.rule is Rule.SHIFT and len(signal.indices) >= LONG for signal in chart.signals)
