"""The mentors' pulse: how often, and what the project leader may see."""

from datetime import date
from statistics import median as textbook_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.competence.rules.pulse import LEAST, QUESTIONS, Tally, counted, half_year, may_answer, median


def _read(code: int) -> tuple[int, dict[str, int]]:
    """Return who answers what: one of twelve people, and three answers from 1 to 5."""
    person, code = code % 12, code // 12
    return person, {question: code // 5**place % 5 + 1 for place, question in enumerate(QUESTIONS)}


ANSWERS = st.lists(st.integers(0, 12 * 5**3 - 1).map(_read), max_size=40)  # one number each: quick to draw


@pytest.mark.parametrize(
    ("last", "may"),
    [(None, True), (date(2026, 3, 1), False), (date(2026, 2, 28), True), (date(2025, 3, 12), True),
     (date(2026, 3, 12), False)],
)  # fmt: skip
def test_one_answers_once_in_a_calendar_month(last: date | None, may: bool) -> None:
    assert may_answer(last, date(2026, 3, 12)) is may


def test_half_years_begin_in_january_and_july() -> None:
    assert half_year(date(2026, 6, 30)) == date(2026, 1, 1)
    assert half_year(date(2026, 7, 1)) == date(2026, 7, 1)


@given(answers=ANSWERS)
def test_what_is_shown_holds_at_least_five_people_and_changes_by_five(
    answers: list[tuple[int, dict[str, int]]],
) -> None:
    tally, latest = Tally(), {}
    for person, answer in answers:
        before = tally
        tally = counted(tally, answer, latest.get(person))
        latest[person] = answer
        if tally.shown != before.shown or tally.shown_people != before.shown_people:
            assert tally.shown_people - before.shown_people >= LEAST
        assert tally.shown_people == 0 or all(sum(row) == tally.shown_people for row in tally.shown.values())
    assert tally.people == len(latest)
    for question in QUESTIONS:
        row = tally.counts.get(question, [0] * 5)
        assert row == [sum(answer[question] == value for answer in latest.values()) for value in range(1, 6)]


def test_nothing_is_shown_of_four() -> None:
    tally = Tally()
    for _ in range(4):
        tally = counted(tally, dict.fromkeys(QUESTIONS, 3), None)
    assert (tally.shown_people, tally.shown) == (0, {})


@given(values=st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_median_is_the_textbook_one(values: list[int]) -> None:
    assert median([values.count(value) for value in range(1, 6)]) == textbook_median(values)


def test_nothing_has_no_median() -> None:
    assert median([0] * 5) is None
