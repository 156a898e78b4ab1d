"""Interrupted time series: did level or slope change when the scheme started, in a series with nothing beside it?

Segmented regression (Wagner, Soumerai, Zhang & Ross-Degnan 2002, «Segmented regression analysis of interrupted time
series studies in medication use research», Journal of Clinical Pharmacy and Therapeutics 27, 299-309; Bernal, Cummins &
Gasparrini 2017, International Journal of Epidemiology 46, 348-355): quasi-Poisson for counts, least squares for
measures. Neighbouring months are alike, so standard errors are Newey & West's (1987, Econometrica 55, 703-708) with
the usual number of lags, 4 · (n / 100)^(2/9), the factor n / (n - k) and t(n - k).

Whatever else happened at the same time is in the answer too. It is offered only when there is no comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Coefficient, Reason, Unanswered, coefficient

LEAST = 12  # points on each side
YEAR = 12
LAGS_CHECKED = 6
ROUNDS = 50
SETTLED = 1e-12


@dataclass(frozen=True, slots=True)
class Autocorrelation:
    """How alike neighbouring months are beyond the model: lag one, and Ljung & Box's p over six lags (small: alike)."""

    lag_one: float
    p: float


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Change of level at the start, of slope per month, and both together a year later.

    For counts they are log ratios (`mapped(math.exp)` gives ratios), for measures in the outcome's unit. `expected`
    is what the months before say of each month, with no change (nan where nothing was seen).
    """

    level: Coefficient
    slope: Coefficient
    after_a_year: Coefficient
    slope_before: Coefficient
    autocorrelation: Autocorrelation
    dispersion: float
    expected: Floats
    points: int


def interrupted_measure(
    values: Floats, start: int, *, seasonal: bool = False, level: float = 0.95
) -> Interrupted | Unanswered:
    """Return the change in a monthly measure from month `start` (0: the first) on; nan where it is missing."""
    return _interrupted(values, np.ones(len(values)), start, seasonal=seasonal, level=level, counts=False)


def interrupted_count(
    counts: Floats, start: int, *, exposure: Floats | None = None, seasonal: bool = False, level: float = 0.95
) -> Interrupted | Unanswered:
    """Return the change in monthly counts, per `exposure` (as person-months; without it per month), from `start` on.

    Raises ValueError for counts below 0 and exposures that are not above 0.
    """
    size = np.ones(len(counts)) if exposure is None else exposure
    seen = ~np.isnan(counts)
    if (counts[seen] < 0).any() or not (size[seen] > 0).all():
        raise ValueError("a count is below 0, or its exposure is not above 0")
    return _interrupted(counts, size, start, seasonal=seasonal, level=level, counts=True)


def _interrupted(
    values: Floats, size: Floats, start: int, *, seasonal: bool, level: float, counts: bool
) -> Interrupted | Unanswered:
    seen = ~np.isnan(values)
    before = np.arange(len(values)) < start
    if min((seen & before).sum(), (seen & ~before).sum()) < LEAST:
        return Unanswered(Reason.TOO_FEW_POINTS)
    if counts and not (values[seen & before].any() and values[seen & ~before].any()):
        return Unanswered(Reason.SEPARATED)
    design = _design(len(values), start, seasonal=seasonal)
    y, x, offset = values[seen], design[seen], np.log(size[seen])
    beta, fitted, weight = _poisson(y, x, offset) if counts else _least_squares(y, x)
    df = len(y) - x.shape[1]
    bread = np.linalg.inv((x * weight[:, None]).T @ x)
    scores = np.zeros_like(design)
    scores[seen] = x * (y - fitted)[:, None]
    covariance = len(y) / df * bread @ newey_west(scores, lags_for(len(y))) @ bread
    changes = [_combined(beta, covariance, part, df, level) for part in _wanted(x.shape[1])]
    residual = np.full(len(values), np.nan)
    residual[seen] = (y - fitted) / np.sqrt(weight)
    unchanged = beta * ~np.isin(np.arange(len(beta)), (2, 3))
    expected = size * np.exp(design @ unchanged) if counts else design @ unchanged
    return Interrupted(
        level=changes[0],
        slope=changes[1],
        after_a_year=changes[2],
        slope_before=changes[3],
        autocorrelation=autocorrelation(residual),
        dispersion=float((residual[seen] ** 2).sum() / df),
        expected=np.where(seen, expected, np.nan),
        points=len(y),
    )


def _wanted(columns: int) -> Floats:
    """Return the sums of coefficients that are told: level, slope, both after a year, slope before."""
    wanted = np.zeros((4, columns))
    wanted[0, 2] = wanted[1, 3] = wanted[2, 2] = wanted[3, 1] = 1
    wanted[2, 3] = YEAR
    return wanted


def _combined(beta: Floats, covariance: Floats, part: Floats, df: int, level: float) -> Coefficient:
    return coefficient(float(part @ beta), float(np.sqrt(part @ covariance @ part)), df=df, level=level)


def _design(months: int, start: int, *, seasonal: bool) -> Floats:
    """Return columns: constant, month, after the start, months since it, and one wave a year when seasonal."""
    month = np.arange(months, dtype=np.float64)
    after = (month >= start).astype(np.float64)
    columns = [np.ones(months), month - start, after, after * (month - start)]
    if seasonal:
        columns += [np.sin(2 * np.pi * month / YEAR), np.cos(2 * np.pi * month / YEAR)]
    return np.stack(columns, axis=1)


def _least_squares(y: Floats, x: Floats) -> tuple[Floats, Floats, Floats]:
    beta = np.asarray(np.linalg.lstsq(x, y)[0], dtype=np.float64)
    return beta, x @ beta, np.ones(len(y))


def _poisson(y: Floats, x: Floats, offset: Floats) -> tuple[Floats, Floats, Floats]:
    """Return coefficients, fitted counts and weights, by iteratively reweighted least squares."""
    predictor = np.log(y + 0.5)
    beta: Floats = np.zeros(x.shape[1])
    for _round in range(ROUNDS):
        fitted = np.exp(predictor)
        working = predictor - offset + (y - fitted) / fitted
        root = np.sqrt(fitted)
        new = np.asarray(np.linalg.lstsq(x * root[:, None], working * root)[0], dtype=np.float64)
        predictor, done = x @ new + offset, np.abs(new - beta).max() < SETTLED
        beta = new
        if done:
            break
    fitted = np.exp(predictor)
    return beta, fitted, fitted


def lags_for(points: int) -> int:
    """Return the usual number of lags (Newey & West 1994, Review of Economic Studies 61, 631-653)."""
    return int(4 * (points / 100) ** (2 / 9))


def newey_west(scores: Floats, lags: int) -> Floats:
    """Return the long-run covariance of scores (months × columns; 0 in missing months), Bartlett weights."""
    total = scores.T @ scores
    for lag in range(1, lags + 1):
        across = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (lags + 1)) * (across + across.T)
    return np.asarray(total)


def autocorrelation(residual: Floats) -> Autocorrelation:
    """Return how alike residuals of neighbouring months are (Ljung & Box 1978, Biometrika 65, 297-303)."""
    seen = residual[~np.isnan(residual)]
    filled = np.nan_to_num(residual - seen.mean())
    whole, count = float(filled @ filled), len(seen)
    if whole <= 1e-12 * float(seen @ seen) or whole == 0:
        return Autocorrelation(0.0, 1.0)
    lags = np.arange(1, LAGS_CHECKED + 1)
    shares = np.array([filled[lag:] @ filled[:-lag] for lag in lags]) / whole
    statistic = count * (count + 2) * float((shares**2 / (count - lags)).sum())
    return Autocorrelation(float(shares[0]), float(chdtrc(LAGS_CHECKED, statistic)))
