"""After the gate nothing can be worked out: in one table, in linked ones, and over several releases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.statistics.disclosure.figures import Cell, Figures, Key, State, join
from mentornett.statistics.disclosure.gate import audit, decide
from mentornett.statistics.disclosure.lattice import Dimension, lattice
from mentornett.statistics.disclosure.merging import suggest_merging
from tests.statistics.disclosure.small import GROUP, UNIT, at, labels, table, tables
from tests.statistics.disclosure.test_audits import LEAKY


def test_the_table_that_leaked_comes_out_safe() -> None:
    """Six are small; at most ten are hidden in all, and every total is shown."""
    decision = decide(table(LEAKY))
    assert decision.certificate.safe
    assert {at(0, 1), at(0, 2), at(0, 3), at(2, 0), at(2, 3), at(3, 3)} < decision.hidden
    assert len(decision.hidden) <= 10
    assert [decision.shown(at(unit)) for unit in range(4)] == [20, 55, 25, 35]


def test_nothing_small_nothing_hidden() -> None:
    decision = decide(table([[5, 0], [9, 12]]))
    assert decision.hidden == frozenset()
    assert (decision.certificate.safe, decision.certificate.cells, decision.certificate.hidden) == (True, 9, 0)


@pytest.mark.parametrize("rows", [[[0, 0], [0, 0]], [[1, 0], [0, 0]], [[1, 1], [1, 1]], [[4, 4], [4, 4]]])
def test_tiny_tables(rows: list[list[int]]) -> None:
    decision = decide(table(rows))
    assert decision.certificate.safe
    assert all(decision.shown(cell.key) in (None, cell.count) for cell in decision.figures.cells)


def test_a_small_cell_that_nothing_is_said_of_is_safe_alone() -> None:
    decision = decide(Figures((Cell(at(), 3, small=True),), ()))
    assert (decision.hidden, decision.certificate.safe) == ({at()}, True)
    assert decide(Figures((), ())).certificate.safe


def test_the_cheapest_is_hidden_beside_a_small_one() -> None:
    figures = lattice([Dimension(UNIT, ("a", "b", "c", "d"))], np.array([3, 40, 9, 0]))
    assert decide(figures).hidden == {((UNIT, "a"),), ((UNIT, "c"),)}


def test_hidden_ones_are_all_alike() -> None:
    decision = decide(table(LEAKY))
    assert {decision.shown(key) for key in decision.hidden} == {None}


@given(tables(large=True), st.sampled_from([None, GROUP]))
@settings(max_examples=40)
def test_no_table_leaks(rows: list[list[int]], sensitive: str | None) -> None:
    figures = table(rows, sensitive=sensitive)
    decision = decide(figures)
    assert decision.certificate.safe
    assert {cell.key for cell in figures.cells if cell.small} <= decision.hidden
    assert decision.certificate == audit(figures, decision.hidden)


def test_linked_tables_are_looked_at_together() -> None:
    """One unit is small by group, and the table by sex tells it, because both have the units' totals."""
    by_group = table([[3, 20], [30, 40]])
    by_sex = lattice([Dimension(UNIT, ("u0", "u1")), Dimension("sex", ("k", "m"))], np.array([[12, 11], [50, 20]]))
    alone = decide(by_group)
    assert alone.certificate.safe
    total_too = frozenset({at(0, 0), at(0)})
    assert audit(join([by_group, by_sex]), total_too).exact == tuple(
        cell.key for cell in by_group.cells if cell.key in total_too
    )
    assert decide(join([by_group, by_sex])).certificate.safe


def month(number: int) -> Key:
    return (("month", f"{number:02}"),)


def windows(counts: list[int], spans: list[tuple[int, int]]) -> Figures:
    """Sums over months from one to another, with the months beneath."""
    names = tuple(f"{number:02}" for number in range(len(counts)))
    groups = tuple((f"{names[first]}–{names[last]}", names[first : last + 1]) for first, last in spans)
    return lattice([Dimension("month", names, groups=groups, total=False, beneath=True)], np.array(counts))


def test_two_cumulative_releases_would_tell_a_month() -> None:
    first = decide(windows([6, 7, 9, 2], [(0, 2)]))
    assert first.certificate.safe
    both = join([first.released(), windows([6, 7, 9, 2], [(0, 3)])])
    assert audit(both, frozenset(month(number) for number in range(4))).exact == (month(3),)
    second = decide(both)
    assert second.certificate.safe
    assert second.shown((("month", "00–02"),)) == 22
    assert second.shown((("month", "00–03"),)) is None


