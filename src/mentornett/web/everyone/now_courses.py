"""Courses on «Now»: sessions that come, attendance to note, sign-ups and calls to answer, completions to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mentornett.competence.permissions.courses import (
    courses_run_by,
    enrolments_to_answer,
    municipalities_led,
    open_enrolments_of,
)
from mentornett.competence.queries.courses import seated_in, sessions_between, sessions_not_noted
from mentornett.core.time import date_words
from mentornett.mentoring.permissions.calls import nominations_to_answer
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import Line, NowItem

SOON, AHEAD, ASKED_FOR = timedelta(days=7), timedelta(days=30), timedelta(days=21)


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what one may have something of by one's roles: a seat, a course to run, answers to give."""
    if not (viewer.staffed or viewer.municipalities_as(RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.MENTOR)):
        return {}
    found: dict[str, Any] = {"enrolments": open_enrolments_of(viewer), "courses": courses_run_by(viewer)}
    if municipalities_led(viewer):
        found |= {"seats_asked": enrolments_to_answer(viewer), "nominations": nominations_to_answer(viewer)}
    return found


def parts_of(viewer: Viewer, has: Mapping[str, Any]) -> tuple[list[NowItem], list[Line]]:
    """Return what to do and what comes; `has` holds those of the questions that have an answer."""
    today, rows = viewer.today, []
    if "enrolments" in has:
        rows = list(sessions_between(seated_in(has["enrolments"]), today, today + AHEAD))
    items = [_session(row, today) for row in rows if row.on <= today + SOON]
    later = [Line(row.on, row.title, _course(row), row.course.name) for row in rows if row.on > today + SOON]
    if "courses" in has:
        items += _to_note(sessions_not_noted(has["courses"], today - ASKED_FOR, today), today)
    return items + _to_answer(has), later


def _course(row: Any) -> str:
    return reverse("competence:course", args=[row.course_id])


def _session(row: Any, today: date) -> NowItem:
    return NowItem(
        what=gettext("Course: %(title)s") % {"title": row.title}, reason=row.course.name, urgency=43, url=_course(row),
        action=gettext("See the course"), due=row.on, when=date_words(row.on, today), who=row.place,
        role=gettext("Mentor"),
    )  # fmt: skip


def _to_note(rows: Iterable[Any], today: date) -> list[NowItem]:
    """Return the sessions of courses one runs that have been and have nobody noted."""
    return [
        NowItem(
            what=gettext("Note who was at the session"), reason=row.title, urgency=38,
            url=reverse("competence:attendance", args=[row.course_id, row.pk]), action=gettext("Note it"),
            due=row.on, when=date_words(row.on, today), who=row.course.name, role=gettext("You run the course"),
        )
        for row in rows
    ]  # fmt: skip


def _to_answer(has: Mapping[str, Any]) -> list[NowItem]:
    """Return the sign-ups and the answers to calls that wait for the project leader."""
    role, items = str(RoleKind.PROGRAMME_LEADER.label), []
    asked = {row.course_id: row.course.name for row in has.get("seats_asked", ())}
    for pk, name in asked.items():
        items.append(
            NowItem(
                what=gettext("Say yes or no to those who signed up for a course"), urgency=41, who=name, role=role,
                url=reverse("competence:participants", args=[pk]), action=gettext("Answer"),
            )
        )  # fmt: skip
    calls: dict[int, list[Any]] = {}
    for row in has.get("nominations", ()):
        calls.setdefault(row.call_id, []).append(row.call)
    for pk, rows in calls.items():
        what = ngettext("One offers to be a mentor", "%(n)s offer to be mentors", len(rows)) % {"n": len(rows)}
        items.append(
            NowItem(
                what=what, urgency=41, url=reverse("programme:call", args=[pk]), action=gettext("Answer"),
                who=rows[0].title, role=role,
            )
        )  # fmt: skip
    return items
