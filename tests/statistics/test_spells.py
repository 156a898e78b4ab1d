"""Spells are checked when they are made; who is at risk; cutting at a moment."""

from __future__ import annotations

import numpy as np
import pytest

from mentornett.statistics.landmark import landmark, split_at
from mentornett.statistics.retention import kaplan_meier
from mentornett.statistics.spells import AtRisk, Spells, SpellsError, distinct_sums
from tests.statistics.published import invented


@pytest.mark.parametrize(
    ("given", "says", "rows"),
    [
        ({"exit": [1, np.nan, np.inf], "kind": [1, 0, 0]}, "exit is not a number", (1, 2)),
        ({"exit": [1, 2], "kind": [1, np.nan]}, "kind is not a number", (1,)),
        ({"exit": [1, 2], "kind": [1, -1]}, "kind is not 0, 1, 2", (1,)),
        ({"exit": [1, 2], "kind": [0.5, 1]}, "kind is not 0, 1, 2", (0,)),
        ({"exit": [5, 2], "kind": [1, 1], "entry": [0, 3]}, "Exit is before entry", (1,)),
        ({"exit": [-1, 2], "kind": [1, 1]}, "Exit is before entry", (0,)),
        ({"exit": [1, 2], "kind": [1, 1], "entry": [-1, 0]}, "Entry is before the day of hire", (0,)),
        ({"exit": [3, 0], "kind": [1, 1]}, "no length", (1,)),
        ({"exit": [3, 4], "kind": [1, 1], "entry": [3, 0]}, "no length", (0,)),
        ({"exit": [1, 2], "kind": [1, 1], "weight": [1, 0]}, "above 0", (1,)),
        ({"exit": [1, 2], "kind": [1, 1], "cluster": [1.0, np.nan]}, "cluster is not a number", (1,)),
        ({"exit": [1, 2], "kind": [1]}, "shape", ()),
        ({"exit": [1, 2], "kind": [1, 1], "cluster": [1]}, "shape", ()),
        ({"exit": ["one"], "kind": [1]}, "exit is not numbers", ()),
    ],
)
def test_spells_that_cannot_be_are_refused_with_their_rows(given: dict, says: str, rows: tuple[int, ...]) -> None:
    with pytest.raises(SpellsError, match=says) as refused:
        Spells.of(**given)
    assert refused.value.rows == rows


def test_only_the_first_rows_are_named() -> None:
    with pytest.raises(SpellsError, match=r"rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 5 more"):
        Spells.of(np.full(15, -1.0), np.zeros(15))


def test_spells_of_no_length_may_be_given_one() -> None:
    spells = Spells.of([0, 4, 9], [True, False, True], entry=[0, 4, 1], shortest=0.5)
    assert spells.exit.tolist() == [0.5, 4.5, 9]


def test_at_risk_after_entry_and_until_exit() -> None:
    at_risk = AtRisk.of(Spells.of([4, 6, 9], [1, 0, 1], entry=[0, 0, 4]))
    assert at_risk.at([0, 1, 4, 4.5, 6, 7, 9, 10]).tolist() == [2, 2, 2, 2, 2, 1, 1, 0]


def test_weights_count_as_repeated_rows() -> None:
    spells = invented(60, ties=True)
    weight = np.random.default_rng(2).integers(1, 4, len(spells))
    heavy = Spells(spells.entry, spells.exit, spells.kind, weight.astype(float))
    repeated = spells.chosen(np.repeat(np.arange(len(spells)), weight))
    mine, theirs = kaplan_meier(heavy), kaplan_meier(repeated)
    for name in ("times", "at_risk", "left", "share", "variance", "low", "high"):
        assert getattr(mine, name) == pytest.approx(getattr(theirs, name)), name


def test_distinct_sums() -> None:
    times, weight = np.array([3.0, 1, 3, 2]), np.array([1.0, 2, 4, 8])
    assert [part.tolist() for part in distinct_sums(times, None)] == [[1, 2, 3], [1, 1, 2]]
    assert [part.tolist() for part in distinct_sums(times, weight)] == [[1, 2, 3], [2, 8, 5]]


def test_landmark_keeps_those_still_here_and_starts_the_clock_anew() -> None:
    spells = Spells.of([2, 3, 10, 12, 20], [1, 1, 1, 0, 2], entry=[0, 0, 0, 0, 5], cluster=list("abcde"))
    part = landmark(spells, 3, [1, 1, 2, np.inf, 1])
    assert part.row.tolist() == [2, 3]
    assert part.spells.exit.tolist() == [7, 9]
    assert part.after.tolist() == [True, False]
    assert part.spells.cluster is not None


def test_split_at_a_moment_keeps_time_and_leavers() -> None:
    spells = Spells.of([10, 10, 10, 10], [1, 1, 0, 2], entry=[0, 0, 0, 5])
    part = split_at(spells, [4, np.inf, 10, 2])
    found = list(zip(part.row, part.spells.entry, part.spells.exit, part.spells.kind, part.after, strict=True))
    assert found == [(0, 0, 4, 0, False), (1, 0, 10, 1, False), (2, 0, 10, 0, False), (0, 4, 10, 1, True),
                     (3, 5, 10, 2, True)]  # fmt: skip
    assert part.spells.cluster is not None
    assert part.spells.cluster.tolist() == [0, 1, 2, 0, 3]
    whole, cut = kaplan_meier(spells), kaplan_meier(part.spells)
    assert cut.share == pytest.approx(whole.share)


@pytest.mark.parametrize("moment", [[1.0], [1.0, np.nan]])
def test_moments_that_cannot_be(moment: list[float]) -> None:
    with pytest.raises(SpellsError):
        landmark(Spells.of([2, 3], [1, 1]), 1, moment)
