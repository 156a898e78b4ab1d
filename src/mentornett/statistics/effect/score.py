"""The efficient score of the hazard model, for one start order or for thousands of them at once.

At β = 0 the model does not know the order: one fit serves all orders, and each order's score is a sum of residuals,
U = Σ exposed · (leavers - expected). The statistic is z = U / √I with the efficient information I (what is left when
unit, half-year and tenure are estimated; Rao 1948, «Large sample tests of statistical hypotheses», Proceedings of the
Cambridge Philosophical Society 44, 50-57). z < 0: those exposed leave less. U / I is the first Newton step for β.

Any statistic gives an exact permutation test (Fisher 1935; Rosenbaum 2002, «Covariance adjustment in randomized
experiments and observational studies», Statistical Science 17, 286-327); this one is the locally most powerful.
All arrays may have leading axes for many simulated networks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Index
from mentornett.statistics.effect.cells import Cells

ROUNDS = 500
SETTLED = 1e-10
BLOCK = 4_000_000  # numbers gathered at a time
NOTHING = 1e-9  # information below this share of the leavers is none


@dataclass(frozen=True, slots=True)
class Tables:
    """Leavers and person-months as … × units × half-years × tenure bands × windows."""

    leavers: Floats
    months: Floats

    @classmethod
    def of(cls, cells: Cells) -> Tables:
        """Write cells out as tables."""
        first, last = (int(cells.half_year.min()), int(cells.half_year.max())) if len(cells.unit) else (0, 0)
        shape = (len(cells.start), last - first + 1, len(cells.bands) - 1, cells.never)
        at = (cells.unit, cells.half_year - first, cells.tenure, cells.window)
        leavers, months = np.zeros(shape), np.zeros(shape)
        np.add.at(leavers, at, cells.leavers)
        np.add.at(months, at, cells.months)
        return cls(leavers, months)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a unit adds to an order's score when it starts at a given window: … × units × starts (from 0 to never).

    `score` and `weight` add up to U and to the information before other effects are estimated; `cross` (with one more
    axis, half-years and tenure bands) is what those effects take away, through `inverse`.
    """

    score: Floats
    weight: Floats
    cross: Floats
    inverse: Floats

    @classmethod
    def of(cls, tables: Tables, *, settled: float = SETTLED) -> Scores:
        """Fit the model without the scheme and sum its residuals."""
        expected = _expected(tables, settled)
        residual = (tables.leavers - expected).sum(axis=(-3, -2))
        by_half, by_band = expected.sum(axis=-2), expected.sum(axis=-3)
        effects = np.concatenate([by_half, by_band], axis=-2)
        weight = expected.sum(axis=(-3, -2))
        own = weight.sum(axis=-1)
        per_unit = np.divide(1, own, out=np.zeros_like(own), where=own > 0)
        later, share = _from(weight), effects.sum(axis=-1) * per_unit[..., None]
        cross = _from(effects) - later[..., None, :] * share[..., None]
        information = _information(expected, share, own)
        return cls(
            _from(residual),
            later - later**2 * per_unit[..., None],
            np.moveaxis(cross, -1, -2),
            np.asarray(np.linalg.pinv(information, rcond=NOTHING, hermitian=True), dtype=np.float64),
        )

    def network(self, at: int) -> Scores:
        """Return the scores of one of many networks."""
        return Scores(self.score[at], self.weight[at], self.cross[at], self.inverse[at])

    def of_orders(self, orders: Index) -> Floats:
        """Return z for each order: orders × units, the window from which each unit's hires are exposed. 0: not known.

        Only for one network (no leading axes).
        """
        size = max(1, BLOCK // (orders.shape[1] * self.cross.shape[-1]))
        blocks = [self._block(orders[at : at + size]) for at in range(0, len(orders), size)]
        return np.concatenate(blocks) if blocks else np.zeros(0)

    def _block(self, orders: Index) -> Floats:
        units = np.arange(orders.shape[1])
        score = self.score[units, orders].sum(axis=1)
        cross = self.cross[units, orders].sum(axis=1)
        whole = self.weight[units, orders].sum(axis=1)
        left = whole - np.einsum("nk,kl,nl->n", cross, self.inverse, cross)
        known = left > NOTHING * (1 + whole)
        return np.where(known, score / np.sqrt(np.where(known, left, 1)), 0.0)


def _from(by_window: Floats) -> Floats:
    """Return sums over the windows from each start on; nothing for a unit that never starts."""
    later = np.cumsum(by_window[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray(np.concatenate([later, np.zeros_like(later[..., :1])], axis=-1))


def _expected(tables: Tables, settled: float) -> Floats:
    """Return expected leavers with unit, half-year and tenure effects, by proportional fitting.

    The score equations of a log-linear model set its margins equal to the observed ones; scaling to one margin after
    the other reaches them (Deming & Stephan 1940, Annals of Mathematical Statistics 11, 427-444).
    """
    expected = tables.months.sum(axis=-1)
    seen = tables.leavers.sum(axis=-1)
    margins = [(axes, seen.sum(axis=axes, keepdims=True)) for axes in ((-2, -1), (-3, -1), (-3, -2))]
    factor = np.ones_like(expected)
    for _round in range(ROUNDS):
        moved = 0.0
        for axes, margin in margins:
            now = expected.sum(axis=axes, keepdims=True)
            scale = np.divide(margin, now, out=np.zeros_like(now), where=now > 0)
            moved = max(moved, float(np.abs(now - margin).max(initial=0)))
            expected = expected * scale
            factor = factor * scale
        if moved < settled * (1 + float(seen.max(initial=0))):
            break
    return np.asarray(tables.months * factor[..., None])


def _information(expected: Floats, share: Floats, own: Floats) -> Floats:
    """Return what is known about half-years and tenure bands when units are estimated too."""
    both = expected.sum(axis=(-4, -1))
    halves, bands = both.shape[-2:]
    whole = np.zeros((*both.shape[:-2], halves + bands, halves + bands))
    whole[..., range(halves), range(halves)] = both.sum(axis=-1)
    whole[..., range(halves, halves + bands), range(halves, halves + bands)] = both.sum(axis=-2)
    whole[..., :halves, halves:] = both
    whole[..., halves:, :halves] = np.swapaxes(both, -1, -2)
    return np.asarray(whole - np.swapaxes(share, -1, -2) @ (share * own[..., None]))
