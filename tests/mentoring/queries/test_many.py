"""A municipality with many people in all states: what the database counts is what one counts by hand, on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from mentornett.mentoring.choices import FigureKey, FollowUp
from mentornett.mentoring.models import Employment, Leave, Mentor, MentorLeave, MentorPlaces, Pair, Talk
from mentornett.mentoring.permissions.figures import counted_for
from mentornett.mentoring.permissions.follow_up import followed_by
from mentornett.mentoring.queries.capacity import Capacity, capacities
from mentornett.mentoring.queries.figures import figures_of
from mentornett.mentoring.queries.follow_up import work_list
from mentornett.mentoring.rules import follow_up as rules
from mentornett.mentoring.rules.figures import BegunPair, of_pairs
from mentornett.mentoring.rules.follow_up import Limits, PairFacts, days_that_count
from mentornett.mentoring.rules.plan import Away
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
DAYS = (-400, -200, -90, -30, 0, 30, 200)
MENTORS, HIRES = 12, 40


@dataclass(frozen=True)
class Town:
    """What is stored, as plain rows."""

    mentors: Sequence[Mentor]
    hires: Sequence[Employment]
    pairs: Sequence[Pair]
    talks: Sequence[Talk]
    leaves: Sequence[Leave]
    away: Sequence[MentorLeave]
    places: Sequence[MentorPlaces]


class _Chance:
    def __init__(self, cast: Cast) -> None:
        self.cast, self.random, self.here = cast, Random(7), {"municipality": cast.flesberg}  # noqa: S311

    def day(self, first: int, last: int) -> date:
        return self.cast.today + timedelta(days=self.random.randrange(first, last))

    def end(self, starts: date) -> date | None:
        return None if self.random.random() < 0.5 else starts + timedelta(days=self.random.randrange(0, 200))

    def people(self, kind: str, number: int) -> list[Person]:
        rows = [Person(email=f"{kind}{place}@eksempel.no", name=f"{kind} {place}") for place in range(number)]
        return Person.objects.bulk_create(rows)


@pytest.fixture
def town(cast: Cast) -> Town:
    """Write the people of a town, all by the same chance."""
    Talk.objects.update(state="dropped", held_on=None)
    Pair.objects.update(ends=cast.today - timedelta(days=900), starts=cast.today - timedelta(days=901))
    chance = _Chance(cast)
    mentors = Mentor.objects.bulk_create(_mentor(chance, person) for person in chance.people("mentor", MENTORS))
    hires = Employment.objects.bulk_create(_hire(chance, person) for person in chance.people("hire", HIRES))
    pairs = Pair.objects.bulk_create(row for hire in hires for row in _pairs(chance, hire, mentors))
    return Town(
        mentors, hires, pairs, Talk.objects.bulk_create(row for pair in pairs for row in _talks(chance, pair)),
        Leave.objects.bulk_create(_away(chance, Leave, employment=hire) for hire in hires[::3]),
        MentorLeave.objects.bulk_create(_away(chance, MentorLeave, mentor=one) for one in mentors[::4]),
        MentorPlaces.objects.bulk_create(
            _away(chance, MentorPlaces, mentor=one, places=chance.random.randrange(4)) for one in mentors[::2]
        ),
    )  # fmt: skip


def _mentor(chance: _Chance, person: Person) -> Mentor:
    starts = chance.day(-900, -300)
    trained = chance.day(-900, 100) if chance.random.random() < 0.7 else None
    return Mentor(
        person=person, unit=chance.cast.ward, profession="sykepleier", starts=starts, trained_on=trained,
        ends=chance.end(starts + timedelta(days=300)), **chance.here,
    )  # fmt: skip


def _hire(chance: _Chance, person: Person) -> Employment:
    starts = chance.day(-700, 20)
    return Employment(
        person=person, unit=chance.cast.ward, profession="sykepleier", starts=starts, followed_from=starts,
        ends=chance.end(starts + timedelta(days=200)), programme=chance.cast.programme, **chance.here,
    )  # fmt: skip


def _pairs(chance: _Chance, hire: Employment, mentors: Sequence[Mentor]) -> list[Pair]:
    starts = hire.starts + timedelta(days=chance.random.randrange(-5, 40))
    main, other = chance.random.sample(list(mentors), 2)
    known: dict[str, Any] = {"employment": hire, "mentee": hire.person, **chance.here}
    ends = chance.end(starts)
    rows = [Pair(mentor=main, starts=starts, ends=ends, end_reason="completed" if ends else "", **known)]
    if chance.random.random() < 0.4:
        rows.append(Pair(mentor=other, role=chance.random.choice(["substitute", "co_mentor"]), starts=starts, **known))
    return rows


def _talks(chance: _Chance, pair: Pair) -> list[Talk]:
    rows = []
    for number in range(8):
        due = pair.starts + timedelta(days=20 * number + chance.random.randrange(20))
        state = chance.random.choice(["held", "held", "not_held", "planned", "planned", "dropped"])
        rows.append(
            Talk(
                employment=pair.employment, pair=pair, number=number, kind=chance.random.choice(["mentor", "leader"]),
                topic="Samtale", opens=due - timedelta(days=10), due=due, state=state,
                held_on=due - timedelta(days=3) if state == "held" else None, **chance.here,
            )
        )  # fmt: skip
    return rows


def _away(chance: _Chance, model: type[Any], **values: Any) -> Any:
    starts = chance.day(-400, 100)
    return model(starts=starts, ends=chance.end(starts), **values, **chance.here)


def _goes_on(row: Any, day: date) -> bool:
    return row.ends is None or row.ends >= day


def _in_force(row: Any, day: date) -> bool:
    return row.starts <= day and _goes_on(row, day)


def _capacity(town: Town, mentor: Mentor, day: date, most: int) -> Capacity:
    load = sum(pair.mentor == mentor and pair.role != "substitute" and _goes_on(pair, day) for pair in town.pairs)
    said = [row.places for row in town.places if row.mentor == mentor and _in_force(row, day)]
    paused = any(row.mentor == mentor and _in_force(row, day) for row in town.away)
    return Capacity(0 if paused else min([*said, 1][0], most), load)


def _viewer(cast: Cast, day: date) -> Viewer:
    person = cast.programme_leader
    return Viewer(person, tuple(roles_today(person.pk, cast.today)), day)


@pytest.mark.parametrize("most", [None, 1])
def test_capacity_on_any_day(cast: Cast, town: Town, most: int | None) -> None:
    for day in (cast.today + timedelta(days=days) for days in DAYS):
        found = capacities(town.mentors, day, most=most)
        limit = most or cast.programme.most_mentees
        assert found == {one.pk: _capacity(town, one, day, limit) for one in town.mentors}


def test_figures_of_mentors_and_talks_on_any_day(cast: Cast, town: Town) -> None:
    for day in (cast.today + timedelta(days=days) for days in DAYS):
        (counting,) = figures_of(counted_for(_viewer(cast, day), [cast.programme]), day)
        busy = [one for one in town.mentors if _in_force(one, day) and _capacity(town, one, day, 9).load]
        load, trained = counting.of(FigureKey.LOAD), counting.of(FigureKey.TRAINED)
        assert (load.part, load.whole) == (sum(_capacity(town, one, day, 9).load for one in busy), len(busy))
        assert trained.part == sum(one.trained_on is not None and one.trained_on <= day for one in busy)
        due = [talk for talk in town.talks if talk.kind == "mentor" and talk.state != "dropped"]
        due = [talk for talk in due if day - timedelta(days=365) < talk.due < day]
        held, answered = counting.of(FigureKey.HELD), counting.of(FigureKey.ANSWERED)
        assert (held.part, held.whole) == (sum(talk.state == "held" for talk in due), len(due))
        assert answered.part == sum(talk.state in ("held", "not_held") for talk in due)
        assert held.people == len({talk.employment_id for talk in due})


def test_figures_of_pairs_on_any_day(cast: Cast, town: Town) -> None:
    for day in (cast.today + timedelta(days=days) for days in DAYS):
        (counting,) = figures_of(counted_for(_viewer(cast, day), [cast.programme]), day)
        begun = [row for row in town.pairs if row.role == "main" and day - timedelta(days=365) < row.starts <= day]
        expected = of_pairs([_begun(town, row, day) for row in begun], cast.programme.first_talk_days)
        assert [counting.of(FigureKey.DAYS_TO_TALK), counting.of(FigureKey.FIRST_TALK)] == expected


def _begun(town: Town, pair: Pair, day: date) -> BegunPair:
    held = [talk.held_on for talk in _with_mentor(town, pair) if talk.state == "held" and talk.held_on]
    away = [row for row in town.leaves if row.employment == pair.employment]
    spans = [Away(row.starts, row.ends or max(day, row.starts)) for row in away]
    first = max(pair.starts, pair.employment.starts)
    until = days_that_count(first, min(held), spans) if held else None
    return BegunPair(days_that_count(first, min(pair.ends or day, day), spans), until)


def _with_mentor(town: Town, pair: Pair) -> list[Talk]:
    return [talk for talk in town.talks if talk.pair == pair and talk.kind == "mentor"]


def test_work_list_of_mentors_on_any_day(cast: Cast, town: Town) -> None:
    for day in (cast.today + timedelta(days=days) for days in DAYS):
        kinds = (FollowUp.OVER, FollowUp.UNTRAINED)
        found = [row for row in work_list(followed_by(_viewer(cast, day)), day) if row.found.kind in kinds]
        expected = [
            (one.pk, line) for one in town.mentors if _goes_on(one, day) for line in _of_mentor(cast, town, one, day)
        ]
        assert sorted((row.mentor or 0, repr(row.found)) for row in found) == sorted(
            (pk, repr(line)) for pk, line in expected
        )


def _of_mentor(cast: Cast, town: Town, mentor: Mentor, day: date) -> list[rules.Finding]:
    known = _capacity(town, mentor, day, cast.programme.most_mentees)
    mine = [row for row in town.pairs if row.mentor == mentor and _goes_on(row, day)]
    helped = {row.mentee_id for row in town.pairs if row.role == "substitute" and _in_force(row, day)}
    covered = sum(row.role == "main" and row.mentee_id in helped for row in mine) if not known.places else 0
    trained = mentor.trained_on is not None and mentor.trained_on <= day
    since = min((row.starts for row in mine), default=mentor.starts)
    return rules.of_mentor(load=known.load - covered, places=known.places, trained=trained, since=since)


def test_work_list_of_pairs_on_any_day(cast: Cast, town: Town) -> None:
    for day in (cast.today + timedelta(days=days) for days in DAYS):
        found = [row for row in work_list(followed_by(_viewer(cast, day)), day) if row.pair]
        expected = [
            (pair.pk, repr(line))
            for pair in town.pairs
            if pair.role == "main" and _goes_on(pair, day)
            for line in rules.of_pair(_facts(town, pair, day), _limits(cast), day)
        ]
        assert sorted((row.pair or 0, repr(row.found)) for row in found) == sorted(expected)


def _limits(cast: Cast) -> Limits:
    row = cast.programme
    return Limits(row.first_talk_days, row.silent_days, row.lost_days)


def _facts(town: Town, pair: Pair, day: date) -> PairFacts:
    talks = _with_mentor(town, pair)
    late = [talk.due for talk in talks if talk.state == "planned" and talk.due < day]
    missed = [talk.due for talk in talks if talk.state == "not_held" and talk.due < day]
    away = [row for row in town.leaves if row.employment == pair.employment]
    away += [row for row in town.away if row.mentor == pair.mentor]
    return PairFacts(
        starts=max(pair.starts, pair.employment.starts), due=max([*late, *missed], default=None),
        held=max((talk.held_on for talk in talks if talk.held_on), default=None), unanswered=len(late),
        unanswered_since=min(late, default=None),
        goes_on=any(talk.state == "planned" and talk.opens <= day for talk in talks),
        away=tuple(Away(row.starts, row.ends or max(day, row.starts)) for row in away),
    )  # fmt: skip
