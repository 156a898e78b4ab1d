"""The year ahead: who begins, who needs a place, and which places are free, at each edge."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.mentoring.rules.forecast import (
    MentorRoom,
    Month,
    Wanted,
    first_missing,
    forecast,
    half_years,
    months_from,
    rate_of,
    worst,
)
from mentornett.mentoring.rules.spans import Span

TODAY = date(2026, 3, 12)
ALWAYS = Span(date(2020, 1, 1), None)


def room(number: int = 1, **kwargs: object) -> MentorRoom:
    given_ = {"register": ALWAYS, "trained_on": date(2025, 1, 1), "places": (Span(ALWAYS.starts, None, number),)}
    return MentorRoom(**(given_ | kwargs))  # type: ignore[arg-type]


def ahead(mentors: list[MentorRoom], **kwargs: object) -> list[Month]:
    usual = {"rate": Fraction(1), "own": {}, "most": 3, "lasts": 24}
    people: list[Any] = [kwargs.pop("waiting", 0), kwargs.pop("registered", ())]
    wanted = kwargs.pop("wanted", [Wanted("", 1, *people, {""})])
    return forecast(TODAY, mentors, wanted, **(usual | kwargs))  # type: ignore[arg-type]


def test_months_begin_with_the_next_one() -> None:
    assert months_from(TODAY)[0] == date(2026, 4, 1)
    assert months_from(TODAY)[-1] == date(2027, 3, 1)
    assert half_years(TODAY) == [date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)]
    assert half_years(date(2026, 12, 31)) == [date(2027, 1, 1), date(2027, 7, 1)]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)), (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 12), 24, date(2028, 3, 12)),
    ],
)  # fmt: skip
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_need_grows_until_places_are_missing() -> None:
    months = ahead([room(3), room(1)])
    assert [month.free for month in months] == [4] * 12
    assert [month.missing for month in months] == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    first, most = first_missing(months), worst(months)
    assert first is not None
    assert first == months[4]
    assert first.first == date(2026, 8, 1)
    assert most == months[11]


def test_pair_that_ends_frees_its_place() -> None:
    months = ahead([room(1, pairs=(Span(ALWAYS.starts, date(2026, 6, 30)),))], rate=Fraction())
    assert [month.free for month in months[:4]] == [0, 0, 0, 1]


def test_pause_leave_and_last_day_in_the_register_take_places_away() -> None:
    paused = room(places=(Span(date(2020, 1, 1), date(2026, 4, 30), 0),))
    away = room(2, away=(Span(date(2026, 5, 1), date(2026, 5, 31)),))
    leaving = room(2, register=Span(ALWAYS.starts, date(2026, 5, 31)))
    months = ahead([paused, away, leaving])
    assert [month.free for month in months[:3]] == [0 + 2 + 2, 1 + 0 + 2, 1 + 2 + 0]


def test_untrained_mentors_are_counted_apart_until_their_day() -> None:
    months = ahead([room(2, trained_on=None), room(1, trained_on=date(2026, 5, 15))])
    assert [(month.free, month.missing, month.helped) for month in months[:4]] == [
        (0, 1, 1), (0, 2, 2), (1, 2, 2), (1, 3, 2)
    ]  # fmt: skip


def test_limit_of_the_programme_goes_before_what_is_registered() -> None:
    assert ahead([room(6)], most=2)[0].free == 2


def test_own_number_goes_before_the_rate_and_the_registered_before_both() -> None:
    own = {date(2026, 7, 1): 12}
    months = ahead([], own=own, registered=[date(2026, 5, day) for day in (1, 15, 31)])
    assert [month.begin for month in months[:5]] == [1.0, 3, 1.0, 2.0, 2.0]


def test_who_begins_this_month_counts_with_the_next_and_those_who_wait_at_once() -> None:
    months = ahead([], rate=Fraction(), registered=[TODAY, date(2026, 3, 20), date(2026, 4, 2)], waiting=4)
    assert (months[0].begin, months[0].need) == (2, 6)


def test_short_programme_gives_its_places_back() -> None:
    months = ahead([], lasts=6, waiting=2)
    assert [month.need for month in months] == [3, 4, 5, 6, 7, 8, 6, 6, 6, 6, 6, 6]


@pytest.mark.parametrize(
    ("begun", "starts", "expected"),
    [
        (48, date(2020, 1, 1), (2, 24)), (6, date(2025, 12, 1), (2, 3)), (5, TODAY, (5, 1)),
        (0, date(2027, 1, 1), (0, 1)),
    ],
)  # fmt: skip
def test_rate_is_of_the_months_the_programme_has_been(begun: int, starts: date, expected: tuple[int, int]) -> None:
    assert rate_of(begun, starts, TODAY) == expected


def test_nothing_missing_is_no_month() -> None:
    enough = ahead([room(3)], rate=Fraction())
    assert first_missing(enough) is None
    assert worst(enough) == enough[0]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6),
    st.fractions(0, 4, max_denominator=24), st.integers(0, 9),
    st.integers(1, 30),
)  # fmt: skip
def test_one_more_mentor_never_makes_more_missing(
    rooms: list[tuple[int, bool]], rate: Fraction, waiting: int, lasts: int
) -> None:
    mentors = [room(places, trained_on=TODAY if trained else None) for places, trained in rooms]
    before = ahead(mentors, rate=rate, waiting=waiting, lasts=lasts)
    after = ahead([*mentors, room(1)], rate=rate, waiting=waiting, lasts=lasts)
    for old, new in zip(before, after, strict=True):
        assert new.missing <= old.missing <= new.missing + 1


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_adding_months_keeps_the_order(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later >= day
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert add_months(day + timedelta(days=1), months) >= later


def test_place_counts_for_one_profession_and_the_shares_add_up() -> None:
    both = [room(2, profession="vernepleier"), room(1, profession="sykepleier")]
    wanted = [
        Wanted("sykepleier", 3, 2, (), {"sykepleier", "vernepleier"}),
        Wanted("vernepleier", 1, 1, (), {"vernepleier"}),
    ]
    month = ahead(both, wanted=wanted)[0]  # three wait and one begins, of whom a quarter is a «vernepleier»
    assert (month.need, month.free, month.missing) == (4, 3, 1)
    assert [(one.name, one.fitting, one.missing) for one in month.shares] == [
        ("sykepleier", 3, 1), ("vernepleier", 2, 0)
    ]  # fmt: skip


def test_place_that_fits_nobody_helps_nobody() -> None:
    wanted = [Wanted("sykepleier", 1, 2, (), {"sykepleier"})]
    month = ahead([room(3, profession="vernepleier")], wanted=wanted, rate=Fraction())[0]
    assert (month.free, month.missing, month.helped, month.shares[0].fitting) == (3, 2, 0, 0)
    assert month.misfit
    assert not ahead([room(1)], waiting=4)[0].misfit


def test_registered_go_before_the_usual_and_the_rest_is_as_it_used_to_be() -> None:
    wanted = [Wanted("a", 3, 0, [date(2026, 4, 5)], {"a"}), Wanted("b", 1, 0, (), {"b"})]
    month = ahead([], wanted=wanted, rate=Fraction(2))[0]
    assert (month.begin, [one.missing for one in month.shares]) == (2, [2, 0])  # 1 + ¾ and ¼, in whole places


def test_own_number_without_history_is_shared_by_those_who_wait() -> None:
    wanted = [Wanted("a", 0, 2, (), {"a"}), Wanted("b", 0, 1, (), {"b"})]
    month = ahead([], wanted=wanted, rate=Fraction(), own={date(2026, 1, 1): 18})[0]
    assert [one.missing for one in month.shares] == [4, 2]
