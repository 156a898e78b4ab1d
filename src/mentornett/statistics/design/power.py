"""What a drawn roll-out can tell: power by simulation, the smallest difference that can be seen, and when.

Every invented network is analysed as the real one will be: an order is drawn from the plan's candidates, and its
efficient score in the hazard model (`effect.score`: one fit without the scheme serves all orders) is held against that
of other orders from the same candidates. Under no effect the order says nothing about who leaves, so each of the orders
is equally likely to come out furthest and at most 5 % of networks are falsely told apart, whatever the data look like.
Power by simulation: Baio, Copas, Ambler, Hargreaves, Beard & Omar 2015, «Sample size calculation for a stepped wedge
trial», Trials 16, 354.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.design.drawing import candidate_set
from mentornett.statistics.design.simulating import Circumstances, simulate
from mentornett.statistics.effect.answering import Index
from mentornett.statistics.effect.cells import HALF_YEAR
from mentornett.statistics.effect.permutation import p_value
from mentornett.statistics.effect.score import Scores, Tables
from mentornett.statistics.proportions import Estimate, wilson

LEVEL = 0.05
TARGET = 0.8
AT_ONCE = 40  # networks simulated together
LOOSELY = 1e-6  # how far the fits of invented networks settle
SIMULATING = 2  # the stream's number; those of the draw are 0 and 1
NEAR = 0.5  # percentage points between the differences that are tried last

Progress = Callable[[int, int], None]


def quietly(done: int, of: int) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """How to simulate: so many networks, each held against so many other orders.

    `progress(done, of)` is told after each batch of networks. The same seed gives the same networks.
    """

    networks: int = 400
    permutations: int = 99
    seed: int = 0
    progress: Progress = quietly

    def __post_init__(self) -> None:
        """Raise ValueError when no network could ever be told apart."""
        if self.networks < 1 or self.permutations < 1 / LEVEL - 1:
            raise ValueError("there must be networks, and at least 19 other orders for each")


@dataclass(frozen=True, slots=True)
class Power:
    """The share of `networks` in which the difference is seen, and how many hires and leavers are to be expected."""

    points: float
    power: Estimate
    networks: int
    hires: float
    leavers: float


@dataclass(frozen=True, slots=True)
class Expected:
    """Power by the day of analysis: months after the last start, the day, and the share that sees the difference.

    `enough` is the first day with the power that was asked for; None when it does not come within the time.
    """

    months_after: tuple[int, ...]
    days: tuple[date, ...]
    power: tuple[float, ...]
    enough: date | None


def power(about: Circumstances, points: float, how: Simulation = Simulation()) -> Power:
    """Return how likely a difference of so many percentage points in 12-month retention is to be seen (p ≤ 0.05).

    Raises ValueError for a difference that would leave nobody, or everybody, employed.
    """
    seen, leavers = _simulated(about, points, (about.months,), how)
    return _power(about, points, seen[:, 0], leavers)


def _power(about: Circumstances, points: float, seen: Flags, leavers: Floats) -> Power:
    share = wilson(int(seen.sum()), len(seen))
    return Power(points, share, len(seen), float(about.hires.sum()) * about.months, float(leavers.mean()))


def smallest_difference(
    about: Circumstances, how: Simulation = Simulation(), *, target: float = TARGET, known: Sequence[Power] = ()
) -> Power | None:
    """Return the smallest difference that is seen with the target's power; None when even the largest is not.

    Halves the range until the ends are half a percentage point apart, always with the same invented networks. It
    begins between those that are `known` from the same networks, or else from 0 to the largest possible difference.
    """
    best = min((one for one in known if one.power.value >= target), key=lambda one: one.points, default=None)
    high = best.points if best else 100 * about.leaving * 0.98
    low = max((one.points for one in known if one.power.value < target and one.points < high), default=0.0)
    steps = (best is None) + max(0, int(np.ceil(np.log2((high - low) / NEAR))))
    for step in range(steps):

        def told(done: int, of: int, step: int = step) -> None:
            how.progress(step * of + done, steps * of)

        points = high if best is None else (low + high) / 2
        found = power(about, points, replace(how, progress=told))
        if found.power.value >= target:
            best, high = found, points
        elif best is None:
            return None
        else:
            low = points
    return best


def foretell(
    about: Circumstances, points: float, how: Simulation = Simulation(), *, target: float = TARGET
) -> tuple[Power, Expected]:
    """Return the power, and when an answer can be expected: power at the end of each half-year until then.

    The same invented networks are analysed again and again as their data grow. Looking at every one of these days and
    stopping at the first good result would raise false alarms: the day is to be chosen beforehand.
    """
    last = int(about.waves[-1])
    ends = tuple(end for end in range(HALF_YEAR, about.months + 1, HALF_YEAR) if end > last)
    seen, leavers = _simulated(about, points, (*ends, about.months), how)
    shares = tuple(float(share) for share in seen[:, :-1].mean(axis=0))
    first = np.datetime64(about.plan.first, "M") - about.months_before
    days = tuple((first + end).astype("datetime64[D]").item() for end in ends)
    enough = next((day for day, share in zip(days, shares, strict=True) if share >= target), None)
    when = Expected(tuple(end - last for end in ends), days, shares, enough)
    return _power(about, points, seen[:, -1], leavers), when


def _simulated(
    about: Circumstances,
    points: float,
    ends: tuple[int, ...],
    how: Simulation,
) -> tuple[Flags, Floats]:
    """Return whether each network's difference is seen at each end, and each network's leavers."""
    orders, log_ratio = candidate_set(about.plan, seed=how.seed).orders, about.log_ratio(points)
    seen, leavers = np.zeros((how.networks, len(ends)), dtype=np.bool_), np.zeros(how.networks)
    batches = range(0, how.networks, AT_ONCE)
    for number, at in enumerate(batches):
        chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(how.seed, spawn_key=(SIMULATING, number))))
        some = range(at, min(at + AT_ONCE, how.networks))
        drawn = orders[chance.integers(len(orders), size=(len(some), 1 + how.permutations))]
        tables = simulate(about, drawn[:, 0], log_ratio, chance)
        halves = [-(-end // HALF_YEAR) for end in ends]
        at_end = {count: _p_values(tables, count, drawn + 1) <= LEVEL for count in set(halves)}
        for column, count in enumerate(halves):
            seen[some, column] = at_end[count]
        leavers[some] = tables.leavers.sum(axis=(1, 2, 3, 4))
        how.progress(some.stop, how.networks)
    return seen, leavers


def _p_values(tables: Tables, halves: int, orders: Index) -> Floats:
    """Return each network's permutation p when its data end after so many half-years."""
    until = Tables(tables.leavers[:, :, :halves], tables.months[:, :, :halves])
    scores = Scores.of(until, settled=LOOSELY)
    statistics = [scores.network(at).of_orders(those) for at, those in enumerate(orders)]
    return np.array([p_value(float(own[0]), own[1:]) for own in statistics])
