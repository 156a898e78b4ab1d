"""Figures: both numbers stand, nothing is shown about fewer than five, and nobody counts who is not asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.rules.disclosure import LEAST, may_be_shown
from mentornett.mentoring.rules.figures import (
    BegunPair,
    Figure,
    NewHire,
    is_for,
    of_hires,
    of_mentors,
    of_pairs,
    of_talks,
)

TODAY = date(2026, 3, 12)


def hire(days: int | None, profession: str = "sykepleier", *, temporary: bool = False) -> NewHire:
    return NewHire(profession, temporary, True, days)


@pytest.mark.parametrize(("people", "shown"), [(0, False), (4, False), (5, True), (6, True)])
def test_gate_opens_at_five(people: int, shown: bool) -> None:
    assert may_be_shown(people) is shown
    assert Figure(FigureKey.COVERED, 0, people, people).is_shown is shown


def test_units_are_not_people_and_nothing_is_no_figure() -> None:
    assert Figure(FigureKey.UNITS, 1, 2, None).is_shown
    assert not Figure(FigureKey.UNITS, 0, 0, None).is_shown
    assert Figure(FigureKey.UNITS, 0, 0, None).share == 0


def test_median_is_of_those_who_got_a_mentor_and_says_how_many_they_are() -> None:
    covered, days = of_hires([hire(-3), hire(4), hire(10), hire(None)])
    assert (covered.part, covered.whole) == (3, 4)
    assert (days.value, days.part, days.whole, days.people) == (4.0, 3, 4, 3)


def test_median_of_few_is_not_shown_though_many_began() -> None:
    _covered, days = of_hires([hire(1)] * (LEAST - 1) + [hire(None)] * 20)
    assert not days.is_shown


@pytest.mark.parametrize(
    ("wanted", "temporary", "expected"),
    [([], True, True), (["Sykepleier"], True, True), (["vernepleier"], True, False), ([], False, False)],
)
def test_whom_the_programme_is_for(wanted: list[str], temporary: bool, expected: bool) -> None:
    assert is_for(hire(None, temporary=True), wanted, includes_temporary=temporary) is expected


def test_pair_that_has_had_too_few_days_is_not_asked() -> None:
    pairs = [BegunPair(14, None), BegunPair(15, None), BegunPair(3, 2), BegunPair(90, 14), BegunPair(90, 15)]
    days, in_time = of_pairs(pairs, 14)
    assert (days.value, days.part, days.whole) == (14.0, 3, 5)
    assert (in_time.part, in_time.whole) == (2, 4)


def test_talks_say_how_many_people_they_are_of() -> None:
    answered, held = of_talks(due=40, answered=36, held=30, people=4)
    assert (answered.part, held.part, answered.whole) == (36, 30, 40)
    assert not answered.is_shown


def test_load_is_shared_among_those_who_have_mentees() -> None:
    load, trained = of_mentors(mentees=6, busy=3, trained=1)
    assert (load.value, load.whole) == (2.0, 3)
    assert (trained.part, trained.whole) == (1, 3)
    assert [figure.value for figure in of_mentors(mentees=0, busy=0, trained=0)] == [None, None]


DAYS = st.lists(st.one_of(st.none(), st.integers(-30, 400)), max_size=8)


@given(DAYS, DAYS, st.integers(1, 90))
def test_no_part_is_larger_than_its_whole(hires: list[int | None], pairs: list[int | None], limit: int) -> None:
    found = of_hires(map(hire, hires)) + of_pairs([BegunPair(limit + 1, days) for days in pairs], limit)
    for figure in found:
        assert 0 <= figure.part <= figure.whole
        assert figure.value is None or figure.value >= 0
        assert (figure.people or 0) <= figure.whole
