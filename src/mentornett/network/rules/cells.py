"""What one square of the network at a glance says: a state, its tone and its date. Words are put on it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mentornett.network.rules.periods import Period
from mentornett.network.rules.roster import Vacancy
from mentornett.network.rules.work import is_late


@dataclass(frozen=True)
class Cell:
    """A square. `urgency` 0 means that all is well or that nothing is asked; the higher, the sooner one should look."""

    state: str
    tone: str = "neutral"
    day: date | None = None
    value: Decimal | None = None
    urgency: int = 0


NOT_ASKED = Cell("not_asked")
PAUSED = Cell("paused")
NOTHING = Cell("nothing")

# state of a submission: the tone and urgency of its square while it is in time
_WORK = {
    "planned": ("neutral", 0),
    "open": ("neutral", 1),
    "draft": ("info", 1),
    "sent": ("success", 0),
    "reopened": ("warning", 2),
    "assessed": ("success", 0),
    "closed": ("success", 0),
    "skipped": ("neutral", 1),
}
VACANT = {"block": ("danger", 5), "warn": ("warning", 4), "info": ("neutral", 1)}


@dataclass(frozen=True)
class Asked:
    """Whether anything is asked of a team: from when it takes part, whether it has left or is paused today."""

    joined: date
    paused: bool = False
    active: bool = True

    def blank(self, due: date) -> Cell | None:
        """Return the square for something due on a day that the team is not asked for, or None when it is."""
        if not self.active or due < self.joined:
            return NOT_ASKED
        return PAUSED if self.paused else None


def work_cell(state: str, *, due: date, today: date, done_on: date | None = None) -> Cell:
    """Return the square of a submission: late with its deadline, else its state with the day it was sent or is due.

    What was sent and opened again is late in another way than what never came.
    """
    if is_late(state, due, today):
        return Cell("late_again" if state == "reopened" else "late", "danger", due, urgency=5)
    tone, urgency = _WORK[state]
    return Cell(state, tone, done_on if state in {"sent", "assessed", "closed"} else due, urgency=urgency)


def score_cell(value: Decimal | None, on: date | None, period: Period) -> Cell:
    """Return the square of a score. A number is never good or bad by its colour, so that nobody is ranked."""
    if value is None or on is None:
        return NOTHING
    return Cell("score" if on >= period.starts else "earlier_score", "neutral", on, value)


def contact_cell(last: date | None, *, period: Period, today: date, asked_for: bool) -> Cell:
    """Return the square of the last contact; it calls for attention from the middle of a period without any."""
    if last is not None and last >= period.starts:
        return Cell("contact", "success", last)
    if asked_for and min(today, period.ends) >= period.middle:
        return Cell("no_contact", "warning", last, urgency=3)
    return Cell("no_contact_yet", "neutral", last)


def role_cell(vacancy: Vacancy | None, since: date | None) -> Cell:
    """Return the square of a role: since when it is held, or that it is vacant."""
    if vacancy is None:
        return Cell("in_place", "success", since) if since else NOTHING
    tone, urgency = VACANT[vacancy.severity]
    return Cell("vacant", tone, urgency=urgency)


def guide_cell(since: date | None) -> Cell:
    """Return the square of the guide: since when, or that there is none."""
    return Cell("guided", "neutral", since) if since else Cell("no_guide", "danger", urgency=4)


def baseline_cell(measured: bool, on: date | None) -> Cell:
    """Return the square of the baseline: whether there is a value from before."""
    return Cell("measured", "success", on) if measured else Cell("no_baseline", "warning", urgency=2)
