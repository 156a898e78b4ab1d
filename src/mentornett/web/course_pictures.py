"""What pages show of a network's course, for organisers and for teams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from mentornett.core.time import date_range_words
from mentornett.documents.timelines import Band, Point, TimelineRow, timeline_chart
from mentornett.network.queries.gatherings import gathering_name, gatherings_of
from mentornett.network.queries.plans import comparison, plans_of
from mentornett.network.queries.setup import assignments_of, participants, phases_of, teams_of
from mentornett.network.rules.course import days_between, duration

Url = Callable[[Any], str]


def timeline_items(gatherings: Sequence[Any], today: date, url: Url) -> list[dict[str, Any]]:
    """Return gatherings and the work periods between them for the timeline; cancelled ones are left out."""
    held = sorted((row for row in gatherings if row.state != "cancelled"), key=lambda row: row.starts)
    items: list[dict[str, Any]] = []
    for row, following in zip_longest(held, held[1:]):
        items.append(_gathering(row, today, url))
        if following:
            items.append(_period(row, following, today))
    return items


def _gathering(row: Any, today: date, url: Url) -> dict[str, Any]:
    state = "past" if row.ends < today else "now" if row.starts <= today else "coming"
    return {
        "kind": "gathering", "title": gathering_name(row), "dates": date_range_words(row.starts, row.ends, today),
        "state": state, "url": url(row), "note": row.get_form_display(),
    }  # fmt: skip


def _period(row: Any, following: Any, today: date) -> dict[str, Any]:
    starts, ends = row.ends + timedelta(days=1), following.starts
    weeks = round((ends - starts).days / 7)
    note = ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
    item: dict[str, Any] = {"kind": "period", "title": gettext("Work in own municipality"), "note": note}
    if today < starts:
        return item | {"state": "coming"}
    if today >= ends:
        return item | {"state": "past"}
    tenths = round(10 * (today - starts).days / max((ends - starts).days, 1))
    return item | {"state": "now", "today_tenths": tenths}


def plan_picture(network: Any, plans: Sequence[Any], gatherings: Sequence[Any], today: date) -> SafeString:
    """Draw every version of the plan over what is and was, one row each (D06, D15)."""
    rows = [TimelineRow(f"v{plan.number} {plan.title}".strip(), _planned_points(plan)) for plan in plans]
    rows.append(TimelineRow(gettext("As it is"), _points(gatherings), _bands(gatherings)))
    language: Any = (get_language() or "nb")[:2]
    picture = timeline_chart(
        rows, title=gettext("The course of %(network)s") % {"network": network.name},
        description=gettext("The same dates stand in the table below."), language=language, today=today,
    )  # fmt: skip
    return mark_safe(picture)  # noqa: S308 (drawn by us, texts escaped)


def _planned_points(plan: Any) -> tuple[Point, ...]:
    rows = [row for row in plan.gatherings.all() if row.starts]
    return tuple(Point(row.starts, str(row.number), _kind(row.form, "")) for row in rows)


def _points(gatherings: Sequence[Any]) -> tuple[Point, ...]:
    """Return what is and was; a cancelled gathering lends its place in the row, not its number."""
    return tuple(
        Point(row.starts, "" if row.state == "cancelled" else str(row.number), _kind(row.form, row.state))
        for row in gatherings
    )


def _kind(form: str, state: str) -> Any:
    if state == "cancelled":
        return "cancelled"
    if form == "unknown":
        return "undecided"
    return "digital" if form == "digital" else "physical"


def _bands(gatherings: Sequence[Any]) -> tuple[Band, ...]:
    rows = sorted((row for row in gatherings if row.state != "cancelled"), key=lambda row: row.starts)
    return tuple(
        Band(row.ends + timedelta(days=1), following.starts - timedelta(days=1))
        for row, following in pairwise(rows)
        if (following.starts - row.ends).days > 2
    )


def length_words(network: Any) -> str:
    """Write how long a network lasts: «om lag 27 måneder (818 dager)» (X02)."""
    length = duration(network.starts, network.ends)
    months = ngettext("about %(n)s month", "about %(n)s months", length.months) % {"n": length.months}
    days = ngettext("%(n)s day", "%(n)s days", length.days) % {"n": length.days}
    return f"{months} ({days})"


def gaps_words(gatherings: Sequence[Any]) -> str:
    """Write the shortest and the longest time between two gatherings."""
    gaps = days_between([(row.starts, row.ends) for row in gatherings if row.state != "cancelled"])
    if not gaps:
        return ""
    return gettext("%(least)s to %(most)s days") % {"least": min(gaps), "most": max(gaps)}


def share_words(shares: Any) -> str:
    """Write how many gatherings are held how: «3 fysisk, 4 digitalt, av 7» (D17)."""
    parts = [
        (shares.physical, gettext("%(n)s in person")), (shares.digital, gettext("%(n)s digital")),
        (shares.hybrid, gettext("%(n)s both ways")),
    ]  # fmt: skip
    said = ", ".join(text % {"n": number} for number, text in parts if number)
    return gettext("%(parts)s, of %(total)s") % {"parts": said, "total": shares.total} if said else ""


def course_context(network: Any, today: date) -> dict[str, Any]:
    """Return what «Gangen i nettverket» shows: every gathering, the work between, and what is due when."""
    gatherings = list(gatherings_of(network))
    rows = [row for row in assignments_of(network) if not row.assignment.withdrawn]
    steps = []
    due_before: list[Any] = list(rows)
    for gathering in sorted(gatherings, key=lambda row: (row.starts, row.number)):
        if gathering.state == "cancelled":
            steps.append({"gathering": gathering, "work": []})
            continue
        work = [row for row in due_before if not row.on_hold and row.due <= gathering.starts]
        due_before = [row for row in due_before if row not in work]
        steps.append({"gathering": gathering, "work": work})
    return {
        "network": network, "steps": steps, "after": [row for row in due_before if not row.on_hold],
        "waiting": [row for row in due_before if row.on_hold], "length": length_words(network),
        "picture": plan_picture(network, [], gatherings, today), "phases": list(phases_of(network)), "today": today,
    }  # fmt: skip


def public_context(network: Any, today: date) -> dict[str, Any]:
    """Return what a network's public page shows: who takes part, phases, plan and actual; no person, no answer (A10).

    The page is shown to people without a scope: all rows are read here, and the template asks for none.
    """
    gatherings, plans = list(gatherings_of(network)), list(plans_of(network))
    members = list(participants(network))
    return {
        "network": network, "length": length_words(network), "members": members, "today": today,
        "municipality_count": len({row.municipality_id for row in members}), "team_count": teams_of(network).count(),
        "gone": sum(row.left is not None for row in members), "phases": list(phases_of(network)), "plans": plans,
        "rows": comparison(plans, gatherings),
        "picture": plan_picture(network, plans, gatherings, today) if plans else "",
    }  # fmt: skip
