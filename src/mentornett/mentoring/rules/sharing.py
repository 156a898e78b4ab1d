"""Places shared among professions so that as few as possible are missing. A place counts for one of them only."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

Way = tuple[tuple[str, str], ...]  # each profession on the way, and the kind of place that it takes over


def shared(
    needs: Mapping[str, Fraction], free: Mapping[str, int], fits: Mapping[str, Collection[str]]
) -> dict[str, Fraction]:  # fmt: skip
    """Return how much of each profession's need gets a place: as much as possible in all, without rounding.

    A maximum flow by shortest augmenting paths (Edmonds and Karp, 1972). Those with the fewest places to choose among
    come first, and keep as much when the next ones come, so that the answer is the same every time.
    """
    left = {kind: Fraction(number) for kind, number in free.items()}
    given: dict[tuple[str, str], Fraction] = {}
    for name in sorted(needs, key=lambda one: (sum(free.get(kind, 0) for kind in fits[one]), one)):
        wanted = needs[name]
        while wanted > 0 and (way := _way(name, left, given, fits)):
            wanted -= _take(way, wanted, left, given)
    return {name: sum((given.get((name, kind), Fraction()) for kind in free), Fraction()) for name in needs}


def _way(
    name: str, left: Mapping[str, Fraction], given: Mapping[tuple[str, str], Fraction],
    fits: Mapping[str, Collection[str]],
) -> Way:  # fmt: skip
    """Return the shortest way to a place that is free, or whose holder can take another; empty when there is none."""
    ways: dict[str, Way] = {name: ()}
    queue, seen = deque([name]), set[str]()
    while queue:
        at = queue.popleft()
        for kind in sorted(set(fits[at]) & left.keys() - seen):
            seen.add(kind)
            way = (*ways[at], (at, kind))
            if left[kind] > 0:
                return way
            for other in sorted(who for (who, what), much in given.items() if what == kind and much > 0):
                if other not in ways:
                    ways[other] = way
                    queue.append(other)
    return ()


def _take(way: Way, wanted: Fraction, left: dict[str, Fraction], given: dict[tuple[str, str], Fraction]) -> Fraction:
    """Let each profession on the way take the place that the one after it gives up; return how much was moved."""
    given_up = [(who, kind) for (_before, kind), (who, _next) in pairwise(way)]
    last = way[-1][1]
    much = min(wanted, left[last], *(given[one] for one in given_up))
    for taken in way:
        given[taken] = given.get(taken, Fraction()) + much
    for one in given_up:
        given[one] -= much
    left[last] -= much
    return much


def half_up(number: Fraction) -> int:
    """Return a number as a whole one; half a place counts as one."""
    return int(number + Fraction(1, 2))


def in_whole(parts: Sequence[Fraction]) -> list[int]:
    """Return the parts as whole numbers whose sum is the rounded sum: the largest remainders are rounded up."""
    whole = [int(part) for part in parts]
    over = half_up(sum(parts, Fraction())) - sum(whole)
    for place in sorted(range(len(parts)), key=lambda one: (whole[one] - parts[one], one))[:over]:
        whole[place] += 1
    return whole
