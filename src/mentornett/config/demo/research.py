"""What municipalities hand out: rows for research, one study waiting for a yes, and how far they have come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from mentornett.core.scoping import Scope
from mentornett.measurement.actions.later import set_point
from mentornett.measurement.actions.research import answer_study, ask_for_study
from mentornett.measurement.actions.spread import share_spread
from mentornett.measurement.models import ResearchStudy
from mentornett.measurement.queries.later import CHOICES
from mentornett.measurement.rules.research import last_half
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network
from mentornett.reports.research import make_research_file
from mentornett.tenants.models import Municipality, Person, Role

BASIS = "GDPR artikkel 6 nr. 1 e og artikkel 89, Sikt 123456 (oppdiktet)"


def ask(*, municipality: Municipality, now: datetime) -> ResearchStudy:
    """Let the project leader ask."""
    today = localdate(now)
    return ask_for_study(
        municipality=municipality, by=_who(municipality, "programme_leader"), now=now - timedelta(days=4),
        title="Hvem blir i de to første årene?", receiver="Universitetet i Eksempel", basis=BASIS,
        purpose="Følgeforskning om hvor lenge nyansatte sykepleiere og vernepleiere blir (oppdiktet).",
        receiver_name="Fredrik Forsker Eksempel", receiver_email="forsker@eksempel.no",
        first_half=last_half(today) - 8, last_half=last_half(today) - 1, last_day=today + timedelta(days=500),
    )  # fmt: skip


def hand_out(*, municipality: Municipality, now: datetime) -> None:
    """Ask, let human resources approve, and make the file."""
    study = ask(municipality=municipality, now=now)
    by = _who(municipality, "hr")
    answer_study(study=study, approved=True, answer="", by=by, now=now - timedelta(days=2))
    scope = Scope(municipalities=frozenset({municipality.pk}))
    make_research_file(study_id=study.pk, scope=scope, now=now - timedelta(days=2), today=localdate(now))


def ask_afterwards(*, network: Network, by: Person, now: datetime) -> None:
    """Let the teams of a network that closes soon be asked again after one year and after two."""
    for months in CHOICES:
        set_point(network=network, months=months, by=by, now=now)


def share_board(*, municipality: Municipality, network: Network, now: datetime) -> None:
    """Let the project leader share with a network how many units use the programme."""
    by = _who(municipality, "programme_leader")
    programme = Programme.objects.filter(municipality=municipality).order_by("pk")[0]
    share_spread(programme=programme, network=network, by=by, now=now, today=localdate(now))


def _who(municipality: Municipality, kind: str) -> Person:
    roles = Role.objects.filter(municipality=municipality, kind=kind).select_related("person").order_by("pk")
    return roles[0].person
