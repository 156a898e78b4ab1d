"""A network's words, rules, roles and phases are set on pages that say where something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.forms.settings import JUDGED, STOPPING
from mentornett.network.models import Assignment, RoleRule, Rule
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, *args])


def _text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_renamed_word_shows_at_once(cast: Cast, leader: Client) -> None:
    leader.post(_url(cast, "settings_labels"), {"gathering_one": "treff", "gathering_many": "treff"})
    response = leader.get(_url(cast, "gatherings"))
    assert "Treff 3" in _text(response)
    assert "1 eget ord" in _text(leader.get(_url(cast, "settings")))


def test_word_needs_both_forms(cast: Cast, leader: Client) -> None:
    response = leader.post(_url(cast, "settings_labels"), {"guide_one": "los", "guide_many": ""})
    assert "Skriv denne formen av ordet også." in _text(response)
    with inside(EVERYONE):
        cast.network.refresh_from_db()
    assert cast.network.labels == {}


def test_rules_are_set_and_read_back(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        rules = [rule for rule in Rule.objects.filter(network=cast.network) if isinstance(rule.value, int)]
    data = {f"value_{rule.pk}": str(rule.value + 2) for rule in rules} | {
        f"severity_{rule.pk}": "block" if rule.key in STOPPING else "warn" for rule in rules
    }
    assert leader.post(_url(cast, "settings_rules"), data).status_code == 302
    for rule in rules:
        before = rule.value
        judged, severity = rule.key in JUDGED, rule.severity
        rule.refresh_from_db()
        assert (rule.value, rule.severity) == (before + 2, data[f"severity_{rule.pk}"] if judged else severity)
    response = leader.post(_url(cast, "settings_rules"), data | {f"value_{rules[0].pk}": "-1"})
    assert BeautifulSoup(response.content, "html.parser").select("[data-error-summary] a")


def test_report_opens_before_it_is_due(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        for key, days in (("report_opens_days_before", 31), ("report_due_days_before", 10)):
            Rule.objects.create(network=cast.network, key=key, value=days)
        rules = {rule.key: rule for rule in Rule.objects.filter(network=cast.network) if isinstance(rule.value, int)}
    data = {f"value_{rule.pk}": str(rule.value) for rule in rules.values()}
    data |= {f"severity_{rule.pk}": rule.severity for rule in rules.values()}
    data[f"value_{rules['report_opens_days_before'].pk}"] = data[f"value_{rules['report_due_days_before'].pk}"]
    assert "Rapporten må åpne før den har frist." in _text(leader.post(_url(cast, "settings_rules"), data))


def test_roles_are_changed_and_added(cast: Cast, leader: Client) -> None:
    assert leader.post(_url(cast, "role_add"), {"new-label": "", "new-level": "optional"}).status_code == 200
    leader.post(
        _url(cast, "role_add"), {"new-label": "Prest & <b>diakon</b>", "new-level": "expected", "new-severity": "warn"}
    )
    with inside(EVERYONE):
        role = RoleRule.objects.get(network=cast.network, position=5)
    assert role.label["nb"] == "Prest & <b>diakon</b>"
    response = leader.get(_url(cast, "settings_roles"))
    assert "<b>diakon</b>" not in response.content.decode()


def test_phases_out_of_order_are_said(cast: Cast, leader: Client) -> None:
    data = {}
    for phase, title, day in ((cast.phase_plan, "Plan", "2026-01-01"), (cast.phase_pilot, "Pilot", "2025-01-01"),
                              (cast.phase_spread, "Spredning", "")):  # fmt: skip
        data |= {f"title_{phase.pk}": title, f"starts_{phase.pk}": day}
    response = leader.post(_url(cast, "settings_phases"), data)
    assert "Denne fasen må begynne etter den forrige." in _text(response)


def test_phase_of_another_network_is_not_found(cast: Cast, leader: Client) -> None:
    assert leader.post(_url(cast, "phase_enter"), {"phase": cast.other_phase_pilot.pk}).status_code == 404
    assert leader.post(_url(cast, "phase_enter"), {"phase": "pilot"}).status_code == 404
    assert leader.post(_url(cast, "phase_enter"), {"phase": cast.phase_spread.pk}).status_code == 302
    cast.network.refresh_from_db()
    assert cast.network.phase == cast.phase_spread


def test_group_member_needs_a_person_or_a_role(cast: Cast, leader: Client) -> None:
    response = leader.post(_url(cast, "group_member_add"), {"member-group": "reference"})
    assert "Velg en person, eller skriv rollen." in _text(response)
    assert "details" in response.content.decode()


def test_group_member_from_outside_the_organiser_cannot_be_chosen(cast: Cast, leader: Client) -> None:
    data = {"member-group": "reference", "member-person": cast.other_leader.pk, "member-role_text": "x"}
    assert leader.post(_url(cast, "group_member_add"), data).status_code == 200
    data["member-person"] = cast.reference.pk
    assert leader.post(_url(cast, "group_member_add"), data).status_code == 302
    assert "Ragna Referanse" in _text(leader.get(_url(cast, "groups")))


def test_task_board_shows_who_and_when(cast: Cast, leader: Client) -> None:
    leader.post(
        _url(cast, "task_add"),
        {"task-text": "Bestill mat", "task-responsible": cast.guide.pk, "task-due": "2026-03-10"},
    )
    assert "Bestill mat Gunnar Veileder, fristen var 10. mars" in _text(leader.get(_url(cast, "groups")))


def test_note_warning_and_stop_differ_in_word_colour_and_icon(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Rule.objects.filter(network=cast.network).update(severity="info")
        RoleRule.objects.filter(network=cast.network, key="coordinator").update(level="required", severity="block")
        RoleRule.objects.filter(network=cast.network, key="leader").update(level="required", severity="warn")
    page = BeautifulSoup(leader.get(_url(cast, "network")).content, "html.parser")
    tags = page.select("#rules .status, #roles .status")
    looks = {(tag.text.strip(), tag["data-color"], str(tag.svg)) for tag in tags}
    assert {(word, colour) for word, colour, _icon in looks} >= {
        ("Til orientering", "info"), ("Advarsel", "warning"), ("Stopper", "danger"),
    }  # fmt: skip
    assert len({icon for _word, _colour, icon in looks}) == len(looks)


def test_days_that_move_are_shown_before_they_are_saved_and_told(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Assignment.objects.filter(pk=cast.assignment_3.pk).update(due_offset=-10)
        rule = Rule.objects.create(network=cast.network, key="report_due_days_before", value=10)
        rules = [row for row in Rule.objects.filter(network=cast.network) if isinstance(row.value, int)]
    data = {f"value_{row.pk}": str(row.value) for row in rules} | {f"severity_{row.pk}": row.severity for row in rules}
    data[f"value_{rule.pk}"] = "14"
    shown = leader.post(_url(cast, "settings_rules"), data)
    assert "1 dag flyttes." in _text(shown)
    assert "Statusrapport før samling 3 30. mars → torsdag 26. mars" in _text(shown)
    button = BeautifulSoup(shown.content, "html.parser").select_one("button[name=looked_at]")
    data["looked_at"] = button["value"]
    other = leader.post(_url(cast, "settings_rules"), data | {f"value_{rule.pk}": "20"})
    assert "torsdag 20. mars" in _text(other) or "fredag 20. mars" in _text(other)
    with inside(EVERYONE):
        rule.refresh_from_db()
        assert (rule.value, Letter.objects.filter(kind="days_moved").count()) == (10, 0)
    assert leader.post(_url(cast, "settings_rules"), data).status_code == 302
    with inside(EVERYONE):
        rule.refresh_from_db()
        assert rule.value == 14
        assert Letter.objects.filter(kind="days_moved").exists()
