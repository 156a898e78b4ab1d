"""Access to new hires and the register of mentors."""

from __future__ import annotations

from typing import Any

from mentornett.mentoring.models import HireFile, Leave
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


ROWS = {
    "programme:hires": Row(ok=ALL_LISTS, people=IN_PROGRAMMES),
    "programme:hires_file": Row(ok=ALL_LISTS, people=IN_PROGRAMMES, args=_excel),
    "programme:hire_new": Row(ok=REGISTRARS, people=IN_PROGRAMMES, args=_municipality),
    "programme:hire": Row(ok=f"{REGISTRARS} ward_leader", people=IN_PROGRAMMES, args=_hire),
    "programme:hire_change": _changed(args=_hire),
    "programme:hire_move": _changed(args=_hire),
    "programme:hire_end": _changed(args=_hire),
    "programme:hire_leave": _changed(args=_hire),
    "programme:leave_end": _changed(args=_hire, method="post", before=_away),
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
}
