"""What becomes of a talk: a time is proposed and agreed, and one of the two says whether it was held.

What was talked about is never asked for and stands nowhere here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.mentoring.actions.talk_letters import forget_time, tell_agreed, tell_proposed
from mentornett.mentoring.choices import TalkKind, TalkState
from mentornett.mentoring.models import Talk, TimeUsed
from mentornett.mentoring.queries.talks import mentor_of
from mentornett.tenants.models import Person

NO_CONNECTION = timedelta(days=14)  # an answer that a phone has kept for longer counts as given so long ago


class NothingProposedError(RuntimeError):
    """There is no time to accept: none is proposed, it has been changed since, or it is one's own, or has been."""


@dataclass(frozen=True)
class Answer:
    """Whether a talk was held, and on which day. `PLANNED` takes an answer back.

    `said` is when it was tapped, when that was where there was no connection.
    """

    state: TalkState
    on: date | None = None
    reason: str = ""
    said: datetime | None = None


@transaction.atomic
def answer_talk(*, talk: Talk, answer: Answer, by: Person, now: datetime) -> Talk:
    """Note what became of a talk. The same answer again changes nothing, so both may give it, and late.

    What somebody has said since an answer was tapped holds. A time that is to come is called off when the talk will
    not be held, or was held on an earlier day: nobody is to turn up alone.
    """
    row = _locked(talk)
    said = now if answer.said is None else min(max(answer.said, now - NO_CONNECTION), now)
    if row.said_at and said < row.said_at:
        return row
    held_on = (answer.on or _day_of(row, said)) if answer.state == TalkState.HELD else None
    reason = clean(answer.reason).strip() if answer.state == TalkState.NOT_HELD else ""
    given_again = row.state == answer.state and answer.on in (None, row.held_on) and reason in ("", row.reason)
    if given_again:
        return row
    row.state, row.held_on, row.reason = answer.state, held_on, reason
    planned = answer.state == TalkState.PLANNED
    row.said_by, row.said_at = (None, None) if planned else (by, said)
    if _is_called_off(row, now):
        forget_time(row, now)
    row.save(
        update_fields=[
            "state", "held_on", "reason", "said_by", "said_at", "sequence", "agreed_at", "proposed_at", "proposed_by",
        ]
    )  # fmt: skip
    _count_time(row)
    audit.record(verb="talk.noted", on=row, by=by, now=now, details={"state": str(answer.state)})
    return row


def _locked(talk: Talk) -> Talk:
    rows = Talk.objects.select_for_update(of=("self",))
    return rows.select_related("employment__person", "pair__mentor__person").get(pk=talk.pk)


def _is_called_off(talk: Talk, now: datetime) -> bool:
    if talk.agreed_at is None or talk.agreed_at <= now or talk.state == TalkState.PLANNED:
        return False
    return talk.held_on is None or talk.held_on < localdate(talk.agreed_at)


def _day_of(talk: Talk, said: datetime) -> date:
    """Return the day that was agreed when it has been, and else the day on which it is said."""
    return localdate(talk.agreed_at) if talk.agreed_at and talk.agreed_at <= said else localdate(said)


def _count_time(talk: Talk) -> None:
    """Count a held talk of the pair as protected time that each of them used, and nothing else."""
    TimeUsed.objects.filter(talk=talk).delete()
    if talk.state != TalkState.HELD or talk.kind != TalkKind.MENTOR or talk.pair is None or talk.held_on is None:
        return
    for person in filter(None, (mentor_of(talk, talk.held_on), talk.employment.person)):
        TimeUsed(
            pair=talk.pair, person=person, talk=talk, day=talk.held_on, minutes=talk.minutes,
            organiser_id=talk.organiser_id, municipality_id=talk.municipality_id,
        ).save()  # fmt: skip


@transaction.atomic
def propose_time(*, talk: Talk, at: datetime, place: str, by: Person, now: datetime, tell: Person | None) -> Talk:
    """Propose a time to the other one, who gets a letter. What is agreed stands until the new one is accepted."""
    row = _locked(talk)
    row.proposed_at, row.proposed_by, row.proposed_place = at, by, clean(place).strip()
    row.save(update_fields=["proposed_at", "proposed_by", "proposed_place"])
    audit.record(verb="talk.proposed", on=row, by=by, now=now)
    if tell is not None:
        tell_proposed(row, tell, by, now)
    return row


@transaction.atomic
def accept_time(*, talk: Talk, at: datetime, by: Person, now: datetime) -> Talk:
    """Agree to the time `at` that the other one proposed; both get it by e-mail. Raises NothingProposedError."""
    row = _locked(talk)
    proposer = row.proposed_by
    if proposer is None or proposer == by or row.proposed_at != at or at <= now:
        raise NothingProposedError
    row.agreed_at, row.place = at, row.proposed_place
    row.proposed_at, row.proposed_by, row.proposed_place = None, None, ""
    row.sequence += 1
    row.save(update_fields=["agreed_at", "place", "proposed_at", "proposed_by", "proposed_place", "sequence"])
    audit.record(verb="talk.agreed", on=row, by=by, now=now)
    tell_agreed(row, [(by, proposer), (proposer, by)], now)
    return row
