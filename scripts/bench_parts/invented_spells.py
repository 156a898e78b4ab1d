"""Invented spells to time the figures with: about 60 % left, a third with delayed entry, five covariates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Invented:
    """Spells as plain arrays, as every program takes them."""

    entry: Any
    exit: Any
    left: Any
    group: Any
    covariates: Any


def spells(number: int, *, delayed: bool = False) -> Invented:
    """Return spells in months with a continuous clock; who has not left is censored."""
    draw = np.random.default_rng(1)
    covariates = draw.normal(size=(number, 5))
    covariates[:, 0] = draw.random(number) < 0.5
    pace = np.exp(covariates @ np.array([-0.4, 0.1, 0.2, 0.0, -0.1])) / 24
    until, seen = draw.exponential(1 / pace) + 1e-3, draw.uniform(6, 48, number)
    exit_ = np.minimum(until, seen)
    entry = exit_ * draw.uniform(0, 0.8, number) * (draw.random(number) < 0.33) if delayed else np.zeros(number)
    return Invented(entry, exit_, until <= seen, covariates[:, 0].astype(np.int64), covariates)
