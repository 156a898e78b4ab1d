"""Invented networks of units with a known effect, for the tests of effect and design."""

from __future__ import annotations

import numpy as np

from mentornett.statistics.effect.answering import Days
from mentornett.statistics.effect.cells import Employments

BEGIN = np.datetime64("2015-01-01")
YEARS = 6


def some_network(
    seed: int, *, units: int = 8, hires: float = 6, log_ratio: float = 0.0, waves: int = 4, unit_sd: float = 0.3
) -> tuple[Employments, Days]:
    """Return employments over six years and each unit's start; about 40 of 100 leave within a year."""
    random = np.random.default_rng(seed)
    unit = np.repeat(np.arange(units), random.poisson(hires * YEARS, units))
    hired = BEGIN + random.integers(0, YEARS * 365, len(unit))
    starts = (BEGIN + 2 * 365 + np.arange(waves) * 182)[random.permutation(np.arange(units) % waves)]
    own = random.normal(0, unit_sd, units)[unit] + log_ratio * (hired >= starts[unit])
    stay = np.ceil(random.exponential(365 / 0.51 / np.exp(own))).astype(np.int64)
    end = BEGIN + YEARS * 365
    return Employments(unit, hired, hired, np.minimum(hired + stay, end), hired + stay <= end), starts


def days(*names: str) -> Days:
    """Return days from their ISO names."""
    return np.array(names, dtype="datetime64[D]")
