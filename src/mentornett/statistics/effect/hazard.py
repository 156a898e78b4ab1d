"""Discrete-time hazard on cell counts: do those hired after their unit's start leave less?

leavers ~ Poisson(person-months × exp(unit + half-year + tenure band + β · exposed)). Units are compared with themselves
and, in the same half-year, with units that have not started (Allison 1982, «Discrete-time methods for the analysis of
event histories», Sociological Methodology 13, 61-98). Intervals are cluster-robust with t(units - 1), where units are
those in which somebody left: the others say nothing about β. They leave out one unit at a time (CR3); the more usual
CR1 cries wolf in 7 of 100 with 12 units and no effect, CR3 in 5. What a draw proves is for the permutation test
of the start order to say (`mentornett.statistics.effect.permutation`).

The effect is also given as the difference in the share still employed after 12 months, standardised over unit ×
half-year with first-year person-months as weights (g-computation; Robins 1986, Mathematical Modelling 7, 1393-1512):
each cell's own hazards with and without β. Its interval is that of β carried through, so both tell the same; at each
end the other effects are those that fit best with that β (profile likelihood: Cox & Oakes 1984, «Analysis of Survival
Data», 3.3), because a unit that seems to gain much also seems to have stood worse before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mentornett.statistics.arrays import Flags, Floats, sums
from mentornett.statistics.effect.answering import Coefficient, Index, Reason, Unanswered, coefficient
from mentornett.statistics.effect.cells import Cells
from mentornett.statistics.effect.poisson import Fit, Layout, NotSettledError, fit, jackknife, known_about
from mentornett.statistics.proportions import Estimate

YEAR = 12.0  # months
LAST = 3  # half-years since start that stand alone; what comes later is one group
STRONGEST = 3.0  # log ratio beyond which the other effects are no longer looked for anew
IDENTIFIED = 1e-6  # share of the information about β that must be left beside the other effects


class Robust(StrEnum):
    """How standard errors allow for units: CR3 by default, CR1 to compare with other programs."""

    CR1 = "CR1"
    CR3 = "CR3"


@dataclass(frozen=True, slots=True)
class Retention:
    """Shares still employed after 12 months without and with the scheme, and their difference in percentage points."""

    without: float
    with_scheme: float
    points: Estimate


@dataclass(frozen=True, slots=True)
class SinceStart:
    """The effect on those exposed, in half-years after their unit's start; the last group holds all later ones.

    `log_ratio` is None where nobody exposed left, or where nothing is known without one of the units.
    """

    half_years: int
    and_later: bool
    months: float
    leavers: int
    log_ratio: Coefficient | None


@dataclass(frozen=True, slots=True)
class HazardEffect:
    """The effect of being hired after the start: β = `log_ratio`, exp(β) = `ratio` (below 1: fewer leave)."""

    log_ratio: Coefficient
    ratio: Estimate
    retention: Retention
    units: int
    units_with_leavers: int
    months: float
    leavers: int
    exposed_months: float
    exposed_leavers: int


def hazard_effect(cells: Cells, *, robust: Robust = Robust.CR3, level: float = 0.95) -> HazardEffect | Unanswered:
    """Return the effect of the scheme on leaving, or why the cells cannot tell it.

    Units need to be many (t has units - 1 degrees of freedom) and to start at different times. Separation (nobody
    exposed, or everybody, among those who left) is answered with `Reason.SEPARATED`, never with a huge number.
    """
    told = _informative(cells)
    reason = _why_not(cells, told)
    if reason is not None:
        return Unanswered(reason)
    layout = _layout(told, told.exposed.astype(np.intp), 2)
    try:
        fitted = fit(layout, told.months, told.leavers)
    except NotSettledError:
        return Unanswered(Reason.SEPARATED)
    exposed = sum(layout.levels) - 1
    if known_about(layout, fitted.information, exposed) < IDENTIFIED:
        return Unanswered(Reason.NO_COMPARISON)
    covariance, left = _spread(layout, fitted, told, robust)
    if left[exposed] < IDENTIFIED:
        return Unanswered(Reason.ONE_UNIT_DECIDES)
    se = float(np.sqrt(covariance[exposed, exposed]))
    log_ratio = coefficient(float(fitted.theta[exposed]), se, df=layout.units - 1, level=level)
    return _effect(cells, told, layout, fitted, log_ratio)


def _spread(layout: Layout, fitted: Fit, told: Cells, robust: Robust) -> tuple[Floats, Floats]:
    """Return the covariance of all levels, and how much of each is known without the unit that knows most."""
    found = jackknife(layout, fitted, told.leavers)
    return found.covariance if robust is Robust.CR3 else fitted.covariance, found.left


def _effect(cells: Cells, told: Cells, layout: Layout, fitted: Fit, log_ratio: Coefficient) -> HazardEffect:
    exposed = cells.exposed
    return HazardEffect(
        log_ratio=log_ratio,
        ratio=log_ratio.mapped(math.exp),
        retention=_retention(cells, told, layout, fitted, log_ratio),
        units=len(np.unique(cells.unit)),
        units_with_leavers=layout.units,
        months=float(cells.months.sum()),
        leavers=int(cells.leavers.sum()),
        exposed_months=float(cells.months[exposed].sum()),
        exposed_leavers=int(cells.leavers[exposed].sum()),
    )


def _informative(cells: Cells) -> Cells:
    """Return the cells whose unit, half-year and tenure band each have a leaver; the others expect none."""
    while True:
        keep = np.ones(len(cells.unit), dtype=np.bool_)
        for level in (cells.unit, cells.half_year - cells.half_year.min(initial=0), cells.tenure):
            keep &= sums(level, cells.leavers, int(level.max(initial=-1)) + 1)[level] > 0
        if keep.all():
            return cells
        cells = cells.where(keep)


def _why_not(cells: Cells, told: Cells) -> Reason | None:
    """Return the first reason why β cannot be estimated; None when it can be tried."""
    exposed, left = told.exposed, told.leavers > 0
    reasons = (
        (not len(cells.unit), Reason.NO_DATA),
        (len(np.unique(cells.unit)) == 1, Reason.ONE_UNIT),
        (not cells.exposed.any(), Reason.NOBODY_EXPOSED),
        (bool(cells.exposed.all()), Reason.NOBODY_UNEXPOSED),
        (not left.any(), Reason.NOBODY_LEFT),
        (not _compared(told), Reason.NO_COMPARISON),
        (not (exposed & left).any() or not (~exposed & left).any(), Reason.SEPARATED),
        (len(np.unique(told.unit)) == 1, Reason.ONE_UNIT),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _compared(cells: Cells) -> bool:
    """Return whether in some half-year some units had started and others had not, among those hired at one time."""
    exposed = cells.exposed
    return bool(np.intersect1d(cells.window[exposed], cells.window[~exposed]).size)


def _layout(cells: Cells, group: Index, groups: int) -> Layout:
    """Return the cells' rows with half-year, tenure and group as factors, without empty levels."""
    unit, half_year, tenure = (
        np.unique(part, return_inverse=True) for part in (cells.unit, cells.half_year, cells.tenure)
    )
    levels = (len(half_year[0]), len(tenure[0]), groups)
    return Layout(unit[1], len(unit[0]), (half_year[1], tenure[1], group), levels)


