"""What stands around a network: who takes part, goals, roles, rules, risks, partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from mentornett.core.text import in_language
from mentornett.network.choices import GatheringState
from mentornett.network.models import (
    Assignment,
    Gathering,
    GatheringChange,
    Goal,
    Network,
    Participation,
    Phase,
    RoleRule,
    Rule,
    Team,
)
from mentornett.network.queries.gatherings import due_of
from mentornett.network.rules.course import Load, is_on_hold, loads, opening
from mentornett.network.template.reader import read_template
from mentornett.questionnaires.choices import VersionState
from mentornett.questionnaires.models import Version


def live_gatherings(network: Network) -> QuerySet[Gathering]:
    """Return the gatherings that are not cancelled, in order of time."""
    rows = Gathering.objects.filter(network=network).exclude(state=GatheringState.CANCELLED)
    return rows.select_related("network").order_by("starts", "number")


def participants(network: Network) -> QuerySet[Participation]:
    """Return the municipalities' memberships of a network, by name (A10)."""
    rows = Participation.objects.filter(network=network).select_related("municipality")
    return rows.order_by("municipality__name_sort", "joined")


def teams_of(network: Network) -> QuerySet[Team]:
    """Return all teams that are or were in a network, by municipality and name."""
    rows = Team.objects.filter(network=network).select_related("municipality")
    return rows.order_by("municipality__name_sort", "name")


def phases_of(network: Network) -> QuerySet[Phase]:
    """Return a network's phases in order."""
    return Phase.objects.filter(network=network).order_by("position")


def roles_of(network: Network) -> QuerySet[RoleRule]:
    """Return a network's role catalogue in order."""
    return RoleRule.objects.filter(network=network).select_related("from_phase").order_by("position", "pk")


def rules_of(network: Network) -> QuerySet[Rule]:
    """Return a network's rules in the order they were made."""
    return Rule.objects.filter(network=network).order_by("pk")


@dataclass
class GoalNode:
    """A goal with those under it."""

    goal: Goal
    children: list[GoalNode]


def goal_tree(network: Network) -> list[GoalNode]:
    """Return a network's goals as trees (O03), in one query."""
    rows = list(Goal.objects.filter(network=network).order_by("position", "pk"))
    nodes = {row.pk: GoalNode(row, []) for row in rows}
    for row in rows:
        if row.parent_id in nodes:
            nodes[row.parent_id].children.append(nodes[row.pk])
    return [nodes[row.pk] for row in rows if row.parent_id not in nodes]


def around(network: Network) -> dict[str, Any]:
    """Return what stands around a network, ready for the page that shows all of it."""
    return {
        "goals": goal_tree(network), "roles": list(roles_of(network)), "rules": list(rules_of(network)),
        "risks": list(network.risks.order_by("number")), "partners": list(network.partners.order_by("type", "pk")),
        "phases": list(phases_of(network)),
    }  # fmt: skip


def rule_names() -> dict[str, str]:
    """Return what the template's rules are called, in the reader's language."""
    return {rule.key: in_language(rule.label) for rule in read_template().rules}


def changes_of(gatherings: Iterable[Gathering]) -> list[GatheringChange]:
    """Return the changes of gatherings that were fetched with them, newest first, those without a time last."""
    rows = [change for row in gatherings for change in row.changes.all()]
    dated = sorted((row for row in rows if row.at), key=lambda row: row.at or row.pk, reverse=True)
    return [*dated, *(row for row in rows if not row.at)]


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment with its dates; on hold when its gathering is cancelled."""

    assignment: Assignment
    opens: date
    due: date
    on_hold: bool


def assignments_of(network: Network) -> list[AssignmentRow]:
    """Return what teams are asked for with dates, in order of deadline, in one query."""
    rows = list(
        Assignment.objects.filter(network=network).select_related("gathering", "questionnaire_version__questionnaire")
    )
    for row in rows:  # of this network, which need not be read once more for each
        row.network = row.gathering.network = network
    dated = [
        AssignmentRow(
            row, opening(starts=row.gathering.starts, opens_offset=row.opens_offset), due_of(row),
            is_on_hold(row.gathering.state, row.fixed_due),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(dated, key=lambda row: (row.due, row.assignment.pk))


def load_per_period(network: Network, rows: Sequence[AssignmentRow]) -> list[Load]:
    """Return the hours asked for in each period beside the network's cap (E16, X13)."""
    cap = Rule.objects.filter(network=network, key="hours_per_period").values_list("value", flat=True).first()
    gatherings = list(live_gatherings(network).values_list("number", "starts"))
    work = [(row.due, row.assignment.hours) for row in rows if not row.on_hold and not row.assignment.withdrawn]
    return loads(gatherings, work, Decimal(str(cap)) if isinstance(cap, int | float) else None)


def forms_to_choose(network: Network) -> list[Version]:
    """Return the newest published version of each built-in form and of the organiser's own."""
    rows = Version.objects.filter(state=VersionState.PUBLISHED).select_related("questionnaire")
    rows = rows.filter(questionnaire__organiser=None) | rows.filter(questionnaire__organiser=network.organiser_id)
    newest: dict[int, Version] = {}
    for row in rows.order_by("questionnaire__key", "number"):
        newest[row.questionnaire_id] = row
    return list(newest.values())


def library() -> list[tuple[str, str]]:
    """Return the template's assignments to choose from: key and title."""
    return [(row.key, in_language(row.title)) for row in read_template().assignments]
