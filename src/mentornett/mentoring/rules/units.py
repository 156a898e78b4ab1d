"""The tree of units, as a map from each unit to the one above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def all_above(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return the unit itself and those above it, from below; a circle ends where it began."""
    chain = [unit]
    while (above := parents.get(chain[-1])) is not None and above not in chain:
        chain.append(above)
    return chain


def all_below(units: Iterable[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """Return these units and all that stand below them."""
    wanted = frozenset(units)
    return wanted | {unit for unit in parents if wanted & set(all_above(unit, parents))}
