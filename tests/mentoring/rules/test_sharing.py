"""Places are shared exactly: against every subset of the professions (Hall), and against scipy on whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from mentornett.mentoring.rules.sharing import half_up, in_whole, shared

NAMES, KINDS = "abcd", "wxyz"
Fits = Mapping[str, set[str]]
fits_of = st.fixed_dictionaries({name: st.sets(st.sampled_from(KINDS)) for name in NAMES})
free_of = st.fixed_dictionaries({kind: st.integers(0, 6) for kind in KINDS})
needs_of = st.fixed_dictionaries({name: st.fractions(0, 8, max_denominator=24) for name in NAMES})


def least_missing(needs: Mapping[str, Fraction], free: Mapping[str, int], fits: Fits) -> Fraction:
    """Try every subset: what it needs beyond all the places that fit any of it (the defect form of Hall's theorem)."""
    worst = Fraction()
    for size in range(len(needs) + 1):
        for some in combinations(needs, size):
            kinds = set().union(*(fits[name] for name in some))
            worst = max(worst, sum((needs[one] for one in some), Fraction()) - sum(free[kind] for kind in kinds))
    return worst


@given(needs_of, free_of, fits_of)
def test_as_few_as_possible_are_missing(needs: dict[str, Fraction], free: dict[str, int], fits: Fits) -> None:
    placed = shared(needs, free, fits)
    assert all(0 <= placed[name] <= needs[name] for name in needs)
    assert sum(needs.values()) - sum(placed.values()) == least_missing(needs, free, fits)


@given(needs_of, free_of, fits_of, st.sampled_from(KINDS))
def test_one_more_place_never_takes_any_away(
    needs: dict[str, Fraction], free: dict[str, int], fits: Fits, kind: str
) -> None:
    before, after = shared(needs, free, fits), shared(needs, free | {kind: free[kind] + 1}, fits)
    assert 0 <= sum(after.values()) - sum(before.values()) <= 1


@given(st.fixed_dictionaries({name: st.integers(0, 8) for name in NAMES}), free_of, fits_of)
def test_whole_numbers_are_as_another_solver_finds(needs: dict[str, int], free: dict[str, int], fits: Fits) -> None:
    graph = np.zeros((10, 10), dtype=np.int32)
    for row, name in enumerate(NAMES, 1):
        graph[0, row] = needs[name]
        for column, kind in enumerate(KINDS, 5):
            graph[row, column] = 99 * (kind in fits[name])
            graph[column, 9] = free[kind]
    placed = shared({name: Fraction(number) for name, number in needs.items()}, free, fits)
    assert sum(placed.values()) == maximum_flow(csr_array(graph), 0, 9).flow_value


def test_holder_who_can_take_another_place_gives_way() -> None:
    placed = shared(
        {"a": Fraction(1), "b": Fraction(2), "c": Fraction(1)}, {"x": 1, "y": 1, "z": 2},
        {"a": {"x", "y"}, "b": {"y", "z"}, "c": {"x"}},
    )  # fmt: skip
    assert placed == {"a": 1, "b": 2, "c": 1}


def test_nothing_and_nobody_are_shared_too() -> None:
    assert shared({}, {}, {}) == {}
    assert shared({"a": Fraction(2)}, {}, {"a": set()}) == {"a": 0}
    assert shared({"a": Fraction(1, 2)}, {"x": 1}, {"a": {"x", "gone"}}) == {"a": Fraction(1, 2)}


@given(st.lists(st.fractions(0, 9, max_denominator=24), max_size=8))
def test_whole_parts_add_up_to_the_rounded_sum(parts: list[Fraction]) -> None:
    whole = in_whole(parts)
    assert sum(whole) == half_up(sum(parts, Fraction()))
    assert all(abs(number - part) < 1 for number, part in zip(whole, parts, strict=True))
