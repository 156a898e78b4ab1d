"""Times of work: what ends them, what only hides them, and from when they are seen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.measurement.rules.spells import (
    DecemberCount,
    Spell,
    Work,
    december_count,
    months_between,
    municipality_spells,
    register_begins,
    still_here_after,
    unit_spells,
)

TODAY = date(2026, 3, 12)
FIRST = date(2025, 1, 1)
WORK = Work(person=1, unit=1, starts=FIRST)


def only(*works: Work, unit: bool = False) -> Spell:
    [spell] = (unit_spells if unit else municipality_spells)(works, TODAY)
    return spell


@pytest.mark.parametrize(
    ("changes", "end", "stops"),
    [
        ({}, "here", TODAY), ({"ends": date(2026, 5, 1), "reason": "left"}, "here", TODAY),
        ({"ends": date(2025, 6, 30), "reason": "left"}, "left", date(2025, 6, 30)),
        ({"ends": date(2025, 6, 30), "reason": "retired"}, "left", date(2025, 6, 30)),
        ({"ends": date(2025, 6, 30), "reason": "other"}, "left", date(2025, 6, 30)),
        ({"ends": date(2025, 6, 30), "reason": "planned"}, "planned", date(2025, 6, 30)),
        ({"ends": date(2025, 6, 30), "reason": "other", "temporary": True}, "planned", date(2025, 6, 30)),
        (
            {"ends": date(2025, 5, 1), "reason": "other", "temporary": True, "planned_end": date(2025, 6, 30)},
            "left", date(2025, 5, 1),
        ),
        ({"ends": date(2025, 5, 1), "reason": "left", "temporary": True}, "left", date(2025, 5, 1)),
        ({"temporary": True, "planned_end": date(2025, 6, 30)}, "planned", date(2025, 6, 30)),
        ({"temporary": True, "planned_end": date(2026, 6, 30)}, "here", TODAY),
    ],
)  # fmt: skip
def test_how_it_ended(changes: dict[str, object], end: str, stops: date) -> None:
    spell = only(WORK._replace(**changes))  # type: ignore[arg-type]
    assert (spell.end, spell.stops) == (end, stops)


def test_move_leaves_the_unit_and_not_the_municipality() -> None:
    rows = [
        WORK._replace(ends=date(2025, 6, 30), reason="moved"), Work(1, 2, date(2025, 7, 1), date(2025, 12, 31), "left"),
    ]  # fmt: skip
    assert [(spell.unit, spell.end) for spell in unit_spells(rows, TODAY)] == [(1, "moved"), (2, "left")]
    assert (only(*rows).end, only(*rows).starts, only(*rows).stops) == ("left", FIRST, date(2025, 12, 31))


@pytest.mark.parametrize(("days", "spells"), [(1, 1), (31, 1), (32, 2)])
def test_short_gap_is_the_same_time_of_work(days: int, spells: int) -> None:
    last = date(2025, 6, 30)
    rows = [WORK._replace(ends=last, reason="left"), WORK._replace(starts=last + timedelta(days=days))]
    assert len(municipality_spells(rows, TODAY)) == len(unit_spells(rows, TODAY)) == spells


def test_first_and_last_day_are_the_same_and_it_still_is_a_day() -> None:
    assert only(WORK._replace(ends=FIRST, reason="left")).months == pytest.approx(1 / 31)


def test_nobody_has_begun_who_begins_tomorrow() -> None:
    assert municipality_spells([WORK._replace(starts=TODAY + timedelta(days=1))], TODAY) == []
    assert municipality_spells([], TODAY) == []


def test_whoever_came_in_later_is_seen_from_then_on() -> None:
    spell = only(WORK._replace(known_from=date(2025, 7, 1)))
    assert spell.entry == 6
    assert spell.months > spell.entry


def test_whoever_had_left_before_is_not_seen_at_all() -> None:
    gone = WORK._replace(ends=date(2025, 3, 1), reason="left", known_from=date(2025, 7, 1))
    assert municipality_spells([gone], TODAY) == []


works = st.builds(
    lambda person, unit, start, length, reason, temporary, known: Work(
        person, unit, FIRST + timedelta(days=start),
        None if length is None else FIRST + timedelta(days=start + length), reason, temporary,
        known_from=None if known is None else FIRST + timedelta(days=start + known),
    ),
    st.integers(1, 3), st.integers(1, 3), st.integers(0, 500), st.none() | st.integers(0, 300),
    st.sampled_from(["", "left", "moved", "planned", "other"]), st.booleans(), st.none() | st.integers(0, 200),
)  # fmt: skip


@given(st.lists(works, max_size=8))
def test_times_are_after_their_beginning_and_never_in_the_future(rows: list[Work]) -> None:
    for spells in (municipality_spells(rows, TODAY), unit_spells(rows, TODAY)):
        for spell in spells:
            assert 0 <= spell.entry < spell.months
            assert spell.starts <= spell.stops <= TODAY


@given(st.lists(works, max_size=8), st.randoms())
def test_order_of_the_rows_says_nothing(rows: list[Work], random: object) -> None:
    unlike = [next(iter(same)) for _key, same in groupby(sorted(rows, key=_when), key=_when)]
    shuffled = list(unlike)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert municipality_spells(shuffled, TODAY) == municipality_spells(unlike, TODAY)


def _when(work: Work) -> tuple[int, date]:
    return work.person, work.starts


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)), (date(2025, 1, 15), 24, date(2027, 1, 15)),
        (date(2025, 3, 31), 1, date(2025, 4, 30)), (date(2023, 8, 31), 6, date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_months_later(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "yes"), ({"ends": date(2025, 12, 31), "reason": "left"}, "no"),
        ({"ends": date(2026, 1, 1), "reason": "left"}, "yes"),
        ({"ends": date(2025, 12, 31), "reason": "planned"}, "unknown"), ({"starts": date(2025, 6, 1)}, None),
        ({"starts": date(2025, 6, 1), "ends": date(2025, 8, 1), "reason": "left"}, "no"),
    ],
)  # fmt: skip
def test_still_here_after_twelve_months(changes: dict[str, object], answer: str | None) -> None:
    spell = only(WORK._replace(**changes))  # type: ignore[arg-type]
    assert still_here_after(spell, 12, TODAY) == answer


def test_national_count_from_1_december() -> None:
    rows = [
        Work(1, 1, FIRST, kind="sykehjem"), Work(2, 1, date(2024, 5, 1), date(2025, 3, 1), kind="sykehjem"),
        Work(3, 1, date(2024, 5, 1), date(2025, 3, 1), kind="sykehjem"), Work(3, 2, date(2025, 3, 2), kind="hjemme"),
        Work(4, 1, date(2024, 5, 1), date(2025, 3, 1), kind="sykehjem"), Work(4, 3, date(2025, 3, 2), kind="sykehjem"),
        Work(5, 1, date(2024, 5, 1), date(2025, 12, 1), kind="sykehjem"),
    ]  # fmt: skip
    assert december_count(rows, 2024, TODAY) == DecemberCount(there=4, same=2, other_service=1, gone=1)


def test_register_begins_where_somebody_came_in_long_after_they_began() -> None:
    soon, late = WORK._replace(known_from=date(2025, 2, 1)), WORK._replace(known_from=date(2025, 2, 2))
    assert register_begins([soon, WORK], FIRST, TODAY) is None
    assert register_begins([soon, late], FIRST, TODAY) == date(2025, 2, 2)
    assert register_begins([late], date(2025, 1, 2), TODAY) is None


def test_national_count_is_not_made_when_those_who_left_are_not_seen_or_the_day_has_not_come() -> None:
    row = Work(1, 1, date(2024, 5, 1))
    assert december_count([row], 2025, TODAY) is None
    assert december_count([row], 2020, TODAY) is None
    assert december_count([row._replace(known_from=date(2025, 2, 1))], 2024, TODAY) is None
    assert december_count([row._replace(known_from=date(2024, 12, 1))], 2024, TODAY) is not None


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        ((2024, 1, 1), (2025, 1, 1), 12),
        ((2023, 1, 31), (2023, 2, 28), 1),
        ((2024, 2, 29), (2025, 2, 28), 12),
        ((2024, 1, 1), (2024, 1, 1), 0),
        ((2024, 1, 15), (2024, 2, 1), 17 / 31),
    ],
)
def test_months_between_two_days(first: tuple[int, ...], second: tuple[int, ...], months: float) -> None:
    assert months_between(date(*first), date(*second)) == pytest.approx(months)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(0, 400))
def test_a_later_day_is_never_fewer_months_away(day: date, days: int, more: int) -> None:
    first, second = (date.fromordinal(day.toordinal() + far) for far in (days, days + more))
    assert 0 <= months_between(day, first) <= months_between(day, second)
    assert months_between(day, first) == pytest.approx(days / 30.4375, abs=0.1)


@given(st.dates(date(2020, 1, 1), date(2025, 1, 1)), st.integers(0, 500))
def test_twelve_months_are_the_same_twelve_for_curves_and_for_counts(starts: date, days: int) -> None:
    left = only(WORK._replace(starts=starts, ends=starts + timedelta(days=days), reason="left"))
    if left.end == "left":
        assert (left.months > 12) == (still_here_after(left, 12, TODAY) == "yes")


def test_whoever_still_has_one_of_two_posts_has_not_left() -> None:
    both = [Work(1, 1, date(2024, 1, 1)), Work(1, 2, date(2024, 3, 1), date(2024, 6, 30), "left")]
    after_both = Work(1, 3, date(2025, 1, 1))
    [spell] = municipality_spells([*both, after_both], TODAY)
    assert (spell.starts, spell.end) == (date(2024, 1, 1), "here")
