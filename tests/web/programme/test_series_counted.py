"""Figures by month that are so many of so many: both numbers are written, and the chart is a P or a U chart."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import add_months
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.programme.test_charts import page_of
from tests.web.programme.test_series import SICK, _made, _send, _values

SHARE = {"key": "own", "name": "Fulgte vakter", "counted_as": "share", "of_word": "vakter", "less_is_better": "no"}
FALLS = {
    "key": "own",
    "name": "Fall",
    "counted_as": "thousand",
    "of_word": "vakter",
    "unit_word": "fall per 1000 vakter",
}


@pytest.fixture
def hr(log_in: LogIn) -> Client:
    return log_in("hr")


def months_of(row: MonthlyMeasure, cast: Cast, counts: list[tuple[int, int]], unit: Any = None) -> None:
    first = add_months(cast.today.replace(day=1), -len(counts))
    with inside(EVERYONE):
        MonthlyValue.objects.bulk_create(
            MonthlyValue(
                municipality_id=row.municipality_id, measure=row, unit=unit, month=add_months(first, at), cases=cases,
                people=people, value=round(Decimal(100 * cases) / people, 2), edited_at=cast.now,
            )
            for at, (cases, people) in enumerate(counts)
        )  # fmt: skip


def measure_in(cast: Cast, **fields: Any) -> MonthlyMeasure:
    start: dict[str, Any] = {
        "municipality": cast.flesberg, "key": "own", "name": "Fulgte", "unit_word": "%", "counted_as": "share",
        "of_word": "vakter", "less_is_better": False, "edited_at": cast.now,
    }  # fmt: skip
    with inside(EVERYONE):
        return MonthlyMeasure.objects.create(**start | fields)


def test_both_numbers_are_written_and_make_the_share(cast: Cast, hr: Client) -> None:
    at = _made(hr, cast, **SHARE)
    hr.post(f"{at}tall/?year=2026", {"cases-2026-01": "7", "people-2026-01": "21", "cases-2026-02": "0",
                                     "people-2026-02": "9"})  # fmt: skip
    assert [(row.cases, row.people, row.value) for row in _values()] == [(7, 21, Decimal("33.33")), (0, 9, 0)]
    said = hr.get(at).text
    assert "7 av 21" in said
    assert "23 %" in said  # 7 of 30, and not the mean of 33 and 0
    assert "2 tall av 12 mulige" in said
    assert 'value="21"' in hr.get(f"{at}tall/?year=2026").text


@pytest.mark.parametrize(
    ("cases", "people", "says"),
    [("7", "", "både hvor mange, og av hvor mange"), ("", "7", "både hvor mange"), ("8", "7", "flere enn alle"),
     ("0", "0", "la måneden stå tom"), ("1,5", "7", "helt tall"), ("-1", "7", "0 eller mer")],
)  # fmt: skip
def test_what_is_no_share_is_told_at_its_month_and_nothing_is_lost(
    cases: str, people: str, says: str, cast: Cast, hr: Client
) -> None:
    at = _made(hr, cast, **SHARE)
    typed = {"cases-2026-01": cases, "people-2026-01": people, "cases-2026-02": "3", "people-2026-02": "4"}
    said = hr.post(f"{at}tall/?year=2026", typed).text
    assert says in said
    assert 'value="3"' in said
    assert _values() == []


def test_rate_may_be_more_than_all_and_is_told_as_its_words_say(cast: Cast, hr: Client) -> None:
    at = _made(hr, cast, **FALLS)
    hr.post(f"{at}tall/?year=2026", {"cases-2026-01": "6", "people-2026-01": "4"})
    assert [row.value for row in _values()] == [1500]
    assert "1500 fall per 1000 vakter" in hr.get(at).text.replace("\xa0", "")


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"of_word": ""}, "Skriv hva det er av"), ({"counted_as": "each"}, "Skriv ordet etter tallet"),
     ({"counted_as": "percent"}, "counted_as"), (SICK | {"name": "Syke"}, "Sykefravær skrives som prosent"),
     ({"of_word": "sykmeldte"}, "Velg «Sykefravær»")],
)  # fmt: skip
def test_way_of_counting_needs_its_words(changes: dict[str, str], says: str, cast: Cast, hr: Client) -> None:
    assert says in _made(hr, cast, **SHARE | changes)


def test_way_of_counting_stays_when_there_are_figures(cast: Cast, hr: Client) -> None:
    at = _made(hr, cast, **SHARE)
    hr.post(f"{at}tall/?year=2026", {"cases-2026-01": "7", "people-2026-01": "21"})
    assert "Lag en ny i stedet" in hr.post(f"{at}endre/", SHARE | {"counted_as": "each", "unit_word": "x"}).text
    assert hr.post(f"{at}endre/", SHARE | {"goal": "90"}).status_code == 302


def test_list_may_hold_the_two_numbers_and_comes_out_as_it_goes_in(cast: Cast, hr: Client) -> None:
    at = _made(hr, cast, **SHARE)
    rows = "\n2026-01;7;21\n2026-02;8;7\n2026-03;;7\n2099-01;1;7\n2025-12;3;0\n2025-11;1,5;9\n"
    done = hr.post(f"{_send(hr, at, 'Måned;Teller;Nevner' + rows)}hent/", follow=True).text
    assert all(f"Rad {number}:" in done for number in range(3, 8))
    assert [(row.month.month, row.cases, row.people) for row in _values()] == [(1, 7, 21)]
    hr.post(f"{_send(hr, at, 'Måned;Antall;Av' + chr(10) + '2025-10;4;8')}hent/")
    assert [(row.cases, row.people, row.value) for row in _values()][1:] == [(4, 8, 50)]
    exported: Any = hr.get(f"{at}fil/csv/").content
    again = hr.post(f"{at}liste/", {"file": SimpleUploadedFile("ut.csv", exported)})["Location"]
    assert "Det er ikke noe nytt i lista" in hr.get(again).text


def test_two_numbers_are_no_figure_of_what_has_one(cast: Cast, hr: Client) -> None:
    at = _made(hr, cast, **SHARE | {"counted_as": "number", "unit_word": "vakter"})
    said = hr.get(_send(hr, at, "Måned;Teller;Nevner\n2026-01;7;21\n")).text
    assert "Tallet mangler" in said
    assert "/hent/" not in said


def test_chart_of_a_share_has_limits_that_follow_how_many_there_were(cast: Cast, hr: Client) -> None:
    row = measure_in(cast, goal=80)
    months_of(row, cast, [(20, 40), (22, 40), (18, 40), (8, 16)] * 6)
    said = unescape(hr.get(page_of(row)).text)
    assert "Hvert tall er hvor mange prosent av alle vakter." in said
    assert "Det vanlige nivået er 50 av 100" in said
    usual = re.findall(r'data-label="Vanligvis">([^<]+)<', said)
    assert len(set(usual)) == 2  # of 40, and wider of 16
    assert re.findall(r'data-label="Tallet">([^<]+)<', said)[:2] == ["50", "55"]
    assert "kan ikke vise at mentorordningen er årsaken" in said


def test_share_of_few_comes_by_quarter_and_of_very_few_not_at_all(cast: Cast, hr: Client) -> None:
    row = measure_in(cast)
    months_of(row, cast, [(1, 2), (2, 3), (1, 3)] * 11 + [(1, 1), (0, 1), (1, 2), (1, 2), (1, 2)])
    said = unescape(hr.get(page_of(row)).text)
    assert "Det er ett for hvert kvartal" in said
    figures = re.findall(r'data-label="Tallet">(?:<span[^>]*>)?([^<]+)<', said)
    assert figures == ["50"] * 11 + ["mangler"]  # the last of four, and the quarter that has begun is not there yet


def test_units_are_added_together_and_not_averaged(cast: Cast, hr: Client) -> None:
    row = measure_in(cast, by_unit=True)
    months_of(row, cast, [(90, 100)] * 12, cast.ward)
    months_of(row, cast, [(0, 20)] * 12, cast.home_care)
    said = unescape(hr.get(page_of(row)).text)
    assert "Alle enheter som skrev måneden, er lagt sammen." in said
    assert set(re.findall(r'data-label="Tallet">([^<]+)<', said)) == {"75"}


def test_database_refuses_sick_leave_as_a_share(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        measure_in(cast, key="sick_leave")
