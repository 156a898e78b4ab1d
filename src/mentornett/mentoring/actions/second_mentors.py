"""Substitutes and co-mentors: somebody steps in for a time, or stands beside the mentor."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.pair_letters import tell_second
from mentornett.mentoring.actions.pairs import PairError
from mentornett.mentoring.actions.plans import move_plan
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Mentor, Pair
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.pairs import readers_of
from mentornett.tenants.actions import give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over


@transaction.atomic
def add_second(
    *, pair: Pair, mentor: Mentor, role: PairRole, starts: date, ends: date | None, by: Person, now: datetime
) -> Pair:
    """Let somebody step in for a mentor for a period, or be co-mentor; all four are told. Raises PairError.

    The plan stays the pair's own: the second one sees what comes in the period, and never a note of the first.
    """
    _check(pair, mentor, role, starts, ends)
    second = Pair(
        employment=pair.employment, mentee=pair.mentee, mentor=mentor, role=role, starts=starts, ends=ends,
        end_reason=PairEnd.PLANNED if ends else "", municipality=pair.municipality,
    )  # fmt: skip
    second.save()
    give_role(
        person=mentor.person, kind=RoleKind.MENTOR, by=by, starts=min(starts, localdate(now)), now=now,
        municipality=pair.municipality,
    )  # fmt: skip
    move_plan(employment=pair.employment, by=by, now=now)
    details = {"mentor": mentor.pk, "role": str(role), "starts": str(starts)}
    audit.record(verb="second_mentor.added", on=second, by=by, now=now, details=details)
    told = [person for _party, person in readers_of(pair, localdate(now)) if person.pk != mentor.person_id]
    tell_second(second, [mentor.person, *told], now=now)
    return second


def _check(pair: Pair, mentor: Mentor, role: PairRole, starts: date, ends: date | None) -> None:
    mentor = Mentor.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    if mentor.person_id in (pair.mentee_id, pair.mentor.person_id):
        raise PairError("self")
    days = not_over(starts) & (Q(starts__lte=ends) if ends else Q())
    others = Pair.objects.filter(days, mentee=pair.mentee_id).filter(Q(role=role) | Q(mentor=mentor))
    if others.exists():
        raise PairError("taken")
    most = pair.employment.programme.most_mentees if pair.employment.programme else 1
    if role == PairRole.CO_MENTOR and not capacities([mentor], starts, most=most)[mentor.pk].free:
        raise PairError("full")
