"""Is it the scheme that did it: how often each way of asking tells of an effect that is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr

from mentornett.statistics.arrays import Floats
from mentornett.statistics.cox import cox
from mentornett.statistics.effect.answering import Unanswered
from mentornett.statistics.effect.cells import count_cells
from mentornett.statistics.effect.hazard import hazard_effect
from mentornett.statistics.effect.imputation import imputation_effect
from mentornett.statistics.effect.panel import Panel
from mentornett.statistics.effect.permutation import Permutation, permutation_of_starts
from mentornett.statistics.effect.staggered import staggered_effect
from mentornett.statistics.landmark import landmark, split_at
from mentornett.statistics.log_rank import log_rank
from mentornett.statistics.retention import difference, kaplan_meier
from mentornett.statistics.spells import Spells
from prove_parts.networks import Network, days, network, panel
from prove_parts.section import Promise, Section, percent

SEED = 2025
LEVEL, WOLF = 0.05, 0.06
SIZES = (6, 12, 30)
PANELS = (*SIZES, 40, 64)  # standard errors are used from 40 on
DRAWN, CHOSEN = "drawn", "chosen after the worst year"
RUNS = {DRAWN: 1500, CHOSEN: 300}
ORDERS = 99
MENTORED = 0.85  # of those hired after the start, if they are still there when their mentor comes
LANDMARK, LATER = 3.0, 12.0  # months until the comparison begins, and how long after that it is told
WAIT = 4  # months at most until the mentor comes
RATIO = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """One network's p-values, and the hazard model's ratio with whether the intervals hold the truth."""

    with_without: float
    before_after: float
    hazard: float
    permutation: float
    ratio: float
    covered: bool
    landmark: bool  # told of an effect: the interval of with against without, from the landmark on, does not hold 0
    while_mentored: bool  # the same of the hazard from the day the mentor came, by units
    points_covered: bool  # the interval of the difference in percentage points, which is what people read


def prove(short: bool) -> Section:
    """Ask networks with and without an effect, with starts drawn and chosen."""
    random = np.random.default_rng(SEED)
    kinds = ((DRAWN, 1.0, 1500), (CHOSEN, 1.0, 400), (DRAWN, RATIO, 300))
    rows, drawn, points = [], [], []
    for order, ratio, runs in kinds:
        for units in SIZES[: 2 if short else 3]:
            number = 4 if short else runs
            asked = [_ask(random, units, ratio, chosen=order == CHOSEN) for _ in range(number)]
            answers = [one for one in asked if one is not None]
            shares = _shares(answers)
            rows.append((f"{units} units, {order}, {_truth(ratio)}", *_cells(shares, answers)))
            points += [shares[5]] if order == DRAWN else []
            if ratio == 1 and order == DRAWN:
                drawn.append((shares, len(answers)))
    return Section(
        "Is it the scheme that did it?",
        "Six years, 2 to 20 hires a year in each unit, about 42 of 100 leave in their first year; units and years "
        "differ, and fewer leave every year anyway. Figures are the networks in which each way of asking tells of an "
        "effect (p at most 0.05), the hazard model's mean ratio, and how often the interval holds the true one: the "
        "ratio's, and that of the difference in percentage points of those still employed after 12 months.",
        (
            "Network",
            "With against without",
            "Before and after",
            "Hazard",
            "Permutation",
            "Ratio",
            "Covered",
            "Points covered",
            "With against without from 3 months on",
            "From the day the mentor came",
        ),
        tuple(rows),
        (
            Promise(
                f"In drawn order the hazard model tells of an effect that is not there in at most {percent(WOLF)}.",
                all(shares[2] <= _allowed(number, short) for shares, number in drawn),
            ),
            Promise(
                f"In drawn order permutation does so in at most {percent(WOLF)}.",
                all(shares[3] <= _allowed(number, short) for shares, number in drawn),
            ),
            Promise(
                "In drawn order the hazard model's interval holds the truth in 93 to 97 of 100.",
                short or all(0.93 <= shares[4] <= 0.97 for shares, _number in drawn),
            ),
            Promise(
                "In drawn order the difference's interval holds the truth in at least 93 of 100, also with an effect.",
                short or all(share >= 0.93 for share in points),
            ),
        ),
    )


def _truth(ratio: float) -> str:
    return "no effect" if ratio == 1 else f"ratio {ratio}"


def _allowed(runs: int, short: bool) -> float:
    """Return the share that still keeps the promise; a short run may be three standard errors above."""
    return WOLF + (3 * float(np.sqrt(LEVEL * (1 - LEVEL) / runs)) if short else 0.0)


def _shares(answers: list[Asked]) -> tuple[float, ...]:
    told = np.array([[one.with_without, one.before_after, one.hazard, one.permutation] for one in answers]) <= LEVEL
    held = np.array([[one.covered, one.points_covered, one.landmark, one.while_mentored] for one in answers])
    return tuple(float(share) for share in (*told.mean(axis=0), *held.mean(axis=0)))


def _cells(shares: tuple[float, ...], answers: list[Asked]) -> tuple[str, ...]:
    ratio = float(np.exp(np.mean(np.log([one.ratio for one in answers]))))
    return (*map(percent, shares[:4]), f"{ratio:.2f}", *map(percent, shares[4:]))


def _ask(random: np.random.Generator, units: int, ratio: float, *, chosen: bool) -> Asked | None:
    """Return one network's answers; None when the hazard model has none."""
    made = network(random, units, log_ratio=float(np.log(ratio)), chosen=chosen)
    cells = count_cells(made.employments, days(made.start))
    hazard, permutation = hazard_effect(cells), permutation_of_starts(cells, orders=ORDERS)
    if isinstance(hazard, Unanswered) or not isinstance(permutation, Permutation):
        return None
    spells = Spells.of(np.maximum(made.gone - made.hired, 0.01), made.left)
    moment = _moment(random, made)
    return Asked(
        log_rank(spells, (made.hired + moment < made.gone).astype(np.float64)).p_value,
        log_rank(spells, made.exposed).p_value,
        hazard.log_ratio.p,
        permutation.p,
        hazard.ratio.value,
        hazard.ratio.low <= ratio <= hazard.ratio.high,
        _at_landmark(spells, moment),
        _while_mentored(spells, moment, made),
        hazard.retention.points.low <= made.points(ratio) <= hazard.retention.points.high,
    )


