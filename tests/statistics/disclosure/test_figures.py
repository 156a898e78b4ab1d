"""Cells, margins and sums; what is too small; tables and releases that share cells."""

from __future__ import annotations

import numpy as np
import pytest

from mentornett.statistics.disclosure.figures import Cell, Figures, State, Sum, join
from mentornett.statistics.disclosure.lattice import Dimension, lattice
from mentornett.statistics.disclosure.primary import is_small, tells_of_all
from tests.statistics.disclosure.small import GROUP, at, table


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_are_small(count: int, small: bool) -> None:
    assert is_small(count) is small


@pytest.mark.parametrize(
    ("count", "group", "tells"),
    [(0, 9, True), (9, 9, True), (5, 9, False), (0, 10, False), (10, 10, False), (0, 0, False)],
)
def test_nobody_and_everybody_of_a_small_group(count: int, group: int, tells: bool) -> None:
    assert tells_of_all(count, group) is tells


def test_a_table_has_all_its_margins() -> None:
    figures = table([[1, 2], [3, 4], [5, 6]])
    assert len(figures.cells) == 4 * 3
    assert len(figures.sums) == 4 + 3
    counts = {cell.key: cell.count for cell in figures.cells}
    assert (counts[at(2)], counts[at(group=1)], counts[at()]) == (11, 12, 21)


def test_sensitive_answers_are_small_when_they_tell_of_all() -> None:
    figures = table([[0, 7], [0, 20], [6, 5]], sensitive=GROUP)
    small = {cell.key for cell in figures.cells if cell.small}
    assert small == {at(0, 0), at(0, 1)}
    assert not any(cell.small for cell in table([[0, 7], [0, 20], [6, 5]]).cells)


def test_areas_are_sums_of_units_beside_the_total() -> None:
    units = Dimension("unit", ("a", "b", "c"), groups=(("north", ("a", "b")),))
    figures = lattice([units], np.array([1, 2, 3]))
    assert [(cell.key, cell.count) for cell in figures.cells[3:]] == [((("unit", "north"),), 3), ((), 6)]


def test_months_beneath_a_window_are_never_offered() -> None:
    months = Dimension("month", ("1", "2", "3"), groups=(("1-2", ("1", "2")),), total=False, beneath=True)
    figures = lattice([months], np.array([1, 2, 9]))
    assert [cell.state for cell in figures.cells] == [State.BENEATH] * 3 + [State.OPEN]


def test_the_same_cell_in_two_tables_is_one() -> None:
    by_group = table([[9, 8], [7, 6]])
    by_sex = lattice([Dimension("unit", ("u0", "u1")), Dimension("sex", ("k", "m"))], np.array([[10, 7], [6, 7]]))
    both = join([by_group, by_sex])
    assert len(both.cells) == 9 + 9 - 3  # two units and the total
    assert len(both.sums) == 6 + 6 - 1  # that the units make the total is said once


def test_what_an_earlier_release_did_stands() -> None:
    key = (("unit", "a"),)
    cells = [Cell(key, 3, small, state) for small, state in ((False, State.OPEN), (True, State.HELD))]
    for order in (cells, cells[::-1]):
        joined = join(Figures((cell,), ()) for cell in order)
        assert (joined.cells[0].state, joined.cells[0].small) == (State.HELD, True)


def test_a_corrected_figure_waits() -> None:
    with pytest.raises(ValueError, match="two counts"):
        join([table([[5, 5], [5, 5]]), table([[5, 5], [5, 6]])])


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: table([[1, -1], [2, 3]]), "negative"),
        (lambda: lattice([Dimension("unit", ("a",))], np.array([1, 2])), "one axis"),
        (lambda: table([[1, 2], [3, 4]], sensitive="sex"), "sensitive"),
        (lambda: Figures((Cell((), 1, small=True), Cell((), 1, small=True)), ()), "twice"),
        (lambda: Figures((Cell((), 1, small=True),), (Sum((), ((("a", "b"),),)),)), "not there"),
        (lambda: Figures((Cell((), 1, True), Cell((("a", "b"),), 2, True)), (Sum((), ((("a", "b"),),)),)), "add up"),
    ],
)
def test_what_cannot_be_is_refused(make, why: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=why):
        make()
