"""What the register knows for a plan: how many are hired a year, and how many of them stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentornett.core.time import add_months
from mentornett.measurement.choices import StillHere
from mentornett.measurement.queries.baselines import Hired, hired_between
from mentornett.measurement.queries.spells import not_seen_before
from mentornett.measurement.rules.baselines import MONTHS
from mentornett.measurement.rules.rollouts import BEFORE, leaving_of_hundred, rate_a_year, share_of_ten
from mentornett.mentoring.models import Programme
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.models import Unit


@dataclass(frozen=True, slots=True)
class Known:
    """Of one unit with those below it: hires a year, and how many of ten stay, None when too few are known."""

    hires: float
    staying: int | None


@dataclass(frozen=True, slots=True)
class FromRegister:
    """What the register fills in: each unit, and how many of a hundred leave; None when it does not know."""

    units: dict[int, Known]
    leaving: int | None


def from_register(programme: Programme, units: Iterable[Unit], today: date) -> FromRegister:
    """Return what those hired in the last two years tell of the two years to come.

    How many stay is of those hired one to three years ago, where the register holds those who left, too.
    """
    parents = {unit.pk: unit.parent_id for unit in units}
    newest, oldest = add_months(today, -BEFORE), add_months(today, -MONTHS - BEFORE)
    every = hired_between(programme, oldest, today, today)  # the two times overlap, and are asked for together
    hired = _upwards(Counter(one.work.unit for one in every if one.work.starts >= newest), parents)
    latest = add_months(today, -MONTHS)
    # Where those who left are not all there, it would look as if more stayed than did.
    told = [] if not_seen_before(programme.municipality_id or 0, oldest, latest) else every
    stayed, known = _stayed((one for one in told if one.work.starts <= latest), parents)
    return FromRegister(
        {pk: Known(rate_a_year(hired[pk]), share_of_ten(stayed[pk], known[pk])) for pk in parents},
        leaving_of_hundred(stayed[0], known[0]),
    )


def _stayed(every: Iterable[Hired], parents: dict[int, int | None]) -> tuple[Counter[int], Counter[int]]:
    """Return how many stayed, and of how many that is known, in each unit; 0 is the whole municipality."""
    known = Counter((one.work.unit, one.answer) for one in every if one.answer in (StillHere.YES, StillHere.NO))
    stayed = Counter({unit: number for (unit, answer), number in known.items() if answer == StillHere.YES})
    left = Counter({unit: number for (unit, answer), number in known.items() if answer == StillHere.NO})
    return _upwards(stayed, parents), _upwards(stayed + left, parents)


def _upwards(counts: Counter[int], parents: dict[int, int | None]) -> Counter[int]:
    """Return the counts of units with what lies below each of them; 0 is the whole municipality."""
    found: Counter[int] = Counter()
    for unit, number in counts.items():
        for above in (0, *all_above(unit, parents)):
            found[above] += number
    return found
