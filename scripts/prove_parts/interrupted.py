"""One series with nothing beside it: how often a start at which nothing happens seems to change it."""

from __future__ import annotations

import numpy as np

from mentornett.measurement.rules.unit_months import LEAST_FOR_LATER, MISLEADS
from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Unanswered
from mentornett.statistics.effect.interrupted import Interrupted, interrupted_count, interrupted_measure
from prove_parts.section import Promise, Section, percent

SEED = 2026
LEVEL = 0.05
RUNS = 1000
WARM_UP = 50
MEAN, SPREAD = 20.0, 0.15  # of the counts, and how much their mean moves


def prove(short: bool) -> Section:
    """Ask series of which nothing is changed in the middle."""
    random = np.random.default_rng(SEED)
    rows, shown = [], []
    for months in (24, 96) if short else (24, 48, 96):
        for alike in (0.6,) if short else (0.0, 0.3, 0.6):
            runs = 3 if short else RUNS
            shares = np.mean([_told(random, months, alike) for _ in range(runs)], axis=0)
            rows.append((f"{months} months, {alike:.1f} alike", *map(percent, shares)))
            shown += [*shares[::2], *(shares[1::2] if months >= LEAST_FOR_LATER else ())]
    return Section(
        "One series, before and after",
        "Monthly figures with a time of year and a slow rise, the start in the middle, neighbouring months as alike as "
        "it says, no effect. Figures are false alarms of the interrupted series: the change at the start, and a year "
        f"later, which is shown from {LEAST_FOR_LATER} months on. It stands alone and is grade C at most.",
        ("Series", "Measure, at the start", "Measure, a year later", "Count, at the start", "Count, a year later"),
        tuple(rows),
        (
            Promise(
                f"What the answer says of itself, that it sees a change in up to {MISLEADS} of 100, is enough.",
                short or max(shown) <= MISLEADS / 100,
            ),
        ),
    )


def _told(random: np.random.Generator, months: int, alike: float) -> tuple[bool, ...]:
    """Return whether a measure and a count seem to change at the start, and a year later."""
    month = np.arange(months)
    own = _alike(random, months, alike) + 0.7 * np.sin(2 * np.pi * month / 12) + 0.02 * month
    counts = random.poisson(MEAN * np.exp(SPREAD * own)).astype(np.float64)
    found: list[Interrupted | Unanswered] = [
        interrupted_measure(own, months // 2, seasonal=True), interrupted_count(counts, months // 2, seasonal=True),
    ]  # fmt: skip
    told = []
    for one in found:
        assert isinstance(one, Interrupted)  # noqa: S101 -- there are months enough
        told += [one.level.p <= LEVEL, one.after_a_year.p <= LEVEL]
    return tuple(told)


def _alike(random: np.random.Generator, months: int, alike: float) -> Floats:
    noise = random.normal(0, 1, WARM_UP + months)
    for month in range(1, len(noise)):
        noise[month] = alike * noise[month - 1] + np.sqrt(1 - alike**2) * noise[month]
    return np.asarray(noise[WARM_UP:])
