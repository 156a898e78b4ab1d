"""A network's own words, rules, roles and phases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.core.text import clean, in_all, in_language
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.actions.rule_letters import days_moved
from mentornett.network.choices import Level, Severity
from mentornett.network.models import Network, Phase, RoleRule, Rule
from mentornett.network.queries.rule_moves import followers_of, moves_by_rules
from mentornett.network.rules.work import TIMED_BY_RULES
from mentornett.tenants.models import Person


@transaction.atomic
def rename_labels(*, network: Network, labels: Mapping[str, Mapping[str, str]], by: Person, now: datetime) -> None:
    """Set the words used instead of the built-in ones: key -> {"one", "many"}; empty means built-in."""
    tidy = {key: {form: clean(word).strip() for form, word in words.items()} for key, words in labels.items()}
    network.labels = {key: words for key, words in tidy.items() if any(words.values())}
    network.save(update_fields=["labels"])
    audit.record(verb="labels.changed", on=network, by=by, now=now, details={"keys": sorted(network.labels)})


@transaction.atomic
def word_text(
    *, network: Network, key: str, wordings: Mapping[str, tuple[str, str]], by: Person, now: datetime
) -> None:
    """Set the network's own wording of a standing text, as title and text by language; none means the usual one."""
    held = Network.objects.select_for_update().get(pk=network.pk)
    own = {code: {"title": clean(title), "body": clean(body)} for code, (title, body) in wordings.items()}
    rest = {each: text for each, text in held.texts.items() if each != key}
    held.texts = network.texts = {**rest, key: own} if own else rest
    held.save(update_fields=["texts"])
    details = {"key": key, "languages": sorted(own)}
    audit.record(verb="texts.changed" if own else "texts.restored", on=network, by=by, now=now, details=details)


@dataclass(frozen=True)
class RuleChange:
    """What an organiser sets about one rule."""

    value: int
    severity: Severity


@transaction.atomic
def set_rules(*, network: Network, rules: Mapping[int, RuleChange], by: Person, now: datetime) -> int:
    """Set rules (by their id) of a network; return how many assignments got other days by it.

    A rule about days moves the assignments of its kind that followed it and whose gathering is still to come; those
    that were given other days by hand keep them. The teams get one letter about the days that moved. Others' rules are
    left alone.
    """
    moves = moves_by_rules(network, {pk: wanted.value for pk, wanted in rules.items()}, localdate(now))
    changed, moved = [], 0
    for rule in Rule.objects.filter(network=network, pk__in=list(rules)):
        wanted = rules[rule.pk]
        if (rule.value, rule.severity) != (wanted.value, wanted.severity):
            changed.append({"key": rule.key, "from": rule.value, "to": wanted.value})
            moved += _move_assignments(rule, wanted.value)
            rule.value, rule.severity = wanted.value, wanted.severity
            rule.save(update_fields=["value", "severity"])
    if moved:
        ensure_submissions(network=network, by=by, now=now)
    days_moved(network=network, moves=moves, now=now)
    audit.record(verb="rules.changed", on=network, by=by, now=now, details={"rules": changed})
    return moved


def _move_assignments(rule: Rule, days: int) -> int:
    if rule.key not in TIMED_BY_RULES:
        return 0
    _kind, offset, sign = TIMED_BY_RULES[rule.key]
    return followers_of(rule).update(**{offset: sign * days})


@dataclass(frozen=True)
class RoleChange:
    """What an organiser sets about one role of the team catalogue. `from_phase` is a phase's id."""

    label: str
    level: Level
    severity: Severity
    from_phase: int | None = None
    decides: bool = False


@transaction.atomic
def set_roles(*, network: Network, roles: Mapping[int, RoleChange], by: Person, now: datetime) -> None:
    """Set roles (by their id) of a network's catalogue."""
    phases = {phase.pk: phase for phase in Phase.objects.filter(network=network)}
    for row in RoleRule.objects.filter(network=network, pk__in=list(roles)):
        wanted = roles[row.pk]
        if wanted.label != in_language(row.label):
            row.label = in_all(clean(wanted.label).strip())
        row.level, row.severity, row.decides = wanted.level, wanted.severity, wanted.decides
        row.from_phase = phases.get(wanted.from_phase or 0)
        row.save(update_fields=["label", "level", "severity", "decides", "from_phase"])
    audit.record(verb="roles.changed", on=network, by=by, now=now, details={"roles": sorted(roles)})


@transaction.atomic
def add_role(*, network: Network, role: RoleChange, key: str, by: Person, now: datetime) -> RoleRule:
    """Add a role to the catalogue. `key` must be new in the network."""
    last = RoleRule.objects.filter(network=network).order_by("-position").first()
    row = RoleRule.objects.create(
        network=network, key=key, label=in_all(clean(role.label).strip()), level=role.level, severity=role.severity,
        decides=role.decides, position=last.position + 1 if last else 0,
        from_phase=Phase.objects.filter(network=network, pk=role.from_phase or 0).first(),
    )  # fmt: skip
    audit.record(verb="role_rule.added", on=network, by=by, now=now, details={"key": key})
    return row


@transaction.atomic
def set_phases(*, network: Network, phases: Mapping[int, tuple[str, date | None]], by: Person, now: datetime) -> None:
    """Set title and first day of a network's phases (by their id)."""
    for phase in Phase.objects.filter(network=network, pk__in=list(phases)):
        title, starts = phases[phase.pk]
        if title != in_language(phase.title):
            phase.title = in_all(clean(title).strip())
        phase.starts = starts
        phase.save(update_fields=["title", "starts"])
    audit.record(verb="phases.changed", on=network, by=by, now=now, details={"phases": sorted(phases)})


@transaction.atomic
def enter_phase(*, network: Network, phase: Phase, by: Person, now: datetime) -> None:
    """Let the network be in a phase from now on, whatever number of gatherings were held (X20, M01)."""
    before = network.phase_id
    network.phase = phase
    network.save(update_fields=["phase"])
    audit.record(verb="phase.entered", on=network, by=by, now=now, details={"from": before, "to": phase.pk})
