"""Small units side by side: each unit's share, drawn towards the others' as far as its own few people say little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, expit, gammaln

from mentornett.statistics.arrays import Floats, Ints
from mentornett.statistics.intervals import width
from mentornett.statistics.proportions import CountError

GRID = 120
COARSE = 40
EDGE = 9.0  # how far the first grid reaches, in log odds
DEPTH = 14.0  # how far below the top, in log density, the grid reaches
POINTS = 600


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Posterior of k units' shares: mean and interval of shape (k,), and what the units have in common.

    `common` is the mean of units, `correlation` how alike people of one unit are (0: units do not differ).
    """

    mean: Floats
    low: Floats
    high: Floats
    common: float
    correlation: float

    @property
    def alike(self) -> float:
        """How many people of its own a unit needs before they tell as much about it as the others do."""
        return 1 / self.correlation - 1


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Points of the grid as beta distributions, with the log of what each weighs."""

    first: Floats
    second: Floats
    log_weight: Floats


def shrink(count: npt.ArrayLike, of: npt.ArrayLike, *, level: float = 0.95) -> Shrunken:
    """Return the shares of k units under a hierarchical beta-binomial model; `count` and `of` have shape (k,).

    Units' shares come from one beta distribution, whose mean and correlation within units are both uniform on (0, 1)
    beforehand (Christiansen & Morris 1997, J Am Stat Assoc 92:618-632); its posterior is summed over a 120 × 120 grid
    laid where it is not negligible (as Gelman et al., Bayesian Data Analysis, ch. 5), so nothing is drawn at random. A
    unit with nobody gets what the others tell. Made for up to some thousand people in each unit. Raises CountError and
    LevelError.
    """
    seen, total = _counted(count, of)
    width(level)
    rows, number = np.unique(np.column_stack([seen, total]), axis=0, return_inverse=True)
    kinds, place = rows.T.astype(np.float64), number.ravel()
    nodes, thinned = _posterior(seen, total)
    weight, size = np.exp(nodes.log_weight), nodes.first + nodes.second
    mean = _means(nodes, kinds)
    low, high = _quantiles(thinned, kinds, level)
    common, correlation = float((weight * nodes.first / size).sum()), float((weight / (1 + size)).sum())
    return Shrunken(mean[place], low[place], high[place], common, correlation)


def _counted(count: npt.ArrayLike, of: npt.ArrayLike) -> tuple[Ints, Ints]:
    seen, total = np.atleast_1d(np.asarray(count, dtype=np.float64)), np.atleast_1d(np.asarray(of, dtype=np.float64))
    if seen.shape != total.shape or seen.ndim != 1 or not len(seen):
        raise CountError(f"Counts have shapes {seen.shape} and {total.shape}")
    wrong = ~((seen >= 0) & (seen <= total) & (seen == np.floor(seen)) & (total == np.floor(total)))
    if wrong.any():
        rows = ", ".join(str(row) for row in np.flatnonzero(wrong)[:10])
        raise CountError(f"Cannot be counted: rows {rows}")
    return seen.astype(np.int64), total.astype(np.int64)


def _posterior(seen: Ints, total: Ints) -> tuple[_Nodes, _Nodes]:
    """Return the grid where the posterior is, found by a coarse one over everything, and each second point of it."""
    edges = ((-EDGE, EDGE), (-EDGE, EDGE))
    for points in (COARSE, COARSE, GRID):
        centre, within = (np.linspace(low, high, points) for low, high in edges)
        density = _log_density(centre[:, None], within, seen, total)
        inside = density > density.max() - DEPTH
        edges = _reach(centre, inside.any(axis=1)), _reach(within, inside.any(axis=0))
    first, second = _as_beta(centre[:, None], within)
    return _nodes(first, second, density), _nodes(first[::2, ::2], second[::2, ::2], density[::2, ::2])


def _nodes(first: Floats, second: Floats, density: Floats) -> _Nodes:
    kept = density > density.max() - DEPTH
    relative = density[kept] - density.max()
    return _Nodes(first[kept], second[kept], relative - np.log(np.exp(relative).sum()))


def _log_density(centre: Floats, within: Floats, seen: Ints, total: Ints) -> Floats:
    """Return the log of the posterior at log odds of the mean (a column) and of the correlation, up to a constant."""
    first, second = _as_beta(centre, within)
    prior = np.log(expit(centre) * expit(-centre)) + np.log(expit(within) * expit(-within))
    told = _rising(first, seen) + _rising(second, total - seen) - _rising(np.exp(-within), total)
    return np.asarray(prior + told)


def _rising(base: Floats, counts: Ints) -> Floats:
    """Return the sum over units of log(base (base + 1) … (base + count - 1))."""
    values, many = np.unique(counts, return_counts=True)
    found = np.zeros_like(base)
    for value, times in zip(values, many, strict=True):
        found = found + times * (gammaln(base + value) - gammaln(base))
    return found


def _as_beta(centre: Floats, within: Floats) -> tuple[Floats, Floats]:
    size = np.exp(-within)  # 1/correlation - 1
    return expit(centre) * size, expit(-centre) * size


def _reach(axis: Floats, inside: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the ends of where something is, one step beyond."""
    places = np.flatnonzero(inside)
    return float(axis[max(places[0] - 1, 0)]), float(axis[min(places[-1] + 1, len(axis) - 1)])


def _means(nodes: _Nodes, kinds: Floats) -> Floats:
    """Return the posterior mean of each kind of unit: that of (first + count) / (first + second + of)."""
    weight, size = np.exp(nodes.log_weight), nodes.first + nodes.second
    sizes, place = np.unique(kinds[1], return_inverse=True)
    each = [weight / (size + n) for n in sizes]
    alone = np.array([(one * nodes.first).sum() for one in each])
    return np.asarray(alone[place] + kinds[0] * np.array([one.sum() for one in each])[place])


def _quantiles(nodes: _Nodes, kinds: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the bounds of each kind of unit, whose density is a mixture of betas over the grid."""
    odds = np.linspace(-EDGE - 2, EDGE + 2, POINTS)
    share, other = np.log(expit(odds)), np.log(expit(-odds))
    before = np.outer(share, nodes.first) + np.outer(other, nodes.second)
    np.exp(before - betaln(nodes.first, nodes.second), out=before)  # over log odds, not shares: d share = p(1-p) d odds
    seen, rest = kinds[0][:, None], (kinds[1] - kinds[0])[:, None]
    told = betaln(nodes.first + seen, nodes.second + rest) - betaln(nodes.first, nodes.second)
    weight, chance = nodes.log_weight - told, seen * share + rest * other
    density = np.exp(weight - weight.max(axis=1, keepdims=True)) @ before.T
    density *= np.exp(chance - chance.max(axis=1, keepdims=True))
    summed = np.cumsum(density[:, 1:] + density[:, :-1], axis=1)
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    found = np.array([np.interp(tails * row[-1], row, odds[1:]) for row in summed])
    return expit(found[:, 0]), expit(found[:, 1])
