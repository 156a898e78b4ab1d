"""The whole way: people and rules in, a proposal with its proof out. A human decides what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from mentornett.matching.certificate import NOBODY, Certificate
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.rules import Rules, RulesError
from mentornett.matching.scoring import Allowed, People, Points, allowed, points
from mentornett.matching.solving import solve
from mentornett.matching.weighing import Index, Scale, Table, Worth, weigh


@dataclass(frozen=True, slots=True)
class Pair:
    """One proposed pair. `place` counts the mentor's mentees from 0; `locked` when a human had decided it."""

    mentee: Mentee
    mentor: Mentor
    place: int
    locked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A best proposal, with everything needed to explain it.

    `people` are those the solver decided about: without locked mentees, and with each locked mentee as load of their
    mentor. `place` and `proof` are in the order of `people.mentees`; `table` holds what each pair is worth on `scale`.
    """

    rules: Rules
    people: People
    pairs: tuple[Pair, ...]
    unmatched: tuple[Mentee, ...]
    may: Allowed
    points: Points
    scale: Scale
    table: Table
    place: Index
    proof: Certificate

    @property
    def worth(self) -> Worth:
        """Pairs made, former pairs kept and points, without the locked pairs."""
        return self.scale.read(self.proof.total)


def match(
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    rules: Rules,
    *,
    locked: Mapping[str, str] | None = None,
    former: Mapping[str, str] | None = None,
) -> Proposal:
    """Return a best proposal for all mentees at once.

    `locked` and `former` map mentee keys to mentor keys. A locked pair stays, whatever the rules say. Former pairs are
    kept as far as that costs nobody a mentor, so that a new proposal after a change moves as few as possible; a
    mentor's `load` does not count them. Ties are broken by the order of keys. Raises RulesError when a locked pair
    cannot be.
    """
    everyone = People.of(mentees, mentors)
    fixed, people = _set_apart(everyone, dict(locked or {}))
    may, earned = allowed(people, rules), points(people, rules)
    scale = Scale.of(rules, mentees=len(people.mentees), keep=bool(former))
    before = _marked(people, former) if former else None
    table = weigh(people, rules, scale, may=may, points=earned, kept=before)
    place, proof = solve(table)
    pairs = [*fixed, *_pairs(people, table, place, before)]
    return Proposal(
        rules=rules,
        people=people,
        pairs=tuple(sorted(pairs, key=lambda pair: pair.mentee.key)),
        unmatched=tuple(people.mentees[row] for row in np.flatnonzero(place == NOBODY)),
        may=may,
        points=earned,
        scale=scale,
        table=table,
        place=place,
        proof=proof,
    )


def _set_apart(people: People, locked: dict[str, str]) -> tuple[list[Pair], People]:
    """Return the locked pairs, and the people that are left with the mentors' load raised."""
    mentees = {mentee.key: mentee for mentee in people.mentees}
    mentors = {mentor.key: mentor for mentor in people.mentors}
    pairs = []
    for mentee_key, mentor_key in sorted(locked.items()):
        if mentee_key not in mentees:
            raise RulesError(f"locked.{mentee_key}", "is not among the mentees")
        if mentor_key not in mentors:
            raise RulesError(f"locked.{mentee_key}", f"{mentor_key} is not among the mentors")
        mentor = mentors[mentor_key]
        if not mentor.free:
            raise RulesError(f"locked.{mentee_key}", f"{mentor_key} has no free place")
        pairs.append(Pair(mentees.pop(mentee_key), mentor, mentor.load, locked=True))
        mentors[mentor_key] = replace(mentor, load=mentor.load + 1)
    return pairs, People(tuple(mentees.values()), tuple(mentors.values()))


def _marked(people: People, former: Mapping[str, str]) -> Allowed:
    column = {mentor.key: number for number, mentor in enumerate(people.mentors)}
    marks = np.zeros((len(people.mentees), len(people.mentors)), dtype=np.bool_)
    for row, mentee in enumerate(people.mentees):
        if former.get(mentee.key) in column:
            marks[row, column[former[mentee.key]]] = True
    return marks


def _pairs(people: People, table: Table, place: Index, before: Allowed | None) -> list[Pair]:
    """Return the solver's pairs, each mentor's mentees on the first places in the order of their keys."""
    seated: dict[int, int] = {}
    pairs = []
    for row in np.flatnonzero(place != NOBODY):
        column = int(table.owner[place[row]])
        mentor = people.mentors[column]
        number = mentor.load + seated.get(column, 0)
        seated[column] = seated.get(column, 0) + 1
        kept = before is not None and bool(before[row, column])
        pairs.append(Pair(people.mentees[row], mentor, number, kept=kept))
    return pairs
