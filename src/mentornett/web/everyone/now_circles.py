"""Mentor networks on «Now»: the next meeting for members, and for those who lead it what a meeting still needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from mentornett.competence.choices.circles import MeetingState
from mentornett.competence.permissions.circles import inside_own_circles, meetings_in, memberships_of
from mentornett.competence.permissions.pulse import place_to_answer_for, pulses_of
from mentornett.competence.queries.circles import ends_at, meeting_title
from mentornett.competence.queries.groups import contracts_to_agree
from mentornett.competence.rules.pulse import may_answer
from mentornett.core.time import clock_words, date_words, moment_words
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import Line, NowItem

SOON = timedelta(days=7)  # the next meeting stands among what to do
TOPIC_BEFORE = timedelta(days=14)
AHEAD = timedelta(days=30)
ASKED_FOR = timedelta(days=60)  # who came is asked for so long


def parts_of(viewer: Viewer, now: datetime) -> tuple[list[NowItem], list[Line]]:
    """Return what to do and what comes in the networks one is a member of."""
    with inside_own_circles(viewer) as circles:
        near = meetings_in(circles).filter(starts_at__gte=now - ASKED_FOR, starts_at__lte=now + AHEAD)
        rows = list(near.filter(state=MeetingState.PLANNED))
        contracts = contracts_to_agree(list(memberships_of(viewer)), viewer.person)
    items = [item for row in rows for item in _items(row, circles[row.circle_id], now)]
    items += [_contract(row) for row in contracts]
    return items, [_line(row) for row in rows if row.starts_at > now + SOON]


def pulse_items(viewer: Viewer, now: datetime) -> list[NowItem]:
    """Ask a mentor how it is, once a month and after everything else."""
    if place_to_answer_for(viewer) is None:
        return []
    last = pulses_of(viewer).first()
    if not may_answer(last.answered_on if last else None, localdate(now)):
        return []
    return [
        NowItem(
            what=gettext("How is it to be a mentor?"), urgency=12, url=reverse("competence:pulse"),
            reason=gettext("Three questions, half a minute. Only you see your answer."), action=gettext("Answer"),
            role=gettext("Mentor"),
        )
    ]  # fmt: skip


def _items(row: Any, leads: bool, now: datetime) -> Iterator[NowItem]:
    address = reverse("competence:meeting", args=[row.circle_id, row.pk])
    day, today = localdate(row.starts_at), localdate(now)
    if ends_at(row) <= now:
        if leads:
            yield NowItem(
                what=gettext("Note who was at the meeting"), urgency=38, url=f"{address}#present",
                action=gettext("Note it"), due=day, when=date_words(day, today), who=row.circle.name,
                role=gettext("You lead it"),
            )  # fmt: skip
        return
    if leads and not row.topic and row.starts_at <= now + TOPIC_BEFORE:
        yield NowItem(
            what=gettext("Set the topic of the next meeting"), urgency=44,
            url=reverse("competence:meeting_change", args=[row.circle_id, row.pk]), action=gettext("Set the topic"),
            due=day, when=moment_words(row.starts_at, today), who=row.circle.name, role=gettext("You lead it"),
        )  # fmt: skip
    if row.starts_at <= now + SOON:
        yield NowItem(
            what=gettext("Meeting in %(circle)s") % {"circle": row.circle.name}, reason=meeting_title(row),
            urgency=43, url=address, action=gettext("See the meeting"), due=day,
            when=moment_words(row.starts_at, today), who=row.place,
        )  # fmt: skip


def _contract(row: Any) -> NowItem:
    return NowItem(
        what=gettext("Read the group contract"), reason=gettext("Agree to it, or propose a change."), urgency=35,
        url=reverse("competence:contract", args=[row.circle_id]), action=gettext("Read it"), who=row.circle.name,
    )  # fmt: skip


def _line(row: Any) -> Line:
    local = localtime(row.starts_at)
    what = gettext("Meeting in %(circle)s at %(time)s") % {
        "circle": row.circle.name, "time": clock_words(local.time()),
    }  # fmt: skip
    return Line(local.date(), what, reverse("competence:meeting", args=[row.circle_id, row.pk]), row.topic)
