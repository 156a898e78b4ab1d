"""Rows for researchers: nobody can be picked out, no date can be worked out, and what is lost is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules.research import (
    Extract,
    Row,
    extract,
    first_day,
    half_name,
    half_of,
    last_half,
    profession_group,
)
from mentornett.measurement.rules.spells import Work

KEY = b"k" * 32
UNTIL = half_of(date(2026, 6, 30))
FIRST = UNTIL - 8
DAYS = st.integers(0, 4 * 365)
STARTS: dict[int, date | None] = {1: date(2023, 1, 1), 2: date(2024, 9, 15), 3: None}


def _hire(person: int, day: date, *, days: int | None = None, unit: int = 1, **more: object) -> Work:
    ends = None if days is None else day + timedelta(days=days)
    return Work(person, unit, day, ends, "left" if ends else "", profession="sykepleier", **more)  # type: ignore[arg-type]


def _many(number: int, day: date, *, left: int = 1, start: int = 0, unit: int = 1) -> list[Work]:
    return [
        _hire(start + at, day + timedelta(days=at), days=100 if at < left else None, unit=unit) for at in range(number)
    ]


def _out(works: list[Work], key: bytes = KEY, starts: Mapping[int, date | None] = STARTS) -> Extract:
    return extract(works, starts, first=FIRST, last=UNTIL, until=UNTIL, key=key)


def test_half_years_count_and_are_written() -> None:
    assert half_name(half_of(date(2025, 6, 30))) == "2025-1"
    assert half_name(half_of(date(2025, 7, 1))) == "2025-2"
    assert first_day(half_of(date(2025, 12, 31))) == date(2025, 7, 1)
    assert half_name(last_half(date(2026, 11, 22))) == "2026-1"


@pytest.mark.parametrize(
    ("profession", "group"),
    [("Sykepleier", "sykepleier"), ("spesialsykepleier", "sykepleier"), ("sjukepleiar", "sykepleier"),
     ("vernepleier", "vernepleier"), ("helsefagarbeider", "andre"), ("", "andre")],
)  # fmt: skip
def test_professions_are_told_in_three_groups(profession: str, group: str) -> None:
    assert profession_group(profession) == group


def test_group_of_five_is_told_as_it_is_and_four_are_told_with_others_or_not_at_all() -> None:
    five = _out(_many(5, date(2025, 1, 10)))
    assert [row.unit[:2] for row in five.rows] == ["E-"] * 5
    assert (five.coarser, five.left_out) == (0, 0)
    four = _out(_many(4, date(2025, 1, 10)))
    assert (four.rows, four.left_out) == ((), 4)


def test_small_units_are_told_together() -> None:
    found = _out(_many(3, date(2025, 1, 10)) + _many(3, date(2025, 2, 10), start=10, unit=2))  # both had started
    assert {row.unit for row in found.rows} == {"samlet"}
    assert (len(found.rows), found.coarser) == (6, 6)


@pytest.mark.parametrize("left", [0, 7])
def test_small_group_of_which_all_or_none_left_is_not_told(left: int) -> None:
    assert _out(_many(7, date(2025, 1, 10), left=left)).rows == ()
    assert len(_out(_many(10, date(2025, 1, 10), left=0)).rows) == 10


def test_who_was_hired_from_the_units_first_day_on_has_started() -> None:
    start = date(2025, 3, 1)
    works = _many(5, start - timedelta(days=5)) + _many(6, start, start=10)
    assert sorted(row.started for row in _out(works, starts={1: start}).rows) == ["0"] * 5 + ["1"] * 6
    for unknown in ({}, {1: None}):
        assert {row.started for row in _out(works, starts=unknown).rows} == {"0"}


def test_too_few_on_one_side_of_the_start_are_told_together_by_year() -> None:
    start = date(2025, 3, 1)
    found = _out(_many(3, start - timedelta(days=5)) + _many(4, start, start=10), starts={1: start})
    assert {(row.unit, row.hired, row.temporary, row.started) for row in found.rows} == {("samlet", "2025", "", "")}
    assert (len(found.rows), found.coarser) == (7, 7)


def test_everybody_of_a_half_year_is_followed_equally_long() -> None:
    works = [_hire(at, date(2025, 1, 1) + timedelta(days=30 * at)) for at in range(6)] + _many(
        6, date(2025, 1, 5), start=9
    )
    assert {row.months for row in _out(works).rows if not row.left} == {12}


def test_who_left_after_the_common_time_has_not_left() -> None:
    late = [_hire(at, date(2025, 1, 10), days=400) for at in range(10)]
    assert {(row.left, row.months) for row in _out(late).rows} == {(0, 12)}


def test_who_came_late_into_the_register_is_seen_from_a_whole_half_year() -> None:
    works = [_hire(at, date(2024, 1, 10), known_from=date(2024, 3, 1)) for at in range(10)]
    assert {row.entry for row in _out(works).rows} == {6}
    gone = [_hire(at, date(2024, 1, 10), days=120, known_from=date(2024, 3, 1)) for at in range(10)]
    assert (_out(gone).rows, _out(gone).unseen) == ((), 10)


def test_newest_half_year_is_not_followed_and_so_not_told() -> None:
    assert _out(_many(12, date(2026, 2, 1))).rows == ()


def test_pseudonyms_are_of_one_study_alone() -> None:
    works = _many(10, date(2025, 1, 10))
    here, there = _out(works), _out(works, b"x" * 32)
    assert not {row.pseudonym for row in here.rows} & {row.pseudonym for row in there.rows}
    assert not {row.unit for row in here.rows} & {row.unit for row in there.rows}
    assert all(len(row.pseudonym) == 18 for row in here.rows)


WORKS = st.lists(
    st.tuples(
        DAYS, st.none() | st.integers(0, 900), st.integers(1, 3), st.booleans(), st.booleans(), st.integers(0, 400)
    ),
    max_size=60,
)


@given(WORKS)
def test_no_row_can_be_picked_out_and_none_is_lost_uncounted(
    drawn: list[tuple[int, int | None, int, bool, bool, int]],
) -> None:
    start = first_day(FIRST)
    works = []
    for at, (day, days, unit, temporary, is_nurse, known) in enumerate(drawn):
        begun = start + timedelta(days=day)
        ends = None if days is None else begun + timedelta(days=days)
        works.append(
            Work(
                at, unit, begun, ends, "left" if ends else "", temporary=temporary,
                known_from=begun + timedelta(days=known), profession="sykepleier" if is_nurse else "vernepleier",
            )
        )  # fmt: skip
    found = _out(works)
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in found.rows:
        groups[row.group].append(row)
    for rows in groups.values():
        left = sum(row.left for row in rows)
        assert len(rows) >= 5
        assert len(rows) >= 10 or 0 < left < len(rows)
    assert len(found.rows) + found.left_out + found.unseen <= len(works)
    assert len(found.persons) == len(found.rows)
