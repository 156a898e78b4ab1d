"""The real network of 2021–2023, from the published facts. No persons; what is assumed is marked as assumed."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from mentornett.config.demo.real_facts import load_facts
from mentornett.core import audit
from mentornett.measurement.models import BeforeNow
from mentornett.network.fixtures_real.course import GatheringFact, PlanFact
from mentornett.network.fixtures_real.facts import BeforeNowFact, RealNetwork
from mentornett.network.fixtures_real.reader import read_real_network
from mentornett.network.models import (
    Gathering,
    GatheringChange,
    Goal,
    GroupMember,
    Network,
    OpenMeeting,
    Participation,
    Partner,
    PlannedGathering,
    PlanVersion,
    PollResult,
    Risk,
    RoleRule,
    Rule,
    Team,
)
from mentornett.network.template.reader import read_template
from mentornett.tenants.models import Municipality, Organiser

NAMESPACE = uuid.UUID("6f0d6c0e-0f7b-4c0e-9b51-5d3c7a1f2021")  # of calendar events that must keep their identity
SOURCES = {
    "invitation": {"nb": "Invitasjonen", "nn": "Invitasjonen", "en": "The invitation"},
    "report": {"nb": "Rapporten", "nn": "Rapporten", "en": "The report"},
    "agreement": {"nb": "Samarbeidsavtalen", "nn": "Samarbeidsavtalen", "en": "The cooperation agreement"},
}
SUB_TEAM_NAMES = {1: ("",), 2: (" 1", " 2"), 3: (" 1", " 2", " 3")}


@transaction.atomic
def load_real_network(*, organiser: Organiser, now: datetime) -> Network:
    """Write the whole network and return it."""
    facts = read_real_network()
    network = Network.objects.create(
        organiser=organiser, name=facts.network.name["nb"], topic=facts.network.title, motto=facts.network.motto,
        motto_assumed=facts.network.motto_won.assumed, target_groups=["sykepleiere", "vernepleiere"],
        about=facts.network.overall_aim["nb"], starts=facts.network.start, ends=facts.network.end, state="closed",
        findings=[dict(text) for text in facts.findings], created_at=now, published_at=now,
        kind="regional", region=facts.network.region,
    )  # fmt: skip
    for plan in facts.plans:
        _plan(network, plan)
    for gathering in facts.gatherings:
        _gathering(network, gathering)
    _changes(network, facts)
    _around(network, facts)
    _goals(network, facts)
    _teams(network, facts)
    for position, row in enumerate(facts.before_now):
        _before_now(network, row, facts.before_now_source, now, position)
    _polls(network, facts)
    _open_meetings(network, facts)
    load_facts(network, facts)
    audit.record(verb="network.loaded", on=network, by=None, now=now, details={"source": "published facts"})
    return network


def _open_meetings(network: Network, facts: RealNetwork) -> None:
    """Store what came before the network; the invitation knows more of the meeting that it invites to."""
    meeting = facts.plans[0].information_meeting
    for step in facts.recruitment:
        if step.on is None:
            continue
        row = OpenMeeting(network=network, title=step.what[0].upper() + step.what[1:], on=step.on, note=step.note)
        if meeting and meeting.on == step.on:
            row.starts_at, row.ends_at, row.theme = meeting.starts_at, meeting.ends_at, meeting.theme
            row.sign_up_by, row.binding = meeting.sign_up_by, meeting.binding
        elif step.what.startswith("bindende"):
            row.sign_up_by, row.binding = step.on, True
        row.save()


def _plan(network: Network, plan: PlanFact) -> None:
    version = PlanVersion.objects.create(
        network=network, number=plan.number, title=plan.title["nb"], dated=plan.dated, note=plan.note["nb"],
        stated_gatherings=plan.stated_gatherings, stated_duration=plan.stated_duration,
    )  # fmt: skip
    for fact in plan.gatherings:
        values = asdict(fact)
        values.pop("starts_as_written")
        PlannedGathering.objects.create(plan=version, **values)


def _gathering(network: Network, fact: GatheringFact) -> None:
    Gathering.objects.create(
        network=network, number=fact.number, key=f"g{fact.number}", title=f"Samling {fact.number}", starts=fact.starts,
        ends=fact.ends, form=fact.form, state="held", planned_theme=fact.planned_theme, themes=list(fact.themes),
        elements=list(fact.elements), contributors=list(fact.contributors),
        uid=uuid.uuid5(NAMESPACE, f"gathering-{fact.number}"),
    )  # fmt: skip


def _changes(network: Network, facts: RealNetwork) -> None:
    """The gathering that was dropped stands as cancelled on the day that the plan's picture gives it."""
    planned = {(plan.number, row.number): row for plan in facts.plans for row in plan.gatherings}
    for change in facts.changes:
        if change.held_number is not None:
            gathering = Gathering.objects.get(network=network, number=change.held_number)
        else:
            row = planned[(change.plan, change.plan_number)]
            gathering = Gathering.objects.create(
                network=network, number=len(facts.gatherings) + 1, key="dropped", title="Samlingen som ble tatt bort",
                starts=row.starts, ends=row.ends, form="unknown", state="cancelled",
                uid=uuid.uuid5(NAMESPACE, "gathering-dropped"),
            )  # fmt: skip
        GatheringChange.objects.create(
            gathering=gathering, kind=change.kind, reason=change.note, after=change.after or "",
            before=change.before.value if change.before else "",
        )  # fmt: skip


