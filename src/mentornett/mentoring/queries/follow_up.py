"""The work list of the mentor programme, from dates and status alone, in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import localdate

from mentornett.mentoring.choices import FollowUp, PairRole, Party, TalkKind, TalkState
from mentornett.mentoring.models import (
    Commitment,
    Employment,
    Leave,
    Mentor,
    MentorLeave,
    Pair,
    Programme,
    Signature,
    Talk,
    TimeUsed,
)
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.matching import without_mentor
from mentornett.mentoring.queries.training import training_of
from mentornett.mentoring.rules import follow_up as rules
from mentornett.mentoring.rules.follow_up import Finding, Limits, PairFacts
from mentornett.mentoring.rules.plan import Away
from mentornett.tenants.models import Letter, Person, Unit
from mentornett.tenants.queries import in_force, not_over

ORDER = {kind: place for place, kind in enumerate(FollowUp)}


@dataclass(frozen=True)
class Followed:
    """What one person follows up. Only who leads a programme is told that a talk about a pair is wanted."""

    person: Person
    hires: QuerySet[Employment]
    mentors: QuerySet[Mentor]
    programmes: QuerySet[Programme]  # those that one leads
    run: frozenset[int]  # municipalities whose programme one leads
    units: frozenset[int]  # units that one leads, with those below


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: what was found, and whom or what it is about."""

    found: Finding
    unit: Unit | None = None
    hire: Employment | None = None
    pair: Pair | None = None
    mentor: Mentor | None = None
    programme: Programme | None = None
    commitment: Commitment | None = None

    @property
    def people(self) -> list[Person]:
        """Those whose names stand in the line."""
        if self.pair:
            return [self.pair.mentee, self.pair.mentor.person]
        return [row.person for row in (self.hire, self.mentor) if row]


def work_list(followed: Followed, today: date) -> list[Line]:
    """Return what this person should follow up, the most urgent and the oldest first."""
    found = chain(
        _of_hires(followed, today), _of_pairs(followed, today), _of_mentors(followed, today),
        (Line(one, programme=row) for row in followed.programmes if (one := rules.of_review(row.review_on, today))),
    )  # fmt: skip
    return sorted(found, key=lambda line: (line.found.tier, ORDER[line.found.kind], line.found.since))


def _of_hires(followed: Followed, today: date) -> Iterable[Line]:
    soon = today + timedelta(days=rules.BEGINS_SOON)
    for hire in without_mentor(followed.hires.filter(starts__lte=soon), today):
        if found := rules.of_hire(hire.starts, today):
            yield Line(found, unit=hire.unit, hire=hire, programme=hire.programme)


def _of_pairs(followed: Followed, today: date) -> Iterable[Line]:
    rows = Pair.objects.filter(
        not_over(today), role=PairRole.MAIN, employment__in=followed.hires.order_by().values("pk")
    )
    pairs = list(rows.select_related("mentee", "mentor__person", "employment__unit", "employment__programme"))
    known = _Known(rows, followed, today)
    for pair in pairs:
        facts = known.facts_of(pair)
        commitment = known.commitments.get(pair.pk)
        found = rules.of_pair(facts, _limits(pair.employment.programme), today)
        for one in (*found, *known.time_of(pair, facts)):
            yield Line(
                one, unit=pair.employment.unit, pair=pair, programme=pair.employment.programme, commitment=commitment
            )


def _limits(programme: Programme | None) -> Limits:
    if programme is None:
        return Limits()
    return Limits(programme.first_talk_days, programme.silent_days, programme.lost_days)


class _Known:
    """What is known about many pairs, each kind asked for once."""

    def __init__(self, pairs: QuerySet[Pair], followed: Followed, today: date) -> None:
        self.followed, self.today = followed, today
        ids = pairs.values("pk")
        self.talks = talk_dates(ids, today)
        self.away = leaves_of(pairs.values("employment"), today)
        self.mentors_away = mentor_leaves_of(pairs.values("mentor"), today)
        self.commitments = {
            row.pair_id: row
            for row in Commitment.objects.filter(pair__in=ids).select_related("leader").order_by("made_at", "pk")
        }
        self.signed: dict[int, dict[str, date]] = defaultdict(dict)
        for pk, party, at in Signature.objects.filter(commitment__pair__in=ids).values_list(
            "commitment_id", "party", "signed_at"
        ):
            self.signed[pk][party] = localdate(at)
        self.used = self._used(ids) if followed.units else {}

    def _used(self, ids: Any) -> dict[int, int]:
        since = self.today - timedelta(days=rules.TIME_WINDOW)
        rows = TimeUsed.objects.filter(pair__in=ids, day__gt=since, day__lte=self.today)
        mine = rows.filter(person=F("pair__mentor__person"))
        return dict(mine.values_list("pair").annotate(minutes=Sum("minutes")).order_by())

    def facts_of(self, pair: Pair) -> PairFacts:
        """Return what the rules ask about a pair."""
        talks = self.talks.get(pair.pk, TalkDates())
        commitment = self.commitments.get(pair.pk)
        signed = self.signed[commitment.pk] if commitment else {}
        told = pair.talk_wanted_at is not None and pair.municipality_id in self.followed.run
        return PairFacts(
            starts=max(pair.starts, pair.employment.starts), held=talks.held, due=talks.due,
            unanswered=talks.unanswered, unanswered_since=talks.unanswered_since, goes_on=talks.planned > 0,
            away=(*self.away.get(pair.employment_id, ()), *self.mentors_away.get(pair.mentor_id, ())),
            ready=localdate(commitment.made_at) if commitment else None,
            unsigned=tuple(party for party in Party if party not in signed) if commitment else (),
            wanted=localdate(pair.talk_wanted_at) if told and pair.talk_wanted_at else None,
        )  # fmt: skip

    def time_of(self, pair: Pair, facts: PairFacts) -> list[Finding]:
        """Return that the promised time is not used, to the leader who promised it and nobody else."""
        commitment = self.commitments.get(pair.pk)
        if commitment is None or commitment.leader_id != self.followed.person.pk:
            return []
        signed_on = self.signed[commitment.pk].get(Party.LEADER)
        if signed_on is None:
            return []
        found = rules.of_time(
            signed_on=max(signed_on, facts.starts), minutes_a_month=commitment.minutes_a_month,
            used=self.used.get(pair.pk, 0), away=facts.away, today=self.today,
        )  # fmt: skip
        return [found] if found else []