def _moment(random: np.random.Generator, made: Network) -> Floats:
    """Return after how many months a mentor comes: those who left before have none, whatever mentors do."""
    wait = random.random(len(made.hired)) * WAIT
    offered = random.random(len(made.hired)) < MENTORED
    return np.where(made.exposed & offered, wait, np.inf)


def _at_landmark(spells: Spells, moment: Floats) -> bool:
    """Return whether those with a mentor at the landmark seem to stay otherwise than those without."""
    part = landmark(spells, LANDMARK, moment)
    mine, others = (part.spells.chosen(np.flatnonzero(rows)) for rows in (part.after, ~part.after))
    if not (len(mine) and len(others)):
        return False
    apart = difference(kaplan_meier(mine).at(LATER), kaplan_meier(others).at(LATER))
    return apart.low > 0 or apart.high < 0


def _while_mentored(spells: Spells, moment: Floats, made: Network) -> bool:
    """Return whether people seem to leave at another pace from the day their mentor comes."""
    part = split_at(replace(spells, cluster=made.unit.astype(np.int64)), moment)
    found = cox(part.spells, part.after.astype(np.float64)[:, None])
    return bool(found.p_value[0] <= LEVEL)


def prove_months(short: bool) -> Section:
    """Ask panels without an effect by imputation and by cohort, with standard errors and with permutation."""
    random = np.random.default_rng(SEED)
    rows, drawn = [], []
    for order in RUNS:
        for units in (8, 64) if short else PANELS:
            runs = 2 if short else RUNS[order]
            panels = (panel(random, units, chosen=order == CHOSEN) for _ in range(runs))
            shares = np.mean([found for one in panels if (found := _months(one))], axis=0)
            rows.append((f"{units} units, {order}", *map(percent, shares)))
            if order == DRAWN:
                drawn.append((shares, runs))
    return Section(
        "Months before and after",
        "Outcomes of 48 months, neighbouring months alike, starts drawn in four waves or chosen after the worst of "
        "three years, no effect. Figures are false alarms: with standard errors at any number of units, and with what "
        "the product shows, which below 40 units is permutation. In the last two columns there is an effect that grows "
        "over a year: how often the interval that is shown holds the true mean.",
        (
            "Panel",
            "Imputation, standard errors",
            "Imputation, shown",
            "By cohort, standard errors",
            "By cohort, shown",
            "Imputation, covered",
            "By cohort, covered",
        ),
        tuple(rows),
        (
            Promise(
                f"In drawn order what is shown tells of an effect that is not there in at most {percent(WOLF)}.",
                all(max(shares[1], shares[3]) <= _allowed(runs, short) for shares, runs in drawn),
            ),
            Promise(
                "In drawn order the interval that is shown holds the truth in 93 to 97 of 100, also when the effect "
                "grows.",
                short or all(0.93 <= share <= 0.97 for shares, _runs in drawn for share in shares[4:]),
            ),
        ),
    )


def _months(data: Panel) -> tuple[bool, ...] | None:
    """Return whether imputation and cohorts tell of an effect, by standard errors and as shown, and hold a true one.

    None when there is nothing to compare: all units chose the same start.
    """
    told, held = [], []
    growing = np.clip((data.since + 1) / 12, 0, 1)
    grown = replace(data, outcome=data.outcome + growing)
    for method in (imputation_effect, staggered_effect):
        effect, found, truth = (
            method(one, orders=orders)
            for one, orders in ((data, ORDERS), (grown, ORDERS), (replace(data, outcome=growing), 1))
        )
        if isinstance(effect, Unanswered) or isinstance(found, Unanswered) or isinstance(truth, Unanswered):
            return None
        by_errors = 2 * float(stdtr(effect.effect.df, -abs(effect.effect.value) / effect.effect.se))
        told += [by_errors <= LEVEL, effect.effect.p <= LEVEL]
        held += [found.effect.low <= truth.effect.value <= found.effect.high]
    return (*told, *held)
