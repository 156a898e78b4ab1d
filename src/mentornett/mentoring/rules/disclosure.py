"""The gate through which figures about people leave. One rule for now: never about fewer than five."""

from __future__ import annotations

from mentornett.statistics.disclosure.primary import LEAST


def may_be_shown(people: int) -> bool:
    """Tell whether so many people stand behind a figure that it may be shown."""
    return people >= LEAST
