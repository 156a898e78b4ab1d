"""What a drawn roll-out would tell a municipality, before anybody starts: from how many units it has, and so on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mentornett.statistics.design.power import TARGET, Expected, Power, Simulation, foretell, power, smallest_difference
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.statistics.design.simulating import Circumstances
from mentornett.statistics.design.stepped_wedge import Correlation, closed_form_power, sd_of_share, stepped, variance
from mentornett.statistics.effect.cells import HALF_YEAR

Progress = Callable[[int], None]
TIMES = (2, 3, 4, 6, 8, 12)  # as many units as one has, when one goes together with others
MOST_UNITS = 150  # that are tried


@dataclass(frozen=True, slots=True)
class Intended:
    """What is intended: so many units that start some at a time. `leaving` is the share without the scheme.

    The units are alike, each with so many hires a year, unless `plan` has each of them as it is.
    """

    units: int
    hires: float
    leaving: float
    at_a_time: int
    months_between: int
    first: date
    months_before: int = 24
    months_after: int = 12
    plan: Rollout | None = None

    @classmethod
    def of(cls, plan: Rollout, leaving: float, *, months_after: int) -> Intended:
        """Return what a plan intends, with its units as they are."""
        count = len(plan.units)
        return cls(
            count, sum(unit.hires for unit in plan.units) / count, leaving, plan.at_a_time, plan.months_between,
            plan.first, months_after=months_after, plan=plan,
        )  # fmt: skip

    def times(self, number: int) -> Intended:
        """Return the same with so many times as many units, which start as quickly."""
        return replace(self, units=number * self.units, at_a_time=number * self.at_a_time, plan=None)

    def circumstances(self) -> Circumstances:
        """Return the plan to simulate. Raises ValueError for what cannot be."""
        units = tuple(PlannedUnit(f"{number:05}", "", self.hires) for number in range(self.units))
        plan = self.plan or Rollout(units, self.at_a_time, self.first, self.months_between)
        return Circumstances(
            plan, self.leaving, months_before=self.months_before, months_after=self.months_after
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The power for each improvement and when it comes, and the smallest one that is seen in 8 of 10 cases, if any.

    `together` is from how many units like these in all the last of the improvements is likely to be seen, where that
    was asked; None when it is not known.
    """

    intended: Intended
    powers: tuple[Power, ...]
    days: tuple[Expected, ...]
    smallest: Power | None
    together: int | None = None

    @property
    def is_enough_alone(self) -> bool:
        """Whether any of the improvements that were asked about is likely to be seen."""
        return any(one.power.value >= TARGET for one in self.powers)


def foresee(
    intended: Intended, improvements: Sequence[float], *, networks: int, permutations: int, seed: int, told: Progress
) -> Foreseen:
    """Return what the plan can tell; `told` is given per cent that are done. Raises ValueError for what cannot be."""
    about = intended.circumstances()
    steps = len(improvements) + 1

    def how(step: int) -> Simulation:
        def progress(done: int, of: int) -> None:
            told(int(100 * (step + done / of) / steps))

        return Simulation(networks, permutations, seed, progress)

    told_of = [foretell(about, points, how(at)) for at, points in enumerate(improvements)]
    powers, days = tuple(one for one, _when in told_of), tuple(when for _one, when in told_of)
    return Foreseen(intended, powers, days, smallest_difference(about, how(steps - 1), known=powers))


def previewed(about: Circumstances, points: float) -> float:
    """Return in which share of cases an improvement is found, by a closed form: quick, and mostly too hopeful.

    It counts only who is still there after 12 months, and takes all units to hire as the first one does.
    """
    without, more = 1 - about.leaving, points / 100
    design = stepped(
        about.plan.sizes, before=about.months_before // HALF_YEAR, after=about.months_after // HALF_YEAR - 1
    )
    correlation, sd = Correlation(about.icc, about.autocorrelation), sd_of_share(without, without + more)
    return closed_form_power(design, more, variance(design, about.hires[0] * HALF_YEAR, sd=sd, correlation=correlation))


def enough_together(intended: Intended, points: float, *, networks: int, permutations: int, seed: int) -> int | None:
    """Return from how many units like these in all an improvement is likely to be seen; None when it is not found."""
    for number in TIMES:
        more = intended.times(number)
        if more.units > MOST_UNITS:
            return None
        if power(more.circumstances(), points, Simulation(networks, permutations, seed)).power.value >= TARGET:
            return more.units
    return None
