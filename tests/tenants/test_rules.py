"""How municipalities spread in size, and which are alike (A13)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.tenants.rules import Size, is_about_as_large, size_of, spread_of

NUMBERS = st.lists(st.none() | st.integers(1, 2_000_000), max_size=30)


@given(NUMBERS)
def test_spread_counts_every_municipality_once(numbers: list[int | None]) -> None:
    spread = spread_of(numbers)
    known = [number for number in numbers if number]
    if spread is None:
        assert not known
        return
    assert sum(spread.sizes.values()) + spread.unknown == len(numbers)
    assert (spread.least, spread.most) == (min(known), max(known))
    assert all(size_of(number) in spread.sizes for number in known)


@pytest.mark.parametrize(
    ("inhabitants", "size"),
    [(1, Size.SMALL), (4_999, Size.SMALL), (5_000, Size.MIDDLE), (19_999, Size.MIDDLE), (20_000, Size.LARGE)],
)
def test_limits_are_those_of_the_statistics(inhabitants: int, size: Size) -> None:
    assert size_of(inhabitants) == size


@given(st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_two_are_alike_both_ways(one: int, other: int) -> None:
    assert is_about_as_large(one, other) == is_about_as_large(other, one)
    assert is_about_as_large(one, one)
