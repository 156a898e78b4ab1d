"""When somebody is through with the programme, and what the certificate of it says. Never what was talked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.mentoring.choices import PairEnd, PairRole, Party, TalkKind, TalkState
from mentornett.mentoring.models import Employment, Pair, Talk
from mentornett.mentoring.queries.away import days_away, first_day
from mentornett.mentoring.rules.plan import date_of, months_later

NEAR_THE_END = timedelta(days=60)


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
    """Tell whether a certificate can be written."""
    return pair.end_reason == PairEnd.COMPLETED and pair.ends is not None and pair.ends <= today


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says: who was what in which programme, from when to when, and how many talks were held."""

    party: Party
    name: str
    programme: str
    municipality: str
    starts: date
    ends: date
    held: int


def certificate_facts(pair: Pair, party: Party) -> CertificateFacts:
    """Return the facts for the mentor of a completed pair, or for the mentee with all their mentors."""
    talks = Talk.objects.filter(kind=TalkKind.MENTOR, state=TalkState.HELD)
    mentee = party is Party.MENTEE
    person = pair.mentee if mentee else pair.mentor.person
    return CertificateFacts(
        party=party, name=person.name, ends=pair.ends or pair.starts,
        programme=pair.employment.programme.name if pair.employment.programme else "",
        municipality=pair.employment.municipality.name if pair.employment.municipality else "",
        starts=first_day(pair.employment) if mentee else pair.starts,
        held=(talks.filter(employment=pair.employment_id) if mentee else talks.filter(pair=pair)).count(),
    )  # fmt: skip
