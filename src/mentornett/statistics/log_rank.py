"""Whether two or more groups leave at the same pace: the log-rank test. It knows nothing of units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from mentornett.statistics.arrays import Flags, Floats, Ints, sums
from mentornett.statistics.spells import AtRisk, Spells, SpellsError, distinct_sums


@dataclass(frozen=True, slots=True)
class LogRank:
    """A log-rank test: per group (in the order of their labels) who left and who was expected to; shape (k,)."""

    observed: Floats
    expected: Floats
    statistic: float
    degrees: int
    p_value: float


def log_rank(spells: Spells, group: npt.ArrayLike, *, strata: npt.ArrayLike | None = None) -> LogRank:
    """Return the log-rank test of k groups, within strata (as half-years) if given; `group` and `strata` shape (n,).

    Those with delayed entry count from then on; weights count as repeated rows. NaN when there is only one group, or
    nobody left while somebody of another group could have. Mantel 1966, Cancer Chemother Rep 50:163-170; Peto & Peto
    1972, J R Stat Soc A 135:185-207. Raises SpellsError for other shapes.
    """
    labels, number = _labelled(group, len(spells), "group")
    observed, expected = np.zeros(len(labels)), np.zeros(len(labels))
    variance = np.zeros((len(labels), len(labels)))
    for who in _parts(strata, len(spells)):
        seen, due, spread = _one_stratum(spells.chosen(who), number[who], len(labels))
        observed, expected, variance = observed + seen, expected + due, variance + spread
    statistic, degrees = _statistic((observed - expected)[1:], variance[1:, 1:])
    return LogRank(observed, expected, statistic, degrees, float(chdtrc(degrees, statistic)) if degrees else np.nan)


def _one_stratum(spells: Spells, number: Ints, groups: int) -> tuple[Floats, Floats, Floats]:
    """Return observed, expected and the variance of observed, of shape (k,), (k,) and (k, k)."""
    left = spells.left
    weight = None if spells.weight is None else spells.weight[left]
    times, leaving = distinct_sums(spells.exit[left], weight)
    counted = np.ones(int(left.sum())) if weight is None else weight
    observed = sums(number[left], counted, groups)
    each = [AtRisk.of(spells.chosen(number == one)).at(times) for one in range(groups)]
    at_risk = np.array(each).reshape(groups, len(times))
    everyone = at_risk.sum(axis=0)
    share = at_risk / everyone
    spread = leaving * (everyone - leaving) / np.maximum(everyone - 1, 1)
    variance = np.diag(share @ spread) - (share * spread) @ share.T
    return observed, share @ leaving, variance


def _statistic(surplus: Floats, variance: Floats) -> tuple[float, int]:
    """Return the chi-square and its degrees of freedom; groups that could never leave add none."""
    degrees = int(np.linalg.matrix_rank(variance)) if variance.size else 0
    if not degrees:
        return np.nan, 0
    return float(surplus @ np.linalg.pinv(variance) @ surplus), degrees


def _labelled(values: npt.ArrayLike, length: int, name: str) -> tuple[npt.NDArray[np.generic], Ints]:
    labels = np.asarray(values)
    if labels.shape != (length,):
        raise SpellsError(f"{name} has shape {labels.shape}, not ({length},)")
    found, number = np.unique(labels, return_inverse=True)
    return found, number.astype(np.int64)


def _parts(strata: npt.ArrayLike | None, length: int) -> list[slice | Flags]:
    if strata is None:
        return [slice(None)]
    found, number = _labelled(strata, length, "strata")
    return [number == one for one in range(len(found))]
