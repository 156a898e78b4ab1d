"""Each audit finds what can be worked out, and nothing else: known leaks, and every small table looked through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentornett.statistics.disclosure.exact import reduce
from mentornett.statistics.disclosure.figures import Key
from mentornett.statistics.disclosure.gate import audit
from tests.statistics.disclosure.small import at, completions, table, tables

# The kind of table with which «Statistical Policy Working Paper 22» shows why hiding two in every line is too little.
LEAKY = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]


def test_the_leak_behind_two_hidden_in_every_line() -> None:
    """At least two are hidden in each row and column. Still, the first two rows less the two middle columns leave one:

    (20 + 55) - (35 + 30) = 10 = 15 + 20 + 15 + x - (10 + 14 + 10 + 7), so x = 1.
    """
    hidden = {at(0, 1), at(0, 2), at(0, 3), at(1, 1), at(1, 2), at(2, 0), at(2, 3), at(3, 0), at(3, 3)}
    certificate = audit(table(LEAKY), frozenset(hidden))
    assert certificate.exact == (at(0, 3),)
    assert not certificate.safe


def test_nine_others_that_do_not_follow() -> None:
    """As many are hidden, in three rows: no cell follows exactly."""
    hidden = {at(0, 1), at(0, 2), at(0, 3), at(2, 0), at(2, 1), at(2, 3), at(3, 0), at(3, 2), at(3, 3)}
    assert audit(table(LEAKY), frozenset(hidden)).exact == ()


@pytest.mark.parametrize(
    ("hidden", "found"),
    [
        ([at(0, 0)], [at(0, 0)]),  # alone in its row
        ([at(0, 0), at(0, 1)], [at(0, 0), at(0, 1)]),  # alone in their columns
        ([at(0, 0), at(0)], [at(0, 0), at(0)]),  # the total of the unit is the rest of the whole
        ([at(0, 0), at(0, 1), at(1, 0), at(1, 1)], []),
        ([], []),
    ],
)
def test_leaks_by_subtraction(hidden: list[Key], found: list[Key]) -> None:
    certificate = audit(table([[30, 40, 50], [31, 41, 51], [32, 42, 52]]), frozenset(hidden))
    assert certificate.exact == tuple(found)


def test_a_sum_of_two_small_ones_says_too_much() -> None:
    """Two hidden in a row whose rest is shown: together 3, so each is between 0 and 3."""
    certificate = audit(
        table([[1, 2, 20], [30, 40, 50], [9, 9, 9]]), frozenset({at(0, 0), at(0, 1), at(1, 0), at(1, 1)})
    )
    assert certificate.exact == ()
    bounds = {each.key: (each.low, each.high) for each in certificate.close}
    assert bounds == {at(0, 0): (0, 3), at(0, 1): (0, 3), at(1, 0): (28, 31), at(1, 1): (39, 42)}


@pytest.mark.parametrize(
    ("first", "beside", "opposite", "bounds"),
    [(2, 2, 1, (1, 4)), (3, 2, 2, (1, 5)), (3, 3, 2, None), (4, 9, 4, None), (3, 1, 9, None), (2, 1, 9, (0, 3))],
)
def test_bounds_of_four_hidden_by_hand(first: int, beside: int, opposite: int, bounds: tuple[int, int] | None) -> None:
    """Of four hidden in a square, one goes down as far as it or its opposite does, and up by the least beside it."""
    figures = table([[first, beside, 20], [30, opposite, 50], [9, 9, 9]])
    certificate = audit(figures, frozenset({at(0, 0), at(0, 1), at(1, 0), at(1, 1)}))
    assert {each.key: (each.low, each.high) for each in certificate.close}.get(at(0, 0)) == bounds


def test_from_nobody_to_four_is_uncertain_enough() -> None:
    hidden = frozenset({at(0, 0), at(0, 1), at(1, 0), at(1, 1)})
    assert not audit(table([[1, 2], [2, 1]]), hidden).safe
    assert audit(table([[2, 2], [2, 2]]), hidden).safe


@given(tables(most=4), st.data())
@settings(max_examples=120)
def test_the_audits_agree_with_looking_through_everything(rows: list[list[int]], data: st.DataObject) -> None:
    """Every way of filling in up to six hidden cells is tried; exact leaks and intervals come out the same."""
    figures = table(rows)
    places = data.draw(st.lists(st.integers(0, len(figures.cells) - 1), min_size=1, max_size=6, unique=True))
    mask = np.zeros(len(figures.cells), dtype=np.bool_)
    mask[places] = True
    assume((figures.matrix[:, mask] != 0).any(axis=0).all())
    assume(not mask[len(figures.cells) - 1])  # the total bounds everything
    found = completions(figures, places)
    low, high = found.min(axis=0), found.max(axis=0)
    certificate = audit(figures, frozenset(figures.cells[place].key for place in places))
    exact = {figures.place[key] for key in certificate.exact}
    close = {figures.place[each.key]: (each.low, each.high) for each in certificate.close}
    assert {place for place, one, other in zip(places, low, high, strict=True) if one == other} >= exact
    for place, least, most in zip(places, low, high, strict=True):
        if place not in exact:
            wide = most - least >= 5 or (least <= 0 and most >= 4)
            assert close.get(place) == (None if wide else (least, most))


@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 100_000))
def test_elimination_agrees_with_the_rank(rows: int, columns: int, seed: int) -> None:
    """Oracle: numpy's rank with and without the unit vector; the elimination rounds nothing."""
    random = np.random.default_rng(seed)
    matrix = random.integers(-1, 2, (rows, columns))
    hidden = random.random(columns) < 0.6
    leaks = reduce(matrix, hidden).leaks()
    inner = matrix[:, hidden]
    for number, place in enumerate(np.flatnonzero(hidden)):
        unit = np.eye(inner.shape[1])[number]
        follows = np.linalg.matrix_rank(np.vstack([inner, unit])) == np.linalg.matrix_rank(inner)
        assert (place in leaks) == bool(follows)


def test_a_long_chain_of_months_is_reduced_exactly() -> None:
    """300 months in a row, each known by the difference of two sums; floating point would lose its footing."""
    months = 300
    matrix = np.eye(months, dtype=np.int64) + np.eye(months, k=1, dtype=np.int64)
    assert set(reduce(matrix, np.ones(months, dtype=np.bool_)).leaks()) == set(range(months))
    assert reduce(matrix[:-1], np.ones(months, dtype=np.bool_)).leaks() == {}
