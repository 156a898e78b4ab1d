"""What a release keeps of its true figures, so that the next one can be looked at together with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from mentornett.measurement.rules.lattice import Kept
from mentornett.measurement.rules.periods import Count, Period, Stretch
from mentornett.statistics.disclosure.figures import Cell, Figures, Key, State, Sum

_COUNT = ("unit", "profession", "side", "outcome", "number")


def as_kept(kept: Kept) -> dict[str, Any]:
    """Return it as plain values that can be stored."""
    return {
        "periods": [
            [one.first, one.last, str(one.until), [[getattr(row, name) for name in _COUNT] for row in one.counts]]
            for one in kept.periods
        ],
        "stretches": [[one.table, one.first, one.last, str(one.until)] for one in kept.stretches],
        "figures": figures_values(kept.figures) if kept.figures else None,
    }


def from_kept(stored: dict[str, Any]) -> Kept:
    """Return what was stored as it was."""
    if not stored:
        return Kept()
    periods = (
        Period(first, last, date.fromisoformat(until), tuple(Count(*row) for row in counts))
        for first, last, until, counts in stored["periods"]
    )
    stretches = (
        Stretch(table, first, last, date.fromisoformat(until)) for table, first, last, until in stored["stretches"]
    )
    return Kept(tuple(periods), tuple(stretches), figures_from(stored["figures"]) if stored["figures"] else None)


def figures_values(figures: Figures) -> dict[str, Any]:
    """Return the gate's figures as plain values that can be stored."""
    place = figures.place
    return {
        "cells": [[list(map(list, cell.key)), cell.count, cell.small, cell.state.value] for cell in figures.cells],
        "sums": [[place[one.total], [place[part] for part in one.parts]] for one in figures.sums],
    }


def figures_from(stored: dict[str, Any]) -> Figures:
    """Return the gate's figures as they were stored."""
    cells = tuple(Cell(_key(key), count, small, State(state)) for key, count, small, state in stored["cells"])
    keys = [cell.key for cell in cells]
    sums = tuple(Sum(keys[total], tuple(keys[part] for part in parts)) for total, parts in stored["sums"])
    return Figures(cells, sums)


def _key(pairs: list[list[str]]) -> Key:
    return tuple((name, label) for name, label in pairs)
