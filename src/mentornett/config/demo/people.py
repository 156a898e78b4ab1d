"""The plainly invented people of the demo: everyone's surname is Eksempel."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mentornett.core.text import sort_key
from mentornett.network.models import Team, TeamMember
from mentornett.tenants.models import Municipality, Organiser, Person, Role

TEAM_ROLES = (  # key in the story, role in the team, title
    ("coordinator", "coordinator", "prosjektleder"),
    ("deputy", "deputy_coordinator", "fagutvikler"),
    ("leader", "leader", "virksomhetsleder"),
    ("union", "union_representative", "hovedtillitsvalgt"),
    ("measurer", "measurement_lead", "rådgiver i HR"),
)


def invented_person(key: str, name: str, title: str, *, password: str, now: datetime, language: str = "nb") -> Person:
    """Return an invented person who has taken the account into use; `password` is the stored hash."""
    person, _ = Person.objects.get_or_create(
        email=f"{key}@eksempel.no",
        defaults={
            "name": name, "title": title, "password": password, "activated_at": now, "is_demo": True,
            "language": language,
        },
    )  # fmt: skip
    return person


def staff_of(
    organiser: Organiser, rows: list[list[str]], *, starts: date, password: str, now: datetime
) -> dict[str, Person]:
    """Write the organiser's people and return them by key."""
    people = {}
    for key, name, title, kind in rows:
        people[key] = invented_person(key, name, title, password=password, now=now)
        Role.objects.create(person=people[key], kind=kind, organiser=organiser, starts=starts)
    return people


def members_of(team: Team, row: dict[str, Any], *, starts: date, today: date, password: str, now: datetime) -> None:
    """Write a team's members, and its sponsor, from a row of the story."""
    roles = {role.key: role for role in team.network.role_rules.all()}
    municipality = team.municipality
    assert municipality is not None  # noqa: S101 (every team has one; tells the type checker)
    for part, role_key, title in TEAM_ROLES:
        if name := row.get(part):
            person = _local(name, title, municipality, row, starts, password, now)
            ends = today.replace(day=1) if part == "leader" and row.get("leader_left") else None
            TeamMember.objects.create(
                team=team, person=person, role=roles[role_key], starts=starts, ends=ends, organiser=team.organiser,
                reason="Ny stilling i nabokommunen" if ends else "", municipality=municipality,
            )  # fmt: skip
    if name := row.get("sponsor"):
        team.sponsor = _local(name, "kommunalsjef", municipality, row, starts, password, now, kind="sponsor")
        team.save(update_fields=["sponsor"])


def _local(
    name: str, title: str, municipality: Municipality, row: dict[str, Any], starts: date, password: str, now: datetime,
    kind: str = "member",
) -> Person:  # fmt: skip
    place = "".join(letter for letter in sort_key(municipality.name).translate(_PLAIN) if letter.isalnum())
    first = "".join(letter for letter in sort_key(name).translate(_PLAIN) if letter.isalnum())
    person = invented_person(
        f"{first}.{place}", f"{name} Eksempel", title, password=password, now=now, language=row.get("language", "nb")
    )
    Role.objects.get_or_create(person=person, kind=kind, municipality=municipality, defaults={"starts": starts})
    return person


_PLAIN = str.maketrans({"{": "ae", "|": "o", "}": "a"})
