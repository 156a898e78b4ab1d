"""Dates are read as plans write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.written_dates import Written, read_written_date

MONTHS = ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
          "desember"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "starts", "ends", "precision"),
    [
        ("april 2022", "2022-04-01", "2022-04-30", "month"),
        ("  Desember   2021 ", "2021-12-01", "2021-12-31", "month"),
        ("February 2024", "2024-02-01", "2024-02-29", "month"),
        ("2. september 2021", "2021-09-02", "2021-09-02", "day"),
        ("2 September 2021", "2021-09-02", "2021-09-02", "day"),
        ("25.-26. november 2021", "2021-11-25", "2021-11-26", "day"),
        ("25.–26. november 2021", "2021-11-25", "2021-11-26", "day"),
        ("31.mai – 01.juni 2023", "2023-05-31", "2023-06-01", "day"),
        ("07.09.23", "2023-09-07", "2023-09-07", "day"),
        ("7.9.2023", "2023-09-07", "2023-09-07", "day"),
        ("7.-8.9.2022", "2022-09-07", "2022-09-08", "day"),
        ("2023-09-07", "2023-09-07", "2023-09-07", "day"),
        ("okt. 2023", "2023-10-01", "2023-10-31", "month"),
    ],
)
def test_written_date_is_read(text: str, starts: str, ends: str, precision: str) -> None:
    assert read_written_date(text) == Written(date.fromisoformat(starts), date.fromisoformat(ends), precision)


@pytest.mark.parametrize(
    "text",
    ["", "snart", "31. juni 2022", "32. mai 2022", "april", "2022", "aprill 2022", "8.-7. september 2022",
     "<b>april 2022</b>", "april 2022 🌷", "0. mai 2022", "april 20222", "13.13.2022", "april 0000"],
)  # fmt: skip
def test_written_date_that_means_nothing(text: str) -> None:
    assert read_written_date(text) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_written_date_round_trip(day: date) -> None:
    for text in (f"{day.day}. {MONTHS[day.month - 1]} {day.year}", f"{day:%d.%m.%Y}", day.isoformat()):
        assert read_written_date(text) == Written(day, day, "day")


@given(st.text(max_size=40))
def test_written_date_any_text_never_fails(text: str) -> None:
    found = read_written_date(text)
    assert found is None or found.starts <= found.ends
