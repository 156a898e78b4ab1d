"""Trees of units and sizes of municipalities, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

ALIKE = 1.5  # times
SMALL_BELOW, LARGE_FROM = 5_000, 20_000


def is_about_as_large(inhabitants: int, other: int) -> bool:
    """Tell whether two municipalities are so alike in size that what helps one may help the other (A13)."""
    return max(inhabitants, other) <= ALIKE * min(inhabitants, other)


class Size(Enum):
    """Sizes of municipalities as Statistics Norway groups them."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


def size_of(inhabitants: int) -> Size:
    """Return how large a municipality is."""
    return Size.SMALL if inhabitants < SMALL_BELOW else Size.LARGE if inhabitants >= LARGE_FROM else Size.MIDDLE


@dataclass(frozen=True)
class Spread:
    """From the smallest to the largest, how many of each size, and how many municipalities do not say."""

    least: int
    most: int
    sizes: dict[Size, int]
    unknown: int


def spread_of(inhabitants: Iterable[int | None]) -> Spread | None:
    """Return how municipalities spread in size (A13); None where nobody says how large it is."""
    numbers = list(inhabitants)
    known = [number for number in numbers if number]
    if not known:
        return None
    sizes = [size_of(number) for number in known]
    counts = {size: sizes.count(size) for size in Size}
    return Spread(min(known), max(known), counts, len(numbers) - len(known))


class InTree(Protocol):
    """Something with an id and the id of what it lies under."""

    pk: int
    parent_id: int | None


T = TypeVar("T", bound=InTree)


def as_tree(rows: Iterable[T]) -> list[tuple[T, int]]:
    """Return rows with their depth, each under its parent, in the order given; what has lost its parent comes first."""
    every = list(rows)
    known = {row.pk for row in every}
    below: dict[int | None, list[T]] = {}
    for row in every:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    return list(_walk(below, None, 0))


def _walk(below: dict[int | None, list[T]], place: int | None, depth: int) -> Iterator[tuple[T, int]]:
    for row in below.get(place, []):
        yield row, depth
        yield from _walk(below, row.pk, depth + 1)


def branch(rows: Iterable[T], root: int) -> list[tuple[T, int]]:
    """Return the row with id `root` and all that lies under it, with their depth."""
    found: list[tuple[T, int]] = []
    for row, depth in as_tree(rows):
        if row.pk == root or (found and depth > found[0][1]):
            found.append((row, depth))
        elif found:
            break
    return found
