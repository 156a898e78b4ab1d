"""Poisson regression on cell counts with one effect per unit and a few factors, units concentrated out.

The effects of units never stand in the equations: given the others, a unit's effect is log(its leavers / its expected
leavers), so Newton's method works on the factors' levels alone (Hausman, Hall & Griliches 1984, «Econometric models
for count data», Econometrica 52, 909-938; their conditional likelihood is the concentrated one). All sums are counts by
factor level, so time grows with the number of cells, not with cells × levels.

Clusters are units. CR1 is the sandwich times G / (G - 1) (Liang & Zeger 1986, «Longitudinal data analysis using
generalized linear models», Biometrika 73, 13-22); a unit's score sums to nothing for its own effect, so the sandwich of
the factors is that of the full model. CR3 leaves out one unit at a time, in one step (MacKinnon, Nielsen & Webb 2023,
«Cluster-robust inference: a guide to empirical practice», Journal of Econometrics 232, 272-299).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats, sums
from mentornett.statistics.effect.answering import Index

ROUNDS = 60
SETTLED = 1e-11
ENDLESS = 20.0  # a log ratio beyond this is on its way to infinity
RIDGE = 1e-9  # share of a level's information that keeps the others' equations solvable when it knows nothing else
RANK = 1e-10  # share of the largest eigenvalue below which a direction counts as not identified


class NotSettledError(ArithmeticError):
    """The likelihood has no maximum: some effect runs to infinity."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of cells with their unit and their level of each factor.

    `factors` are columns of levels from 0; `levels` their numbers. The first level of each factor is its reference.
    """

    unit: Index
    units: int
    factors: tuple[Index, ...]
    levels: tuple[int, ...]

    @property
    def offsets(self) -> list[int]:
        """Where each factor's levels begin among all levels."""
        return [int(at) for at in np.cumsum([0, *self.levels])]

    @property
    def free(self) -> Index:
        """The levels that are estimated: all but the first of each factor."""
        first = self.offsets[:-1]
        return np.setdiff1d(np.arange(sum(self.levels)), first)

    def by_unit(self, weight: Floats) -> Floats:
        """Return sums of `weight` per unit and level: units × all levels."""
        parts = [
            sums(self.unit * count + level, weight, self.units * count).reshape(self.units, count)
            for level, count in zip(self.factors, self.levels, strict=True)
        ]
        return np.hstack(parts)

    def gram(self, weight: Floats) -> Floats:
        """Return sums of `weight` per pair of levels: all levels × all levels."""
        alone = Layout(np.zeros_like(self.unit), 1, self.factors, self.levels)
        return np.asarray(alone.grams(weight)[0])

    def grams(self, weight: Floats) -> Floats:
        """Return the same for each unit: units × all levels × all levels."""
        total, at = sum(self.levels), self.offsets
        grams = np.zeros((self.units, total, total))
        for i, (one, ones) in enumerate(zip(self.factors, self.levels, strict=True)):
            for j, (other, others) in enumerate(zip(self.factors[: i + 1], self.levels, strict=False)):
                cell = (self.unit * ones + one) * others + other
                block = sums(cell, weight, self.units * ones * others).reshape(self.units, ones, others)
                grams[:, at[i] : at[i + 1], at[j] : at[j + 1]] = block
                grams[:, at[j] : at[j + 1], at[i] : at[i + 1]] = block.transpose(0, 2, 1)
        return grams

    def predictor(self, theta: Floats) -> Floats:
        """Return each row's sum of effects."""
        parts = zip(self.factors, self.offsets[:-1], strict=True)
        return np.asarray(sum((theta[at + level] for level, at in parts), np.zeros(len(self.unit))))


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model: `theta` has one effect per level (0 for references), `unit` one per unit, all as logarithms.

    `information` is the concentrated information of all levels, `covariance` the CR1 sandwich of all levels (0 for
    references), `fitted` the expected leavers per row.
    """

    theta: Floats
    unit: Floats
    fitted: Floats
    information: Floats
    covariance: Floats


def fit(layout: Layout, months: Floats, leavers: Floats) -> Fit:
    """Fit leavers ~ Poisson(months × exp(unit + factors)) by Newton's method with step halving.

    Every unit needs a leaver and every level one too. Raises NotSettledError when an effect runs to infinity.
    """
    theta, free = np.zeros(sum(layout.levels)), layout.free
    own = sums(layout.unit, leavers, layout.units)
    observed = layout.by_unit(leavers).sum(axis=0)
    fitted, now = _expected(layout, months, own, theta, leavers)
    for _round in range(ROUNDS):
        expected = layout.by_unit(fitted)
        information = layout.gram(fitted) - expected.T @ (expected / own[:, None])
        step = np.zeros_like(theta)
        step[free] = inverse(information[np.ix_(free, free)]) @ (observed - expected.sum(axis=0))[free]
        fitted, now, theta = _walk(layout, months, leavers, own, theta, step, now)
        if np.abs(theta).max(initial=0) > ENDLESS:
            break
        if np.abs(step).max(initial=0) < SETTLED:
            return _finish(layout, months, leavers, own, theta, fitted)
    raise NotSettledError("an effect runs to infinity")


def _walk(
    layout: Layout, months: Floats, leavers: Floats, own: Floats, theta: Floats, step: Floats, now: float
) -> tuple[Floats, float, Floats]:
    """Go the whole step, or half of it as often as is needed not to lose likelihood."""
    for _half in range(30):
        fitted, then = _expected(layout, months, own, theta + step, leavers)
        if then >= now - 1e-9 * (1 + abs(now)):
            return fitted, then, theta + step
        step = step / 2
    raise NotSettledError("no step gains")


def _expected(layout: Layout, months: Floats, own: Floats, theta: Floats, leavers: Floats) -> tuple[Floats, float]:
    """Return the expected leavers per row and the concentrated log-likelihood."""
    predictor = layout.predictor(theta)
    weight = months * np.exp(predictor)
    total = sums(layout.unit, weight, layout.units)
    likelihood = float(leavers @ predictor - own @ np.log(total))
    return weight * (own / total)[layout.unit], likelihood


def _finish(layout: Layout, months: Floats, leavers: Floats, own: Floats, theta: Floats, fitted: Floats) -> Fit:
    free = layout.free
    expected = layout.by_unit(fitted)
    information = layout.gram(fitted) - expected.T @ (expected / own[:, None])
    scores = (layout.by_unit(leavers) - expected)[:, free]
    bread = inverse(information[np.ix_(free, free)])
    covariance = np.zeros_like(information)
    factor = layout.units / (layout.units - 1) if layout.units > 1 else np.nan
    covariance[np.ix_(free, free)] = factor * bread @ (scores.T @ scores) @ bread
    total = sums(layout.unit, months * np.exp(layout.predictor(theta)), layout.units)
    return Fit(theta, np.log(own / total), fitted, information, covariance)


def inverse(matrix: Floats) -> Floats:
    """Return the inverse of a symmetric matrix, leaving out the directions about which it knows nothing."""
    if not matrix.size:
        return matrix
    values, vectors = np.linalg.eigh(matrix)
    keep = values > RANK * values.max(initial=0)
    return np.asarray((vectors[:, keep] / values[keep]) @ vectors[:, keep].T)


def known_about(layout: Layout, information: Floats, level: int) -> float:
    """Return the share of a level's information that is left when all other levels are estimated; 0: not identified."""
    others = layout.free[layout.free != level]
    cross = information[level, others]
    left = information[level, level] - cross @ inverse(information[np.ix_(others, others)]) @ cross
    return float(left / information[level, level]) if information[level, level] > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Jackknife:
    """The CR3 covariance of all levels, and the share of each one's information that is left without the worst unit."""

    covariance: Floats
    left: Floats


def jackknife(layout: Layout, fitted: Fit, leavers: Floats) -> Jackknife:
    """Return the covariance from leaving out one unit at a time: (G - 1) / G · Σ (θ without unit - θ)²."""
    free, total = layout.free, sum(layout.levels)
    expected = layout.by_unit(fitted.fitted)
    own = sums(layout.unit, fitted.fitted, layout.units)
    each = layout.grams(fitted.fitted) - expected[:, :, None] * (expected / own[:, None])[:, None, :]
    without = (fitted.information - each)[:, free][:, :, free]
    whole = np.diag(fitted.information)[free]
    inverses = np.linalg.inv(without + np.diag(RIDGE * whole))
    moved = np.einsum("gkl,gl->gk", inverses, (layout.by_unit(leavers) - expected)[:, free])
    covariance, left = np.zeros((total, total)), np.zeros(total)
    covariance[np.ix_(free, free)] = (layout.units - 1) / layout.units * moved.T @ moved
    left[free] = (1 / np.diagonal(inverses, axis1=1, axis2=2)).min(axis=0) / whole
    return Jackknife(covariance, left)
