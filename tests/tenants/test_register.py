"""The municipality register: complete, consistent, and refused when it is not."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.tenants.register.reader import (
    COLUMNS,
    MunicipalityFact,
    RegisterError,
    parse_register,
    read_register,
)


def valid_on(day: date) -> tuple[MunicipalityFact, ...]:
    facts = read_register()
    return tuple(fact for fact in facts if fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to))


TODAY = valid_on(date(2024, 7, 1))
BY_NUMBER = {fact.number: fact for fact in TODAY}
HEADING = ";".join(COLUMNS)
PAST = [fact for fact in read_register() if fact.valid_to is not None]

DEMO = {
    "Tønsberg": "3905",
    "Røros": "5025",
    "Lillestrøm": "3205",
    "Kongsvinger": "3401",
    "Flesberg": "3334",
    "Sarpsborg": "3105",
    "Moss": "3103",
    "Halden": "3101",
    "Modum": "3316",
    "Indre Østfold": "3118",
    "Nore og Uvdal": "3338",
    "Midt-Telemark": "4020",
}


def parsed(*lines: str) -> tuple[MunicipalityFact, ...]:
    return parse_register("\n".join((HEADING, *lines)))


# What the register holds


def test_register_holds_357_municipalities_valid_today() -> None:
    assert len(TODAY) == len(BY_NUMBER) == 357


def test_register_has_fifteen_counties_with_their_municipalities() -> None:
    assert Counter(fact.county_number for fact in TODAY) == {
        "34": 46, "46": 43, "18": 41, "50": 38, "15": 27, "42": 25, "11": 23, "55": 21, "32": 21, "56": 18, "33": 18,
        "40": 17, "31": 12, "39": 6, "03": 1,
    }  # fmt: skip


def test_register_gives_each_county_one_name() -> None:
    names = {(fact.county_number, fact.county) for fact in TODAY}
    assert len(names) == 15
    assert {("03", "Oslo"), ("32", "Akershus"), ("46", "Vestland"), ("56", "Finnmark")} <= names


def test_register_has_two_names_that_stand_twice() -> None:
    twice = {name: times for name, times in Counter(fact.name for fact in TODAY).items() if times > 1}
    assert twice == {"Herøy": 2, "Våler": 2}
    assert {fact.county for fact in TODAY if fact.name == "Herøy"} == {"Møre og Romsdal", "Nordland"}
    assert {fact.county for fact in TODAY if fact.name == "Våler"} == {"Østfold", "Innlandet"}


@pytest.mark.parametrize(("name", "number"), DEMO.items())
def test_register_finds_the_municipalities_of_the_real_network(name: str, number: str) -> None:
    assert BY_NUMBER[number].name == name


def test_register_is_sorted_by_number() -> None:
    numbers = [fact.number for fact in read_register()]
    assert numbers == sorted(numbers)


def test_register_has_22_municipalities_with_parallel_names() -> None:
    assert sum(bool(fact.names) for fact in TODAY) == 22


@pytest.mark.parametrize(
    ("number", "full_name"),
    [
        ("5540", "Gáivuotna – Kåfjord – Kaivuono"),
        ("5622", "Porsanger – Porsáŋgu – Porsanki"),
        ("5612", "Guovdageaidnu – Kautokeino"),
        ("1875", "Hábmer – Hamarøy"),
        ("5025", "Rosse – Røros"),
        ("5601", "Alta"),
    ],
)
def test_full_name_has_all_official_names_in_order(number: str, full_name: str) -> None:
    assert BY_NUMBER[number].full_name == full_name


def test_names_say_their_language() -> None:
    assert BY_NUMBER["5538"].names == {"nb": "Storfjord", "se": "Omasvuotna", "fkv": "Omasvuono"}
    assert BY_NUMBER["1841"].names["smj"] == "Fuossko"
    assert BY_NUMBER["5041"].names["sma"] == "Snåase"


# The reform of 2024


def test_register_before_2024_held_356_municipalities_in_eleven_counties() -> None:
    before = valid_on(date(2023, 12, 31))
    assert len(before) == 356
    assert Counter(fact.county for fact in before if fact in PAST) == {
        "Viken": 51, "Vestfold og Telemark": 23, "Troms og Finnmark": 39, "Møre og Romsdal": 1,
    }  # fmt: skip
    assert len({fact.county_number for fact in before}) == 11


def test_register_before_it_begins_is_empty() -> None:
    assert valid_on(date(2019, 12, 31)) == ()


def test_successors_of_alesund_are_alesund_and_haram() -> None:
    (old,) = (fact for fact in PAST if fact.number == "1507")
    assert [BY_NUMBER[number].name for number in old.successors] == ["Ålesund", "Haram"]


def test_successors_of_all_others_are_one_with_the_same_name() -> None:
    for fact in PAST:
        if fact.number != "1507":
            assert [BY_NUMBER[number].name for number in fact.successors] == [fact.name]


def test_successors_cover_every_number_that_is_new_in_2024() -> None:
    new = {fact.number for fact in TODAY if fact.valid_from == date(2024, 1, 1)}
    assert new == {number for fact in PAST for number in fact.successors}
    assert len(new) == 115


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31)))
def test_valid_on_any_day_gives_each_number_once(day: date) -> None:
    numbers = [fact.number for fact in valid_on(day)]
    assert len(numbers) == len(set(numbers)) == (357 if day >= date(2024, 1, 1) else 356)


# What is refused


GOOD = "4601;Bergen;46;Vestland;;2020-01-01;;"


def test_parse_register_with_a_good_line_reads_it() -> None:
    assert parsed(GOOD) == (MunicipalityFact("4601", "Bergen", "46", "Vestland", {}, date(2020, 1, 1), None, ()),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("4601;Bergen;46;Vestland;;2020-01-01;", "line 2: 7 values, not 8"),
        ("460;Bergen;46;Vestland;;2020-01-01;;", "line 2: '460' is not a number in county '46'"),
        ("4601;Bergen;12;Hordaland;;2020-01-01;;", "is not a number in county '12'"),
        ("4601;;46;Vestland;;2020-01-01;;", "4601 lacks a name or a county"),
        ("4601;Bergen;46;Vestland;;1 January;;", "line 2: Invalid isoformat"),
        ("4601;Bergen;46;Vestland;;2020-01-01;2019-01-01;4602", "4601 ends before it begins"),
        ("4601;Bergen;46;Vestland;xx:Bergen;2020-01-01;;", "are not parallel names of Bergen"),
        ("4601;Bergen;46;Vestland;nb:Bjørgvin;2020-01-01;;", "are not parallel names of Bergen"),
        ("4601;Bergen;46;Vestland;nb:Bergen|nb:Bjørgvin;2020-01-01;;", "are not parallel names of Bergen"),
        ("4601;Bergen;46;Vestland;;2020-01-01;2023-12-31;", "an end and successors belong together"),
        ("4601;Bergen;46;Vestland;;2020-01-01;;4602", "an end and successors belong together"),
        ("4601;Bergen;46;Vestland;;2020-01-01;2023-12-31;4699", "no successor 4699 from the day after"),
    ],
)
def test_parse_register_with_a_faulty_line_is_refused(line: str, problem: str) -> None:
    with pytest.raises(RegisterError, match=problem):
        parsed(line)


def test_parse_register_with_a_number_twice_is_refused() -> None:
    with pytest.raises(RegisterError, match="stands twice"):
        parsed(GOOD, GOOD)


def test_parse_register_with_a_gap_before_the_successor_is_refused() -> None:
    with pytest.raises(RegisterError, match="no successor 4602 from the day after"):
        parsed("4601;Bergen;46;Vestland;;2020-01-01;2023-12-31;4602", "4602;Kinn;46;Vestland;;2024-01-02;;")


@pytest.mark.parametrize("text", ["", "number;name", "kommunenummer;navn;fylke\n0301;Oslo;Oslo"])
def test_parse_register_without_the_right_heading_is_refused(text: str) -> None:
    with pytest.raises(RegisterError, match="line 1: the columns must be"):
        parse_register(text)
