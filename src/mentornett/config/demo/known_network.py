"""A network in which twelve units started in a drawn order, with registers of invented hires whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from django.db import transaction
from django.utils import timezone

from mentornett.config.demo.known_afterwards import load_afterwards
from mentornett.config.demo.known_truth import PLACES, SEED, WITH, WITHOUT, Place, invent
from mentornett.config.demo.people import invented_person
from mentornett.config.demo.running import Setting
from mentornett.config.demo.towns import FIRST, MIDDLE, PROFESSIONS
from mentornett.core import audit
from mentornett.core.text import search_key, sort_key
from mentornett.core.time import add_months
from mentornett.measurement.actions.rollout_starts import put_on_board, record_departure
from mentornett.measurement.actions.rollouts import (
    Chosen,
    accept_part,
    choose_units,
    draw_plan,
    lock_plan,
    make_network_plan,
)
from mentornett.measurement.choices import RolloutPlace
from mentornett.measurement.models import RolloutPlan
from mentornett.measurement.rules.half_years import DAY, newest_due
from mentornett.mentoring.actions.programmes import create_programme
from mentornett.mentoring.models import Employment, Programme, UnitStep
from mentornett.mentoring.rules.templates import read_template as read_programme
from mentornett.network.actions.networks import create_network
from mentornett.network.actions.teams import complete_team, create_team
from mentornett.network.models import GroupMember, Network, TeamMember
from mentornett.network.template.reader import read_template
from mentornett.reports.network_answers import release_network
from mentornett.tenants.models import Municipality, Person, Role, Unit

NAME = "Demonettverk med loddtrukket oppstart (oppdiktet)"
NO_LOG_IN = "!"
BEFORE, STORY = 24, 72  # months of hires before the first start, and in all until the newest answer
APART, AT_A_TIME = 5, 2  # months between the waves, and units in each
LATE = (
    "Hjemmetjenesten Storås nord",
    3,
    "Ny enhetsleder: oppstarten ble utsatt i tre måneder.",
)  # who did not start then
PREPARED = 9  # months from the network's start to that of the first units
TRUTH_KEY = "demo.truth"  # of the network's texts
TRUTH = {
    "nb": f"I denne oppdiktede demoen er den sanne virkningen kjent: Uten ordningen blir {WITHOUT} av 100, med den "
    f"{WITH} av 100, altså {WITH - WITHOUT} prosentpoeng mer. Svaret er regnet ut uten å vite det. Enhetene ansetter "
    "flere enn de fleste gjør, for at tolv enheter skal være nok til et svar.",
    "nn": f"I denne oppdikta demoen er den sanne verknaden kjend: Utan ordninga blir {WITHOUT} av 100, med henne "
    f"{WITH} av 100, altså {WITH - WITHOUT} prosentpoeng meir. Svaret er rekna ut utan å vite det. Einingane tilset "
    "fleire enn dei fleste gjer, for at tolv einingar skal vere nok til eit svar.",
    "en": f"In this invented demo the true effect is known: without the scheme {WITHOUT} of 100 stay, with it {WITH}, "
    f"that is {WITH - WITHOUT} percentage points more. The answer was worked out without knowing that. The units hire "
    "more than most do, so that twelve units are enough for an answer.",
}
PEOPLE = (
    ("prosjektleder", "prosjektleder for mentorprogrammet", "programme_leader"),
    ("hr", "rådgiver i HR", "hr"),
    ("tillitsvalgt", "tillitsvalgt", "union"),
)  # who work with it in each municipality: key, title, role


@dataclass(frozen=True)
class Calendar:
    """The days of the story, counted from the newest half-year that is counted."""

    today: date

    @property
    def first(self) -> date:
        """The first day on which somebody is hired."""
        return add_months(newest_due(self.today) + DAY, -STORY)

    @property
    def start(self) -> date:
        """The day on which the first units start."""
        return add_months(self.first, BEFORE)

    @property
    def network(self) -> date:
        """The day on which the network begins."""
        return add_months(self.start, -PREPARED)


@dataclass(frozen=True)
class Made:
    """A municipality of the story as it was written, with its units in the order of the story."""

    place: Place
    municipality: Municipality
    programme: Programme
    units: tuple[Unit, ...]
    leader: Person


@transaction.atomic
def load_known_network(*, setting: Setting) -> Network:
    """Write the network, its municipalities with their programmes, and all who were hired."""
    days = Calendar(setting.today)
    made = [_municipality(place, days, setting) for place in PLACES]
    network = _network(made, days, setting)
    write_hires(made, _draw(network, made, days, setting), days=days)
    leaders = {one.municipality.pk: one.leader for one in made}
    load_afterwards(network, start=days.start, leaders=leaders, by=setting.leader, now=setting.now)
    release_network(network=network, until=newest_due(setting.today), now=setting.now)
    audit.record(verb="network.loaded", on=network, by=None, now=setting.now, details={"source": "invented"})
    return network


def _municipality(place: Place, days: Calendar, setting: Setting) -> Made:
    municipality = Municipality.objects.create(
        number=place.number, name=place.name, county_number="99", county="Oppdiktet", valid_from=date(2020, 1, 1),
        inhabitants=place.inhabitants, inhabitants_source="oppdiktet tall i demoen",
    )  # fmt: skip
    within = {"municipality": municipality}
    people = []
    for number, (key, title, kind) in enumerate(PEOPLE):
        name = f"{FIRST[(int(place.number) + 5 * number) % len(FIRST)]} {MIDDLE[number + 2]} Eksempel"
        person = invented_person(f"{key}.{place.key}", name, title, password=setting.password, now=setting.now)
        Role.objects.create(person=person, kind=kind, starts=days.network, **within)
        people.append(person)
    programme = create_programme(
        municipality=municipality, template=read_programme("trondheim"), name="Mentor for nyansatte (oppdiktet)",
        starts=days.start, professions=[], includes_temporary=True, language="nb", owner=people[0],
        review_on=setting.today + timedelta(days=90), by=people[0], now=_noon(days.start),
    )  # fmt: skip
    units = [Unit.objects.create(name=unit.name, kind=unit.kind, **within) for unit in place.units]
    return Made(place, municipality, programme, tuple(units), people[0])


def _network(made: Sequence[Made], days: Calendar, setting: Setting) -> Network:
    """Write a network that is over. Its teams reported nothing: what they gave was the order and the counts."""
    template = replace(read_template(), assignments=())
    began = _noon(days.network)
    network = create_network(
        organiser=setting.organiser, name=NAME, starts=days.network, by=setting.leader, now=began, template=template
    )
    network.gatherings.update(state="held")
    network.about = "Kommunene, enhetene og alle som arbeider der, er oppdiktet."
    network.kind, network.state, network.texts = "national", "closed", {TRUTH_KEY: TRUTH}
    network.save(update_fields=["about", "kind", "state", "texts"])
    GroupMember.objects.create(
        network=network, group="operative", person=setting.leader, starts=network.starts, organiser=setting.organiser
    )
    coordinator = network.role_rules.get(key="coordinator")
    for one in made:
        team = create_team(
            network=network, municipality=one.municipality, name=one.municipality.name, joined=network.starts,
            service_area="Helse og omsorg", by=setting.leader, now=began,
        )  # fmt: skip
        TeamMember.objects.create(
            team=team, person=one.leader, role=coordinator, starts=network.starts, organiser=team.organiser,
            municipality=one.municipality,
        )  # fmt: skip
        Role.objects.create(person=one.leader, kind="member", starts=network.starts, municipality=one.municipality)
        complete_team(team=team, on=network.ends, by=setting.leader, now=_noon(network.ends))
    return network


def _draw(network: Network, made: Sequence[Made], days: Calendar, setting: Setting) -> dict[int, date]:
    """Plan, lock and draw the order as people would have done it then, and return when each unit really started."""
    told, said = (_noon(add_months(days.start, -months)) for months in (6, 4))
    plan = make_network_plan(
        network=network, asked=[one.municipality for one in made], by=setting.leader, now=told, at_a_time=AT_A_TIME,
        name="Oppstart i tolv enheter", months_between=APART, first=days.start, months_after=12,
        answer_by=add_months(days.start, -5),
    )  # fmt: skip
    parts = {part.municipality_id: part for part in plan.parts.all()}
    for one in made:
        part, by = parts[one.municipality.pk], one.leader
        chosen = [
            Chosen(unit, Decimal(known.a_year), 6, RolloutPlace.ANYWHERE)
            for unit, known in zip(one.units, one.place.units, strict=True)
        ]
        accept_part(part=part, programme=one.programme, by=by, now=told)
        choose_units(part=part, chosen=chosen, leaving=100 - WITHOUT, by=by, now=told)
    lock_plan(plan=plan, discussed_on=add_months(days.start, -5), by=setting.leader, now=said)
    draw_plan(plan=plan, seed=SEED, by=setting.leader, now=said + timedelta(hours=1))
    return _begin(plan, made, said + timedelta(hours=2))


def _begin(plan: RolloutPlan, made: Sequence[Made], now: datetime) -> dict[int, date]:
    """Put the drawn starts on the boards; one unit starts later than drawn. Return when each really started."""
    name, months, why = LATE
    rows = list(plan.units.select_related("unit"))
    starts = {row.unit_id: row.start for row in rows if row.start}
    parts = {part.municipality_id: part for part in plan.parts.select_related("programme")}
    for one in made:
        put_on_board(part=parts[one.municipality.pk], units=rows, note="Loddtrukket", by=one.leader, now=now)
    late = next(row for row in rows if row.name == name)
    drawn = starts[late.unit_id]
    starts[late.unit_id] = add_months(drawn, months)
    owner = next(one for one in made if one.municipality.pk == late.municipality_id)
    record_departure(unit=late, real_start=starts[late.unit_id], why=why, by=owner.leader, now=_noon(drawn))
    UnitStep.objects.filter(unit=late.unit_id).update(starts=starts[late.unit_id])
    return starts


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def write_hires(made: Sequence[Made], starts: Mapping[int, date], *, days: Calendar) -> None:
    """Write all who were hired until today, in units that have the scheme from these days on."""
    units = list(chain.from_iterable(one.units for one in made))
    owners = [one for one in made for _unit in one.units]
    real = [starts[unit.pk] for unit in units]
    told = list(chain.from_iterable(one.place.units for one in made))
    hires = invent(told, real, first=days.first, last=days.today, seed=SEED)
    hires.sort(key=lambda hire: hire.starts)
    people = Person.objects.bulk_create(_person(owners[hire.unit], number) for number, hire in enumerate(hires))
    Employment.objects.bulk_create(
        Employment(
            municipality=owners[hire.unit].municipality, person=person, unit=units[hire.unit],
            profession=PROFESSIONS[number % len(PROFESSIONS)], percent=100 if number % 3 else 80, starts=hire.starts,
            number=str(7000 + number), source="file", ends=hire.ends, end_reason="left" if hire.ends else "",
        )
        for number, (hire, person) in enumerate(zip(hires, people, strict=True))
    )  # fmt: skip


def _person(made: Made, number: int) -> Person:
    """Return somebody in a register who has never logged in."""
    name = f"{FIRST[number % len(FIRST)]} {MIDDLE[number // len(FIRST) % len(MIDDLE)]} Eksempel"
    return Person(
        email=f"ny{number + 1}.{made.place.key}@eksempel.no", name=name, name_sort=sort_key(name),
        name_search=search_key(name), password=NO_LOG_IN, is_demo=True,
    )  # fmt: skip
