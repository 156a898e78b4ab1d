"""Access to new hires and the register of mentors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.hires import end_hire, move_hire
from mentornett.mentoring.actions.leaving import mentor_leaves
from mentornett.mentoring.models import HireFile, Leave, MentorLeave
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

COLUMNS = ("email", "name", "unit", "profession", "starts")
REGISTRARS = "programme_leader hr"
ALL_LISTS = f"{REGISTRARS} ward_leader other_ward_leader neighbour_programme_leader"


def _municipality(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk]


def _hire(cast: Cast) -> list[Any]:
    return [cast.employment.pk]


def _mentor(cast: Cast) -> list[Any]:
    return [cast.mentor_row.pk]


def _excel(cast: Cast) -> list[Any]:
    return ["excel"]


def _away(cast: Cast) -> None:
    Leave.objects.create(employment=cast.employment, municipality=cast.flesberg, starts=cast.today)


def _mentor_away(cast: Cast) -> None:
    MentorLeave.objects.create(mentor=cast.mentor_row, municipality=cast.flesberg, starts=cast.today)


def mentor_left(cast: Cast) -> None:
    """Let the mentor have a last day."""
    with inside(EVERYONE):
        mentor_leaves(
            mentor=cast.mentor_row, ends=cast.today, successors={}, by=cast.programme_leader, now=cast.now
        )  # fmt: skip


def _hire_left(cast: Cast) -> None:
    with inside(EVERYONE):
        end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.hr, now=cast.now)


def _moves(cast: Cast) -> None:
    with inside(EVERYONE):
        on = cast.today + timedelta(days=9)
        cast.things["moved"] = move_hire(hire=cast.employment, unit=cast.care_home, on=on, by=cast.hr, now=cast.now)


def _moved(cast: Cast) -> list[Any]:
    return [cast.moved.pk]


def _with_list(cast: Cast) -> None:
    cast.things["hire_file"] = HireFile.objects.create(
        municipality=cast.flesberg, header=list(COLUMNS), columns={name: at for at, name in enumerate(COLUMNS)},
        rows=[[2, ["ny@eksempel.no", "Ny Ansatt", "Post 1", "sykepleier", "2026-03-16"]]], made_by=cast.hr,
        made_at=cast.now,
    )  # fmt: skip


def _list(cast: Cast) -> list[Any]:
    return [cast.hire_file.pk]


def _imported(**more: Any) -> Row:
    return Row(ok=REGISTRARS, people=IN_PROGRAMMES, args=_list, before=_with_list, **more)


def _changed(**more: Any) -> Row:
    return Row(ok=REGISTRARS, forbidden="ward_leader", people=IN_PROGRAMMES, **more)


def _by_leaders_too(**more: Any) -> Row:
    return Row(ok=f"{REGISTRARS} ward_leader", people=IN_PROGRAMMES, args=_hire, **more)


ROWS = {
    "programme:hires": Row(ok=ALL_LISTS, people=IN_PROGRAMMES),
    "programme:hires_file": Row(ok=ALL_LISTS, people=IN_PROGRAMMES, args=_excel),
    "programme:hire_new": Row(
        ok=f"{REGISTRARS} ward_leader other_ward_leader", people=IN_PROGRAMMES, args=_municipality
    ),
    "programme:hire": Row(ok=f"{REGISTRARS} ward_leader", people=IN_PROGRAMMES, args=_hire),
    "programme:hire_change": _by_leaders_too(),
    "programme:hire_move": _by_leaders_too(),
    "programme:hire_end": _by_leaders_too(),
    "programme:hire_leave": _by_leaders_too(),
    "programme:leave_end": _by_leaders_too(method="post", before=_away),
    "programme:hire_stay": _by_leaders_too(method="post", before=_hire_left),
    "programme:move_back": Row(ok=REGISTRARS, people=IN_PROGRAMMES, args=_moved, method="post", before=_moves),
    "programme:import_new": Row(ok=REGISTRARS, people=IN_PROGRAMMES, args=_municipality),
    "programme:import": _imported(),
    "programme:import_run": _imported(method="post"),
    "programme:import_remove": _imported(method="post"),
    "programme:mentors": Row(ok=ALL_LISTS, people=IN_PROGRAMMES),
    "programme:mentors_file": Row(ok=ALL_LISTS, people=IN_PROGRAMMES, args=_excel),
    "programme:mentor_new": Row(ok=REGISTRARS, people=IN_PROGRAMMES, args=_municipality),
    "programme:mentor": Row(ok=f"{REGISTRARS} ward_leader", people=IN_PROGRAMMES, args=_mentor),
    "programme:mentor_change": _changed(args=_mentor),
    "programme:mentor_places": _changed(args=_mentor),
    "programme:mentor_end": _changed(args=_mentor),
    "programme:mentor_stay": _changed(args=_mentor, method="post", before=mentor_left),
    "programme:mentor_leave": _changed(args=_mentor),
    "programme:mentor_return": _changed(args=_mentor, method="post", before=_mentor_away),
}
