"""Figures by month as charts: on the page of a measure, for a unit, and all side by side."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import sort_key
from mentornett.core.time import add_months
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, OtherChange, Vacancy
from mentornett.mentoring.models import Employment
from tests.cast import Cast
from tests.conftest import LogIn

SIDE_BY_SIDE = "/program/maling/maneder/side-om-side/"
WAVES = (9, 10, 8, 10)


def measure_in(cast: Cast, *, name: str = "Vakter fra byrå", by_unit: bool = False, **more: Any) -> MonthlyMeasure:
    with inside(EVERYONE):
        return MonthlyMeasure.objects.create(
            municipality=more.pop("place", cast.flesberg), key="own", name=name, unit_word="vakter", by_unit=by_unit,
            less_is_better=True, edited_at=cast.now, **more,
        )  # fmt: skip


def write(
    measure: MonthlyMeasure, cast: Cast, values: Any, *, first: date = date(2024, 3, 1), unit: Any = None
) -> None:
    with inside(EVERYONE):
        MonthlyValue.objects.bulk_create(
            MonthlyValue(
                municipality_id=measure.municipality_id, measure=measure, month=add_months(first, at), value=value,
                unit=unit, edited_at=cast.now,
            )
            for at, value in enumerate(values)
            if value is not None
        )  # fmt: skip


def page_of(measure: MonthlyMeasure) -> str:
    return f"/program/maling/maneder/{measure.pk}/"


def test_page_shows_picture_answer_and_table_with_the_same_figures(cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast, goal=2)
    write(row, cast, [*WAVES * 4, 9, 10, 3, 2, 3, 2, 3, 2])  # the programme starts in September 2025
    with inside(EVERYONE):
        OtherChange.objects.create(
            municipality=cast.flesberg, kind="wages", title="Rekrutteringstillegg", starts=date(2025, 12, 5),
            edited_at=cast.now,
        )  # fmt: skip
    said = unescape(log_in("union_rep").get(page_of(row)).text)
    picture = re.search(r'<svg[^>]*role="img".*?</svg>', said, re.DOTALL)
    assert picture
    assert "<title>Vakter fra byrå</title><desc>Endring" in picture[0]
    assert "Mentorprogrammet startet" in picture[0]
    assert "Rekrutteringstillegg" in picture[0]
    assert "Grad C" in said
    assert "De kan ikke vise at mentorordningen er årsaken" in said
    assert said.count('<th scope="row">') >= 24


def test_page_without_figures_says_when_the_chart_comes(cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast)
    assert "kan leses når omtrent ti måneder er på plass" in log_in("hr").get(page_of(row)).text
    write(row, cast, [4], first=date(2026, 3, 1))  # this month is not over
    assert "kan leses når omtrent ti måneder er på plass" in log_in("hr").get(page_of(row)).text


def test_mean_leaves_out_a_month_that_fewer_than_half_of_the_units_wrote(cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast, by_unit=True)
    for unit, values in ((cast.ward, [2, 2, 2]), (cast.home_care, [4, None, None]), (cast.care_home, [6, 6, None])):
        write(row, cast, values, unit=unit, first=date(2025, 12, 1))
    client = log_in("hr")
    said = client.get(page_of(row)).text
    shown = re.findall(r'data-label="Tallet">([^<]+)<', said)
    assert shown == ["4", "4"]  # 2, 4 and 6; 2 and 6; and of the last month one of three
    unit = client.get(f"{page_of(row)}?unit={cast.ward.pk}").text
    assert re.findall(r'data-label="Tallet">([^<]+)<', unit) == ["2", "2", "2"]
    assert "Vakter fra byrå, Post 1" in unit


@pytest.mark.parametrize("unit", ["x", "0", "999999", "-1", "²"])
def test_unknown_unit_shows_all(unit: str, cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast, by_unit=True)
    write(row, cast, WAVES, unit=cast.ward)
    answer = log_in("hr").get(page_of(row), {"unit": unit})
    assert answer.status_code == 200
    assert "snittet av enhetene" in answer.text or "i enheten som telles" in answer.text


def test_unit_starts_when_the_board_says_it_did(cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast, by_unit=True)
    write(row, cast, [*WAVES * 5, 1, 2, 1, 2], unit=cast.ward)
    said = unescape(log_in("hr").get(f"{page_of(row)}?unit={cast.ward.pk}").text)
    assert "før oppstarten i oktober 2025" in said


def test_side_by_side_shows_all_with_the_caveat_on_each(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert "Ingen tall ennå" in client.get(SIDE_BY_SIDE).text
    write(measure_in(cast, name="Overtid"), cast, [*WAVES * 6])
    write(measure_in(cast, name="Sykefravær"), cast, [*WAVES])
    measure_in(cast, name="Tom")
    write(measure_in(cast, name="Naboens", place=cast.roros), cast, [*WAVES])
    said = client.get(SIDE_BY_SIDE).text
    assert said.count("De kan ikke vise at mentorordningen er årsaken.</p>") == 2
    assert "Overtid" in said
    assert "Naboens" not in said
    assert "Tom<" not in said


def test_questions_of_side_by_side_do_not_grow_with_the_measures(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("programme_leader")
    for number in range(3):
        write(measure_in(cast, name=f"M{number}"), cast, WAVES * 4)
        if number != 1:
            client.get(SIDE_BY_SIDE)
            with django_assert_num_queries(8):
                client.get(SIDE_BY_SIDE)


def test_units_stand_side_by_side_in_the_order_of_the_alphabet_with_the_caveat_on_each(
    cast: Cast, log_in: LogIn
) -> None:
    row = measure_in(cast, by_unit=True)
    write(row, cast, [*WAVES * 4, 9, 10, 3, 2, 3, 2, 3, 2], unit=cast.ward)
    write(row, cast, [1] * 24, unit=cast.home_care)
    write(row, cast, [1] * 9, unit=cast.care_home, first=date(2025, 6, 1))  # one too few
    said = unescape(log_in("union_rep").get(f"{page_of(row)}enheter/").text)
    names = re.findall(r"<h3><a [^>]*>([^<]+)<", said)
    assert names == sorted(names, key=sort_key)
    assert len(names) == 3
    assert said.count("De kan ikke vise at mentorordningen er årsaken.</p>") == 4  # each chart, and the table
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', said)
    axes = {tuple(re.findall(r">(\d+|[a-z]{3,4} \d\d)</text>", picture)) for picture in pictures}
    assert len(pictures) == 3
    assert len(axes) == 1  # the same numbers beside, the same months below
    assert "For få tall ennå: 9 av 10" in said
    assert said.count("for få</span>") == 3


def test_units_are_not_of_what_is_counted_for_all(cast: Cast, log_in: LogIn) -> None:
    assert log_in("hr").get(f"{page_of(measure_in(cast))}enheter/").status_code == 404
    neighbour = measure_in(cast, place=cast.roros, by_unit=True)
    assert log_in("hr").get(f"{page_of(neighbour)}enheter/").status_code == 404


def test_units_without_figures_say_when_they_come(cast: Cast, log_in: LogIn) -> None:
    assert "Ingen tall ennå" in log_in("hr").get(f"{page_of(measure_in(cast, by_unit=True))}enheter/").text


def test_units_as_files_carry_the_caveat_and_hide_what_is_too_few(cast: Cast, log_in: LogIn) -> None:
    row, client = measure_in(cast, by_unit=True), log_in("hr")
    write(row, cast, [*WAVES * 6], unit=cast.ward)
    write(row, cast, [8, 8], unit=cast.care_home)
    lines = client.get(f"{page_of(row)}enheter/csv/").content.decode().splitlines()
    assert [line.split(";")[2] for line in lines[1:3] if "for få" in line] == ["for få"]
    assert "De kan ikke vise" in lines[-1]
    assert client.get(f"{page_of(row)}enheter/pdf/").content.startswith(b"%PDF")


def test_questions_of_units_do_not_grow(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    row, client = measure_in(cast, by_unit=True), log_in("hr")
    for number, unit in enumerate((cast.ward, cast.home_care, cast.care_home)):
        write(row, cast, WAVES * 4, unit=unit)
        if number != 1:
            client.get(f"{page_of(row)}enheter/")
            with django_assert_num_queries(8):
                client.get(f"{page_of(row)}enheter/")


POSTS = "/program/maling/stillinger/over-tid/"
LEAVERS = "/program/mine/over-tid/"


def advertise(cast: Cast, *, quarters: int, first: date = date(2023, 1, 10), **more: Any) -> None:
    """Advertise two posts a quarter, with 2 and 4 applicants in turn, each filled after fifty days."""
    with inside(EVERYONE):
        Vacancy.objects.bulk_create(
            Vacancy(
                municipality=more.get("place", cast.flesberg), profession="sykepleier", posts=2,
                applicants=2 + at % 2 * 2, advertised_on=day, state="filled", filled=1,
                filled_on=day + timedelta(days=50 + at % 3), edited_at=cast.now,
            )
            for at in range(quarters)
            for day in [add_months(first, 3 * at)]
        )  # fmt: skip


def test_posts_over_time_are_drawn_by_quarter_and_by_advertisement(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "kommer diagrammene av seg selv" in client.get(POSTS).text
    advertise(cast, quarters=12)
    advertise(cast, quarters=3, place=cast.roros)
    said = unescape(client.get(POSTS).text)
    assert "4. kvartal 2025" in said
    assert "<title>Søkere per utlyst stilling</title><desc>Vanlig variasjon" in said
    assert "<title>Dager fra utlysning til ansettelse</title><desc>Vanlig variasjon" in said
    assert said.count('role="img"') == 2
    assert "over tid" in client.get("/program/maling/stillinger/").text.lower()


def test_few_posts_say_what_it_takes(cast: Cast, log_in: LogIn) -> None:
    advertise(cast, quarters=3)
    said = log_in("union_rep").get(POSTS).text
    assert said.count("For få tall til å si noe ennå (3)") >= 2
    assert "Minst 10 tall" in said


def test_questions_of_posts_over_time_do_not_grow(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("hr")
    for quarters in (1, 11):
        advertise(cast, quarters=quarters)
        client.get(POSTS)
        with django_assert_num_queries(7):
            client.get(POSTS)


def leave(cast: Cast, unit: Any, number: int, *, days: int, reason: str = "other", **more: Any) -> None:
    """Let so many people leave a unit, so many days apart."""
    with inside(EVERYONE):
        for at in range(number):
            person = type(cast.hr).objects.create(name=f"Sluttet {at}", email=f"s{at}-{unit.pk}-{days}@eksempel.no")
            last = date(2026, 3, 1) - timedelta(days=days * at + at % 3)
            Employment.objects.create(
                person=person, unit=unit, profession="sykepleier", starts=last - timedelta(days=200), ends=last,
                end_reason=reason, municipality=unit.municipality, programme=cast.programme, **more,
            )  # fmt: skip


def test_leader_sees_days_between_those_who_left_own_units_only(cast: Cast, log_in: LogIn) -> None:
    leave(cast, cast.ward, 13, days=30)
    leave(cast, cast.ward, 2, days=11, reason="planned", temporary=True, planned_end=date(2026, 3, 1))
    leave(cast, cast.home_care, 12, days=77)
    said = unescape(log_in("ward_leader").get(LEAVERS).text)
    assert "Tallene er dager mellom hendelsene" in said
    assert "Dager mellom dem som sluttet, Post 1" in said
    assert said.count('data-label="Tallet">') == 12
    assert 'data-label="Tallet">77<' not in said
    assert not any(f"Sluttet {at}" in said for at in range(13))
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(page="between_leavers").exists()


def test_leader_without_leavers_is_told_what_it_takes(cast: Cast, log_in: LogIn) -> None:
    assert "kan leses når omtrent elleve har sluttet" in log_in("ward_leader").get(LEAVERS).text
