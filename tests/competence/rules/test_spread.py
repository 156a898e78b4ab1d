"""Who is in a group with whom."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentornett.competence.rules.spread import (
    Participant,
    kept_groups,
    new_groups,
    number_of_groups,
    still_together,
)

PLACES = st.lists(st.integers(1, 5), min_size=0, max_size=40)
SIZES = st.integers(2, 8)


def _people(places: list[int]) -> list[Participant]:
    return [Participant(key, place) for key, place in enumerate(places, start=1)]


@given(places=PLACES, size=SIZES, seed=st.integers(0, 99))
def test_everybody_is_placed_once_and_municipalities_are_mixed(places: list[int], size: int, seed: int) -> None:
    groups = new_groups(_people(places), size=size, seed=seed)
    assert sorted(key for group in groups for key in group) == list(range(1, len(places) + 1))
    sizes = [len(group) for group in groups]
    assert not sizes or max(sizes) - min(sizes) <= 1
    for place in set(places):
        each = [sum(places[key - 1] == place for key in group) for group in groups]
        assert max(each) - min(each) <= 1


@given(places=PLACES, size=SIZES, seed=st.integers(0, 99))
def test_same_seed_gives_the_same_groups_in_whatever_order_people_come(places: list[int], size: int, seed: int) -> None:
    people = _people(places)
    assert new_groups(people, size=size, seed=seed) == new_groups(people[::-1], size=size, seed=seed)


@given(places=st.lists(st.integers(1, 3), min_size=6, max_size=24), seed=st.integers(0, 20), data=st.data())
def test_nobody_shares_a_group_with_the_own_leader_when_a_trade_can_help(
    places: list[int], seed: int, data: st.DataObject
) -> None:
    leader = data.draw(st.integers(1, len(places)))
    others = data.draw(st.sets(st.integers(1, len(places)).filter(lambda key: key != leader), max_size=3))
    apart = [(leader, other) for other in others]
    groups = new_groups(_people(places), size=3, seed=seed, apart=apart)
    assert Counter(key for group in groups for key in group) == Counter(range(1, len(places) + 1))
    if len(groups) > 2 or len(others) < 2:
        assert still_together(groups, apart) == []


def test_those_who_cannot_be_parted_are_named() -> None:
    groups = new_groups(_people([1, 1]), size=4, seed=0, apart=[(2, 1)])
    assert still_together(groups, [(2, 1)]) == [(1, 2)]


@given(
    placed=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3)), max_size=24), size=SIZES, seed=st.integers(0, 20)
)
def test_kept_groups_move_nobody(placed: list[tuple[int, int]], size: int, seed: int) -> None:
    people = [Participant(key, place, group) for key, (place, group) in enumerate(placed, start=1)]
    groups = kept_groups(people, size=size, seed=seed)
    where = {key: number for number, group in enumerate(groups) for key in group}
    assert sorted(where) == list(range(1, len(placed) + 1))
    for person in people:
        for other in people:
            if person.group and person.group == other.group:
                assert where[person.key] == where[other.key]


def test_newcomer_goes_where_there_is_room_and_fewest_from_home() -> None:
    people = [Participant(1, 1, 1), Participant(2, 1, 1), Participant(3, 2, 2), Participant(4, 1)]
    assert kept_groups(people, size=3, seed=0) == [[1, 2], [3, 4]]


def test_newcomer_does_not_join_the_own_leader() -> None:
    people = [Participant(1, 1, 1), Participant(2, 2, 2), Participant(3, 2, 2), Participant(4, 3)]
    assert kept_groups(people, size=3, seed=0, apart=[(4, 1)]) == [[1], [2, 3, 4]]


def test_new_group_is_made_when_all_are_full() -> None:
    people = [Participant(1, 1, 1), Participant(2, 1, 1), Participant(3, 1)]
    assert kept_groups(people, size=2, seed=0) == [[1, 2], [3]]


def test_nobody_is_alone_in_a_new_group() -> None:
    assert [number_of_groups(people, 2) for people in (0, 1, 2, 3, 4, 5)] == [0, 1, 1, 1, 2, 2]
    assert number_of_groups(9, 4) == 3
