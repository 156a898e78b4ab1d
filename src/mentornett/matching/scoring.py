"""From people and rules to two tables: who may be paired, and how many points each pair earns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from mentornett.matching.choices import Criterion, Obstacle
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.rules import ANY_SHIFT, FULL_POINTS, Rules

Points = npt.NDArray[np.int64]
Allowed = npt.NDArray[np.bool_]
Sets = Sequence[frozenset[str]]

HALF = FULL_POINTS // 2


@dataclass(frozen=True, slots=True)
class People:
    """Mentees and mentors in the fixed order of their keys, so that the order of a file never decides."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]

    @classmethod
    def of(cls, mentees: Iterable[Mentee], mentors: Iterable[Mentor]) -> People:
        """Sort both by key. Raises ValueError when a key stands twice on one side."""
        left, right = sorted(mentees, key=_key), sorted(mentors, key=_key)
        for keys in ([mentee.key for mentee in left], [mentor.key for mentor in right]):
            for one, other in pairwise(keys):
                if one == other:
                    raise ValueError(f"{one!r} stands twice")
        return cls(tuple(left), tuple(right))


def _key(person: Mentee | Mentor) -> str:
    return person.key


def points(people: People, rules: Rules) -> Points:
    """Return the weighted points of each pair, mentees × mentors, without the mentor's load."""
    total = np.zeros((len(people.mentees), len(people.mentors)), dtype=np.int64)
    for criterion, table in TABLES.items():
        weight = rules.weight(criterion)
        if weight:
            total += weight * table(people, rules)
    return total


def load_points(place: int, rules: Rules) -> int:
    """Return the weighted points for being a mentor's mentee number `place`, counted from 0."""
    return rules.weight(Criterion.LOAD) * max(0, FULL_POINTS - HALF * place)


def allowed(people: People, rules: Rules) -> Allowed:
    """Return which pairs no hard rule forbids, mentees × mentors. Full mentors are allowed: they just have no place."""
    result = np.ones((len(people.mentees), len(people.mentors)), dtype=np.bool_)
    for table in (_not_oneself, _not_own_leader, _fitting_profession, _not_excluded):
        result &= table(people, rules)
    ready = [mentor.active and (mentor.trained or not rules.training_required) for mentor in people.mentors]
    result &= np.array(ready, dtype=np.bool_)
    for criterion in rules.must:
        result &= TABLES[criterion](people, rules) > 0
    return result


def obstacles(mentee: Mentee, mentor: Mentor, rules: Rules) -> frozenset[Obstacle]:
    """Return every reason why this pair is not allowed; empty when it is. A mentor without a free place is `FULL`."""
    pair = People((mentee,), (mentor,))
    found = {
        Obstacle.SELF: not _not_oneself(pair, rules)[0, 0],
        Obstacle.OWN_LEADER: not _not_own_leader(pair, rules)[0, 0],
        Obstacle.PROFESSION: not _fitting_profession(pair, rules)[0, 0],
        Obstacle.EXCLUDED: not _not_excluded(pair, rules)[0, 0],
        Obstacle.NOT_TRAINED: rules.training_required and not mentor.trained,
        Obstacle.NOT_ACTIVE: not mentor.active,
        Obstacle.FULL: not mentor.free,
        Obstacle.MUST: any(TABLES[criterion](pair, rules)[0, 0] == 0 for criterion in rules.must),
    }
    return frozenset(obstacle for obstacle, there in found.items() if there)


def reasons(mentee: Mentee, mentor: Mentor, rules: Rules) -> dict[Criterion, int]:
    """Return what each criterion with a weight earns this pair, from 0 to 10, without load."""
    pair = People((mentee,), (mentor,))
    return {criterion: int(table(pair, rules)[0, 0]) for criterion, table in TABLES.items() if rules.weight(criterion)}


