"""What a drawn roll-out would tell a municipality, before anybody starts: from how many units it has, and so on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.statistics.design.power import TARGET, Expected, Power, Simulation, expected, power, smallest_difference
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.statistics.design.simulating import Circumstances

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Intended:
    """What is intended: so many alike units that start some at a time. `leaving` is the share without the scheme."""

    units: int
    hires: float
    leaving: float
    at_a_time: int
    months_between: int
    first: date
    months_before: int = 24
    months_after: int = 12

    def circumstances(self) -> Circumstances:
        """Return the plan to simulate. Raises ValueError for what cannot be."""
        units = tuple(PlannedUnit(f"{number:05}", "", self.hires) for number in range(self.units))
        plan = Rollout(units, self.at_a_time, self.first, self.months_between)
        return Circumstances(
            plan, self.leaving, months_before=self.months_before, months_after=self.months_after
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The power for each improvement and when it comes, and the smallest one that is seen in 8 of 10 cases, if any."""

    intended: Intended
    powers: tuple[Power, ...]
    days: tuple[Expected, ...]
    smallest: Power | None

    @property
    def is_enough_alone(self) -> bool:
        """Whether any of the improvements that were asked about is likely to be seen."""
        return any(one.power.value >= TARGET for one in self.powers)


def foresee(
    intended: Intended, improvements: Sequence[float], *, networks: int, permutations: int, seed: int, told: Progress
) -> Foreseen:
    """Return what the plan can tell; `told` is given per cent that are done. Raises ValueError for what cannot be."""
    about = intended.circumstances()
    steps = 2 * len(improvements) + 1

    def how(step: int) -> Simulation:
        def progress(done: int, of: int) -> None:
            told(int(100 * (step + done / of) / steps))

        return Simulation(networks, permutations, seed, progress)

    powers = [power(about, points, how(at)) for at, points in enumerate(improvements)]
    days = [expected(about, points, how(len(powers) + at)) for at, points in enumerate(improvements)]
    return Foreseen(intended, tuple(powers), tuple(days), smallest_difference(about, how(steps - 1)))
