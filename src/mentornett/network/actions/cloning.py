"""Copies one network's set-up into another, with its dates shifted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from mentornett.network.actions.from_template import Days
from mentornett.network.choices import GatheringState
from mentornett.network.models import (
    Assignment,
    Gathering,
    Goal,
    Network,
    Partner,
    Phase,
    Risk,
    RoleRule,
    Rule,
    Slot,
)
from mentornett.network.rules.calendar import Laid, shifted


def _gatherings_of(network: Network) -> list[Gathering]:
    """Those that were not cancelled, in order of time; they get new numbers without gaps."""
    rows = Gathering.objects.filter(network=network).exclude(state=GatheringState.CANCELLED)
    return list(rows.order_by("starts", "number").prefetch_related("slots"))


def dates_of_clone(network: Network, starts: date) -> list[Laid]:
    """Return the dates that a clone's gatherings get when it starts on a day."""
    rows = enumerate(_gatherings_of(network), start=1)
    return shifted([(number, row.starts, row.ends) for number, row in rows], starts)


def copy_network(source: Network, clone: Network, days: Days) -> None:
    """Fill an empty network with the other's gatherings, programmes, phases, rules, goals, risks and assignments."""
    gatherings = {
        old.pk: _gathering(old, clone, number, days[number])
        for number, old in enumerate(_gatherings_of(source), start=1)
    }
    phases = _phases(source, clone)
    _role_rules(source, clone, phases)
    _rules_risks_partners(source, clone)
    _goals(source, clone)
    _assignments(source, clone, gatherings)
    clone.phase = min(phases.values(), key=lambda phase: phase.position, default=None)
    clone.save(update_fields=["phase"])


def _gathering(old: Gathering, clone: Network, number: int, days: tuple[date, date]) -> Gathering:
    new = Gathering.objects.create(
        network=clone, number=number, key=old.key, title=old.title, starts=days[0], ends=days[1],
        start_time=old.start_time, end_time=old.end_time, form=old.form, planned_theme=old.planned_theme,
        learning_goals=old.learning_goals, uid=uuid.uuid4(),
    )  # fmt: skip
    Slot.objects.bulk_create(
        Slot(gathering=new, day=slot.day, position=slot.position, type=slot.type, title=slot.title,
             minutes=slot.minutes, starts=slot.starts)
        for slot in old.slots.all()
    )  # fmt: skip
    return new


def _phases(source: Network, clone: Network) -> dict[int, Phase]:
    shift = clone.starts - source.starts
    return {
        old.pk: Phase.objects.create(
            network=clone, key=old.key, title=old.title, position=old.position,
            starts=old.starts + shift if old.starts else None,
        )
        for old in Phase.objects.filter(network=source)
    }  # fmt: skip


def _role_rules(source: Network, clone: Network, phases: Mapping[int, Phase]) -> None:
    RoleRule.objects.bulk_create(
        RoleRule(
            network=clone, key=old.key, label=old.label, level=old.level, severity=old.severity, decides=old.decides,
            from_phase=phases[old.from_phase_id] if old.from_phase_id else None, position=old.position,
            source=old.source,
        )
        for old in RoleRule.objects.filter(network=source)
    )  # fmt: skip


def _rules_risks_partners(source: Network, clone: Network) -> None:
    Rule.objects.bulk_create(
        Rule(network=clone, key=old.key, value=old.value, severity=old.severity, source=old.source)
        for old in Rule.objects.filter(network=source)
    )
    Risk.objects.bulk_create(
        Risk(network=clone, number=old.number, text=old.text, mitigations=old.mitigations)
        for old in Risk.objects.filter(network=source)
    )
    Partner.objects.bulk_create(
        Partner(network=clone, name=old.name, type=old.type, resource=old.resource)
        for old in Partner.objects.filter(network=source)
    )


def _goals(source: Network, clone: Network) -> None:
    made: dict[int, Goal] = {}
    rows = list(Goal.objects.filter(network=source).order_by("position", "pk"))
    while rows:  # parents first, in whatever order they stand
        row = next((row for row in rows if row.parent_id is None or row.parent_id in made), rows[0])
        rows.remove(row)
        made[row.pk] = Goal.objects.create(
            network=clone, parent=made.get(row.parent_id or 0), level=row.level, text=row.text, position=row.position
        )


def _assignments(source: Network, clone: Network, gatherings: Mapping[int, Gathering]) -> None:
    rows = Assignment.objects.filter(network=source, withdrawn=False, gathering__in=list(gatherings))
    Assignment.objects.bulk_create(
        Assignment(
            network=clone, key=old.key, kind=old.kind, title=old.title, instructions=old.instructions,
            questionnaire_version_id=old.questionnaire_version_id, gathering=gatherings[old.gathering_id],
            opens_offset=old.opens_offset, due_offset=old.due_offset, hours=old.hours, evidence=old.evidence,
        )
        for old in rows
    )  # fmt: skip
