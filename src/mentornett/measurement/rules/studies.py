"""Where a study stands, and how long it may last."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

LONGEST_YEARS = 5
LINK_DAYS = 14


class Standing(StrEnum):
    """Where a study stands."""

    ASKED = "asked"
    DECLINED = "declined"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


def standing(*, approved: bool | None, withdrawn: bool, destroyed: bool, last_day: date, today: date) -> Standing:
    """Return where a study stands on a day. One that is over is so before its key is destroyed, too."""
    if withdrawn:
        return Standing.WITHDRAWN
    if approved is False:
        return Standing.DECLINED
    if destroyed or today > last_day:
        return Standing.ENDED
    return Standing.APPROVED if approved else Standing.ASKED


def latest_end(today: date) -> date:
    """Return the last day that a study may be asked for."""
    return date(today.year + LONGEST_YEARS, 12, 31)


def link_holds(expires_at: datetime | None, now: datetime) -> bool:
    """Tell whether a link still opens."""
    return expires_at is not None and now < expires_at
