"""When somebody is through with the programme, and what the certificate of it says. Never what was talked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from mentornett.competence.models import Certificate
from mentornett.mentoring.choices import PairEnd, PairRole, Party, TalkKind, TalkState
from mentornett.mentoring.models import Employment, Pair, PairCertificate, Talk
from mentornett.mentoring.queries.away import days_away, first_day
from mentornett.mentoring.rules.plan import date_of, months_later

NEAR_THE_END = timedelta(days=60)
GET_CERTIFICATES = (Party.MENTOR, Party.MENTEE)


def over_on(employment: Employment, today: date) -> date:
    """Return the day on which the programme's months have passed for somebody; days away do not count."""
    first = first_day(employment)
    months = employment.programme.months if employment.programme else 0
    return date_of(first, (months_later(first, months) - first).days, days_away(employment, today))


def may_be_completed(pair: Pair, talks: Iterable[Talk], today: date) -> bool:
    """Tell whether the mentor is asked if the programme is completed: hardly anything is left of the plan."""
    if pair.role != PairRole.MAIN or pair.ends is not None:
        return False
    rows = list(talks)
    left = [row for row in rows if row.state == TalkState.PLANNED and row.opens > today + NEAR_THE_END]
    return not left and any(row.state == TalkState.HELD for row in rows)


def is_completed(pair: Pair, today: date) -> bool:
    """Tell whether a pair is through with the programme, and the last day has come."""
    return pair.end_reason == PairEnd.COMPLETED and pair.ends is not None and pair.ends <= today


def without_certificate(now: datetime) -> QuerySet[Pair]:
    """Return the completed pairs whose last day has come and that have no certificates that hold."""
    held = PairCertificate.objects.filter(pair=OuterRef("pk"), certificate__taken_back_at=None)
    rows = Pair.objects.filter(
        ~Exists(held), role=PairRole.MAIN, end_reason=PairEnd.COMPLETED, ends__lte=localdate(now)
    )
    return rows.select_related("employment__programme", "employment__municipality", "mentor__person", "mentee")


def certificate_of(pair: Pair, party: Party) -> Certificate | None:
    """Return the certificate of the mentor or the mentee of a pair, if it holds."""
    return Certificate.objects.filter(of_pair__pair=pair, of_pair__party=party, taken_back_at=None).first()


def certificate_facts(pair: Pair, party: Party) -> dict[str, Any]:
    """Return what a certificate says: who was what in which programme, from when to when, and how many talks were held.

    A mentee's is of all their mentors.
    """
    talks = Talk.objects.filter(kind=TalkKind.MENTOR, state=TalkState.HELD)
    mentee, hire = party is Party.MENTEE, pair.employment
    return {
        "party": party.value,
        "person": pair.mentee.name if mentee else pair.mentor.person.name,
        "programme": hire.programme.name if hire.programme else "",
        "place": hire.municipality.name if hire.municipality else "",
        "began_on": str(first_day(hire) if mentee else pair.starts),
        "completed_on": str(pair.ends or pair.starts),
        "held": (talks.filter(employment=hire) if mentee else talks.filter(pair=pair)).count(),
    }
