"""Which figures are too small to show by themselves.

Sources: Statistics Norway (SSB), «Personopplysninger i statistikken», hides fewer than three; this product hides fewer
than five. Group disclosure (nobody, or everybody): Hundepool et al. 2012, «Statistical Disclosure Control», chapter 5.
"""

from __future__ import annotations

LEAST = 5  # people behind a figure
LEAST_FOR_PERCENT = 10  # people; below, «4 of 6» says more than «67 %», and moves by more than ten with one of them
LEAST_GROUP = 10  # people in a group of which «nobody» or «everybody» may be said about something sensitive


def is_small(count: int) -> bool:
    """Tell whether a count is too small to show. Nobody at all is no person."""
    return 0 < count < LEAST


def tells_of_all(count: int, group: int) -> bool:
    """Tell whether a sensitive count says the same about everybody in a group so small that it may not."""
    return count in (0, group) and 0 < group < LEAST_GROUP
