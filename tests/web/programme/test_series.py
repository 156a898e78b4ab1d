"""Figures by month, and the log of other changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, OtherChange
from tests.cast import Cast
from tests.conftest import LogIn

MONTHS = "/program/maling/maneder/"
CHANGES = "/program/maling/endringer/"
AGENCY = {"key": "agency", "name": "Vakter fra byrå", "unit_word": "vakter", "by_unit": "on", "baseline": "12,5"}
SICK = {"key": "sick_leave", "name": "Sykefravær", "unit_word": "%"}
ENOUGH = {"value-2026-02": "8,5", "cases-2026-02": "17", "people-2026-02": "200"}


def _made(client: Client, cast: Cast, **fields: str) -> str:
    answer = client.post(f"/program/kommune/{cast.flesberg.pk}/maling/maneder/ny/", fields)
    return str(answer.get("Location", "")) or answer.content.decode()


def _values() -> list[MonthlyValue]:
    with inside(EVERYONE):
        return list(MonthlyValue.objects.order_by("pk"))


def _send(client: Client, at: str, text: str) -> str:
    return str(client.post(f"{at}liste/", {"file": SimpleUploadedFile("m.csv", text.encode())})["Location"])


def test_month_is_written_corrected_and_taken_away_and_each_step_stays(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "Ingenting telles ennå" in client.get(MONTHS).text
    at = _made(client, cast, **AGENCY)
    form = f"{at}tall/?year=2026&unit={cast.ward.pk}"
    page = client.get(at).text
    assert page.count("pågår") == page.count("mangler") / 2 > 0  # March goes on; January and February are over
    for value in ("7", "9", ""):
        client.post(form, {"value-2026-02": value})
    assert [(row.value, row.replaced_at is None) for row in _values()] == [(7, False), (9, False)]
    said = client.get(at).text
    assert "var 7, er 9" in said
    assert "var 9, mangler nå" in said
    assert "12,5 vakter" in said
    assert "var 7" in log_in("union_rep").get(at).text


def test_before_and_now_stand_with_how_many_months_are_known(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _made(client, cast, **AGENCY)
    assert "Nå er det" not in client.get(at).text
    form = f"{at}tall/?year=2026&unit={cast.ward.pk}"
    client.post(form, {"value-2026-01": "3", "value-2026-02": "6", "value-2026-03": "40"})  # March is not over
    said = client.get(at).text
    assert "Før var det 12,5 vakter. Nå er det 4,5 vakter." in said
    assert "2 tall av 36 mulige" in said


def test_months_from_before_the_start_are_a_starting_point_and_without_them_it_is_missing(
    cast: Cast, log_in: LogIn
) -> None:
    client = log_in("hr")
    at = _made(client, cast, **(AGENCY | {"baseline": "", "by_unit": ""}))
    client.post(f"{at}tall/?year=2026", {"value-2026-01": "7"})
    assert "Tallet før dere startet, mangler." in client.get(MONTHS).text
    assert "Mangler. Skriv det under «Endre»." in client.get(at).text
    with inside(EVERYONE):
        type(cast.programme).objects.filter(pk=cast.programme.pk).update(starts=date(2026, 1, 15))
    client.post(f"{at}tall/?year=2025", {"value-2025-11": "4", "value-2025-12": "5"})
    assert "Ført inn fra november 2025, før dere startet." in client.get(MONTHS).text
    said = client.get(at).text
    assert '4,5 vakter <span class="quiet small">2 måneder</span>' in said
    assert "Mangler." not in said


def test_nought_is_a_figure_and_empty_is_not(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _made(client, cast, **AGENCY)
    client.post(f"{at}tall/?year=2026&unit={cast.ward.pk}", {"value-2026-01": "0", "value-2026-02": ""})
    assert [(row.month, row.value) for row in _values()] == [(date(2026, 1, 1), 0)]
    client.post(f"{at}tall/?year=2026&unit={cast.ward.pk}", {"value-2026-01": "0", "value-2026-02": ""})
    assert len(_values()) == 1  # the same again is no correction


def test_sick_leave_is_kept_for_the_whole_municipality_and_of_many(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "bare for hele kommunen" in _made(client, cast, **SICK, by_unit="on")
    assert "har egne regler" in _made(client, cast, **(AGENCY | {"name": "Sykefraværet på Post 1"}))
    at = _made(client, cast, **SICK)
    few = client.post(f"{at}tall/?year=2026", ENOUGH | {"cases-2026-02": "4"}).text
    assert "helseopplysninger" in few
    assert 'value="8,5"' in few
    assert "av hvor mange" in client.post(f"{at}tall/?year=2026", ENOUGH | {"people-2026-02": ""}).text
    assert _values() == []
    client.post(f"{at}tall/?year=2026", ENOUGH)
    assert "17 av 200 fraværende" in client.get(at).text


@pytest.mark.parametrize("changes", [{"cases": 4}, {"people": 19}, {"unit": "ward"}, {"cases": None}])
def test_database_refuses_sick_leave_of_few(changes: dict[str, Any], cast: Cast, log_in: LogIn) -> None:
    _made(log_in("hr"), cast, **SICK)
    if "unit" in changes:
        changes = {"unit": cast.ward}
    with inside(EVERYONE), pytest.raises(IntegrityError), transaction.atomic():
        MonthlyValue.objects.create(
            **{
                "municipality": cast.flesberg, "measure": MonthlyMeasure.objects.get(), "month": date(2026, 2, 1),
                "value": Decimal(8), "health": True, "cases": 17, "people": 200, "edited_at": cast.now,
            }
            | changes
        )  # fmt: skip


def test_list_of_months_keeps_the_good_rows(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _made(client, cast, **AGENCY)
    rows = (
        "2026-01;Post 1;7\nfebruar 2026;Post 1;0\n03.2026;Post 1;3,5\n2026-01;Post 1;8\n2026-13;Post 1;1\n"
        "2026-01;Post 9;1\n2026-01;;1\n2026-01;Hjemmesykepleien;\n2026-09;Post 1;1\n2026-01;Hjemmesykepleien;-1\n"
    )
    done = client.post(f"{_send(client, at, 'Måned;Enhet;Vakter' + chr(10) + rows)}hent/", follow=True).text
    assert all(f"Rad {number}:" in done for number in range(5, 12))
    assert [(row.month.month, row.value) for row in _values()] == [(1, 7), (2, 0), (3, Decimal("3.5"))]
    exported: Any = client.get(f"{at}fil/csv/").content
    answer = client.post(f"{at}liste/", {"file": SimpleUploadedFile("ut.csv", exported)})
    assert "/hent/" not in client.get(answer["Location"]).text
    client.post(f"{_send(client, at, 'Måned;Enhet;Vakter' + chr(10) + '2026-01;Post 1;9' + chr(10))}hent/")
    assert "var 7, er 9" in client.get(at).text


def test_unit_whose_name_two_have_is_not_guessed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _made(client, cast, **AGENCY)
    with inside(EVERYONE):
        type(cast.ward).objects.create(municipality=cast.flesberg, parent=cast.home_care, name="post 1")
    said = client.get(_send(client, at, "Måned;Enhet;Vakter\n2026-01;Post 1;9\n")).text
    assert "eller så heter flere det" in said
    assert "/hent/" not in said


def test_kind_of_what_has_figures_stays(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _made(client, cast, **AGENCY)
    client.post(f"{at}tall/?year=2026&unit={cast.ward.pk}", {"value-2026-01": "3"})
    said = client.post(f"{at}endre/", {name: value for name, value in AGENCY.items() if name != "by_unit"}).text
    assert "Lag en ny i stedet" in said
    assert client.post(f"{at}endre/", AGENCY | {"goal": "0"}).status_code == 302
    assert "er fjernet" in client.post(f"{at}fjern/").text
    assert client.get(at).status_code == 404
    assert "12,5 vakter" in client.post(f"{at}tilbake/", follow=True).text


@pytest.mark.parametrize(("at", "queries"), [("", 8), ("measure", 14)])
def test_questions_do_not_grow_with_the_rows(
    at: str, queries: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("hr")
    page = _made(client, cast, **AGENCY)
    corrected = 1 if at else 0  # asked for only where there is a correction, and then once
    for more, asked in (
        ({"value-2026-01": "3", "value-2026-02": "3"}, queries), ({"value-2026-01": "4"}, queries + corrected),
        ({"value-2026-01": "5", "value-2026-02": "4"}, queries + corrected),
    ):  # fmt: skip
        client.post(f"{page}tall/?year=2026&unit={cast.ward.pk}", more)
        client.get(page if at else MONTHS)
        with django_assert_num_queries(asked):
            client.get(page if at else MONTHS)
        _made(client, cast, **AGENCY)


def test_change_is_noted_corrected_removed_and_put_back(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert "Ingenting er notert ennå" in client.get(CHANGES).text
    sent = {"title": "Ny avdeling", "kind": "ward", "starts": "2026-02-01", "units": [str(cast.ward.pk)]}
    new = f"/program/kommune/{cast.flesberg.pk}/maling/endringer/ny/"
    assert "kommer før den første" in client.post(new, sent | {"ends": "2026-01-01"}).text
    client.post(new, sent)
    with inside(EVERYONE):
        row = OtherChange.objects.get()
    assert "Post 1" in log_in("union_rep").get(CHANGES).text
    client.post(f"{CHANGES}{row.pk}/", sent | {"units": [], "text": "Flyttet fra Post 2"})
    assert "Hele kommunen" in client.get(CHANGES).text
    assert "er fjernet" in client.post(f"{CHANGES}{row.pk}/fjern/").text
    assert "Ingenting er notert ennå" in client.get(CHANGES).text
    assert "Flyttet fra Post 2" in client.post(f"{CHANGES}{row.pk}/tilbake/", follow=True).text


def test_change_cannot_be_about_a_unit_of_the_neighbour(cast: Cast, log_in: LogIn) -> None:
    sent = {"title": "Ny", "kind": "ward", "starts": "2026-02-01", "units": [str(cast.neighbour_ward.pk)]}
    log_in("hr").post(f"/program/kommune/{cast.flesberg.pk}/maling/endringer/ny/", sent)
    with inside(EVERYONE):
        assert not OtherChange.objects.exists()