def _around(network: Network, facts: RealNetwork) -> None:
    for partner in facts.partners:
        Partner.objects.create(network=network, name=partner.name, type=partner.type, resource=partner.resource)
    for group, fact in (("operative", facts.groups.operative), ("reference", facts.groups.reference)):
        place = {"network": network, "group": group, "organiser": network.organiser}
        for number in range(1, fact.members + fact.replaced_midway + fact.left_early + 1):
            gone = number > fact.members
            text = (
                "Byttet ut midtveis"
                if gone and fact.replaced_midway
                else "Sluttet tidlig"
                if gone
                else f"Medlem {number}"
            )
            GroupMember.objects.create(role_text=text, **place)
    for risk in facts.risks:
        mitigations = [{"text": dict(text), "suggested": False} for text in risk.mitigations]
        Risk.objects.create(network=network, number=risk.number, text=dict(risk.text), mitigations=mitigations)
    wished, actual = facts.team_rules.recommended_size, facts.team_rules.actual_size
    for key, value, source in (
        ("team_size_min", wished.min, wished.source), ("team_size_max", actual.max, actual.source),
        ("team_size_ideal_min", wished.min, wished.source), ("team_size_ideal_max", wished.max, wished.source),
    ):  # fmt: skip
        Rule.objects.create(network=network, key=key, value=value, source=SOURCES[source])
    labels = {role.key: role for role in read_template().roles}
    for position, role in enumerate(facts.team_rules.roles):
        RoleRule.objects.create(
            network=network, key=role.key, label=dict(labels[role.key].label), level=role.level, position=position,
            decides=labels[role.key].decides, source=_said_by(role.source, role.as_stated),
        )  # fmt: skip


def _said_by(source: str, words: str) -> dict[str, str]:
    return {code: f"{name}: «{words}»" for code, name in SOURCES[source].items()}


def _goals(network: Network, facts: RealNetwork) -> None:
    written: dict[str, Goal] = {}
    for position, fact in enumerate(facts.goals):
        written[fact.key] = Goal.objects.create(
            network=network, parent=written.get(fact.parent or ""), level=fact.level, text=dict(fact.text),
            position=position,
        )  # fmt: skip


def _municipality(number: str) -> Municipality:
    return Municipality.objects.get(number=number, valid_to__isnull=True)


def _teams(network: Network, facts: RealNetwork) -> None:
    for fact in facts.municipalities:
        place = {"organiser": network.organiser, "municipality": _municipality(fact.number)}
        Participation.objects.create(network=network, joined=network.starts, completed=fact.completed, **place)
        for suffix in SUB_TEAM_NAMES[fact.teams]:
            Team.objects.create(
                network=network, name=f"{fact.name}{suffix}", joined=network.starts, ended=network.ends,
                state="completed", **place,
            )  # fmt: skip


def _before_now(network: Network, fact: BeforeNowFact, source: str, now: datetime, position: int) -> None:
    sides: dict[str, object] = {}
    for name, side in (("before", fact.before), ("now", fact.now)):
        sides |= {
            f"{name}_text": side.text, f"{name}_yes": side.yes, f"{name}_numerator": side.numerator,
            f"{name}_denominator": side.denominator, f"{name}_share": side.share,
            f"{name}_approximate": side.approximate, f"{name}_source": source,
        }  # fmt: skip
    teams = list(Team.objects.filter(network=network, municipality__number=fact.municipality)[:2])
    BeforeNow.objects.create(
        network=network, organiser=network.organiser, municipality=_municipality(fact.municipality),
        team=teams[0] if len(teams) == 1 else None,  # the report counts municipalities
        measure=fact.measure, target_group=fact.target_group, kind=fact.kind, unit_text=fact.unit_text,
        per_text=fact.per_text, less_is_better=fact.less_is_better, sharing="public", position=position,
        edited_at=now, **sides,
    )  # fmt: skip


def _polls(network: Network, facts: RealNetwork) -> None:
    for poll in facts.polls:
        shared = {"network": network, "topic": dict(poll.topic), "n": poll.n, "note": dict(poll.note)}
        for position, answer in enumerate(poll.answers):
            PollResult.objects.create(
                category=dict(answer.category), percent=answer.percent, position=position, **shared
            )
        if poll.unknown_rest:
            unknown = {"nb": "Kan ikke leses", "nn": "Kan ikkje lesast", "en": "Cannot be read"}
            PollResult.objects.create(
                category=unknown, percent=poll.unknown_rest.value, unknown_rest=True, position=99, **shared
            )
