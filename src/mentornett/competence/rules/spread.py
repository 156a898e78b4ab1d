"""Who is in a group with whom (G06): plain values in and out, and the same seed gives the same groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

Groups = list[list[int]]


@dataclass(frozen=True)
class Participant:
    """Somebody to place: where they come from, and the number of the group they are in already (0: none)."""

    key: int
    place: int = 0
    group: int = 0


def number_of_groups(people: int, size: int) -> int:
    """Return how many groups of about `size` there are: never larger, unless there would be a group of one."""
    if people <= size:
        return 1 if people else 0
    groups = -(-people // size)
    return groups - 1 if people // groups < 2 else groups


def new_groups(people: Sequence[Participant], *, size: int, seed: int, apart: Iterable[tuple[int, int]] = ()) -> Groups:
    """Place everybody anew. Sizes and the number from each place differ by one at most between groups.

    `apart` names two who may not share a group, such as a mentor and the own leader; they are traded, first with
    somebody from the same place, which keeps the mix as it was. `still_together` tells what no trade could solve.
    """
    total = number_of_groups(len(people), size)
    dealt: Groups = [[] for _ in range(total)]
    for position, person in enumerate(_by_place(people, seed)):
        dealt[position % total].append(person.key)
    places = {person.key: person.place for person in people}
    _trade_apart(dealt, places, set(map(frozenset, apart)))
    return dealt


def kept_groups(
    people: Sequence[Participant], *, size: int, seed: int, apart: Iterable[tuple[int, int]] = ()
) -> Groups:
    """Let everybody stay where they are, and place those without a group where there is room.

    A newcomer goes where no conflict is, then where fewest are from the same place, then where fewest are. A new group
    is made when all are full.
    """
    numbers = sorted({person.group for person in people if person.group})
    groups: Groups = [[person.key for person in people if person.group == number] for number in numbers]
    places = {person.key: person.place for person in people}
    barred = set(map(frozenset, apart))
    for person in _by_place([each for each in people if not each.group], seed):
        open_to = [group for group in groups if len(group) < size]
        if not open_to:
            groups.append([])
            open_to = [groups[-1]]
        best = min(open_to, key=lambda group: _burden(group, person, places, barred))
        best.append(person.key)
    return groups


def still_together(groups: Groups, apart: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs that share a group and may not."""
    where = {key: number for number, group in enumerate(groups) for key in group}
    return sorted({(min(a, b), max(a, b)) for a, b in apart if a in where and where.get(a) == where.get(b) and a != b})


def _by_place(people: Sequence[Participant], seed: int) -> list[Participant]:
    """Return people place by place, the largest first; which place and who comes first is drawn with the seed."""
    drawn = sorted(people, key=lambda person: person.key)
    Random(seed).shuffle(drawn)  # noqa: S311 (not a secret: it must be possible to draw the same again)
    first = {place: position for position, place in reversed(list(enumerate(person.place for person in drawn)))}
    many = {place: sum(person.place == place for person in drawn) for place in first}
    return sorted(drawn, key=lambda person: (-many[person.place], first[person.place]))


def _burden(
    group: list[int], person: Participant, places: dict[int, int], barred: set[frozenset[int]]
) -> tuple[bool, int, int]:
    conflict = any(frozenset((person.key, other)) in barred for other in group)
    return conflict, sum(places[other] == person.place for other in group), len(group)


def _conflicts(group: list[int], barred: set[frozenset[int]]) -> int:
    return sum(frozenset(pair) in barred for pair in combinations(group, 2))


def _trade_apart(groups: Groups, places: dict[int, int], barred: set[frozenset[int]]) -> None:
    """Trade people between groups as long as a trade lessens the conflicts; each does, so it ends."""
    while any(_conflicts(group, barred) for group in groups) and _trade_once(groups, places, barred):
        pass


def _trade_once(groups: Groups, places: dict[int, int], barred: set[frozenset[int]]) -> bool:
    for same_place in (True, False):
        for one, other in combinations(groups, 2):
            before = _conflicts(one, barred) + _conflicts(other, barred)
            if before and _trade_between(one, other, before, barred, places if same_place else None):
                return True
    return False


def _trade_between(
    one: list[int], other: list[int], before: int, barred: set[frozenset[int]], places: dict[int, int] | None
) -> bool:
    """Make the first trade between two groups that lessens their conflicts; with `places`, only within a place."""
    for i, mine in enumerate(one):
        for j, theirs in enumerate(other):
            if places is not None and places[mine] != places[theirs]:
                continue
            one[i], other[j] = theirs, mine
            if _conflicts(one, barred) + _conflicts(other, barred) < before:
                return True
            one[i], other[j] = mine, theirs
    return False
