"""How far somebody meets a call for mentors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.rules.calls import Asked, Met, met, months_between

TODAY = date(2026, 3, 12)
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("since", "months"), [(date(2025, 3, 12), 12), (date(2025, 3, 13), 11), (TODAY, 0), (date(2030, 1, 1), 0)]
)
def test_months_are_whole_and_never_below_none(since: date, months: int) -> None:
    assert months_between(since, TODAY) == months


@given(DAYS, DAYS)
def test_months_never_shrink_with_time(since: date, day: date) -> None:
    assert months_between(since, day) <= months_between(since, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "expected", "all_met"),
    [
        (Asked(12, ["Sykepleier"], True), Met(True, True, True), True),
        (Asked(240, ["lege"], False), Met(False, False, None), False),
        (Asked(None, [], False), Met(None, None, None), True),
    ],
)
def test_what_is_asked_for_is_shown_as_met_or_not(asked: Asked, expected: Met, all_met: bool) -> None:
    found = met(asked, since=date(2020, 1, 1), profession=" sykepleier", guidance=True, today=TODAY)
    assert found == expected
    assert found.all is all_met


def test_education_in_guidance_is_never_missing_and_unknown_time_is_not_too_short() -> None:
    found = met(Asked(12, [], True), since=None, profession="", guidance=False, today=TODAY)
    assert (found.months, found.guidance, found.all) == (None, None, True)
