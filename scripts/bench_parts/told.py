"""What is told of the invented municipalities: answers, posters, reference figures, joint roll-outs and studies.

All of it is written by the same actions and jobs as in life, when everything else is there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count

from mentornett.core.scoping import Scope, inside
from mentornett.core.time import add_months
from mentornett.measurement.actions.consents import accept_counting
from mentornett.measurement.actions.counts_ahead import count_those_due
from mentornett.measurement.actions.fact_cards import save_card
from mentornett.measurement.actions.posters import write_poster
from mentornett.measurement.actions.research import ask_for_study
from mentornett.measurement.actions.rollouts import Chosen, accept_part, choose_units, make_network_plan
from mentornett.measurement.models import MonthlyMeasure, RolloutPart
from mentornett.measurement.queries.rollouts import may_be_asked
from mentornett.measurement.rules.half_years import newest_due
from mentornett.measurement.rules.research import last_half
from mentornett.mentoring.models import Pair, Programme
from mentornett.network.models import Network, Participation
from mentornett.reports.network_answers import release_network
from mentornett.reports.releases import make_release
from mentornett.tenants.models import Person, Role, Unit

MOST, LONG_AGO = 40, 100  # cards and studies of one place, and days since


def add_told(today: date, now: datetime) -> None:
    """Let out what is known of each programme, and of the network that its municipality joins; inside everyone."""
    running = list(Network.objects.filter(organiser__short_name="Nasjonal", state="running").order_by("starts"))
    network = running[len(running) // 2]
    programmes = list(Programme.objects.select_related("municipality"))
    for programme in programmes:
        municipality, by = programme.municipality, _leader(municipality=programme.municipality_id)
        Participation.objects.create(
            network=network, organiser_id=network.organiser_id, municipality=municipality, joined=network.starts
        )
        accept_counting(network=network, municipality=municipality, by=by, now=now)
        with inside(Scope(municipalities=frozenset({municipality.pk}))):
            make_release(municipality=municipality, until=newest_due(today), now=now)
        _own_words(programme, by, today, now)
    release_network(network=network, until=newest_due(today), now=now)
    counting = list(Network.objects.filter(organiser__short_name="Telling"))
    for one in counting:  # each has somebody who could be counted
        first, joined = programmes[0].municipality, one.starts
        Participation.objects.get_or_create(
            network=one, municipality=first, defaults={"organiser_id": one.organiser_id, "joined": joined}
        )
    count_those_due(newest_due(today), now)
    for one in [network, *counting]:
        _joint_plan(one, programmes, today, now)


def _leader(**place: Any) -> Person:
    kinds = ("programme_leader", "network_leader")
    return Role.objects.filter(kind__in=kinds, **place).select_related("person").order_by("pk")[0].person


def _own_words(programme: Any, by: Person, today: date, now: datetime) -> None:
    """Write a poster, and long ago as many cards and studies as there are pairs."""
    municipality, now = programme.municipality, now - timedelta(days=LONG_AGO)
    measures = MonthlyMeasure.objects.filter(municipality=municipality).order_by("pk").values_list("pk", flat=True)
    write_poster(
        municipality=municipality, heading="Mentor for nyansatte (oppdiktet)", done="Alle nye har fått en mentor.",
        sentence="Vi fortsetter.", measures=[0, *measures[:2]], by=by, now=now,
    )  # fmt: skip
    for number in range(min(Pair.objects.filter(municipality=municipality).count(), MOST)):
        _card(number, municipality=municipality, by=by, today=today, now=now)
        ask_for_study(
            municipality=municipality, by=by, now=now - timedelta(days=number), title=f"Oppdiktet studie {number + 1}",
            receiver="Universitetet i Eksempel", basis="GDPR artikkel 89 (oppdiktet)", purpose="Hvem blir (oppdiktet)?",
            receiver_name="Fredrik Forsker Eksempel", receiver_email="forsker@eksempel.invalid",
            first_half=last_half(today) - 8, last_half=last_half(today) - 1, last_day=today + timedelta(days=500),
        )  # fmt: skip


def _card(number: int, *, by: Person, today: date, now: datetime, **keeper: Any) -> None:
    topic = ("recruiting", "shortage", "competence", "population")[number % 4]
    save_card(
        topic=topic, what=f"Oppdiktet tall nummer {number + 1}", figure=f"{number} %", year=today.year - number % 9,
        source="Oppdiktet kilde", link="", expires=today + timedelta(days=90 * (number - 3)), by=by, now=now, **keeper,
    )  # fmt: skip


def _joint_plan(network: Network, programmes: list[Programme], today: date, now: datetime) -> None:
    """Plan a joint roll-out: all of a network's municipalities are asked, and those with a programme say yes."""
    by = _leader(organiser=network.organiser_id)
    teams = network.teams.aggregate(number=Count("pk"))["number"]
    for number in range(min(teams, MOST)):
        _card(number, organiser=network.organiser, by=by, today=today, now=now)
    there = Participation.objects.filter(network=network, municipality__in=[one.municipality_id for one in programmes])
    asked = {*may_be_asked(network), *(row.municipality for row in there.select_related("municipality"))}
    plan = make_network_plan(
        network=network, asked=sorted(asked, key=lambda one: one.pk), by=by, now=now, name="Oppdiktet felles utrulling",
        at_a_time=4, months_between=4, months_after=12, first=add_months(today, 9),
        answer_by=today + timedelta(days=60),
    )  # fmt: skip
    places = {one.municipality_id: one for one in programmes}
    for part in RolloutPart.objects.filter(plan=plan, municipality__in=places):
        own, leader = places[part.municipality_id], _leader(municipality=part.municipality_id)
        accept_part(part=part, programme=own, by=leader, now=now)
        units = Unit.objects.filter(municipality=part.municipality_id, parent__isnull=False).order_by("pk")
        chosen = [Chosen(unit, Decimal(8), 7, "anywhere") for unit in units]
        choose_units(part=part, chosen=chosen, leaving=30, by=leader, now=now)
