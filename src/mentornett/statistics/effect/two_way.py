"""Effects of units and months, fitted exactly to a table with gaps: units are averaged out, months are solved for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.effect.answering import Index


@dataclass(frozen=True, slots=True)
class TwoWay:
    """The equations of value ~ unit + month, over the cells that are there (units × months), weighted by unit.

    `inverse` solves for months; `count` is each unit's cells. `unit_part` and `month_part` number the connected parts
    of the table (-1: no cells): effects can be compared only within a part.
    """

    there: Floats
    weight: Floats
    count: Floats
    inverse: Floats
    unit_part: Index
    month_part: Index

    @classmethod
    def of(cls, there: Flags, weight: Floats) -> TwoWay:
        """Prepare the equations. Within a connected part the months' effects add up to 0."""
        cells = there.astype(np.float64)
        count = cells.sum(axis=1)
        share = np.divide(weight, count, out=np.zeros_like(weight), where=count > 0)
        matrix = np.diag(weight @ cells) - cells.T @ (cells * share[:, None])
        has = cells.sum(axis=0) > 0
        part = np.full(len(has), -1, dtype=np.intp)
        if (count == has.sum()).any():  # one unit with cells in every month connects all of them
            part[has] = 0
        else:
            part[has] = connected_components(cells.T[has] @ cells[:, has] > 0, directed=False)[1]
        same = (part[:, None] == part) & has
        inverse = np.zeros_like(matrix)
        inverse[np.ix_(has, has)] = np.linalg.inv((matrix + same * weight.mean())[np.ix_(has, has)])
        unit_part = np.where(count > 0, part[there.argmax(axis=1)], -1)
        return cls(cells, weight, count, inverse, unit_part, part)

    @property
    def reachable(self) -> Flags:
        """The cells whose value the effects can tell: units × months."""
        return np.asarray((self.unit_part[:, None] == self.month_part) & (self.unit_part >= 0)[:, None])

    def fitted(self, values: Floats) -> Floats:
        """Return unit + month for every cell, fitted to `values` (… × units × months) where the table has cells."""
        inside = np.where(self.there > 0, values, 0.0)
        mean = self._per_cell(inside.sum(axis=-1))
        gaps = (inside - self.there * mean[..., None]) * self.weight[:, None]
        month = gaps.sum(axis=-2) @ self.inverse
        return np.asarray((mean - self._per_cell(month @ self.there.T))[..., None] + month[..., None, :])

    def residual(self, values: Floats) -> Floats:
        """Return what is left of `values` where the table has cells; 0 elsewhere."""
        return np.asarray(np.where(self.there > 0, values - self.fitted(values), 0.0))

    def influence(self, wanted: Floats, noise: Floats) -> Floats:
        """Return what each unit's noise (units × months) moves Σ wanted · (unit + month): … × units."""
        unit, month = wanted.sum(axis=-1), wanted.sum(axis=-2)
        later = (month - self._per_cell(unit) @ self.there) @ self.inverse
        first = self._per_cell(unit / self.weight - later @ self.there.T)
        noise = noise * self.there * self.weight[:, None]
        return np.asarray(first * noise.sum(axis=1) + later @ noise.T)

    def _per_cell(self, sums: Floats) -> Floats:
        return np.divide(sums, self.count, out=np.zeros_like(sums), where=self.count > 0)
