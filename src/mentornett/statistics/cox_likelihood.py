"""The partial likelihood of proportional hazards, its slope and curvature, over all spells at once.

What a person adds to the curvature at each time somebody leaves is the same but for the hazard, so it is summed over
times first, as a cumulative hazard per person, and then over persons by one product of matrices. Only the means at each
time need running sums. So a step costs some passes over the data, whatever the number of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mentornett.statistics.arrays import Flags, Floats, Ints, sums
from mentornett.statistics.spells import Spells, distinct_sums

BLOCK = 16_384


class Ties(StrEnum):
    """How those who leave at the same time are treated."""

    EFRON = "efron"
    BRESLOW = "breslow"


@dataclass(frozen=True, slots=True)
class Hazards:
    """What residuals need: risk and cumulative hazard per spell (n,), hazard and covariates' means per draw."""

    risk: Floats
    cumulative: Floats
    hazard: Floats
    means: Floats


@dataclass(frozen=True, slots=True)
class Step:
    """The log likelihood at some coefficients, its slope (p,) and its curvature (p, p), with the sign turned."""

    coefficients: Floats
    log_likelihood: float
    score: Floats
    information: Floats
    hazards: Hazards


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Spells in the order of exit, with covariates as p rows; m distinct times, and one draw per leaving.

    `until` counts the times up to and with each exit; `since` does so for each entry, of those `late` who entered after
    somebody had left. With Efron's ties the j-th of d leavers at a
    time draws from the others and (d - j) / d of the leavers: `drawn` is the time of each draw, `less` the part taken
    away. With Breslow's there is one draw per time, and nothing is taken away. `observed` is the sum of the covariates
    of those who left.
    """

    order: Ints
    table: Floats
    weight: Floats | None
    left: Flags
    until: Ints
    late: Ints
    since: Ints
    drawn: Ints
    less: Floats
    draw_weight: Floats
    observed: Floats
    total_left: float

    @classmethod
    def of(cls, spells: Spells, table: Floats, ties: Ties) -> Likelihood:
        """Return the likelihood of spells with covariates of shape (n, p)."""
        order = np.argsort(spells.exit)
        mine = spells.chosen(order)
        left, weight = mine.left, mine.weight
        times, many = distinct_sums(mine.exit[left], None)
        until = np.searchsorted(times, mine.exit, side="right")
        since = np.searchsorted(times, mine.entry, side="right") if spells.is_delayed else np.zeros(0, dtype=np.int64)
        late = np.flatnonzero(since)
        heavy = many if weight is None else sums(until[left] - 1, weight[left], len(times))
        drawn, less, each = _draws(many.astype(np.int64), heavy, ties)
        columns = np.array([column[order] for column in table.T])
        counted = left.astype(np.float64) if weight is None else left * weight
        observed = columns @ counted
        return cls(order, columns, weight, left, until, late, since[late], drawn, less, each, observed, heavy.sum())

    @property
    def times(self) -> int:
        """How many distinct times there are at which anybody left."""
        return int(self.drawn[-1]) + 1

    @property
    def has_ties(self) -> bool:
        """Whether more than one draw is made at some time."""
        return len(self.drawn) > self.times

    def at(self, coefficients: Floats) -> Step:
        """Return the likelihood, slope and curvature at coefficients of shape (p,)."""
        line = coefficients @ self.table
        top = float(line.max())
        risk = np.exp(line - top)
        if self.weight is not None:
            risk *= self.weight
        whole, means = self._drawn_from(risk)
        hazard = self.draw_weight / whole
        hazards = Hazards(risk, self._cumulative(hazard), hazard, means)
        value = float(coefficients @ self.observed - self.draw_weight @ (np.log(whole) + top))
        score = self.observed - means @ self.draw_weight
        information = _squares(self.table, risk * hazards.cumulative) - _squares(means, self.draw_weight)
        return Step(coefficients, value, score, information, hazards)

    def score_residuals(self, step: Step) -> Floats:
        """Return what each spell adds to the slope, times its weight: shape (p, n), in the order of exit.

        Therneau & Grambsch 2000, Modeling Survival Data, sections 4.5 and 7.2; with Efron's ties a leaver is set beside
        the mean over the draws at that time.
        """
        found, counted = step.hazards, 1.0 if self.weight is None else self.weight[self.left]
        share = self.draw_weight / sums(self.drawn, self.draw_weight, self.times)[self.drawn]
        residuals = np.empty_like(self.table)
        for row, (column, means) in enumerate(zip(self.table, found.means, strict=True)):
            one = -found.risk * (column * found.cumulative - self._cumulative(found.hazard * means))
            average = sums(self.drawn, share * means, self.times)[self.until[self.left] - 1]
            one[self.left] += counted * (column[self.left] - average)
            residuals[row] = one
        return residuals

    def _drawn_from(self, risk: Floats) -> tuple[Floats, Floats]:
        """Return the whole risk that each draw is from (d,), and the means of the covariates in it (p, d)."""
        whole = self._total(risk)
        means = np.empty((len(self.table), len(whole)))
        for row, column in enumerate(self.table):
            np.divide(self._total(risk * column), whole, out=means[row])
        return whole, means

    def _total(self, values: Floats) -> Floats:
        """Return for each draw the sum over those at risk, less the part of the leavers that is taken away."""
        total = _from_here_on(sums(self.until, values, self.times + 1))
        if len(self.late):
            total -= _from_here_on(sums(self.since, values[self.late], self.times + 1))
        if not self.has_ties:
            return total
        leavers = sums(self.until[self.left] - 1, values[self.left], self.times)
        return np.asarray(total[self.drawn] - self.less * leavers[self.drawn])

    def _cumulative(self, hazard: Floats) -> Floats:
        """Return for each spell the sum of the draws' hazards while it was at risk."""
        each = sums(self.drawn, hazard, self.times) if self.has_ties else hazard
        running = np.concatenate([[0.0], np.cumsum(each)])
        found = running[self.until]
        found[self.late] -= running[self.since]
        if self.has_ties:
            own = sums(self.drawn, hazard * self.less, self.times)
            found[self.left] -= own[self.until[self.left] - 1]
        return np.asarray(found)


def _draws(many: Ints, heavy: Floats, ties: Ties) -> tuple[Ints, Floats, Floats]:
    """Return of each draw its time, the part of the leavers taken away, and what it weighs."""
    if ties == Ties.BRESLOW:
        return np.arange(len(many)), np.zeros(len(many)), heavy
    drawn = np.repeat(np.arange(len(many)), many)
    nth = np.arange(len(drawn)) - np.repeat(np.cumsum(many) - many, many)
    return drawn, nth / many[drawn], (heavy / many)[drawn]


def _from_here_on(each: Floats) -> Floats:
    """Return for each time the sum over those who were there then: each[k] is of those who saw the first k times."""
    return np.cumsum(each[:0:-1])[::-1]


def _squares(table: Floats, weight: Floats) -> Floats:
    """Return the weighted sum of squares and products of p rows: shape (p, p), in blocks that stay in the cache."""
    found = np.zeros((len(table), len(table)))
    for start in range(0, len(weight), BLOCK):
        part = table[:, start : start + BLOCK]
        found += (part * weight[start : start + BLOCK]) @ part.T
    return found
