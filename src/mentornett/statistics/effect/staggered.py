"""Difference in differences by cohort and month, against those that have not started yet.

ATT(g, t) compares the change of those who started in month g since the month before with the change of those who had
not started by t (Callaway & Sant'Anna 2021, «Difference-in-differences with multiple time periods», Journal of
Econometrics 225, 200-230), without covariates. Before the start the change is from one month to the next. Means over
cohorts are weighted by their size, and standard errors come from influence functions, the weights' part included.
Uses one month before the start only, so it is less precise than imputation, but leans less on what lies long ago.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.effect.answering import Coefficient, Reason, Unanswered, coefficient
from mentornett.statistics.effect.panel import DifferenceInDifferences, Inference, Panel, SinceMonth, inferred
from mentornett.statistics.effect.permutation import ORDERS


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who started in one month: ATT(g, t) for each month t (nan: not known) and what each unit adds to it.

    `influence` is units × months; `share` the cohort's share of all weight.
    """

    start: int
    share: float
    effect: Floats
    influence: Floats


def staggered_effect(
    panel: Panel, *, horizons: int = 24, orders: int = ORDERS, seed: int = 0, level: float = 0.95
) -> DifferenceInDifferences | Unanswered:
    """Return the mean effect over cohorts and months, and by month since the start, `horizons` before and after.

    A cohort seen from its first month on has nothing to change from and is left out.
    """
    if panel.reason is not None:
        return Unanswered(panel.reason)
    cohorts = [_cohort(panel, start) for start in _starts(panel)]
    kept = [(cohort, _after(cohort)) for cohort in cohorts if _after(cohort).any()]
    if not kept:
        return Unanswered(Reason.NO_COMPARISON)
    value, se = _mean(panel, kept)
    effect = inferred(panel, value, se, _mean_effects, orders=orders, seed=seed, level=level)
    inference = Inference.PERMUTATION if panel.few else Inference.CLUSTERS
    steps = (_step(panel, cohorts, month, level) for month in range(-horizons, horizons))
    started = np.isin(panel.start, [cohort.start for cohort, _months in kept])
    after = sum(int((panel.seen[panel.start == cohort.start][:, months]).sum()) for cohort, months in kept)
    return DifferenceInDifferences(
        effect, inference, tuple(step for step in steps if step), len(panel.start), int(started.sum()), after
    )


def _after(cohort: Cohort) -> Flags:
    """Return the months with an effect from the start on."""
    return np.asarray(~np.isnan(cohort.effect) & (np.arange(len(cohort.effect)) >= cohort.start))


def _step(panel: Panel, cohorts: list[Cohort], month: int, level: float) -> SinceMonth | None:
    """Return the mean effect over cohorts at one distance from the start; None when no cohort has it."""
    kept = []
    for cohort in cohorts:
        at = cohort.start + month
        if 0 <= at < len(cohort.effect) and not np.isnan(cohort.effect[at]):
            kept.append((cohort, np.arange(len(cohort.effect)) == at))
    if not kept:
        return None
    value, se = _mean(panel, kept)
    units = int(np.isin(panel.start, [cohort.start for cohort, _months in kept]).sum())
    told: Coefficient | None = None
    if not panel.few:
        told = coefficient(value, se, df=len(panel.start) - 1, level=level)
    return SinceMonth(month, value, units, told)


def _mean(panel: Panel, kept: list[tuple[Cohort, Flags]]) -> tuple[float, float]:
    """Return the mean of some ATT(g, t), weighted by the cohorts' shares, and its standard error."""
    counts = np.array([months.sum() for _cohort, months in kept], dtype=np.float64)
    sums = np.array([cohort.effect[months].sum() for cohort, months in kept])
    shares = np.array([cohort.share for cohort, _months in kept])
    whole, total = float(shares @ counts), float(shares @ sums)
    influence = np.zeros(len(panel.start))
    for cohort, months in kept:
        influence += cohort.share * cohort.influence[:, months].sum(axis=1)
    # The shares are estimated too: what each unit adds to them moves the mean.
    own, number = np.zeros(len(panel.start)), np.zeros(len(panel.start))
    for (cohort, _months), count, added in zip(kept, counts, sums, strict=True):
        mine = panel.start == cohort.start
        own[mine], number[mine] = added, count
    moved = (own - total) / whole - (number - whole) * total / whole**2
    influence = influence / whole + moved * panel.weight / panel.weight.sum()
    return total / whole, float(np.sqrt((influence**2).sum()))


def _starts(panel: Panel) -> list[int]:
    """Return the starts of cohorts that were seen before they started."""
    return [int(start) for start in np.unique(panel.start) if 0 < start < panel.outcome.shape[1]]


def _cohort(panel: Panel, start: int) -> Cohort:
    change, *sides = _sides(panel, panel.outcome, start)
    effect, influence = np.zeros(panel.outcome.shape[1]), np.zeros_like(panel.outcome)
    for weight, sign in zip(sides, (1.0, -1.0), strict=True):
        mean = (weight * change).sum(axis=0)
        effect += sign * mean
        influence += sign * weight * (change - mean)
    share = panel.weight[panel.start == start].sum() / panel.weight.sum()
    return Cohort(start, float(share), effect, influence)


def _sides(panel: Panel, outcomes: Floats, start: int) -> tuple[Floats, Floats, Floats]:
    """Return changes from each month's base, and the weights that make means of the cohort's and of the others'.

    Weights are units × months and add up to 1 in each month; nan where nobody can be compared.
    """
    month = np.arange(outcomes.shape[-1])
    base = np.where(month >= start, start - 1, np.maximum(month - 1, 0))
    known = panel.seen & panel.seen[:, base] & (month != base)
    mine = panel.start == start
    others = (panel.start[:, None] > month) & ~mine[:, None]
    sides = []
    for rows in (mine[:, None] & known, others & known):
        weight = rows * panel.weight[:, None]
        whole = weight.sum(axis=0)
        sides.append(np.divide(weight, whole, out=np.full_like(weight, np.nan), where=whole > 0))
    return np.where(known, outcomes - outcomes[..., base], 0.0), sides[0], sides[1]


def _mean_effects(panel: Panel, outcomes: Floats) -> Floats:
    """Return the mean effect in each of several outcomes (k × units × months); nan when no cohort has one."""
    total, whole = np.zeros(len(outcomes)), 0.0
    for start in _starts(panel):
        change, mine, others = _sides(panel, outcomes, start)
        effect = np.einsum("kum,um->km", change[..., start:], (mine - others)[:, start:])
        known = ~np.isnan(effect[0])
        share = float(panel.weight[panel.start == start].sum())
        total += share * effect[:, known].sum(axis=1)
        whole += share * int(known.sum())
    return total / whole if whole else np.full(len(outcomes), np.nan)
