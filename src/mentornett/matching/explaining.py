"""Why a pair, what another choice would cost, why somebody has no mentor, and what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mentornett.matching.certificate import NOBODY
from mentornett.matching.choices import Criterion, Obstacle
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.proposing import Pair, Proposal
from mentornett.matching.rules import FULL_POINTS, Rules
from mentornett.matching.scoring import Points, load_points, obstacles, reasons
from mentornett.matching.weighing import FORBIDDEN, Worth

FAR = 2**61  # longer than any way


@dataclass(frozen=True, slots=True)
class Why:
    """What a pair earns: each criterion from 0 to 10, the weighted points, and the most it could have been."""

    reasons: Mapping[Criterion, int]
    points: int
    most: int


def is_known(criterion: Criterion, pair: Pair) -> bool:
    """Tell whether enough is known about both to say that they lack something."""
    mentee, mentor = pair.mentee, pair.mentor
    return {
        Criterion.UNIT: bool(mentee.unit and mentor.unit),
        Criterion.SHIFT: bool(mentee.shift and mentor.shift),
        Criterion.SPECIALITY: bool(mentee.specialities and mentor.specialities),
        Criterion.LANGUAGE: bool(mentee.languages and mentor.languages),
        Criterion.EXPERIENCE: mentor.experience_months > 0,
        Criterion.MENTEE_WISH: bool(mentee.wishes),
        Criterion.MENTOR_WISH: bool(mentor.wishes),
        Criterion.LOAD: True,
    }[criterion]


def is_weak(pair: Pair, rules: Rules) -> bool:
    """Tell whether a pair earns less than two fifths of what it could, in what is known about the two."""
    known = {one: value for one, value in why(pair, rules).reasons.items() if is_known(one, pair)}
    most = FULL_POINTS * sum(rules.weight(one) for one in known)
    return 5 * sum(rules.weight(one) * value for one, value in known.items()) < 2 * most


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another mentor for a mentee. `price` is what the whole proposal loses when this pair is chosen and the rest is
    arranged as well as possible around it."""

    mentor: Mentor
    points: int
    price: Worth


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a mentee has no mentor, and what would help.

    `obstacles` counts mentors by each rule they break. `one_rule_away` holds mentors with room who break one rule only.
    `given` counts those who break none: the proposal gives all their places to others.
    """

    obstacles: Mapping[Obstacle, int]
    one_rule_away: tuple[tuple[Mentor, Obstacle], ...]
    given: int


def why(pair: Pair, rules: Rules) -> Why:
    """Return what a pair earns."""
    earned = reasons(pair.mentee, pair.mentor, rules)
    if rules.weight(Criterion.LOAD):
        earned[Criterion.LOAD] = load_points(pair.place, rules) // rules.weight(Criterion.LOAD)
    total = sum(rules.weight(criterion) * value for criterion, value in earned.items())
    return Why(earned, total, FULL_POINTS * sum(rules.weight(criterion) for criterion in earned))


def alternatives(proposal: Proposal, mentee: Mentee) -> list[Alternative]:
    """Return every other mentor this mentee may have, the cheapest first, each with the exact price of choosing them.

    When the pair (i, j) is forced, the best rest is found by one shortest path in the residual network from the place
    that is taken to the place that is left (Ahuja, Magnanti and Orlin 1993, «Network Flows», chapter 9). All lengths
    are reduced costs, gain + price − worth ≥ 0. Raises KeyError for a mentee the proposal did not decide about.
    """
    row = {one.key: number for number, one in enumerate(proposal.people.mentees)}[mentee.key]
    length = _ways_back(proposal, row)
    reduced = _reduced(proposal, np.array([row]))[0] + length
    mine = int(proposal.place[row])
    own = int(proposal.table.owner[mine]) if mine != NOBODY else NOBODY
    found = []
    for column, mentor in enumerate(proposal.people.mentors):
        at = np.flatnonzero(proposal.table.owner == column)
        if column == own or not len(at) or not proposal.may[row, column]:
            continue
        price = proposal.scale.read(int(reduced[at].min()))
        found.append(Alternative(mentor, int(proposal.points[row, column]), price))
    return sorted(found, key=lambda one: (one.price.matched, one.price.kept, one.price.points, one.mentor.key))


def _reduced(proposal: Proposal, rows: Points) -> Points:
    """Return gain + price − worth of these mentees at every place; `FAR` where not allowed."""
    worth = proposal.table.at_places(rows)
    cost = proposal.proof.gain[rows, None] + proposal.proof.price - worth
    return np.where(worth == FORBIDDEN, FAR, cost)


def _ways_back(proposal: Proposal, row: int) -> Points:
    """Return, for each place, the least cost of moving its mentee on until the place that mentee `row` left is settled.

    The way may go through «outside»: a mentee is left without a mentor, or takes an empty place, and in return a place
    is emptied, the one that was left or another whose mentee moves on, or somebody who had no mentor gets one.
    """
    mine = int(proposal.place[row])
    seated = np.flatnonzero((proposal.place != NOBODY) & (np.arange(len(proposal.place)) != row))
    waiting = np.flatnonzero((proposal.place == NOBODY) & (np.arange(len(proposal.place)) != row))
    length = np.full(len(proposal.table.owner), FAR, dtype=np.int64)
    empty = np.ones(len(length), dtype=np.bool_)
    empty[proposal.place[proposal.place != NOBODY]] = False
    outside = 0
    if mine != NOBODY:
        length[mine], outside = 0, int(proposal.proof.price[mine])
    from_seated, from_waiting = _reduced(proposal, seated), _reduced(proposal, waiting)
    out = np.where(empty, 0, FAR)
    out[proposal.place[seated]] = proposal.proof.gain[seated]
    for _round in range(len(length) + 1):
        entering = int((from_waiting + length).min(initial=FAR))
        emptied = int((proposal.proof.price + length)[~empty].min(initial=FAR))
        outside = min(outside, entering, emptied)
        step = np.minimum(length, out + outside)
        on = (from_seated + length).min(axis=1, initial=FAR)
        step[proposal.place[seated]] = np.minimum(step[proposal.place[seated]], on)
        if (step == length).all():
            break
        length = step
    return length


def why_not(proposal: Proposal, mentee: Mentee) -> WhyNot:
    """Return why a mentee has no mentor, and what would help."""
    broken = {mentor: obstacles(mentee, mentor, proposal.rules) for mentor in proposal.people.mentors}
    away = [(mentor, next(iter(found))) for mentor, found in broken.items() if len(found) == 1 and mentor.free]
    return WhyNot(
        obstacles=Counter(obstacle for found in broken.values() for obstacle in found),
        one_rule_away=tuple(away),
        given=sum(not found for found in broken.values()),
    )


def one_more_place(proposal: Proposal) -> list[Mentor]:
    """Return the mentors with whom one place more would give one more mentee a mentor, directly or by moving others.

    The least prices say what one more place is worth: a whole matched pair, or only points.
    """
    helping = []
    for column, mentor in enumerate(proposal.people.mentors):
        worth = proposal.table.worth[:, column]
        offer = np.where(worth == FORBIDDEN, -FAR, worth - proposal.proof.gain).max(initial=-FAR)
        next_place = proposal.scale.unit("points") * load_points(max(mentor.places, mentor.load), proposal.rules)
        if offer > -FAR and proposal.scale.read(int(offer) + next_place).matched >= 1:
            helping.append(mentor)
    return helping
