"""Words, rules, roles and phases are the network's own."""

from __future__ import annotations

from datetime import date

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.text import in_all
from mentornett.network.actions.settings import (
    RoleChange,
    RuleChange,
    add_role,
    enter_phase,
    rename_labels,
    set_phases,
    set_roles,
    set_rules,
)
from mentornett.network.choices import Level, Severity
from mentornett.network.models import Assignment, Rule
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def test_rename_labels_drops_empty_ones(cast: Cast) -> None:
    labels = {"guide": {"one": " los ", "many": "loser"}, "team": {"one": "", "many": " "}}
    rename_labels(network=cast.network, labels=labels, by=cast.leader, now=cast.now)
    cast.network.refresh_from_db()
    assert cast.network.labels == {"guide": {"one": "los", "many": "loser"}}


def test_set_rules_changes_only_this_networks(cast: Cast) -> None:
    mine = Rule.objects.get(network=cast.network, key="hours_per_period")
    other = Rule.objects.get(network=cast.other_network, key="hours_per_period")
    wanted = {mine.pk: RuleChange(8, Severity.BLOCK), other.pk: RuleChange(99, Severity.BLOCK)}
    assert set_rules(network=cast.network, rules=wanted, by=cast.leader, now=cast.now) == 0
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.value, mine.severity, other.value) == (8, "block", 6)
    assert AuditEntry.objects.get(verb="rules.changed").details["rules"] == [
        {"key": "hours_per_period", "from": 6, "to": 8}
    ]


def test_rule_about_days_moves_what_follows_it(cast: Cast) -> None:
    rule = Rule.objects.create(network=cast.network, key="report_due_days_before", value=10)
    every = Assignment.objects.filter(network=cast.network, kind="status_report").order_by("pk")
    every.update(due_offset=-rule.value)
    by_hand = every.last()
    assert by_hand is not None
    every.filter(pk=by_hand.pk).update(due_offset=-2)
    following = list(every.exclude(pk=by_hand.pk).exclude(gathering__state="held"))
    held = list(every.exclude(pk=by_hand.pk).filter(gathering__state="held"))
    wanted = {rule.pk: RuleChange(14, Severity.INFO)}
    assert set_rules(network=cast.network, rules=wanted, by=cast.leader, now=cast.now) == len(following)
    offsets = dict(every.values_list("pk", "due_offset"))
    assert {offsets[row.pk] for row in following} <= {-14}
    assert {offsets[row.pk] for row in held} <= {-rule.value}
    assert offsets[by_hand.pk] == -2


def test_set_roles_from_another_networks_phase_means_from_the_start(cast: Cast) -> None:
    change = RoleChange("HR-rådgiver", Level.EXPECTED, Severity.WARN, cast.other_phase_pilot.pk, True)
    set_roles(network=cast.network, roles={cast.role_hr.pk: change}, by=cast.leader, now=cast.now)
    cast.role_hr.refresh_from_db()
    assert cast.role_hr.label == in_all("HR-rådgiver")
    assert (cast.role_hr.level, cast.role_hr.decides, cast.role_hr.from_phase) == ("expected", True, None)


def test_add_role_comes_last(cast: Cast) -> None:
    change = RoleChange("Prest", Level.OPTIONAL, Severity.INFO, cast.phase_pilot.pk)
    row = add_role(network=cast.network, role=change, key="prest", by=cast.leader, now=cast.now)
    assert (row.position, row.from_phase) == (5, cast.phase_pilot)


def test_phases_are_set_and_entered_whatever_was_held(cast: Cast) -> None:
    phases = {cast.phase_pilot.pk: ("Utprøving", date(2026, 2, 1)), cast.phase_spread.pk: ("Spread", None)}
    set_phases(network=cast.network, phases=phases, by=cast.leader, now=cast.now)
    enter_phase(network=cast.network, phase=cast.phase_spread, by=cast.leader, now=cast.now)
    cast.network.refresh_from_db()
    cast.phase_pilot.refresh_from_db()
    assert cast.network.phase == cast.phase_spread
    assert (cast.phase_pilot.title["nn"], cast.phase_pilot.starts) == ("Utprøving", date(2026, 2, 1))
