"""Days and times of day as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.days import month_number, read_day, read_time, write_day


@pytest.mark.parametrize(
    "text",
    [
        "26.11.2026", "26.11.26", "26/11/2026", "26-11-2026", "2026-11-26", "26. november 2026", "26 november 2026",
        "torsdag 26. november 2026", "26 Nov 2026",
        "26112026", "261126", "26,11,2026", " 26.11.2026 ", "26 11 2026", "26. NOVEMBER 2026",
    ],
)  # fmt: skip
def test_day_is_read_in_every_common_form(text: str) -> None:
    assert read_day(text) == date(2026, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.2026",
        "26.13.2026",
        "november 2026",
        "26.11",
        "i går",
        "2026-02-30",
        "0",
        "31022026",
        "26. frimaire 2026",
    ],
)
def test_day_that_is_none_is_refused(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("words", ["3. januar 2026", "3 March 2026", "3. mai 2026", "3 May 2026", "3. des. 2026"])
def test_month_is_known_in_norwegian_and_english(words: str) -> None:
    months = {"januar": 1, "March": 3, "mai": 5, "May": 5, "des.": 12}
    assert read_day(words) == date(2026, months[words.split()[1]], 3)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_day_in_a_field_reads_back_as_the_same_date(day: date) -> None:
    assert read_day(write_day(day)) == day
    assert read_day(day.isoformat()) == day


def test_month_has_its_name_or_the_start_of_it() -> None:
    assert [month_number(name) for name in ("Sept", "mai", "OKT", "jun")] == [9, 5, 10, 6]
    assert [month_number(name) for name in ("junta", "xyz", "", "m")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "clock"),
    [("13.30", time(13, 30)), ("13:30", time(13, 30)), ("1330", time(13, 30)), ("9", time(9)), (" 09,05 ", time(9, 5))],
)
def test_time_is_read_in_every_common_form(text: str, clock: time) -> None:
    assert read_time(text) == clock


@pytest.mark.parametrize("text", ["", "25.00", "12.60", "halv ett", "123456", "-1"])
def test_time_that_is_none_is_refused(text: str) -> None:
    assert read_time(text) is None
