"""The exact optimum of a table: dense for a municipality, by candidates for a country.

Small tables go to scipy's `linear_sum_assignment` (Crouse 2016, «On implementing 2D rectangular assignment algorithms»,
IEEE Transactions on Aerospace and Electronic Systems 52, 1679-1696), with one column per place and nothing for a
forbidden pair, so that a forbidden pair is the same as no pair and never costs an allowed one.

Large tables are solved on each mentee's and each mentor's best candidates with scipy's sparse solver (LAPJVsp), and the
prices of that solution are held against every pair that was left out. A pair that would gain is let in and the table is
solved again; when none would, the prices prove that the solution is the optimum of the whole table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.matching.certificate import NOBODY, Certificate, certify, check, prices, worth_of
from mentornett.matching.scoring import Allowed, Points
from mentornett.matching.weighing import BLOCK, FORBIDDEN, NOTHING, Index, Table

DENSE = 4_000_000  # cells, mentees × places; above, candidates are faster and use less memory
FIRST_CANDIDATES = 32  # per mentee and per mentor
MORE_CANDIDATES = 16  # per mentee and round


def solve(table: Table) -> tuple[Index, Certificate]:
    """Return each mentee's place, or `NOBODY`, and the proof that no proposal is worth more."""
    if not table.worth.size or not len(table.owner):
        place = np.full(len(table.worth), NOBODY, dtype=np.intp)
    elif len(table.worth) * len(table.owner) <= DENSE:
        place = dense(table)
    else:
        return by_candidates(table)
    return place, certify(table, place)


def dense(table: Table) -> Index:
    """Return each mentee's place, solved with every pair at once."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 (slow import)

    worth = table.at_places()
    rows, columns = linear_sum_assignment(np.maximum(worth, 0), maximize=True)
    place = np.full(len(worth), NOBODY, dtype=np.intp)
    real = worth[rows, columns] != FORBIDDEN
    place[rows[real]] = columns[real]
    return place


def by_candidates(table: Table) -> tuple[Index, Certificate]:
    """Return the same as `solve`, from candidates that grow until no pair outside them would gain."""
    let_in = _best(table)
    while True:
        candidates = Candidates.of(table, let_in)
        place = candidates.solve()
        certificate = prices(candidates.offers, worth_of(table, place), place, places=len(table.owner))
        more = _gaining(table, certificate)
        if not len(more):
            check(table, place, certificate)
            return place, certificate
        let_in.ravel()[more] = True


def _best(table: Table) -> Allowed:
    """Return a table that marks each mentee's and each mentor's best candidates."""
    worth = table.worth
    let_in = np.zeros(worth.shape, dtype=np.bool_)
    count = min(FIRST_CANDIDATES, worth.shape[1], worth.shape[0])
    for start in range(0, len(worth), BLOCK):
        best = np.argpartition(worth[start : start + BLOCK], -count, axis=1)[:, -count:]
        np.put_along_axis(let_in[start : start + BLOCK], best, True, axis=1)
    for start in range(0, worth.shape[1], BLOCK):
        best = np.argpartition(worth[:, start : start + BLOCK], -count, axis=0)[-count:]
        np.put_along_axis(let_in[:, start : start + BLOCK], best, True, axis=0)
    let_in &= worth != FORBIDDEN
    return let_in


def _gaining(table: Table, certificate: Certificate) -> Index:
    """Return each mentee's pairs, as positions in the whole table, that are worth more than gain and price."""
    cheapest = np.full(table.worth.shape[1], -NOTHING, dtype=np.int64)
    np.minimum.at(cheapest, table.owner, certificate.price - table.extra)
    found = []
    for start in range(0, len(table.worth), BLOCK):
        worth = table.worth[start : start + BLOCK]
        surplus = np.where(
            worth == FORBIDDEN, NOTHING, worth - certificate.gain[start : start + BLOCK, None] - cheapest
        )
        rows = np.flatnonzero(surplus.max(axis=1) > 0)
        best = np.argpartition(surplus[rows], -MORE_CANDIDATES, axis=1)[:, -MORE_CANDIDATES:]
        good = np.take_along_axis(surplus[rows], best, axis=1) > 0
        found.append(((rows + start)[:, None] * table.worth.shape[1] + best)[good])
    return np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that were let in, as edges from mentees to places, in the order of mentees."""

    mentees: int
    places: int
    row: Index
    column: Index
    worth: Points

    @classmethod
    def of(cls, table: Table, let_in: Allowed) -> Candidates:
        """Write out one edge per candidate and place of that mentor."""
        mentee, mentor = np.nonzero(let_in)
        first = np.searchsorted(table.owner, np.arange(table.worth.shape[1] + 1))
        free = np.diff(first)[mentor]
        edge = np.repeat(np.arange(len(mentee)), free)
        within = np.arange(len(edge)) - np.repeat(np.cumsum(free) - free, free)
        column = first[mentor[edge]] + within
        worth = table.worth[mentee[edge], mentor[edge]] + table.extra[column]
        return cls(len(table.worth), len(table.owner), mentee[edge], column, worth)

    def solve(self) -> Index:
        """Return each mentee's place: a full assignment where each mentee also has a place of their own for nobody."""
        from scipy.sparse import csr_array  # noqa: PLC0415 (slow import)
        from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415 (slow import)

        most = int(self.worth.max(initial=0)) + 1
        everyone = np.arange(self.mentees)
        cost = np.concatenate([most - self.worth, np.full(self.mentees, most)]).astype(np.float64)
        ends = np.concatenate([self.row, everyone]), np.concatenate([self.column, self.places + everyone])
        graph = csr_array((cost, ends), shape=(self.mentees, self.places + self.mentees))
        rows, columns = min_weight_full_bipartite_matching(graph)
        place = np.full(self.mentees, NOBODY, dtype=np.intp)
        place[rows] = np.where(columns < self.places, columns, NOBODY)
        return place

    def offers(self, rows: Index, gain: Points) -> Points:
        """Return the most that these mentees would give for each place, above their gain; at least 0."""
        asked = np.zeros(self.mentees, dtype=np.bool_)
        asked[rows] = True
        edges = asked[self.row]
        best = np.zeros(self.places, dtype=np.int64)
        np.maximum.at(best, self.column[edges], self.worth[edges] - gain[self.row[edges]])
        return best
