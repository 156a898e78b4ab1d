"""The fixed cast: two organisers, three municipalities, each role once, the same names everywhere.

The clock of the cast stands at Thursday 12 March 2026, 09.00 in Norway. Everything is plainly invented but the
municipalities' names.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.models import (
    Assignment,
    Gathering,
    GuideAssignment,
    Network,
    Participation,
    Phase,
    RoleRule,
    Rule,
    Submission,
    Team,
    TeamMember,
)
from mentornett.questionnaires.models import Answer, AnswerSheet, Question, Questionnaire, Version
from mentornett.tenants.models import Municipality, Organiser, Person, Role
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.circles_cast import build_circles
from tests.competence_cast import build_courses
from tests.mentoring_cast import build_mentoring

TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
CANARY = "kanarifugl"  # stands in all texts of the other organiser; nobody on our side may ever see it
NEIGHBOUR_CANARY = "nabohemmelighet"  # stands in what the neighbour wrote; other teams may never see it


@dataclass
class Cast:
    """Handles to everybody and everything; `side` is «nord» or «sor»."""

    today: date = TODAY
    now: datetime = NOW
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for shelf in ("people", "things"):
            if name in self.__dict__.get(shelf, {}):
                return self.__dict__[shelf][name]
        raise AttributeError(name)

    def viewer(self, name: str) -> Viewer:
        """Return a person of the cast as a viewer today."""
        person = self.people[name]
        with inside(EVERYONE):
            return Viewer(person, tuple(roles_today(person.pk, self.today)), self.today)


# person -> (name, where, role kind). Where: an organiser's or a municipality's key.
PEOPLE = {
    "leader": ("Astrid Nettverksleder", "nord", "network_leader"),
    "operative": ("Oda Driftsgruppe", "nord", "operative"),
    "guide": ("Gunnar Veileder", "nord", "guide"),
    "other_guide": ("Vigdis Veileder", "nord", "guide"),
    "reference": ("Ragna Referanse", "nord", "reference"),
    "expert": ("Eirik Ekspert", "nord", "expert"),
    "coordinator": ("Kari Koordinator", "flesberg", "member"),
    "deputy": ("Dag Vara", "flesberg", "member"),
    "team_leader": ("Liv Leder", "flesberg", "member"),
    "union": ("Tor Tillitsvalgt", "flesberg", "member"),
    "sponsor": ("Siri Toppleder", "flesberg", "sponsor"),
    "neighbour": ("Nina Nabo", "roros", "member"),  # coordinator of another team in the same network
    "other_leader": ("Sissel Sørleder", "sor", "network_leader"),
    "other_coordinator": ("Mads Sørkoordinator", "moss", "member"),
    "outsider": ("Ulla Utenfor", "", ""),  # has an account and no role
}
MUNICIPALITIES = {
    "flesberg": ("3334", "Flesberg", "33", "Buskerud"),
    "roros": ("5025", "Røros", "50", "Trøndelag"),
    "moss": ("3103", "Moss", "31", "Østfold"),
}
RULES = [
    ("team_size_min", 3), ("team_size_max", 11), ("team_size_ideal_min", 3), ("team_size_ideal_max", 7),
    ("guide_contacts_per_period", 1), ("hours_per_period", 6), ("reminder_days_before", 3),
    ("reminder_repeat_days", 3), ("reminder_repeats_max", 5), ("score_gap", 1), ("decision_days", 90),
]  # fmt: skip
ROLES = [
    ("leader", "Leder med beslutningsmyndighet", "required", "warn", True),
    ("union_representative", "Tillitsvalgt", "expected", "warn", False),
    ("coordinator", "Koordinator", "required", "block", False),
    ("deputy_coordinator", "Stedfortreder", "optional", "info", False),
    ("hr", "HR", "optional", "info", False),
]
QUESTIONS = [
    ("status.goals", "goals", "goals", False, "organiser", "team"),
    ("status.achieved", "progress", "long_text", True, "organiser", "network"),
    ("status.hard", "progress", "long_text", False, "team_and_guide", "team"),
    ("status.pairs", "progress", "number", False, "organiser", "team"),
    ("status.score", "score", "scale", True, "organiser", "team"),
]


def build_cast() -> Cast:
    """Build the whole cast in an empty database."""
    cast = Cast()
    with inside(EVERYONE):
        _organisations(cast)
        _people(cast)
        cast.things["questionnaire"] = _questionnaire(None)
        _network(cast, "nord", [("flesberg", "team"), ("roros", "neighbour_team")])
        _network(cast, "sor", [("moss", "other_team")], prefix="other_")
        _members(cast)
        GuideAssignment.objects.create(
            team=cast.team, person=cast.guide, starts=date(2025, 9, 1), organiser=cast.nord, municipality=cast.flesberg
        )
        build_mentoring(cast.people, cast.things, now=NOW)
        build_courses(cast.people, cast.things, now=NOW)
        build_circles(cast.people, cast.things, now=NOW)
    return cast


def _organisations(cast: Cast) -> None:
    for key, name in (("nord", "Læringsnettverk Nord"), ("sor", f"Læringsnettverk Sør {CANARY}")):
        cast.things[key] = Organiser.objects.create(name=name, short_name=key.title())
    for key, (number, name, county_number, county) in MUNICIPALITIES.items():
        cast.things[key], _ = Municipality.objects.get_or_create(
            number=number,
            valid_from=date(2024, 1, 1),
            defaults={"name": name, "county_number": county_number, "county": county},
        )


def _people(cast: Cast) -> None:
    for key, (name, where, kind) in PEOPLE.items():
        person = Person.objects.create(email=f"{key}@eksempel.no", name=name, activated_at=NOW - timedelta(days=100))
        cast.people[key] = person
        if where:
            place = {"organiser" if where in {"nord", "sor"} else "municipality": cast.things[where]}
            Role.objects.create(person=person, kind=kind, starts=date(2025, 8, 1), **place)


def _questionnaire(organiser: Organiser | None) -> Version:
    questionnaire = Questionnaire.objects.create(
        organiser=organiser, key="status_report", title=in_all("Statusrapport")
    )
    sections = [{"key": key, "title": in_all(key.title())} for key in ("goals", "progress", "score")]
    version = Version.objects.create(
        questionnaire=questionnaire, number=1, state="published", sections=sections, published_at=NOW
    )
    for position, (key, section, kind, required, audience, sharing) in enumerate(QUESTIONS):
        Question.objects.create(
            version=version, key=key, section=section, position=position, type=kind, required=required,
            label=in_all(f"Spørsmål {key}"), help={}, answer_audience=audience, sharing_default=sharing,
            word_limit=200 if kind == "long_text" else None,
            options={"min": 0.5, "max": 5, "step": 0.5} if kind == "scale" else [],
        )  # fmt: skip
    return version


def _network(cast: Cast, side: str, teams: list[tuple[str, str]], prefix: str = "") -> None:
    organiser = cast.things[side]
    network = Network.objects.create(
        organiser=organiser, name=f"Mentornettverk {organiser.name}", starts=date(2025, 9, 4), ends=date(2027, 9, 30),
        state="running", created_at=NOW,
    )  # fmt: skip
    for position, key in enumerate(("plan", "pilot", "spread")):
        phase = Phase.objects.create(
            network=network, key=key, title=in_all(key.title()), position=position,
            starts=date(2025, 9, 4) + timedelta(days=180 * position),
        )  # fmt: skip
        cast.things[f"{prefix}phase_{key}"] = phase
    network.phase = cast.things[f"{prefix}phase_plan"]
    network.save(update_fields=["phase"])
    for position, (key, label, level, severity, decides) in enumerate(ROLES):
        cast.things[f"{prefix}role_{key}"] = RoleRule.objects.create(
            network=network, key=key, label=in_all(label), level=level, severity=severity, decides=decides,
            position=position,
        )  # fmt: skip
    for key, value in RULES:
        Rule.objects.create(network=network, key=key, value=value, severity="info")
    cast.things[f"{prefix}network"] = network
    _course(cast, network, prefix)
    for place, key in teams:
        _team(cast, network, cast.things[place], key)


def _course(cast: Cast, network: Network, prefix: str) -> None:
    # held in September and November, coming on 9 April 2026
    for number, (day, state, form) in enumerate(
        ((date(2025, 9, 4), "held", "digital"), (date(2025, 11, 20), "held", "physical"),
         (date(2026, 4, 9), "confirmed", "digital")), start=1,
    ):  # fmt: skip
        gathering = Gathering.objects.create(
            network=network, number=number, key=f"g{number}", title=f"Samling {number}", starts=day,
            ends=day + timedelta(days=1 if form == "physical" else 0), state=state, form=form, uid=uuid.uuid4(),
        )  # fmt: skip
        cast.things[f"{prefix}gathering_{number}"] = gathering
        if number > 1:
            cast.things[f"{prefix}assignment_{number}"] = Assignment.objects.create(
                network=network, key=f"status-{number}", kind="status_report",
                title=in_all(f"Statusrapport før samling {number}"), questionnaire_version=cast.questionnaire,
                gathering=gathering, opens_offset=-31, due_offset=-10, hours=1,
            )  # fmt: skip


def _team(cast: Cast, network: Network, municipality: Municipality, key: str) -> None:
    place = {"organiser": network.organiser, "municipality": municipality}
    name = f"Team {municipality.name}" + (f" {CANARY}" if key == "other_team" else "")
    team = Team.objects.create(network=network, name=name, joined=network.starts, **place)
    Participation.objects.create(network=network, joined=network.starts, **place)
    cast.things[key] = team
    short = {"team": "", "neighbour_team": "neighbour_", "other_team": "other_"}[key]
    for number in (2, 3):
        assignment = cast.things[f"{'other_' if key == 'other_team' else ''}assignment_{number}"]
        sheet = AnswerSheet.objects.create(version=cast.questionnaire, created_at=NOW, **place)
        submission = Submission.objects.create(
            team=team, assignment=assignment, sheet=sheet, state="sent" if number == 2 else "open",
            sent_at=NOW - timedelta(days=120) if number == 2 else None, opened_on=date(2025, 10, 20), **place,
        )  # fmt: skip
        cast.things[f"{short}submission_{number}"] = submission
        _answer(cast, sheet, {"team": "Vi har startet", "neighbour_team": NEIGHBOUR_CANARY, "other_team": CANARY}[key])
    cast.things[f"{short}report"] = cast.things[f"{short}submission_3"]
    cast.things[f"{short}sent_report"] = cast.things[f"{short}submission_2"]


def _answer(cast: Cast, sheet: AnswerSheet, text: str) -> None:
    for key in ("status.achieved", "status.hard"):
        question = Question.objects.get(version=cast.questionnaire, key=key)
        Answer.objects.create(
            sheet=sheet, question=question, value=f"{text} med {key}", sharing="team", edited_at=NOW,
            organiser=sheet.organiser, municipality=sheet.municipality,
        )  # fmt: skip


def _members(cast: Cast) -> None:
    for person, team, role in (
        ("coordinator", "team", "role_coordinator"), ("deputy", "team", "role_deputy_coordinator"),
        ("team_leader", "team", "role_leader"), ("union", "team", "role_union_representative"),
        ("neighbour", "neighbour_team", "role_coordinator"),
        ("other_coordinator", "other_team", "other_role_coordinator"),
    ):  # fmt: skip
        row = cast.things[team]
        TeamMember.objects.create(
            team=row, person=cast.people[person], role=cast.things[role], starts=row.joined,
            organiser=row.organiser, municipality=row.municipality,
        )  # fmt: skip
    cast.team.sponsor = cast.people["sponsor"]
    cast.team.save(update_fields=["sponsor"])
