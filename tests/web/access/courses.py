"""Access to courses."""

from __future__ import annotations

from typing import Any

from mentornett.competence.actions import attendance as actions
from mentornett.competence.models import Certificate, Enrolment
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

RUN = "leader guide"  # those who run the course of the cast: the organiser's leader, and the one responsible
OFFERED = (
    "programme_leader hr ward_leader other_ward_leader mentor other_mentor neighbour_programme_leader neighbour_mentor"
)
MENTORS = "other_mentor mentor neighbour_mentor"  # the first one is not signed up yet
LEADERS = "programme_leader neighbour_programme_leader"
IN_FLESBERG = "programme_leader hr ward_leader other_ward_leader mentor other_mentor"
EVERYBODY_HERE = f"{RUN} {OFFERED}"


def _course(cast: Cast) -> list[Any]:
    return [cast.course.pk]


def _module(cast: Cast) -> list[Any]:
    return [cast.course.pk, cast.course_module.pk]


def _session(cast: Cast) -> list[Any]:
    return [cast.course.pk, cast.session_1.pk]


def _coming(cast: Cast) -> list[Any]:
    return [cast.course.pk, cast.session_2.pk]


def _scheme(cast: Cast) -> list[Any]:
    return [cast.scheme.pk]


def _enrolment(cast: Cast) -> list[Any]:
    return [cast.enrolment.pk]


def _asked(cast: Cast) -> None:
    cast.enrolment.state = "asked"
    cast.enrolment.save()


def _done(cast: Cast) -> None:
    rows = Enrolment.objects.filter(pk=cast.enrolment.pk)
    actions.complete(course=cast.course, enrolments=list(rows), by=cast.leader, now=cast.now)


def _code(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return [Certificate.objects.get(enrolment=cast.enrolment).code]


def _tasks_done(cast: Cast) -> None:
    actions.say_done(enrolment=cast.enrolment, module=cast.course_module, done=True, by=cast.mentor, now=cast.now)


def _row(**more: Any) -> Row:
    return Row(people=IN_PROGRAMMES, **{"args": _course, **more})


def _run(**more: Any) -> Row:
    return _row(ok=RUN, forbidden=OFFERED, **more)


ROWS = {
    "competence:home": Row(ok=EVERYBODY_HERE, people=IN_PROGRAMMES),
    "competence:course_new_at_organiser": _row(ok="leader", args=lambda cast: [cast.nord.pk]),
    "competence:course_new": _row(ok="programme_leader", args=lambda cast: [cast.flesberg.pk]),
    "competence:course": _row(ok=EVERYBODY_HERE),
    "competence:course_change": _run(),
    "competence:course_open": _run(method="post", data=lambda cast: {"open": "yes"}),
    "competence:quotas": _run(),
    "competence:session_new": _run(),
    "competence:series_new": _run(),
    "competence:session_change": _run(args=_session),
    "competence:session_remove": _run(args=_coming, method="post"),
    "competence:module_new": _run(),
    "competence:module_change": _run(args=_module),
    "competence:module_remove": _run(args=_module, method="post"),
    "competence:module_done": _row(
        ok="mentor neighbour_mentor", args=_module, method="post", data=lambda cast: {"done": "yes"}
    ),
    "competence:sign_up": _row(ok=MENTORS, method="post"),
    "competence:sign_up_others": _row(ok=LEADERS),
    "competence:participants": _row(ok=f"{RUN} {LEADERS}"),
    "competence:participants_file": _row(ok=f"{RUN} {LEADERS}", args=lambda cast: [cast.course.pk, "excel"]),
    "competence:complete": _run(method="post", before=_tasks_done),
    "competence:answer": _row(
        ok="programme_leader", args=_enrolment, method="post", data=lambda cast: {"answer": "yes"}, before=_asked
    ),
    "competence:withdraw": _row(ok=f"{RUN} programme_leader mentor", args=_enrolment, method="post"),
    "competence:take_back": _row(ok=RUN, args=_enrolment, before=_done),
    "public:certificate": Row(ok="mentor", others=200, visitors=200, people=IN_PROGRAMMES, args=_code, before=_done),
    "competence:certificate": _row(ok="programme_leader mentor", args=_enrolment, before=_done),
    "competence:attendance": _run(args=_session),
    "competence:attendance_everyone": _run(args=_session, method="post"),
    "competence:attendance_undo": _run(args=_session, method="post"),
    "competence:attendance_note": _run(
        args=lambda cast: [*_session(cast), cast.neighbour_enrolment.pk],
        method="post",
        data=lambda cast: {"there": "yes"},
    ),
    "competence:schemes": Row(ok=OFFERED, people=IN_PROGRAMMES),
    "competence:scheme_new": _row(ok="programme_leader", args=lambda cast: [cast.flesberg.pk]),
    "competence:scheme": _row(ok=IN_FLESBERG, args=_scheme),
    "competence:scheme_change": _row(ok="programme_leader", forbidden=IN_FLESBERG, args=_scheme),
    "competence:scheme_date_remove": _row(
        ok="programme_leader",
        forbidden=IN_FLESBERG,
        args=lambda cast: [cast.scheme.pk, cast.scheme_date.pk],
        method="post",
    ),
}
