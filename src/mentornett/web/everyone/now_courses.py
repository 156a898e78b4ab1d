"""Courses on «Now»: sessions that come, attendance to note, sign-ups and calls to answer, completions to confirm."""

from __future__ import annotations

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


def parts_of(viewer: Viewer) -> tuple[list[NowItem], list[Line]]:
    """Return what to do and what comes: as participant, as the one who runs a course, as project leader."""
    if not (viewer.staffed or viewer.municipalities_as(RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.MENTOR)):
        return [], []
    own = seated_in(open_enrolments_of(viewer))
    rows = list(sessions_between(own, viewer.today, viewer.today + AHEAD))
    items = [_session(row, viewer.today) for row in rows if row.on <= viewer.today + SOON]
    later = [Line(row.on, row.title, _course(row), row.course.name) for row in rows if row.on > viewer.today + SOON]
    return items + _to_note(viewer) + _to_answer(viewer), later


def _course(row: Any) -> str:
    return reverse("competence:course", args=[row.course_id])


def _session(row: Any, today: date) -> NowItem:
    return NowItem(
        what=gettext("Course: %(title)s") % {"title": row.title}, reason=row.course.name, urgency=43, url=_course(row),
        action=gettext("See the course"), due=row.on, when=date_words(row.on, today), who=row.place,
        role=gettext("Mentor"),
    )  # fmt: skip


def _to_note(viewer: Viewer) -> list[NowItem]:
    """Return the sessions of courses one runs that have been and have nobody noted."""
    rows = sessions_not_noted(courses_run_by(viewer), viewer.today - ASKED_FOR, viewer.today)
    return [
        NowItem(
            what=gettext("Note who was at the session"), reason=row.title, urgency=38,
            url=reverse("competence:attendance", args=[row.course_id, row.pk]), action=gettext("Note it"),
            due=row.on, when=date_words(row.on, viewer.today), who=row.course.name, role=gettext("You run the course"),
        )
        for row in rows
    ]  # fmt: skip


def _to_answer(viewer: Viewer) -> list[NowItem]:
    """Return the sign-ups and the answers to calls that wait for the project leader."""
    if not municipalities_led(viewer):
        return []
    role, items = str(RoleKind.PROGRAMME_LEADER.label), []
    asked = {row.course_id: row.course.name for row in enrolments_to_answer(viewer)}
    for pk, name in asked.items():
        items.append(
            NowItem(
                what=gettext("Say yes or no to those who signed up for a course"), urgency=41, who=name, role=role,
                url=reverse("competence:participants", args=[pk]), action=gettext("Answer"),
            )
        )  # fmt: skip
    calls: dict[int, list[Any]] = {}
    for row in nominations_to_answer(viewer):
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
