"""Power of a stepped wedge in closed form: a quick preview, with the same number of hires everywhere.

Means of units' periods are modelled with fixed periods, one effect and correlated errors; the effect's variance is that
of generalised least squares. With constant correlation this is Hussey & Hughes 2007, «Design and analysis of stepped
wedge cluster randomized trials», Contemporary Clinical Trials 28, 182-191; with a cluster and an individual
autocorrelation (closed cohort) Hooper, Teerenstra, de Hoop & Eldridge 2016, «Sample size calculation for stepped wedge
and other longitudinal cluster randomised trials», Statistics in Medicine 35, 4718-4728. Incomplete designs leave cells
out (Hemming, Lilford & Girling 2015, «Stepped-wedge cluster randomised controlled trials: a generic framework»,
Statistics in Medicine 34, 181-196).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Index


@dataclass(frozen=True, slots=True)
class Correlation:
    """How alike people are: in the same unit (`icc`), and the share of that which lasts.

    `cluster` is the autocorrelation of a unit between two periods, `individual` that of one person (1 - its share is
    measurement error); 0 when each period has new people.
    """

    icc: float
    cluster: float = 1.0
    individual: float = 0.0

    def __post_init__(self) -> None:
        """Raise ValueError for correlations outside 0 to 1."""
        if not (0 <= self.icc < 1 and 0 <= self.cluster <= 1 and 0 <= self.individual <= 1):
            raise ValueError("a correlation is not between 0 and 1")


def stepped(sizes: Index | Sequence[int], *, before: int = 1, after: int = 0) -> Floats:
    """Return a design: units × periods, 0 before and 1 from the start on; a wave starts in each period.

    `sizes` is how many units start in each wave, `before` the periods until the first of them, `after` those that
    follow the last wave's first.
    """
    wave = np.repeat(np.arange(len(sizes)), sizes)
    return np.asarray(np.arange(before + len(sizes) + after) >= before + wave[:, None], dtype=np.float64)


def variance(design: Floats, people: Floats | float, *, sd: float, correlation: Correlation) -> float:
    """Return the variance of the effect's estimate, in the outcome's unit squared; infinite when nothing is compared.

    `design` is units × periods with 0, 1, or nan for cells without data. `people` is how many there are in each cell
    (or in all). `sd` is the outcome's standard deviation. Raises ValueError for people below 1 in a cell with data.
    """
    count = np.broadcast_to(np.asarray(people, dtype=np.float64), design.shape)
    if (count[~np.isnan(design)] <= 0).any():
        raise ValueError("a cell with data has nobody")
    periods = design.shape[1]
    information = np.zeros((periods + 1, periods + 1))
    for row, number in zip(design, count, strict=True):
        there = ~np.isnan(row)
        columns = np.column_stack([np.eye(periods)[there], row[there]])
        information += columns.T @ np.linalg.solve(_covariance(number[there], sd, correlation), columns)
    used = np.append(np.diag(information)[:-1] > 0, True)
    information = information[np.ix_(used, used)]
    across = information[-1, :-1]
    left = information[-1, -1] - across @ np.linalg.pinv(information[:-1, :-1], hermitian=True) @ across
    return float(1 / left) if left > 1e-12 * information[-1, -1] else float("inf")


def _covariance(count: Floats, sd: float, correlation: Correlation) -> Floats:
    """Return the covariance of one unit's means (Hooper et al., 2016): what lasts everywhere, all of it within."""
    icc = correlation.icc
    people = np.minimum.outer(count, count) / np.multiply.outer(count, count)
    lasting = icc * correlation.cluster + (1 - icc) * correlation.individual * people
    within = np.diag(icc + (1 - icc) / count)
    return np.asarray(sd**2 * np.where(np.eye(len(count)) > 0, within, lasting))


def closed_form_power(design: Floats, effect: float, variance_of_effect: float, *, level: float = 0.05) -> float:
    """Return the power to see the effect, in its own direction, with a two-sided test and t(units - 2).

    0 when nothing is compared or there are fewer than 3 units.
    """
    df = len(design) - 2
    if df < 1 or not np.isfinite(variance_of_effect):
        return 0.0
    distance = abs(effect) / np.sqrt(variance_of_effect)
    bound = stdtrit(df, 1 - level / 2)
    return float(stdtr(df, distance - bound))


def sd_of_share(without: float, with_scheme: float) -> float:
    """Return the standard deviation of an outcome that is yes or no, at the mean of its two shares."""
    middle = (without + with_scheme) / 2
    return float(np.sqrt(middle * (1 - middle)))
