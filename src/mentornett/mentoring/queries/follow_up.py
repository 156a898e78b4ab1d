"""The work list of the mentor programme, from dates and status alone, in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
class Entry:
    """What was found, and the ids of whom or what it is about: people are read for the entries that are shown."""

    found: Finding
    hire: int | None = None
    pair: int | None = None
    mentor: int | None = None
    programme: int | None = None
    commitment: int | None = None


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


def work_list(followed: Followed, today: date) -> list[Entry]:
    """Return what this person should follow up, the most urgent and the oldest first."""
    found = chain(
        _of_hires(followed, today), _of_pairs(followed, today), _of_mentors(followed, today),
        (Entry(one, programme=row.pk) for row in followed.programmes if (one := rules.of_review(row.review_on, today))),
    )  # fmt: skip
    return sorted(found, key=lambda entry: (entry.found.tier, ORDER[entry.found.kind], entry.found.since))


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Return entries with the people and things they are about."""
    rows = list(entries)
    hires = _by_id(Employment.objects.select_related("person", "unit", "programme"), (row.hire for row in rows))
    with_people = Pair.objects.select_related("mentee", "mentor__person", "employment__unit", "employment__programme")
    pairs = _by_id(with_people, (row.pair for row in rows))
    mentors = _by_id(Mentor.objects.select_related("person", "unit"), (row.mentor for row in rows))
    programmes = _by_id(Programme.objects.all(), (row.programme for row in rows))
    commitments = _by_id(Commitment.objects.select_related("leader"), (row.commitment for row in rows))
    return [
        _line(
            row.found, hires.get(row.hire), pairs.get(row.pair), mentors.get(row.mentor),
            programmes.get(row.programme), commitments.get(row.commitment),
        )
        for row in rows
    ]  # fmt: skip


def _by_id(rows: QuerySet[Any], ids: Iterable[int | None]) -> dict[int | None, Any]:
    return {row.pk: row for row in rows.filter(pk__in={one for one in ids if one})}


def _line(
    found: Finding, hire: Employment | None, pair: Pair | None, mentor: Mentor | None, programme: Programme | None,
    commitment: Commitment | None,
) -> Line:  # fmt: skip
    work = pair.employment if pair else hire
    unit = work.unit if work else mentor.unit if mentor else None
    return Line(found, unit, hire, pair, mentor, programme or (work.programme if work else None), commitment)


def _of_hires(followed: Followed, today: date) -> Iterable[Entry]:
    soon = today + timedelta(days=rules.BEGINS_SOON)
    for hire in without_mentor(followed.hires.filter(starts__lte=soon), today):
        if found := rules.of_hire(hire.starts, today):
            yield Entry(found, hire=hire.pk)


@dataclass(frozen=True, slots=True)
class _Pair:
    """What is read of each pair that is followed."""

    pk: int
    municipality: int | None
    employment: int
    mentor: int
    starts: date
    hired: date
    wanted: datetime | None
    programme: int | None


def _of_pairs(followed: Followed, today: date) -> Iterable[Entry]:
    mine = Exists(followed.hires.order_by().filter(pk=OuterRef("employment")))
    rows = Pair.objects.filter(mine, not_over(today), role=PairRole.MAIN).order_by()
    columns = (
        "pk", "municipality_id", "employment_id", "mentor_id", "starts", "employment__starts", "talk_wanted_at",
        "employment__programme_id",
    )  # fmt: skip
    pairs = [_Pair(*values) for values in rows.values_list(*columns)]
    known = _Known(pairs, followed, today)
    limits = {row.pk: _limits(row) for row in Programme.objects.filter(pk__in={pair.programme for pair in pairs})}
    for pair in pairs:
        facts = known.facts_of(pair)
        commitment = known.commitments.get(pair.pk)
        found = rules.of_pair(facts, limits.get(pair.programme or 0, Limits()), today)
        for one in (*found, *known.time_of(pair, facts)):
            yield Entry(one, pair=pair.pk, commitment=commitment.pk if commitment else None)


def _limits(programme: Programme) -> Limits:
    return Limits(programme.first_talk_days, programme.silent_days, programme.lost_days)


@dataclass(frozen=True, slots=True)
class _Promise:
    """The newest commitment of a pair."""

    pk: int
    leader: int
    minutes_a_month: int
    signatures: int


class _Known:
    """What is known about many pairs, each kind asked for once."""

    def __init__(self, pairs: list[_Pair], followed: Followed, today: date) -> None:
        self.followed, self.today = followed, today
        ids = [pair.pk for pair in pairs]
        self.talks = talk_dates(ids, today)
        self.away = leaves_of([pair.employment for pair in pairs], today)
        self.mentors_away = mentor_leaves_of([pair.mentor for pair in pairs], today)
        rows = Commitment.objects.filter(pair__in=ids).annotate(n=Count("signatures")).order_by("made_at", "pk")
        columns = ("pair_id", "pk", "leader_id", "minutes_a_month", "n")
        self.commitments = {pair: _Promise(*values) for pair, *values in rows.values_list(*columns)}
        asked = [
            row.pk
            for row in self.commitments.values()
            if row.signatures < len(Party) or row.leader == followed.person.pk
        ]
        self.made = dict(Commitment.objects.filter(pk__in=asked).values_list("pk", "made_at"))
        self.signed: dict[int, dict[str, date]] = defaultdict(dict)
        signatures = Signature.objects.filter(commitment__in=asked)
        for pk, party, at in signatures.values_list("commitment_id", "party", "signed_at"):
            self.signed[pk][party] = localdate(at)
        self.used = self._used(ids) if followed.units else {}

    def _used(self, ids: list[int]) -> dict[int, int]:
        since = self.today - timedelta(days=rules.TIME_WINDOW)
        rows = TimeUsed.objects.filter(pair__in=ids, day__gt=since, day__lte=self.today)
        mine = rows.filter(person=F("pair__mentor__person"))
        return dict(mine.values_list("pair").annotate(minutes=Sum("minutes")).order_by())

    def facts_of(self, pair: _Pair) -> PairFacts:
        """Return what the rules ask about a pair."""
        talks = self.talks.get(pair.pk, TalkDates())
        commitment = self.commitments.get(pair.pk)
        open_one = commitment if commitment and commitment.signatures < len(Party) else None
        told = pair.wanted is not None and pair.municipality in self.followed.run
        return PairFacts(
            starts=max(pair.starts, pair.hired), held=talks.held, due=talks.due, unanswered=talks.unanswered,
            unanswered_since=talks.unanswered_since, goes_on=talks.planned > 0,
            away=(*self.away.get(pair.employment, ()), *self.mentors_away.get(pair.mentor, ())),
            ready=localdate(self.made[open_one.pk]) if open_one else None,
            unsigned=tuple(party for party in Party if party not in self.signed[open_one.pk]) if open_one else (),
            wanted=localdate(pair.wanted) if told and pair.wanted else None,
        )  # fmt: skip

    def time_of(self, pair: _Pair, facts: PairFacts) -> list[Finding]:
        """Return that the promised time is not used, to the leader who promised it and nobody else."""
        commitment = self.commitments.get(pair.pk)
        if commitment is None or commitment.leader != self.followed.person.pk:
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


def _of_mentors(followed: Followed, today: date) -> Iterable[Entry]:
    slim = followed.mentors.filter(not_over(today)).select_related(None)
    mentors = list(slim.only("municipality_id", "person_id", "trained_on", "starts"))
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
            yield Entry(found, mentor=mentor.pk)


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
