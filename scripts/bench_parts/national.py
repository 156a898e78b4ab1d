"""The national set: 30 networks of 20 teams over ten years, and all that happened in them.

Three small networks stand beside it, with 1, 3 and 300 teams of the same kind: their pages must ask the database the
same number of times.
"""

from __future__ import annotations

from datetime import date, timedelta

from bench_parts import invented
from bench_parts.building import Build, Place, at
from bench_parts.logs import write_logs
from bench_parts.programmes import add_programmes
from bench_parts.team_work import add_work
from bench_parts.told import add_told
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import search_key, sort_key
from mentornett.network.actions.networks import create_network
from mentornett.network.models import (
    Gathering,
    GuideAssignment,
    Network,
    Participation,
    RoleRule,
    Tag,
    Team,
    TeamMember,
)
from mentornett.tenants.actions.register import load_register
from mentornett.tenants.models import Municipality, Organiser, Person, Role, Unit

NETWORKS, TEAMS_EACH = 30, 20
COUNTING = (1, 3, 300)
GUIDES = 24  # five teams of a network each, and some rest between two networks
MEMBERS = ("leader", "union_representative", "coordinator", "deputy_coordinator", "hr")


def build_national_set(today: date) -> dict[str, int]:
    """Fill an empty, migrated database. Returns how many rows each table got."""
    with inside(EVERYONE):
        build = Build(today)
        load_register()
        build.municipalities = list(Municipality.objects.filter(valid_to__isnull=True).order_by("number"))
        for size, organiser, starts in _networks(build):
            _network(build, organiser, size, starts)
        add_programmes(build, _person)
        written = {table.__name__: rows.write() for table, rows in build.rows.items()}
        add_told(today, build.now)
        return written | write_logs(build.random, build.now)


def _networks(build: Build) -> list[tuple[int, Organiser, date]]:
    big = Organiser.objects.create(name="Oppdiktet nasjonal arrangør", short_name="Nasjonal")
    small = Organiser.objects.create(name="Oppdiktet arrangør for telling", short_name="Telling")
    first = build.today - timedelta(days=3652)
    national = [(TEAMS_EACH, big, first + timedelta(days=3652 * number // NETWORKS)) for number in range(NETWORKS)]
    return national + [(size, small, build.today - timedelta(days=400)) for size in COUNTING]


def _person(build: Build, key: str = "p") -> int:
    build.people += 1
    name = invented.person_name(build.random, build.people)
    return build.add(
        Person, email=f"{key}{build.people}@eksempel.invalid", name=name, name_sort=sort_key(name),
        name_search=search_key(name), password="!", activated_at=build.now, is_demo=True,  # noqa: S106 (no password at all)
    )  # fmt: skip


def _staff(build: Build, organiser: Organiser) -> list[int]:
    """Make a leader and the guides the first time an organiser is met; they stay for ten years."""
    if organiser.pk not in build.staff:
        people = [_person(build, "stab") for _ in range(1 + GUIDES)]
        for person, kind in zip(people, ("network_leader", *["guide"] * GUIDES), strict=True):
            build.add(Role, organiser_id=organiser.pk, person_id=person, kind=kind, starts=date(2010, 1, 1))
        build.staff[organiser.pk] = people
    return build.staff[organiser.pk]


def _network(build: Build, organiser: Organiser, size: int, starts: date) -> None:
    staff = _staff(build, organiser)
    build.rows[Person].write()  # the network's audit row names its maker
    maker = Person.objects.get(pk=staff[0])
    name = f"Oppdiktet læringsnettverk {starts.year}.{starts.month} ({size} team)"
    network = create_network(organiser=organiser, name=name, starts=starts, by=maker, now=at(starts))
    network.state = "closed" if network.ends < build.today else "running"
    network.save(update_fields=["state"])
    Gathering.objects.filter(network=network, ends__lt=build.today).update(state="held")
    gatherings = list(Gathering.objects.filter(network=network).order_by("number"))
    roles = {row.key: row.pk for row in RoleRule.objects.filter(network=network)}
    tag = Tag.objects.create(network=network, text="spredning").pk
    add_work(build, network, [_team(build, network, number, roles, tag, gatherings) for number in range(size)])


def _team(
    build: Build, network: Network, number: int, roles: dict[str, int], tag: int, gatherings: list[Gathering]
) -> Place:
    municipality = build.municipalities[(network.pk * TEAMS_EACH + number) % len(build.municipalities)]
    wall = {"organiser_id": network.organiser_id, "municipality_id": municipality.pk}
    closed = network.state == "closed"
    ends = network.ends if closed else None
    team = build.add(
        Team, network_id=network.pk, name=f"{municipality.name} {network.pk}-{number}", joined=network.starts,
        state="completed" if closed else "active", ended=ends, service_area="Oppdiktet",
        expectations=invented.paragraph(build.random, 2), **wall,
    )  # fmt: skip
    build.add(Participation, network_id=network.pk, joined=network.starts, completed=closed, **wall)
    members = _members(build, network, team, municipality, roles)
    guide = build.staff[network.organiser_id][1 + (network.pk * 4 + number % 4) % GUIDES]
    build.add(
        GuideAssignment, team_id=team, person_id=guide, starts=network.starts, ends=ends, handover_note="", **wall
    )
    return Place(network, team, wall, members["coordinator"], guide, tag, gatherings)


def _members(
    build: Build, network: Network, team: int, municipality: Municipality, roles: dict[str, int]
) -> dict[str, int]:
    unit = build.add(Unit, municipality_id=municipality.pk, name=f"Enhet {team}", kind="sykehjem")
    members = {key: _person(build) for key in MEMBERS}
    for key, person in members.items():
        left = network.starts + timedelta(days=300) if key == "hr" and team % 7 == 0 else None
        build.add(Role, municipality_id=municipality.pk, person_id=person, kind="member", starts=network.starts)
        build.add(
            TeamMember, team_id=team, person_id=person, role_id=roles[key], unit_id=unit, starts=network.starts,
            ends=left, reason="", organiser_id=network.organiser_id, municipality_id=municipality.pk,
        )  # fmt: skip
    return members
