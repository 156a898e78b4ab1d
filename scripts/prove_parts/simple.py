"""The figures of one municipality, without a model: how often their intervals hold the truth, by how many people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentornett.statistics.competing import cumulative_incidence
from mentornett.statistics.proportions import newcombe, wilson
from mentornett.statistics.rates import rate_ratio
from mentornett.statistics.restricted_mean import restricted_mean
from mentornett.statistics.retention import difference, kaplan_meier
from mentornett.statistics.shrinkage import shrink
from mentornett.statistics.spells import Spells
from prove_parts.section import Promise, Section, percent

SEED = 610
SIZES = (6, 10, 22, 50)
YEAR, TWO_YEARS = 12.0, 24.0
FOLLOWED = (6.0, 36.0)  # months between hire and the day of the analysis
LEFT, MOVED = 1, 2
LEAST, LEAST_FOR_FEW, FEW = 0.93, 0.88, 10

Held = tuple[int, int]  # how many intervals were told, and how many of them held the truth
Asked = Callable[[int, np.random.Generator], Held]


@dataclass(frozen=True, slots=True)
class Case:
    """A figure: how one made-up municipality with groups of so many people asks for it."""

    name: str
    ask: Asked
    runs: int = 2000


def prove(short: bool) -> Section:
    """Make up groups of each size, ask for each figure, and hold its interval against the truth."""
    random = np.random.default_rng(SEED)
    rows, shares = [], []
    for case in CASES:
        runs = case.runs // 400 if short else case.runs
        found = [_covered(case, size, runs, random) for size in SIZES]
        rows.append((case.name, *map(percent, found)))
        shares += zip(SIZES, found, strict=True)
    kept = short or all(share >= (LEAST_FOR_FEW if size <= FEW else LEAST) for size, share in shares)
    return Section(
        "Simple figures",
        "Figures are how often an interval of 95 % holds the truth, where one is told. Columns are the number of "
        "people in each group; of posts, for applicants; of hires in each unit, for units side by side, where the "
        "figure is the share of the units whose own interval holds. Of a hundred, 80 or 95 stay a year; hires are "
        "followed for 6 to 36 months where time counts.",
        ("Figure", *(f"{size}" for size in SIZES)),
        tuple(rows),
        (Promise(f"From {FEW + 1} on, at least {percent(LEAST)} hold the truth; with fewer, at least "
                 f"{percent(LEAST_FOR_FEW)}.", kept),),
    )  # fmt: skip


def _covered(case: Case, size: int, runs: int, random: np.random.Generator) -> float:
    told, held = np.sum([case.ask(size, random) for _run in range(runs)], axis=0)
    return float(held / max(told, 1))


def _within(low: float, high: float, truth: float) -> Held:
    return (0, 0) if np.isnan(low) else (1, int(low <= truth <= high))


def _share(stay: float) -> Asked:
    def ask(size: int, random: np.random.Generator) -> Held:
        found = wilson(int(random.binomial(size, stay)), size)
        return _within(found.low, found.high, stay)

    return ask


def _apart(stay: float, before: float) -> Asked:
    def ask(size: int, random: np.random.Generator) -> Held:
        found = newcombe(int(random.binomial(size, stay)), size, int(random.binomial(size, before)), size)
        return _within(found.low, found.high, stay - before)

    return ask


def _followed(stay: float, size: int, random: np.random.Generator, moving: float = 0.0) -> Spells:
    """Return hires that leave evenly over time, a part of them to another unit."""
    leaves, until = random.exponential(-YEAR / np.log(stay), size), random.uniform(*FOLLOWED, size)
    way = np.where(random.random(size) < moving, MOVED, LEFT)
    return Spells.of(np.maximum(np.minimum(leaves, until), 0.01), np.where(leaves <= until, way, 0))


def _followed_apart(stay: float, before: float) -> Asked:
    def ask(size: int, random: np.random.Generator) -> Held:
        curves = [kaplan_meier(_followed(one, size, random)).at(YEAR) for one in (stay, before)]
        found = difference(*curves)
        return _within(found.low, found.high, stay - before)

    return ask


def _months_in_job(stay: float) -> Asked:
    pace = -np.log(stay) / YEAR
    truth = float((1 - np.exp(-pace * TWO_YEARS)) / pace)

    def ask(size: int, random: np.random.Generator) -> Held:
        curve = kaplan_meier(_followed(stay, size, random))
        if curve.last < TWO_YEARS and not (len(curve.share) and curve.share[-1] == 0):
            return 0, 0
        found = restricted_mean(curve, TWO_YEARS)
        return _within(found.low, found.high, truth)

    return ask


def _moved(stay: float, moving: float) -> Asked:
    def ask(size: int, random: np.random.Generator) -> Held:
        found = cumulative_incidence(_followed(stay, size, random, moving), MOVED).at(YEAR)
        return _within(found.low, found.high, (1 - stay) * moving)

    return ask


def _applicants(now: float, before: float) -> Asked:
    def ask(size: int, random: np.random.Generator) -> Held:
        found = rate_ratio(int(random.poisson(now * size)), size, int(random.poisson(before * size)), size)
        return _within(found.low, found.high, now / before)

    return ask


def _units(units: int, stay: float, alike: float) -> Asked:
    """`alike`: correlation within a unit."""
    both = 1 / alike - 1

    def ask(size: int, random: np.random.Generator) -> Held:
        truth = random.beta(stay * both, (1 - stay) * both, units)
        found = shrink(random.binomial(size, truth), np.full(units, size))
        return units, int(((found.low <= truth) & (truth <= found.high)).sum())

    return ask


CASES = (
    Case("Share, 80 stay", _share(0.8)),
    Case("Share, 95 stay", _share(0.95)),
    Case("Difference, 80 and 80", _apart(0.8, 0.8)),
    Case("Difference, 95 and 80", _apart(0.95, 0.8)),
    Case("Difference of those followed, 80 and 80", _followed_apart(0.8, 0.8)),
    Case("Difference of those followed, 95 and 80", _followed_apart(0.95, 0.8)),
    Case("Months in the job of 24, 80 stay", _months_in_job(0.8)),
    Case("Months in the job of 24, 95 stay", _months_in_job(0.95)),
    Case("Moved to another unit, half of 20", _moved(0.8, 0.5)),
    Case("Applicants per post, 2 and 1", _applicants(2, 1)),
    Case("6 units side by side, 80 stay", _units(6, 0.8, 0.05), 400),
    Case("12 units side by side, 80 stay", _units(12, 0.8, 0.05), 400),
    Case("30 units side by side, 80 stay", _units(30, 0.8, 0.05), 400),
)
