"""A series of releases over a register that grows and is corrected: nothing that was told gives away what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.cohorts import (
    AFTER,
    BEFORE,
    LEFT,
    LEFT_LATER,
    LOST_LATER,
    PROFESSIONS,
    STAYED,
    STAYED_LATER,
    Hire,
    hires_of,
    of_professions,
    profession_of,
    start_of,
)
from mentornett.measurement.rules.half_years import half_year_of, is_followed, last_day_of, newest_due, next_due
from mentornett.measurement.rules.kept import as_kept, from_kept
from mentornett.measurement.rules.lattice import SMALL_UNITS, Kept, Material, build
from mentornett.measurement.rules.periods import may_be_told, small_units
from mentornett.measurement.rules.spells import DecemberCount, Spell
from mentornett.measurement.rules.telling import Group, Telling
from mentornett.statistics.disclosure.gate import Decision, audit
from mentornett.statistics.disclosure.primary import is_small

HALVES = [f"{year}-{part}" for year in range(2018, 2024) for part in (1, 2)]
RELEASES = [last_day_of(f"{year}-{part}") for year in range(2021, 2026) for part in (1, 2)]


def _hires(random: Random, many: int, leaving: float, units: int) -> list[Hire]:
    """Draw the hires of each half-year, with what became of them."""
    found = []
    for half in HALVES:
        for _person in range(random.randint(0, 2 * many)):
            outcome = random.choice(LEFT) if random.random() < leaving else STAYED
            later = outcome if outcome != STAYED else random.choice((STAYED_LATER, STAYED_LATER, LEFT_LATER))
            found.append(
                Hire(
                    half, str(random.randint(1, units)), random.choice(PROFESSIONS),
                    random.choice((BEFORE, AFTER)), outcome, LOST_LATER if random.random() < 0.02 else later,
                )
            )  # fmt: skip
    return found


def _on(hires: Sequence[Hire], until: date) -> list[Hire]:
    """Return those who are followed on a day, as they are known then."""
    known = [hire for hire in hires if is_followed(hire.half, 12, until)]
    return [
        hire if is_followed(hire.half, 24, until) else Hire(
            hire.half, hire.unit, hire.profession, hire.side, hire.outcome
        )
        for hire in known
    ]  # fmt: skip


def _series(hires: list[Hire], random: Random, *, corrected: float = 0) -> list[tuple[Kept, Decision]]:
    """Return one release after another; between them a few people fall out of the register."""
    found, kept = [], Kept()
    for until in RELEASES:
        hires = [hire for hire in hires if random.random() >= corrected]
        december = {until.year - 1: DecemberCount(40, 30, 2, 8)} if until.month == 12 else {}
        kept, decision = build(Material(until, _on(hires, until), kept, december, {1: (12, 9), 2: (30, 20)}))
        found.append((kept, decision))
    return found


@settings(max_examples=25)
@given(
    st.integers(0, 10_000), st.sampled_from((3, 12, 40)), st.sampled_from((0.1, 0.3, 0.6)), st.integers(1, 12),
    st.sampled_from((0.02, 0.1)),
)  # fmt: skip
def test_what_was_told_stands_and_gives_away_nothing_that_is_hidden(
    seed: int, many: int, leaving: float, units: int, corrected: float
) -> None:
    """However the register is corrected between the releases; both are asked of one series, slow to make."""
    random = Random(seed)  # noqa: S311 (a story)
    series = _series(_hires(random, many, leaving, units), random, corrected=corrected)
    for kept, decision in series:
        assert decision.certificate.safe
        assert kept.figures is not None
        assert audit(kept.figures, decision.hidden).safe  # as somebody who has read every release so far
        assert not any(
            is_small(cell.count) for cell in decision.figures.cells if cell.key not in decision.hidden
        )  # fmt: skip
    for (_, before), (kept, now) in pairwise(series):
        told = {cell.key: before.shown(cell.key) for cell in before.figures.cells}
        assert {key: now.shown(key) for key in told} == told
        assert from_kept(as_kept(kept)) == kept


def test_differences_between_releases_are_periods_that_were_told() -> None:
    random = Random(1)  # noqa: S311 (a story)
    series = _series(_hires(random, 20, 0.3, 6), random)
    totals = [Telling(*release).everybody() for release in series]
    known = [total for total in totals if total]
    assert known
    for one, other in pairwise(known):
        hired, stayed = other.hired - one.hired, other.stayed - one.stayed
        assert (hired, stayed) == (0, 0) or may_be_told(hired, stayed)


def _hired(many: int, stayed: int, half: str = "2020-1", unit: str = "1", side: str = AFTER) -> list[Hire]:
    return [
        Hire(half, unit, "sykepleier", side, STAYED if at < stayed else LEFT[at % 4]) for at in range(many)
    ]  # fmt: skip


def _telling(hires: list[Hire], until: date = date(2021, 12, 31)) -> Telling:
    return Telling(*build(Material(until, hires)))


def test_few_hires_wait_until_they_are_enough() -> None:
    few = _hired(8, 5)
    assert _telling(few).everybody() is None
    more = [*few, *_hired(8, 5, "2020-2")]
    assert _telling(more).everybody() == Group(16, 10, "2020-1", "2020-2")
    assert _telling([]).everybody() is None


def test_nobody_who_left_is_told_of_a_group_that_is_large_enough() -> None:
    assert _telling(_hired(10, 10)).everybody() == Group(10, 10, "2020-1", "2020-1")
    assert _telling(_hired(9, 9)).everybody() is None
    assert _telling(_hired(20, 19)).everybody() is None  # one who left would be pointed at


def test_before_and_after_are_told_when_both_can_be() -> None:
    telling = _telling([*_hired(20, 10, side=BEFORE), *_hired(20, 18)])
    assert telling.everybody() is not None
    assert telling.sides() == (None, None)
    telling = _telling([*_hired(20, 10, side=BEFORE), *_hired(20, 14)])
    assert telling.sides() == (Group(20, 10, "2020-1", "2020-1"), Group(20, 14, "2020-1", "2020-1"))


def test_small_units_are_told_of_together() -> None:
    rows = [one for unit in "1234" for one in _hired(20, 12, unit=unit)]
    rows += [*_hired(3, 1, unit="5"), *_hired(2, 2, unit="6")]
    found = _telling(rows).newest_units()
    assert set(found) == {"2", "3", "4", SMALL_UNITS}  # with the smallest of the others, so that they are enough
    assert found[SMALL_UNITS].hired == 25
    assert small_units({"1": (20, 12), "2": (20, 12)}) == ()


def test_two_years_are_told_when_nothing_of_them_is_small() -> None:
    rows = [*_hired(20, 10)]
    after = [Hire(one.half, one.unit, one.profession, one.side, one.outcome, one.outcome) for one in rows[10:]]
    stayed = [
        Hire(one.half, one.unit, one.profession, one.side, STAYED, STAYED_LATER if at < 5 else LEFT_LATER)
        for at, one in enumerate(rows[:10])
    ]  # fmt: skip
    until = date(2022, 6, 30)
    assert _telling([*after, *stayed], until).after_two_years() == Group(20, 5, "2020-1", "2020-1")
    lost = Hire("2020-1", "1", "sykepleier", AFTER, STAYED, LOST_LATER)
    assert _telling([*after, *stayed, lost], until).after_two_years() is None


def test_quarters_are_told_when_nobody_can_be_pointed_at() -> None:
    rows = [Hire("2020-1", "1", "sykepleier", AFTER, left) for left in LEFT for _ in range(5)]
    assert _telling([*rows, *_hired(20, 20)]).quarters() == (Group(40, 20, "2020-1", "2020-1"), (40, 35, 30, 25, 20))
    assert _telling([*rows[1:], *_hired(20, 20)]).quarters() is None


def test_starting_point_and_national_count_go_through_the_gate() -> None:
    counts = {2020: DecemberCount(40, 30, 2, 8)}
    material = Material(date(2021, 12, 31), [], december=counts, baselines={1: (30, 20), 2: (30, 28)})
    telling = Telling(*build(material))
    assert telling.baseline(1) == (30, 20)
    assert telling.baseline(2) is None
    found = telling.december(2020)
    assert found["there"] == 40
    assert found["other"] is None
    assert list(found.values()).count(None) >= 2  # one alone would follow from the others


SPELL = Spell(1, 7, "Sykepleier", date(2020, 3, 1), date(2022, 12, 31), SpellEnd.HERE, date(2020, 3, 1))


def _spell(**more: object) -> Spell:
    return SPELL._replace(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (STAYED, STAYED_LATER)),
        ({"stops": date(2020, 4, 30), "end": SpellEnd.LEFT}, (LEFT[0], LEFT[0])),
        ({"stops": date(2021, 2, 10), "end": SpellEnd.LEFT}, (LEFT[3], LEFT[3])),
        ({"stops": date(2021, 8, 10), "end": SpellEnd.LEFT}, (STAYED, LEFT_LATER)),
        ({"stops": date(2021, 8, 10), "end": SpellEnd.PLANNED}, (STAYED, LOST_LATER)),
    ],
)
def test_what_became_of_a_hire(more: dict[str, object], expected: tuple[str, str]) -> None:
    [hire] = hires_of([_spell(**more)], {7: date(2020, 3, 1)}, date(2022, 12, 31))
    assert (hire.outcome, hire.later) == expected
    assert (hire.half, hire.unit, hire.profession, hire.side) == ("2020-1", "7", "sykepleier", AFTER)


@pytest.mark.parametrize(
    "more",
    [
        {"starts": date(2022, 1, 1)},  # the half-year is not followed to its end
        {"seen_from": date(2020, 7, 1)},  # like them may have left unseen
        {"stops": date(2020, 8, 31), "end": SpellEnd.PLANNED},  # it was meant to end
    ],
)
def test_who_cannot_be_counted_is_left_out(more: dict[str, object]) -> None:
    assert hires_of([_spell(**more)], {}, date(2022, 12, 31)) == []


def test_start_of_a_unit_is_its_own_or_that_of_the_one_above() -> None:
    parents, steps = {3: 2, 2: 1, 1: None, 9: None}, {1: date(2024, 1, 1), 2: date(2024, 6, 1)}
    assert start_of(3, steps, parents) == date(2024, 6, 1)
    assert start_of(9, steps, parents) is None
    assert start_of(4, {}, {4: 5, 5: 4}) is None  # a circle ends
    assert hires_of([SPELL], {7: None}, date(2022, 12, 31))[0].side == BEFORE


def test_half_years() -> None:
    assert (half_year_of(date(2025, 6, 30)), half_year_of(date(2025, 7, 1))) == ("2025-1", "2025-2")
    assert newest_due(date(2026, 1, 29)) == date(2025, 6, 30)  # people still register
    assert newest_due(date(2026, 1, 31)) == date(2025, 12, 31)
    assert next_due(date(2025, 12, 31)) == date(2026, 7, 30)
    assert is_followed("2024-2", 12, date(2025, 12, 31))
    assert not is_followed("2024-2", 12, date(2025, 12, 30))


def test_professions_in_three_groups() -> None:
    assert [profession_of(name) for name in ("Spesialsykepleier", "VERNEPLEIER", "lege", "")] == [
        "sykepleier", "vernepleier", "other", "other",
    ]  # fmt: skip
    assert of_professions([SPELL], ["sykepleier"]) == of_professions([SPELL], []) == [SPELL]
    assert of_professions([SPELL], ["lege"]) == []
