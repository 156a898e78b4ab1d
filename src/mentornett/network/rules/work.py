"""What a submission may become, and when it is due and late."""

from __future__ import annotations

from datetime import date, timedelta

WRITABLE_STATES = frozenset({"open", "draft", "reopened"})
DELIVERED_STATES = frozenset({"sent", "assessed", "closed"})
NEXT_STATES: dict[str, frozenset[str]] = {
    "planned": frozenset({"open", "skipped"}),
    "open": frozenset({"draft", "sent", "skipped"}),
    "draft": frozenset({"sent", "skipped"}),
    "sent": frozenset({"reopened", "assessed"}),
    "reopened": frozenset({"sent", "skipped"}),
    "assessed": frozenset({"reopened", "closed"}),
    "closed": frozenset({"assessed"}),
    "skipped": frozenset({"open"}),
}
# rules of a network that say when its assignments open and are due: kind, offset, and before (−1) or after (+1)
TIMED_BY_RULES = {
    "report_opens_days_before": ("status_report", "opens_offset", -1),
    "report_due_days_before": ("status_report", "due_offset", -1),
    "progress_plan_due_days_after": ("progress_plan", "due_offset", 1),
    "final_report_due_days_before": ("final_report", "due_offset", -1),
}
SCORE_STEPS = tuple(step / 2 for step in range(1, 11))  # 0.5, 1.0 … 5.0


def may_become(state: str, next_state: str) -> bool:
    """Tell whether a submission in `state` may go to `next_state`."""
    return next_state in NEXT_STATES[state]


def may_be_extended(state: str) -> bool:
    """Tell whether one team may get another deadline: until it has sent or skipped the work."""
    return state in WRITABLE_STATES or state == "planned"


def offset_from(starts: date, ends: date, days: int) -> date:
    """Return the day that lies `days` from a gathering: before its first day, or after its last one."""
    return (starts if days < 0 else ends) + timedelta(days=days)


def deadline(
    *, starts: date, ends: date, due_offset: int, fixed_due: date | None = None, extended_to: date | None = None
) -> date:
    """Return the day a submission is due: a fixed date, else the offset from the gathering; later when extended.

    More time never becomes less: when everybody's deadline moves past an extension, the extension no longer counts.
    """
    usual = fixed_due or offset_from(starts, ends, due_offset)
    return max(extended_to, usual) if extended_to else usual


def is_late(state: str, due: date, today: date) -> bool:
    """Tell whether work that should have been sent has not been."""
    return state in WRITABLE_STATES and due < today
