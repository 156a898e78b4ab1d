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
from mentornett.network.models import Assignment, Gathering, Rule
from mentornett.network.queries.gatherings import people_told
from mentornett.tenants.models import Letter
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


def _due_rule(cast: Cast, days: int = 10) -> Rule:
    """A rule that the status report of the coming gathering follows."""
    Assignment.objects.filter(pk=cast.assignment_3.pk).update(due_offset=-days)
    return Rule.objects.create(network=cast.network, key="report_due_days_before", value=days)


def _set(cast: Cast, rule: Rule, value: int) -> None:
    set_rules(network=cast.network, rules={rule.pk: RuleChange(value, Severity.INFO)}, by=cast.leader, now=cast.now)


def test_teams_get_one_letter_about_the_days_that_moved_and_why(cast: Cast) -> None:
    _set(cast, _due_rule(cast), 14)
    letters = Letter.objects.filter(kind="days_moved")
    told = set(letters.values_list("to_email", flat=True))
    assert told == {person.email for person in people_told(cast.network, cast.today)}
    assert letters.count() == len(told)
    letter = letters.get(to_person=cast.coordinator)
    assert letter.subject == f"Nye datoer i {cast.network.name}"
    assert "10 → 14" in letter.text
    assert "Statusrapport før samling 3: mandag 30. mars → torsdag 26. mars" in letter.text
    assert not letters.filter(to_person=cast.other_coordinator).exists()


@pytest.mark.parametrize("why", ["same number", "fixed day", "cancelled", "days that are over", "withdrawn"])
def test_nobody_gets_a_letter_when_no_day_moves(cast: Cast, why: str) -> None:
    rule = _due_rule(cast)
    work = Assignment.objects.filter(pk=cast.assignment_3.pk)
    if why == "fixed day":
        work.update(fixed_due=date(2026, 4, 1))
    elif why == "withdrawn":
        work.update(withdrawn=True)
    elif why == "cancelled":
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(state="cancelled")
    elif why == "days that are over":
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(starts=date(2026, 3, 10), ends=date(2026, 3, 10))
    _set(cast, rule, rule.value if why == "same number" else rule.value + 4)
    assert not Letter.objects.filter(kind="days_moved").exists()


def test_day_on_which_a_report_opens_is_told_as_that(cast: Cast) -> None:
    Assignment.objects.filter(pk=cast.assignment_3.pk).update(opens_offset=-20)
    rule = Rule.objects.create(network=cast.network, key="report_opens_days_before", value=20)
    _set(cast, rule, 15)
    text = Letter.objects.get(kind="days_moved", to_person=cast.coordinator).text
    assert "Statusrapport før samling 3 åpner: fredag 20. mars → onsdag 25. mars" in text
