"""Difference in differences by imputation: what would have happened is filled in from all that has not started.

Unit and month effects are fitted to the months before the starts; an effect is what was seen less what they say
(Borusyak, Jaravel & Spiess 2024, «Revisiting event-study designs: robust and efficient estimation», Review of Economic
Studies 91, 3253-3285). Standard errors are their conservative ones (theorem 3), by cohort and month, clusters = units,
with each unit left out of the mean that it is held against (their supplementary appendix A.9).
Effects may differ between units and grow with time: a regression with one dummy would be biased then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.effect.answering import Coefficient, Index, Reason, Unanswered, coefficient
from mentornett.statistics.effect.panel import DifferenceInDifferences, Inference, Panel, SinceMonth, inferred
from mentornett.statistics.effect.permutation import ORDERS, p_value, shuffled
from mentornett.statistics.effect.two_way import TwoWay

LEADS = 6  # months before the start that a check of trends looks at


@dataclass(frozen=True, slots=True)
class Pretrend:
    """Whether units that were about to start had been moving away from the others: effects of months before the start.

    `leads` are relative to the month before the start; `p` is of all together, small when trends were not alike.
    """

    leads: tuple[SinceMonth, ...]
    f: float
    p: float
    inference: Inference


def imputation_effect(
    panel: Panel, *, horizons: int = 24, orders: int = ORDERS, seed: int = 0, level: float = 0.95
) -> DifferenceInDifferences | Unanswered:
    """Return the mean effect over all months after the starts, and by month since the start up to `horizons`.

    Months in which no unit is left untreated, and units never seen untreated, cannot be imputed and are left out.
    """
    if panel.reason is not None:
        return Unanswered(panel.reason)
    table, used = _imputable(panel)
    if not used.any():
        return Unanswered(Reason.NO_COMPARISON)
    months = [month for month in range(horizons) if (used & (panel.since == month)).any()]
    wanted = np.stack([used, *(used & (panel.since == month) for month in months)]) * panel.weight[:, None]
    wanted /= wanted.sum(axis=(1, 2), keepdims=True)
    value, se = _estimated(panel, table, used, wanted)
    effect = inferred(panel, float(value[0]), float(se[0]), _mean_effects, orders=orders, seed=seed, level=level)
    inference = Inference.PERMUTATION if panel.few else Inference.CLUSTERS
    units = wanted.any(axis=2).sum(axis=1)
    by_month = tuple(
        SinceMonth(month, float(value[at]), int(units[at]), _told(panel, float(value[at]), float(se[at]), level))
        for at, month in enumerate(months, start=1)
    )
    return DifferenceInDifferences(effect, inference, by_month, len(panel.start), int(units[0]), int(used.sum()))


def _told(panel: Panel, value: float, se: float, level: float) -> Coefficient | None:
    return None if panel.few else coefficient(value, se, df=len(panel.start) - 1, level=level)


def _imputable(panel: Panel) -> tuple[TwoWay, Flags]:
    """Return the equations of the untreated cells, and the treated cells that they can fill in."""
    treated = panel.seen & (panel.since >= 0)
    table = TwoWay.of(panel.seen & ~treated, panel.weight)
    return table, treated & table.reachable


def _mean_effects(panel: Panel, outcomes: Floats) -> Floats:
    """Return the mean effect in each of several outcomes (k × units × months); nan when nothing can be imputed."""
    table, used = _imputable(panel)
    weight = used * panel.weight[:, None]
    if not used.any():
        return np.full(len(outcomes), np.nan)
    effects = np.where(used, outcomes - table.fitted(outcomes), 0.0)
    return np.asarray((effects * weight).sum(axis=(1, 2)) / weight.sum())


def _estimated(panel: Panel, table: TwoWay, used: Flags, wanted: Floats) -> tuple[Floats, Floats]:
    """Return weighted sums of effects and their standard errors, for each of k weightings (k × units × months).

    An effect's noise is what it differs from the mean of the others of its cohort in that month, squared weights
    weighing the mean. A unit that is alone there has no others and counts as it is.
    """
    left = panel.outcome - table.fitted(panel.outcome)
    effects = np.where(used, left, 0.0)
    own = np.zeros_like(effects)
    for start in np.unique(panel.start[used.any(axis=1)]):
        cohort = panel.start == start
        squares = used[cohort] * panel.weight[cohort, None] ** 2
        whole = squares.sum(axis=0)
        mean = np.divide((squares * effects[cohort]).sum(axis=0), whole, out=np.zeros_like(whole), where=whole > 0)
        others = whole - squares
        without = np.divide(whole, others, out=np.ones_like(squares), where=others > 0)
        own[cohort] = used[cohort] * without * (effects[cohort] - mean)
    per_unit = np.einsum("kum,um->ku", wanted, own) - table.influence(wanted, np.where(table.there > 0, left, 0.0))
    return np.einsum("kum,um->k", wanted, effects), np.sqrt((per_unit**2).sum(axis=1))


def pretrend_check(panel: Panel, *, leads: int = LEADS, seed: int = 0, level: float = 0.95) -> Pretrend | Unanswered:
    """Return the check of trends before the starts, on untreated months alone (their equation 9).

    It has little power with few units: that it finds nothing is no proof that trends were alike.
    """
    if panel.reason is not None:
        return Unanswered(panel.reason)
    months = np.arange(-leads - 1, -1)
    value, covariance = _leads(panel, months)
    if not len(value):
        return Unanswered(Reason.NO_UNTREATED)
    known = np.flatnonzero(np.diag(covariance) > 0)
    f = _f(value[known], covariance[np.ix_(known, known)])
    units = int((TwoWay.of(panel.seen & (panel.since < 0), panel.weight).count > 0).sum())
    p = float(fdtrc(len(known), units - 1, f)) if not panel.few else _permuted_f(panel, months, f, seed)
    steps = tuple(
        SinceMonth(
            int(months[at]),
            float(value[at]),
            int((panel.seen & (panel.since == months[at])).any(axis=1).sum()),
            _told(panel, float(value[at]), float(np.sqrt(covariance[at, at])), level),
        )
        for at in known
    )
    return Pretrend(steps, f, p, Inference.PERMUTATION if panel.few else Inference.CLUSTERS)


def _permuted_f(panel: Panel, months: Index, f: float, seed: int) -> float:
    others = []
    for start in shuffled(panel.start, orders=ORDERS // 5, seed=seed):
        value, covariance = _leads(Panel(panel.outcome, start, panel.weight), months)
        known = np.flatnonzero(np.diag(covariance) > 0)
        others.append(_f(value[known], covariance[np.ix_(known, known)]))
    return p_value(f, np.array(others))


def _f(value: Floats, covariance: Floats) -> float:
    return float(value @ np.linalg.pinv(covariance, hermitian=True) @ value / len(value)) if len(value) else 0.0


def _leads(panel: Panel, months: Index) -> tuple[Floats, Floats]:
    """Return the coefficients of dummies for months before the start, and their CR1 covariance.

    A month that no untreated cell has, or that unit and month effects already explain, gets 0 for both.
    """
    table = TwoWay.of(panel.seen & (panel.since < 0), panel.weight)
    dummies = (panel.since == months[:, None, None]) * table.there
    left = table.residual(dummies)
    weight = panel.weight[:, None]
    gram = np.einsum("kum,lum->kl", left * weight, left)
    known = np.flatnonzero(np.diag(gram) > 1e-9 * (dummies * weight).sum(axis=(1, 2)))
    value, covariance = np.zeros(len(months)), np.zeros((len(months), len(months)))
    bread = np.linalg.pinv(gram[np.ix_(known, known)], hermitian=True)
    noise = table.residual(panel.outcome)
    value[known] = bread @ (left[known] * weight * noise).sum(axis=(1, 2))
    noise = noise - np.tensordot(value, left, axes=1)
    scores = (left[known] * weight * noise).sum(axis=2)
    # Units are clusters, so that their effects do not count as columns.
    units, cells = int((table.count > 0).sum()), int(table.there.sum())
    columns = len(known) + int((table.month_part >= 0).sum())
    factor = units / max(units - 1, 1) * (cells - 1) / max(cells - columns, 1)
    covariance[np.ix_(known, known)] = factor * bread @ (scores @ scores.T) @ bread
    return value, covariance