def test_a_rolling_year_tells_a_month_when_the_others_are_known() -> None:
    counts = [5, 6, 7, 8, 3]
    rolling = windows(counts, [(0, 3), (1, 4)])
    assert decide(rolling).hidden == frozenset(month(number) for number in range(5))
    first_month = Figures((Cell(month(0), 5, small=False, state=State.OUT),), ())
    rest = Figures(tuple(Cell(month(at), counts[at], False, State.OUT) for at in (1, 2, 3)), ())
    decision = decide(join([first_month, rest, rolling]))
    assert decision.certificate.safe
    assert (("month", "01–04"),) in decision.hidden


def test_a_new_release_of_other_months_hides_nothing() -> None:
    first = decide(windows([6, 7, 9], [(0, 2)]))
    later = lattice([Dimension("month", ("03", "04"), groups=(("03–04", ("03", "04")),), total=False, beneath=True)],
                    np.array([2, 20]))  # fmt: skip
    second = decide(join([first.released(), later]))
    assert second.certificate.safe
    assert second.shown((("month", "03–04"),)) == 22


def test_what_was_hidden_stays_hidden_and_what_was_shown_stays_shown() -> None:
    first = decide(table(LEAKY))
    again = decide(first.released())
    assert again.hidden == first.hidden
    assert again.certificate.safe
    assert {cell.state for cell in first.released().cells} == {State.OUT, State.HELD}


def test_a_small_cell_that_is_out_is_not_hidden_afterwards() -> None:
    """It would only be a lie: everybody has seen it."""
    out = Figures((Cell(at(), 3, small=True, state=State.OUT),), ())
    assert decide(out).hidden == frozenset()


def test_what_is_out_already_cannot_be_taken_back() -> None:
    """Everything around a small cell is out: the certificate says so instead of pretending."""
    figures = table([[3, 20], [30, 40]])
    out = Figures(tuple(Cell(cell.key, cell.count, cell.small, State.OUT if cell.key != at(0, 0) else State.HELD)
                        for cell in figures.cells), figures.sums)  # fmt: skip
    decision = decide(out)
    assert decision.hidden == {at(0, 0)}
    assert decision.certificate.exact == (at(0, 0),)
    assert not decision.certificate.safe


@given(st.lists(st.integers(0, 9), min_size=6, max_size=9), st.integers(2, 4))
@settings(max_examples=30)
def test_no_series_of_cumulative_releases_leaks(counts: list[int], first: int) -> None:
    so_far = Figures((), ())
    for last in range(first, len(counts)):
        decision = decide(join([so_far, windows(counts[: last + 1], [(0, last)])]))
        assert decision.certificate.safe
        so_far = decision.released()


def test_areas_and_three_dimensions_come_out_safe() -> None:
    random = np.random.default_rng(4)
    units = Dimension(UNIT, labels("u", 6), groups=(("north", labels("u", 3)), ("south", labels("u", 6)[3:])))
    figures = lattice(
        [units, Dimension(GROUP, labels("g", 3)), Dimension("left", ("yes", "no"))],
        random.poisson(6, (6, 3, 2)),
        sensitive="left",
    )
    decision = decide(figures)
    assert decision.certificate.safe
    assert decision.shown(()) is not None


def test_small_units_are_put_together_first() -> None:
    dimensions = [Dimension(UNIT, ("a", "b", "c", "d")), Dimension(GROUP, ("g0", "g1"))]
    counts = np.array([[2, 3], [40, 50], [3, 4], [30, 20]])
    found = suggest_merging(dimensions, counts, along=UNIT)
    assert found is not None
    assert found.labels == ("a", "c")
    assert found.shown_after == 4 * 3
    assert found.shown_before < found.shown_after


def test_no_merging_without_need_or_use() -> None:
    dimensions = [Dimension(UNIT, ("a", "b", "c")), Dimension(GROUP, ("g0", "g1"))]
    assert suggest_merging(dimensions, np.array([[20, 30], [40, 50], [30, 40]]), along=UNIT) is None
    assert suggest_merging(dimensions[:1], np.array([1, 0, 0]), along=UNIT) is None
    with pytest.raises(ValueError, match="groups"):
        suggest_merging([Dimension(UNIT, ("a",), groups=(("n", ("a",)),))], np.array([1]), along=UNIT)
