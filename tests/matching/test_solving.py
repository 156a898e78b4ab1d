"""Large tables are solved by candidates, to the same optimum as with every pair at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.matching.certificate import NOBODY, Certificate, NotOptimalError, certify, check, worth_of
from mentornett.matching.solving import by_candidates, dense, solve
from mentornett.matching.weighing import FORBIDDEN, Table


def some_table(seed: int, mentees: int, mentors: int, *, most: int, forbidden: float) -> Table:
    random = np.random.default_rng(seed)
    worth = random.integers(0, most + 1, (mentees, mentors), dtype=np.int64)
    worth[random.random((mentees, mentors)) < forbidden] = FORBIDDEN
    places = random.integers(0, 4, mentors)
    extra = np.concatenate([np.array([9, 4, 0], dtype=np.int64)[:free] for free in places])
    return Table(worth, np.repeat(np.arange(mentors), places), extra)


@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 60), st.sampled_from([1, 7, 1000]))
def test_candidates_reach_the_optimum(seed: int, mentees: int, mentors: int, most: int) -> None:
    table = some_table(seed, mentees, mentors, most=most, forbidden=0.3)
    if not len(table.owner):
        return
    place, proof = by_candidates(table)
    assert proof.total == int(worth_of(table, dense(table)).sum())
    check(table, place, proof)


def test_candidates_are_let_in_until_nobody_gains() -> None:
    """All mentees want the same few mentors most, so the first candidates are never enough."""
    worth = np.tile(np.arange(200, dtype=np.int64)[::-1] + 1000, (200, 1))
    table = Table(worth, np.arange(200), np.zeros(200, dtype=np.int64))
    place, proof = by_candidates(table)
    assert proof.total == int(worth.sum(axis=1)[0])
    assert (place != NOBODY).all()


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 3), (3, 0)])
def test_nobody_on_one_side(mentees: int, mentors: int) -> None:
    table = Table(np.zeros((mentees, mentors), dtype=np.int64), np.arange(mentors), np.zeros(mentors, dtype=np.int64))
    place, proof = solve(table)
    assert (place == NOBODY).all()
    assert proof.total == 0


def test_proposal_that_could_be_better_has_no_proof() -> None:
    table = Table(np.array([[5, 1], [1, 5]], dtype=np.int64), np.arange(2), np.zeros(2, dtype=np.int64))
    with pytest.raises(NotOptimalError):
        certify(table, np.array([1, 0]))


@pytest.mark.parametrize(
    ("place", "gain", "price", "total", "why"),
    [
        ([0, 0], [5, 5], [0, 0], 10, "twice"),
        ([1, 0], [5, 5], [0, 0], 10, "not allowed"),
        ([0, 1], [6, 5], [-1, 0], 10, "below nothing"),
        ([0, 1], [4, 5], [0, 0], 10, "worth more"),
        ([0, 1], [5, 5], [0, 0], 11, "another"),
        ([0, 1], [6, 5], [0, 0], 10, "add up"),
    ],
)
def test_false_proof_is_found_out(place: list[int], gain: list[int], price: list[int], total: int, why: str) -> None:
    table = Table(np.array([[5, FORBIDDEN], [1, 5]], dtype=np.int64), np.arange(2), np.zeros(2, dtype=np.int64))
    with pytest.raises(NotOptimalError, match=why):
        check(table, np.array(place), Certificate(np.array(gain), np.array(price), total))
