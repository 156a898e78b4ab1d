"""A leader's own new hires: who has a mentor, which dates were held, what comes, and time given. Never content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from mentornett.mentoring.choices import PairRole, TalkKind, TalkState
from mentornett.mentoring.models import ChecklistTask, Commitment, Employment, Pair, Talk, TimeUsed
from mentornett.mentoring.queries.followed import followed
from mentornett.mentoring.queries.talks import next_talk
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over

COUNTED_DAYS = 30  # the time that was used is counted over the same length as what is promised: a month

UNDO_DAYS = 7


@dataclass(frozen=True)
class OwnHire:
    """One new hire as the leader sees them."""

    employment: Employment
    pair: Pair | None
    held: Sequence[Talk]
    following: Talk | None
    leader_talk: Talk | None
    commitment: Any  # a Commitment with `signed`, how many of the three have; or None
    used: int  # minutes that the mentor used in the last month

    @property
    def promised(self) -> int:
        """Minutes a month that the leader promised to each of the two."""
        return self.commitment.minutes_a_month if self.commitment else 0


def own_hires(employments: QuerySet[Employment], today: date) -> list[OwnHire]:
    """Return the hires among these whom a programme follows today, those without a mentor first."""
    hires = list(followed(employments, today))
    pairs = _pairs_of(hires, today)
    talks = defaultdict(list)
    whose = [hire.person_id for hire in hires]
    of_plan = Talk.objects.filter(employment__person__in=whose).select_related("employment")
    for talk in of_plan.defer("guide", "tool", "reason", "place"):
        talks[_plan_of(talk.employment)].append(talk)
    commitments, used = _promises(pairs.values()), _used(pairs.values(), today)
    rows = [_row(hire, pairs.get(hire.pk), talks[_plan_of(hire)], commitments, used) for hire in hires]
    return sorted(rows, key=lambda row: (row.pair is not None, row.employment.person.name_sort))


def tasks_shown(
    tasks: QuerySet[ChecklistTask], hires: Iterable[OwnHire], leader: Person, today: date
) -> QuerySet[ChecklistTask]:
    """Return what the leader has to sign off for these, and what they signed off lately, so that it can be undone."""
    lately = Q(done_by=leader, done_on__gte=today - timedelta(days=UNDO_DAYS))
    return tasks.filter(Q(done_on__isnull=True) | lately, employment__in=[row.employment for row in hires])


def _plan_of(hire: Employment) -> tuple[int, date | None]:
    """Return what tells a plan apart: it follows the person to another unit, at once when a move is registered."""
    return hire.person_id, hire.followed_from


def _row(
    hire: Employment, pair: Pair | None, talks: list[Talk], commitments: dict[int, Any], used: dict[int, int]
) -> OwnHire:
    waiting = [talk for talk in talks if talk.state == TalkState.PLANNED]
    key = pair.pk if pair else 0
    return OwnHire(
        employment=hire, pair=pair, commitment=commitments.get(key), used=used.get(key, 0),
        held=[talk for talk in talks if talk.state == TalkState.HELD],
        following=next_talk(talk for talk in waiting if talk.kind == TalkKind.MENTOR),
        leader_talk=next_talk(talk for talk in waiting if talk.kind == TalkKind.LEADER),
    )  # fmt: skip


def _pairs_of(hires: list[Employment], today: date) -> dict[int, Pair]:
    whose = [hire.person_id for hire in hires]
    rows = Pair.objects.filter(not_over(today), mentee__in=whose, role=PairRole.MAIN).select_related("mentor__person")
    found = {row.mentee_id: row for row in rows}
    return {hire.pk: found[hire.person_id] for hire in hires if hire.person_id in found}


def _promises(pairs: Iterable[Pair]) -> dict[int, Any]:
    rows = Commitment.objects.filter(pair__in=list(pairs)).annotate(signed=Count("signatures"))
    return {row.pair_id: row for row in rows.order_by("made_at")}


def _used(pairs: Iterable[Pair], today: date) -> dict[int, int]:
    lately = Q(day__gt=today - timedelta(days=COUNTED_DAYS), day__lte=today)
    rows = TimeUsed.objects.filter(lately, pair__in=list(pairs), person=F("pair__mentor__person"))
    return dict(rows.values_list("pair").annotate(minutes=Sum("minutes")).order_by())
