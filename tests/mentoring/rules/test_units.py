"""The tree of units."""

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.rules.units import all_above, all_below

TREE = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


def test_chain_goes_from_the_unit_upwards() -> None:
    assert all_above(3, TREE) == [3, 2, 1]
    assert all_above(9, TREE) == [9]


def test_below_holds_the_unit_itself_and_the_whole_branch() -> None:
    assert all_below({2}, TREE) == {2, 3}
    assert all_below({1, 5}, TREE) == {1, 2, 3, 4, 5}
    assert all_below(set(), TREE) == frozenset()


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8)))
def test_circle_ends_where_it_began(parents: dict[int, int]) -> None:
    for unit in parents:
        chain = all_above(unit, parents)
        assert len(chain) == len(set(chain))
        assert unit in all_below({unit}, parents)
