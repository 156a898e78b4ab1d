"""Proportional hazards, for secondary use: how much faster some leave than others, at any time since the hire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, ndtr

from mentornett.statistics.arrays import Floats, sums
from mentornett.statistics.cox_likelihood import Likelihood, Step, Ties
from mentornett.statistics.intervals import width
from mentornett.statistics.spells import Spells, SpellsError

MOST_STEPS = 40
MOST_HALVINGS = 20
CLOSE = 1e-12  # how much higher the log likelihood could be
DEPENDENT = 1e-10  # smallest eigenvalue of the correlation of the covariates
UNTOLD = 1e-9  # root of the information of a covariate that does not vary among those at risk
FLAT = 1e-7  # information relative to that at the start, below which a coefficient runs away
MATTERS = 0.01  # part of a covariate in a direction


class Outcome(StrEnum):
    """How the fitting ended. All but `FOUND` leave the numbers NaN."""

    FOUND = "found"
    NO_EVENTS = "no_events"  # nobody left
    DEPENDENT = "dependent"  # a covariate is constant, or follows from the others
    MONOTONE = "monotone"  # a covariate tells fully who leaves: the ratio runs off to 0 or infinity
    NOT_CONVERGED = "not_converged"


@dataclass(frozen=True, slots=True)
class Cox:
    """Hazard ratios with intervals, one per covariate: arrays of shape (p,), the covariance (p, p).

    `blamed` names the covariates that made the fitting fail. Standard errors are cluster-robust when `clusters` is not
    None. `log_likelihood` is at the coefficients, `log_likelihood_null` at none.
    """

    outcome: Outcome
    names: tuple[str, ...]
    blamed: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    hazard_ratio: Floats
    low: Floats
    high: Floats
    p_value: Floats
    log_likelihood: float
    log_likelihood_null: float
    left: float
    clusters: int | None
    steps: int

    @property
    def standard_error(self) -> Floats:
        """Of the coefficients (log hazard ratios)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def likelihood_ratio(self) -> tuple[float, float]:
        """The likelihood-ratio chi-square of all covariates together, and its p-value. Knows nothing of clusters."""
        chi_square = 2 * (self.log_likelihood - self.log_likelihood_null)
        return chi_square, float(chdtrc(len(self.names), max(chi_square, 0.0)))


def cox(
    spells: Spells,
    covariates: npt.ArrayLike,
    *,
    names: Sequence[str] = (),
    ties: Ties = Ties.EFRON,
    level: float = 0.95,
) -> Cox:
    """Fit proportional hazards to n spells with covariates of shape (n, p).

    Spells may be parts (start, stop] of one person's, and at risk is who entered before and has not left. Weights
    multiply what a row counts. When the spells have clusters, standard errors are robust to likeness within them (Lin &
    Wei 1989, J Am Stat Assoc 84:1074-1078), without a correction for few clusters. Newton-Raphson with halved steps.
    Cox 1972, J R Stat Soc B 34:187-220; Efron 1977, J Am Stat Assoc 72:557-565; Breslow 1974, Biometrics 30:89-99.
    A fit that cannot be is told by `outcome`, not raised. Raises SpellsError for other shapes and what is not a number,
    and LevelError.
    """
    width(level)
    table = _table(covariates, len(spells))
    named = tuple(names) or tuple(str(column) for column in range(table.shape[1]))
    if len(named) != table.shape[1]:
        raise SpellsError(f"There are {len(named)} names of {table.shape[1]} covariates")
    if not spells.left.any():
        return _failed(Outcome.NO_EVENTS, named, (), spells)
    centre, scale = table.mean(axis=0), table.std(axis=0)
    dependent = _dependent(table, scale)
    if dependent:
        return _failed(Outcome.DEPENDENT, named, tuple(named[one] for one in dependent), spells)
    likelihood = Likelihood.of(spells, (table - centre) / scale, ties)
    return _fitted(likelihood, spells, named, scale, level)