def _retention(cells: Cells, told: Cells, layout: Layout, fitted: Fit, log_ratio: Coefficient) -> Retention:
    """Return the shares after 12 months. Those of a unit or half-year without leavers are 1, with and without."""
    base = _shares(cells, told, layout, fitted, log_ratio.value)

    def points(beta: float) -> float:
        without, with_scheme = _shares(cells, told, layout, _given(beta, told, layout) or fitted, beta)
        return 100 * (with_scheme - without)

    ends = sorted((points(log_ratio.low), points(log_ratio.high)))
    return Retention(*base, Estimate(100 * (base[1] - base[0]), *ends))


def _given(beta: float, told: Cells, layout: Layout) -> Fit | None:
    """Return the other effects as they would be if β were this; None when they cannot be told."""
    beta = float(np.clip(beta, -STRONGEST, STRONGEST))
    without = Layout(layout.unit, layout.units, layout.factors[:2], layout.levels[:2])
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # far from what was seen, steps may be far too long
            found = fit(without, told.months * np.exp(beta * told.exposed), told.leavers)
    except (NotSettledError, np.linalg.LinAlgError):
        return None
    return found if np.isfinite(found.theta).all() else None


def _shares(cells: Cells, told: Cells, layout: Layout, fitted: Fit, beta: float) -> tuple[float, float]:
    """Return the shares after 12 months without the scheme and at β, with the other effects as fitted."""
    lengths = np.clip(np.diff(np.minimum(cells.bands, YEAR)), 0, None)
    all_weight = float(cells.months[lengths[cells.tenure] > 0].sum())
    first_year = lengths[told.tenure] > 0
    pair = (layout.unit * layout.levels[0] + layout.factors[0])[first_year]
    weight = sums(pair, told.months[first_year], layout.units * layout.levels[0])
    bands = np.zeros(len(lengths))
    bands[np.unique(told.tenure)] = np.exp(fitted.theta[layout.offsets[1] : layout.offsets[2]])
    half_years = fitted.theta[: layout.levels[0]]
    year = np.exp(fitted.unit[:, None] + half_years).ravel() * float(bands @ lengths)
    without, with_scheme = (1 - float(weight @ -np.expm1(-year * ratio)) / all_weight for ratio in (1, np.exp(beta)))
    return without, with_scheme