@dataclass(frozen=True, slots=True)
class TalkDates:
    """The dates of one pair's talks with the mentor."""

    first_held: date | None = None
    held: date | None = None
    due: date | None = None
    unanswered: int = 0
    unanswered_since: date | None = None
    planned: int = 0  # of those whose first day has come


def talk_dates(pair_ids: Any, today: date) -> dict[int, TalkDates]:
    """Return the dates of the talks of many pairs."""
    held, planned = Q(state=TalkState.HELD), Q(state=TalkState.PLANNED)
    late = planned & Q(due__lt=today)
    rows = Talk.objects.filter(pair__in=pair_ids, kind=TalkKind.MENTOR).order_by().values_list("pair")
    found = rows.annotate(
        first=Min("held_on", filter=held), last=Max("held_on", filter=held),
        newest=Max("due", filter=late | Q(state=TalkState.NOT_HELD, due__lt=today)),
        unanswered=Count("pk", filter=late), oldest=Min("due", filter=late),
        left=Count("pk", filter=planned & Q(opens__lte=today)),
    )  # fmt: skip
    return {pair: TalkDates(*dates) for pair, *dates in found}


def leaves_of(employment_ids: Any, today: date) -> dict[int, list[Away]]:
    """Return when the people of many employments were away; what is open lasts until today."""
    found: dict[int, list[Away]] = defaultdict(list)
    for row in Leave.objects.filter(employment__in=employment_ids):
        found[row.employment_id].append(Away(row.starts, row.ends or max(today, row.starts)))
    return found


def mentor_leaves_of(mentor_ids: Any, today: date) -> dict[int, list[Away]]:
    """Return when mentors were away; what is open lasts until today."""
    found: dict[int, list[Away]] = defaultdict(list)
    for row in MentorLeave.objects.filter(mentor__in=mentor_ids):
        found[row.mentor_id].append(Away(row.starts, row.ends or max(today, row.starts)))
    return found


def _of_mentors(followed: Followed, today: date) -> Iterable[Line]:
    mentors = list(followed.mentors.filter(not_over(today)))
    known, trained = capacities(mentors, today), training_of(mentors, today)
    pairs = Pair.objects.filter(not_over(today), mentor__in=[one.pk for one in mentors])
    since: dict[int, date] = {}
    for mentor_id, starts in pairs.order_by("-starts").values_list("mentor_id", "starts"):
        since[mentor_id] = starts
    covered = _covered(mentors, today)
    for mentor in mentors:
        load, places = known[mentor.pk].load, known[mentor.pk].places
        for found in rules.of_mentor(
            load=load - (covered.get(mentor.pk, 0) if places == 0 else 0), places=places,
            trained=mentor.pk in trained, since=since.get(mentor.pk, mentor.starts),
        ):  # fmt: skip
            yield Line(found, unit=mentor.unit, mentor=mentor)


def _covered(mentors: Iterable[Mentor], today: date) -> dict[int, int]:
    """Return for how many of each one's mentees a substitute steps in today."""
    stepping_in = Pair.objects.filter(in_force(today), role=PairRole.SUBSTITUTE, mentee=OuterRef("mentee"))
    rows = Pair.objects.filter(Exists(stepping_in), not_over(today), mentor__in=[one.pk for one in mentors])
    rows = rows.filter(role=PairRole.MAIN)
    return dict(rows.values_list("mentor").annotate(number=Count("pk")).order_by())


def reminder_key(about: FollowUp, pair_id: int, reader_id: int, today: date) -> str:
    """Return the name of a reminder: the same through one week."""
    year, week, _day = today.isocalendar()
    return f"pair-reminded:{about.value}:{pair_id}:{reader_id}:{year}-{week}"


def reminded(lines: Iterable[Line], today: date) -> set[tuple[int, str]]:
    """Return the pairs and reasons among these for which a reminder was written this week."""
    keys = {
        reminder_key(line.found.kind, line.pair.pk, reader, today): (line.pair.pk, line.found.kind.value)
        for line in lines
        if line.pair
        for reader in _readers(line)
    }
    written = Letter.objects.filter(key__in=keys).values_list("key", flat=True)
    return {keys[key] for key in written if key}


def _readers(line: Line) -> list[int]:
    people = [person.pk for person in line.people]
    return [*people, line.commitment.leader_id] if line.commitment else people
