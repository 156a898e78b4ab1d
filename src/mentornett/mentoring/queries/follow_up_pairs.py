"""What to follow up in the pairs that go on, each kind of fact asked for once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Greatest
from django.utils.timezone import localdate

from mentornett.mentoring.choices import PairRole, Party, TalkKind, TalkState
from mentornett.mentoring.models import Commitment, Leave, MentorLeave, Pair, Signature, Talk, TimeUsed
from mentornett.mentoring.queries.commitments import in_force
from mentornett.mentoring.queries.follow_up_entries import Entry, Followed
from mentornett.mentoring.queries.followed import first_day_asked
from mentornett.mentoring.rules import follow_up as rules
from mentornett.mentoring.rules.follow_up import Finding, Limits, PairFacts
from mentornett.mentoring.rules.plan import Away
from mentornett.tenants.queries import not_over


class _Pair(NamedTuple):
    """What is read of each pair that is followed."""

    pk: int
    municipality: int | None
    employment: int
    mentor: int
    starts: date  # the first day on which both are there
    wanted: datetime | None
    programme: int | None
    unit: int
    hired: int
    guiding: int
    held: date | None  # the last talk with the mentor


COLUMNS = (
    "pk", "municipality_id", "employment_id", "mentor_id", "both", "talk_wanted_at", "employment__programme_id",
    "employment__unit_id", "mentee_id", "mentor__person_id", "held",
)  # fmt: skip


def of_pairs(followed: Followed, limits: Mapping[int, Limits], today: date) -> Iterable[Entry]:
    """Return what to follow up in the pairs that go on; `limits` are those of the programmes."""
    rows = Pair.objects.filter(followed.reach.among("employment__"), not_over(today), role=PairRole.MAIN).order_by()
    both = Greatest("starts", first_day_asked("employment__"))
    told = rows.annotate(held=last_held(), both=both).values_list(*COLUMNS)
    pairs, talks = [_Pair._make(row) for row in told], talks_open(rows, today)
    promises = _Promises(rows, followed, today)
    away, mentors_away = leaves_of(rows.values("employment"), today), mentor_leaves_of(rows.values("mentor"), today)
    for pair in pairs:
        absent = (*away.get(pair.employment, ()), *mentors_away.get(pair.mentor, ()))
        wanted = pair.wanted if pair.municipality in followed.run else None
        promise = promises.known.get(pair.pk, NO_PROMISE)
        facts = _facts(pair, talks.get(pair.pk, NO_TALKS), promise, absent, wanted)
        found = rules.of_pair(facts, limits.get(pair.programme or 0, DEFAULT), today)
        for one in (*found, *promises.time_of(pair.pk, facts)):
            yield Entry(
                one, municipality=pair.municipality, unit=pair.unit, programme=pair.programme, hire=pair.employment,
                pair=pair.pk, hired=pair.hired, guiding=pair.guiding, leader=promise.leader,
            )  # fmt: skip


def _facts(pair: _Pair, talks: _Talks, promise: _Promise, away: Sequence[Away], wanted: datetime | None) -> PairFacts:
    return PairFacts(
        starts=pair.starts, held=pair.held, due=talks.due, unanswered=talks.unanswered,
        unanswered_since=talks.unanswered_since, goes_on=talks.planned > 0, away=away, ready=promise.ready,
        unsigned=promise.unsigned, wanted=localdate(wanted) if wanted else None,
    )  # fmt: skip


class _Promise(NamedTuple):
    """What is asked of a pair's commitment in force: who made it, how much, and whose signature is missing."""

    leader: int | None = None
    minutes_a_month: int = 0
    ready: date | None = None  # since when signatures are missing
    unsigned: tuple[Party, ...] = ()
    signed_on: date | None = None  # by this person, as the leader


class _Promises:
    """The commitments in force that wait for a signature, and those that this person made as the leader."""

    def __init__(self, pairs: QuerySet[Pair], followed: Followed, today: date) -> None:
        self.me, self.today = followed.person.pk, today
        newest = Commitment.objects.filter(in_force(), pair__in=pairs.values("pk")).order_by()
        rows = newest.values_list("pk", "pair_id", "leader_id", "minutes_a_month", "made_at")
        told = list(rows.annotate(n=Count("signatures")).filter(Q(n__lt=len(Party)) | Q(leader=self.me)))
        signed: dict[int, dict[str, datetime]] = defaultdict(dict)
        signatures = Signature.objects.filter(commitment__in=[pk for pk, *_ in told])
        for pk, party, at in signatures.values_list("commitment_id", "party", "signed_at"):
            signed[pk][party] = at
        self.known = {
            pair: self._promise(leader, minutes, made_at, signed[pk])
            for pk, pair, leader, minutes, made_at, _signatures in told
        }
        self.used = self._used(pairs) if followed.reach.units else {}

    def _used(self, pairs: QuerySet[Pair]) -> dict[int, int]:
        since = self.today - timedelta(days=rules.TIME_WINDOW)
        rows = TimeUsed.objects.filter(pair__in=pairs.values("pk"), day__gt=since, day__lte=self.today)
        mine = rows.filter(person=F("pair__mentor__person"))
        return dict(mine.values_list("pair").annotate(minutes=Sum("minutes")).order_by())

    def _promise(self, leader: int, minutes: int, made_at: datetime, signed: Mapping[str, datetime]) -> _Promise:
        unsigned = tuple(party for party in Party if party not in signed)
        mine = signed.get(Party.LEADER) if leader == self.me else None
        ready, signed_on = localdate(made_at) if unsigned else None, localdate(mine) if mine else None
        return _Promise(leader, minutes, ready, unsigned, signed_on)

    def time_of(self, pair_id: int, facts: PairFacts) -> list[Finding]:
        """Return that the promised time is not used, to the leader who promised it and nobody else."""
        row = self.known.get(pair_id)
        if row is None or row.signed_on is None:
            return []
        found = rules.of_time(
            signed_on=max(row.signed_on, facts.starts), minutes_a_month=row.minutes_a_month,
            used=self.used.get(pair_id, 0), away=facts.away, today=self.today,
        )  # fmt: skip
        return [found] if found else []


class _Talks(NamedTuple):
    """Those of one pair's talks with the mentor that were not held and whose first day has come."""

    due: date | None = None
    unanswered: int = 0
    unanswered_since: date | None = None
    planned: int = 0


NO_TALKS, NO_PROMISE, DEFAULT = _Talks(), _Promise(), Limits()


def last_held() -> Subquery:
    """Ask for the day of a pair's last talk with the mentor: the first row of an index, however many they have had."""
    held = Talk.objects.filter(pair=OuterRef("pk"), kind=TalkKind.MENTOR, state=TalkState.HELD)
    return Subquery(held.order_by("-held_on").values("held_on")[:1])


def talks_open(pairs: QuerySet[Pair], today: date) -> dict[int, _Talks]:
    """Return what is known of the talks that were not held, by pair."""
    over, planned = Q(due__lt=today), Q(state=TalkState.PLANNED)
    not_held = Talk.objects.filter(state__in=(TalkState.PLANNED, TalkState.NOT_HELD), opens__lte=today)
    rows = not_held.filter(pair__in=pairs.values("pk"), kind=TalkKind.MENTOR).order_by()
    found = rows.values_list("pair").annotate(
        newest=Max("due", filter=over), unanswered=Count("pk", filter=planned & over),
        oldest=Min("due", filter=planned & over), left=Count("pk", filter=planned),
    )  # fmt: skip
    return {pair: _Talks._make(told) for pair, *told in found}


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