def hazard_since_start(
    cells: Cells, *, robust: Robust = Robust.CR3, level: float = 0.95
) -> tuple[SinceStart, ...] | Unanswered:
    """Return the effect by half-years since the unit's start, from one model with an effect for each.

    A single number misleads when the effect grows with time (Kenny, Voldal, Xia, Heagerty & Hughes 2022, «Analysis of
    stepped wedge cluster randomized trials in the presence of a time-varying treatment effect», Statistics in
    Medicine 41, 4311-4339).
    """
    group = np.where(cells.exposed, 1 + np.minimum(cells.since, LAST), 0)
    told = _informative(cells.where(_groups_with_leavers(cells, group)[group]))
    reason = _why_not(cells, told)
    if reason is not None:
        return Unanswered(reason)
    kept = np.where(told.exposed, 1 + np.minimum(told.since, LAST), 0)
    names, codes = np.unique(kept, return_inverse=True)
    layout = _layout(told, codes, len(names))
    try:
        fitted = fit(layout, told.months, told.leavers)
    except NotSettledError:
        return Unanswered(Reason.SEPARATED)
    covariance, left = _spread(layout, fitted, told, robust)
    known: dict[int, Coefficient] = {}
    for at, name in enumerate(names[1:], start=layout.offsets[2] + 1):
        if min(known_about(layout, fitted.information, at), left[at]) >= IDENTIFIED:
            se = float(np.sqrt(covariance[at, at]))
            known[int(name)] = coefficient(float(fitted.theta[at]), se, df=layout.units - 1, level=level)
    return tuple(_since(cells, group, step, known.get(step + 1)) for step in range(LAST + 1))


def _groups_with_leavers(cells: Cells, group: Index) -> Flags:
    return np.asarray(sums(group, cells.leavers, LAST + 2) > 0)


def _since(cells: Cells, group: Index, step: int, log_ratio: Coefficient | None) -> SinceStart:
    rows = group == step + 1
    months, leavers = float(cells.months[rows].sum()), int(cells.leavers[rows].sum())
    return SinceStart(step, step == LAST, months, leavers, log_ratio)