def _fitted(likelihood: Likelihood, spells: Spells, names: tuple[str, ...], scale: Floats, level: float) -> Cox:
    start = likelihood.at(np.zeros(len(names)))
    found, steps, outcome, blamed = _climb(likelihood, start)
    if outcome != Outcome.FOUND:
        return _failed(outcome, names, tuple(names[one] for one in blamed), spells, steps)
    covariance = np.linalg.inv(found.information)
    clusters = None
    if spells.cluster is not None:
        residuals = likelihood.score_residuals(found)
        clusters = int(spells.cluster.max()) + 1
        each = np.column_stack([sums(spells.cluster[likelihood.order], one, clusters) for one in residuals])
        influence = each @ covariance
        covariance = influence.T @ influence
    coefficients, covariance = found.coefficients / scale, covariance / np.outer(scale, scale)
    error = np.sqrt(np.diag(covariance))
    reach = width(level) * error
    return Cox(
        outcome, names, (), coefficients, covariance,
        np.exp(coefficients), np.exp(coefficients - reach), np.exp(coefficients + reach),
        2 * ndtr(-np.abs(coefficients) / error), found.log_likelihood, start.log_likelihood,
        likelihood.total_left, clusters, steps,
    )  # fmt: skip


def _climb(likelihood: Likelihood, start: Step) -> tuple[Step, int, Outcome, tuple[int, ...]]:
    """Return the top, the steps it took, and how it went."""
    here, scale = start, np.sqrt(np.maximum(np.diag(start.information), 0))
    unknown = np.flatnonzero(scale <= UNTOLD)
    if len(unknown):
        return here, 0, Outcome.DEPENDENT, tuple(int(one) for one in unknown)
    for steps in range(1, MOST_STEPS + 1):
        flat = _flat(here.information / np.outer(scale, scale), FLAT)
        if flat:
            return here, steps, Outcome.MONOTONE if steps > 1 else Outcome.DEPENDENT, flat
        move = np.asarray(np.linalg.solve(here.information, here.score), dtype=np.float64)
        if float(move @ here.score) / 2 <= CLOSE:
            return here, steps, Outcome.FOUND, ()
        there = _uphill(likelihood, here, move)
        if there is None:
            break
        here = there
    return here, steps, Outcome.NOT_CONVERGED, ()


def _flat(matrix: Floats, least: float) -> tuple[int, ...]:
    """Return the covariates that make a direction in which there is no more than the least."""
    values, vectors = np.linalg.eigh(matrix)
    if values[0] > least:
        return ()
    return tuple(int(one) for one in np.flatnonzero(np.abs(vectors[:, 0]) > MATTERS))


def _uphill(likelihood: Likelihood, here: Step, move: Floats) -> Step | None:
    """Return a step that does not go down, halved until it does not."""
    slack = 1e-12 * abs(here.log_likelihood)
    for _halving in range(MOST_HALVINGS):
        there = likelihood.at(here.coefficients + move)
        if there.log_likelihood >= here.log_likelihood - slack:
            return there
        move = move / 2
    return None


def _table(covariates: npt.ArrayLike, length: int) -> Floats:
    table = np.asarray(covariates, dtype=np.float64)
    if table.ndim != 2 or len(table) != length or not table.shape[1]:
        raise SpellsError(f"covariates have shape {table.shape}, not ({length}, p)")
    wrong = ~np.isfinite(table).all(axis=1)
    if wrong.any():
        raise SpellsError("A covariate is not a number", np.flatnonzero(wrong))
    return table


def _dependent(table: Floats, scale: Floats) -> tuple[int, ...]:
    """Return the covariates that are constant, or else those that follow from each other."""
    constant = np.flatnonzero(scale <= 1e-12 * np.maximum(np.abs(table).max(axis=0), 1e-300))
    if len(constant):
        return tuple(int(one) for one in constant)
    return _flat(np.atleast_2d(np.corrcoef(table, rowvar=False)), DEPENDENT)


def _failed(outcome: Outcome, names: tuple[str, ...], blamed: tuple[str, ...], spells: Spells, steps: int = 0) -> Cox:
    nothing = np.full(len(names), np.nan)
    left = float(spells.left.sum() if spells.weight is None else spells.weight[spells.left].sum())
    square = np.full((len(names), len(names)), np.nan)
    clusters = None if spells.cluster is None else len(np.unique(spells.cluster))
    return Cox(
        outcome,
        names,
        blamed,
        nothing,
        square,
        nothing,
        nothing,
        nothing,
        nothing,
        np.nan,
        np.nan,
        left,
        clusters,
        steps,
    )
