"""Began and left: numbers from the register, and the question that an import asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.documents.tables_in import TableIn
from mentornett.exchange.spells_file import columns_of
from mentornett.mentoring.models import Employment, HireFile
from tests.cast import Cast
from tests.conftest import LogIn

LIST = "Navn;E-post;Stilling;Avdeling;Startdato\nÅse Ny;ase@eksempel.no;sykepleier;Post 1;01.01.2024\n"


def _page(cast: Cast) -> str:
    return f"/program/kommune/{cast.flesberg.pk}/maling/begynt-og-sluttet/"


def test_register_is_counted_without_names(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("hr")
    for more in range(3):
        client.get(_page(cast))
        with django_assert_num_queries(6):
            page = client.get(_page(cast)).text
        with inside(EVERYONE):
            Employment.objects.create(
                municipality=cast.flesberg, unit=cast.ward, person=[cast.union, cast.deputy, cast.sponsor][more],
                profession="sykepleier", starts=date(2024, 5, 1), ends=date(2025, 1, 31), end_reason="left",
            )  # fmt: skip
    page = client.get(_page(cast)).text
    assert cast.union.name not in page
    assert "Sluttet i kommunen" in page
    assert "annen kommune" in page
    assert log_in("union_rep").get(_page(cast)).status_code == 404


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        ({"holds_leavers": "yes", "list_day": "2026-03-01"}, None),
        ({"holds_leavers": "no", "list_day": "2026-03-01"}, date(2026, 3, 1)),
        ({"holds_leavers": "", "list_day": ""}, date(2026, 3, 12)),
        ({"holds_leavers": "no", "list_day": "2023-12-01"}, None),
    ],
)  # fmt: skip
def test_import_asks_whether_those_who_left_are_in_the_list(
    sent: dict[str, str], known: date | None, cast: Cast, log_in: LogIn
) -> None:
    client = log_in("hr")
    file = SimpleUploadedFile("liste.csv", LIST.encode())
    at = client.post(f"/program/kommune/{cast.flesberg.pk}/nyansatte/liste/", {"file": file})["Location"]
    assert "Inneholder lista også de som sluttet før den dagen?" in client.get(at).text
    columns = {"name": "0", "email": "1", "profession": "2", "unit": "3", "starts": "4"}
    assert "ligger fram i tid" in client.post(at, columns | sent | {"list_day": "2026-04-01"}).text
    client.post(at, columns | sent)
    client.post(f"{at}hent/")
    with inside(EVERYONE):
        assert Employment.objects.get(person__email="ase@eksempel.no").known_from == known
        assert HireFile.objects.get().holds_leavers == {"yes": True, "no": False, "": None}[sent["holds_leavers"]]
    assert ("mer enn en måned etter" in client.get(_page(cast)).text) is (known is not None)


def test_list_of_times_of_work_has_days_and_no_names_and_can_be_analysed(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for person, ends in ((cast.union, date(2025, 1, 31)), (cast.deputy, None)):
            Employment.objects.create(
                municipality=cast.flesberg, unit=cast.ward, person=person, profession="sykepleier",
                starts=date(2024, 5, 1), ends=ends, end_reason="other" if ends else "",
            )  # fmt: skip
    text = log_in("hr").get(f"{_page(cast)}fil/csv/").content.decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    assert "Post 1" in lines[1]
    assert {line[4] for line in lines[1:3]} == {"31.01.2025", ""}
    assert cast.union.name not in text
    table = TableIn(tuple(lines[0]), tuple((at, tuple(line)) for at, line in enumerate(lines[1:], start=2)))
    assert set(columns_of(table, {})) >= {"starts", "ends", "temporary", "number"}
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(page="spells", subject=cast.union).exists()