def _codes(mentees: Sequence[str], mentors: Sequence[str]) -> tuple[Points, Points]:
    """Number the texts of both sides alike; empty text is −1 among mentees and −2 among mentors, so never equal."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys([*mentees, *mentors]))}
    left = np.array([numbers[text] if text else -1 for text in mentees], dtype=np.int64)
    right = np.array([numbers[text] if text else -2 for text in mentors], dtype=np.int64)
    return left, right


def _equal(mentees: Sequence[str], mentors: Sequence[str]) -> Allowed:
    left, right = _codes(mentees, mentors)
    return np.equal.outer(left, right)


def _shared(mentees: Sets, mentors: Sets) -> Allowed:
    """Return which pairs have an element in common, by a product of two membership tables."""
    names = sorted(frozenset().union(*mentees) & frozenset().union(*mentors))
    if not names:
        return np.zeros((len(mentees), len(mentors)), dtype=np.bool_)
    left, right = (
        np.array([[name in one for name in names] for one in side], dtype=np.float32) for side in (mentees, mentors)
    )
    return np.asarray(left @ right.T > 0, dtype=np.bool_)


def _named(people: People, by_mentee: Callable[[Mentee], Iterable[str]]) -> Allowed:
    """Return the pairs where `by_mentee` names the mentor."""
    column = {mentor.key: number for number, mentor in enumerate(people.mentors)}
    result = np.zeros((len(people.mentees), len(people.mentors)), dtype=np.bool_)
    for row, mentee in enumerate(people.mentees):
        for key in by_mentee(mentee):
            if key in column:
                result[row, column[key]] = True
    return result


def _named_by_mentor(people: People, by_mentor: Callable[[Mentor], Iterable[str]]) -> Allowed:
    row = {mentee.key: number for number, mentee in enumerate(people.mentees)}
    result = np.zeros((len(people.mentees), len(people.mentors)), dtype=np.bool_)
    for column, mentor in enumerate(people.mentors):
        for key in by_mentor(mentor):
            if key in row:
                result[row[key], column] = True
    return result


def _not_oneself(people: People, rules: Rules) -> Allowed:
    return ~_named(people, lambda mentee: (mentee.key,))


def _not_own_leader(people: People, rules: Rules) -> Allowed:
    return ~_named(people, lambda mentee: mentee.leaders)


def _not_excluded(people: People, rules: Rules) -> Allowed:
    by_mentor = _named_by_mentor(people, lambda mentor: mentor.excluded)
    return ~(_named(people, lambda mentee: mentee.excluded) | by_mentor)


def _fitting_profession(people: People, rules: Rules) -> Allowed:
    if not rules.same_profession:
        return np.ones((len(people.mentees), len(people.mentors)), dtype=np.bool_)
    wanted, profession = _numbered([mentee.profession for mentee in people.mentees])
    had, other = _numbered([mentor.profession for mentor in people.mentors])
    fits = [[bool(theirs) and theirs in rules.fitting(one) for theirs in other] for one in profession]
    return np.array(fits, dtype=np.bool_).reshape(len(profession), len(other))[wanted][:, had]


def _numbered(texts: Sequence[str]) -> tuple[Points, list[str]]:
    """Return each text's number, and the distinct texts in the order of their numbers."""
    distinct = list(dict.fromkeys(texts))
    numbers = {text: number for number, text in enumerate(distinct)}
    return np.array([numbers[text] for text in texts], dtype=np.int64), distinct


def _unit(people: People, rules: Rules) -> Points:
    units = [mentee.unit for mentee in people.mentees], [mentor.unit for mentor in people.mentors]
    result = FULL_POINTS * _equal(*units)
    if rules.near:
        (rows, mine), (columns, theirs) = _numbered(units[0]), _numbered(units[1])
        near = [[one != other and frozenset({one, other}) in rules.near for other in theirs] for one in mine]
        nearby = np.array(near, dtype=np.bool_)
        result = np.maximum(result, HALF * nearby.reshape(len(mine), len(theirs))[rows][:, columns])
    return np.asarray(result, dtype=np.int64)


def _shift(people: People, rules: Rules) -> Points:
    mine, theirs = [mentee.shift for mentee in people.mentees], [mentor.shift for mentor in people.mentors]
    known = np.logical_and.outer(_flags(map(bool, mine)), _flags(map(bool, theirs)))
    either = np.logical_or.outer(_flags(one == ANY_SHIFT for one in mine), _flags(one == ANY_SHIFT for one in theirs))
    return np.asarray(np.maximum(FULL_POINTS * _equal(mine, theirs), HALF * (either & known)), dtype=np.int64)


def _flags(values: Iterable[bool]) -> Allowed:
    return np.fromiter(values, dtype=np.bool_)


def _speciality(people: People, rules: Rules) -> Points:
    return FULL_POINTS * _shared([m.specialities for m in people.mentees], [m.specialities for m in people.mentors])


def _language(people: People, rules: Rules) -> Points:
    return FULL_POINTS * _shared([m.languages for m in people.mentees], [m.languages for m in people.mentors])


def _experience(people: People, rules: Rules) -> Points:
    months = np.array([mentor.experience_months for mentor in people.mentors], dtype=np.int64)
    asked = max(1, rules.experience_months)
    earned = np.minimum(FULL_POINTS, FULL_POINTS * months // asked)
    return np.broadcast_to(earned, (len(people.mentees), len(people.mentors)))


def _mentee_wish(people: People, rules: Rules) -> Points:
    return FULL_POINTS * _named(people, lambda mentee: mentee.wishes)


def _mentor_wish(people: People, rules: Rules) -> Points:
    return FULL_POINTS * _named_by_mentor(people, lambda mentor: mentor.wishes)


TABLES: dict[Criterion, Callable[[People, Rules], Points]] = {
    Criterion.UNIT: _unit,
    Criterion.SHIFT: _shift,
    Criterion.SPECIALITY: _speciality,
    Criterion.EXPERIENCE: _experience,
    Criterion.LANGUAGE: _language,
    Criterion.MENTEE_WISH: _mentee_wish,
    Criterion.MENTOR_WISH: _mentor_wish,
}
