"""The plans of a team."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.actions import goals
from mentornett.network.models import Action, Assignment, Goal, TeamGoal
from tests.cast import NOW, Cast
from tests.conftest import LogIn


@pytest.fixture
def action(cast: Cast) -> Action:
    with inside(EVERYONE):
        return goals.add_action(
            team=cast.team, text="Holde kurs", by=cast.coordinator, now=NOW, due=date(2026, 3, 2), responsible="HR"
        )


def page_of(client: Client, cast: Cast, name: str = "framdrift") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/kommune/team/{cast.team.pk}/{name}/").content, "html.parser")


def form_of(page: BeautifulSoup) -> dict[str, Any]:
    form = page.select_one("form#table")
    assert form is not None
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.find_parent("template"):
            continue
        chosen = field.select_one("option[selected]")
        value = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        sent[str(field["name"])] = (chosen["value"] if chosen else "") if field.name == "select" else value
    return sent


def save(client: Client, cast: Cast, form: dict[str, Any]) -> Any:
    return client.post(f"/kommune/team/{cast.team.pk}/framdrift/lagre/", form)


def stored(action: Action) -> Action:
    with inside(EVERYONE):
        return Action.objects.get(pk=action.pk)


def test_overdue_actions_stand_on_top(cast: Cast, log_in: LogIn, action: Action) -> None:
    alert = page_of(log_in("coordinator"), cast).select_one(".ds-alert")
    assert alert is not None
    assert "Holde kurs · HR · 2. mars" in alert.text


def test_table_changes_rows_and_adds_new_ones(cast: Cast, log_in: LogIn, action: Action) -> None:
    client = log_in("union")
    form = form_of(page_of(client, cast))
    form |= {f"q-plan-a{action.pk}-status": "done", "q-plan-r1-task": "Kaffe 🎉", "q-plan-r1-due": "1. mai 2026"}
    assert save(client, cast, form).status_code == 302
    assert stored(action).state == "done"
    with inside(EVERYONE):
        assert Action.objects.get(text="Kaffe 🎉").due == date(2026, 5, 1)


def test_untouched_table_changes_nothing(cast: Cast, log_in: LogIn, action: Action) -> None:
    client = log_in("coordinator")
    save(client, cast, form_of(page_of(client, cast)))
    row = stored(action)
    assert (row.text, row.due, row.state) == ("Holde kurs", date(2026, 3, 2), "not_started")
    with inside(EVERYONE):
        assert Action.objects.count() == 1


def test_row_that_two_changed_is_not_overwritten(cast: Cast, log_in: LogIn, action: Action) -> None:
    coordinator, deputy = log_in("coordinator"), log_in("deputy")
    field = f"q-plan-a{action.pk}-task"
    mine, theirs = form_of(page_of(coordinator, cast)), form_of(page_of(deputy, cast))
    save(coordinator, cast, mine | {field: "Holde to kurs"})
    response = save(deputy, cast, theirs | {field: "Holde ti kurs"})
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert "Holde to kurs" in page.select_one("[data-error-summary]").text  # type: ignore[union-attr]
    assert stored(action).text == "Holde to kurs"
    assert form_of(page)[field] == "Holde ti kurs"
    save(deputy, cast, form_of(page))
    assert stored(action).text == "Holde ti kurs"


def test_wrong_date_stands_again_with_a_message(cast: Cast, log_in: LogIn, action: Action) -> None:
    client = log_in("coordinator")
    field = f"q-plan-a{action.pk}-due"
    response = save(client, cast, form_of(page_of(client, cast)) | {field: "snart"})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert form_of(page)[field] == "snart"
    assert "dato" in page.select_one("[data-error-summary]").text  # type: ignore[union-attr]
    assert stored(action).due == date(2026, 3, 2)


def test_row_that_does_not_say_what_is_told_of_and_nothing_is_lost(cast: Cast, log_in: LogIn, action: Action) -> None:
    client = log_in("coordinator")
    form = form_of(page_of(client, cast))
    for wrong in ({f"q-plan-a{action.pk}-task": ""}, {"q-plan-r1-responsible": "HR 🎉"}):
        response = save(client, cast, form | wrong)
        page = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 422
        assert "Skriv hva som skal gjøres" in page.select_one("[data-error-summary]").text  # type: ignore[union-attr]
        assert form_of(page) | wrong == form_of(page)
    assert stored(action).text == "Holde kurs"


def test_removed_row_is_dropped_and_kept(cast: Cast, log_in: LogIn, action: Action) -> None:
    client = log_in("coordinator")
    save(client, cast, form_of(page_of(client, cast)) | {f"q-plan-a{action.pk}-remove": "1"})
    assert stored(action).state == "dropped"


def test_row_of_another_team_cannot_be_changed(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        theirs = goals.add_action(team=cast.neighbour_team, text="Deres", by=cast.neighbour, now=NOW)
    save(log_in("coordinator"), cast, {f"q-plan-a{theirs.pk}-task": "Kapret", f"q-plan-a{theirs.pk}-remove": "1"})
    assert stored(theirs).text == "Deres"
    assert stored(theirs).state == "not_started"


def test_goal_of_the_network_can_be_made_ones_own(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        goal = Goal.objects.create(network=cast.network, level="effect", text=in_all("Flere blir lenger"))
    client = log_in("coordinator")
    assert "Flere blir lenger" in page_of(client, cast, "prosjektplan").text
    client.post(f"/kommune/team/{cast.team.pk}/mal/", {"inherited": goal.pk})
    with inside(EVERYONE):
        own = TeamGoal.objects.get(team=cast.team)
    assert (own.inherited_id, own.text, own.level) == (goal.pk, "Flere blir lenger", "effect")


@pytest.mark.parametrize(
    ("data", "words"),
    [({"text": ""}, "text"), ({"text": "x" * 401}, "text"), ({"text": "Ola 01017012345"}, "text"),
     ({"text": "Mål", "percent": "120"}, "percent"), ({"text": "Mål", "percent": "halvparten"}, "percent")],
)  # fmt: skip
def test_goal_that_cannot_be_stored_says_why_beside_the_field(
    cast: Cast, log_in: LogIn, data: dict[str, str], words: str
) -> None:
    with inside(EVERYONE):
        goal = goals.add_goal(team=cast.team, text="Alle får mentor", by=cast.coordinator, now=NOW)
    response = log_in("coordinator").post(f"/kommune/mal/{goal.pk}/endre/", data)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert page.select_one(f'.ds-error-summary a[href="#id_{words}"]')


def test_goal_put_away_can_be_taken_back(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        goal = goals.add_goal(team=cast.team, text="Alle får mentor", by=cast.coordinator, now=NOW)
    client = log_in("coordinator")
    for name in ("coordinator", "deputy"):  # who comes second does not undo what the first did
        log_in(name).post(f"/kommune/mal/{goal.pk}/bort/", {"dropped": "yes"})
    assert "Alle får mentor" not in page_of(client, cast, "prosjektplan").text
    client.post(f"/kommune/mal/{goal.pk}/bort/", {"dropped": "no"})
    assert "Alle får mentor" in page_of(client, cast, "prosjektplan").text


def test_plan_costs_the_same_with_one_and_with_three(
    cast: Cast, log_in: LogIn, action: Action, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    page_of(client, cast)
    with django_assert_num_queries(6):
        page_of(client, cast)
    with inside(EVERYONE):
        for number in (2, 3):
            goals.add_action(team=cast.team, text=f"Kurs {number}", by=cast.coordinator, now=NOW)
    with django_assert_num_queries(6):
        page_of(client, cast)


def test_coordinator_brings_a_delivered_communication_plan_up_to_date(cast: Cast, log_in: LogIn) -> None:
    client, change = log_in("coordinator"), f"/kommune/team/{cast.team.pk}/kommunikasjon/endre/"
    assert page_of(client, cast, "kommunikasjon").select_one(f'form[action="{change}"]') is None
    assert client.post(change).status_code == 404
    with inside(EVERYONE):
        Assignment.objects.filter(pk=cast.assignment_2.pk).update(kind="communication_plan")
    assert page_of(log_in("union"), cast, "kommunikasjon").select_one(f'form[action="{change}"]') is None
    assert page_of(client, cast, "kommunikasjon").select_one(f'form[action="{change}"]') is not None
    report = f"/kommune/rapport/{cast.sent_report.pk}/"
    assert client.post(change)["Location"] == client.post(change)["Location"] == report
    assert "Vi har startet med status.achieved" in client.get(report).text
    link = page_of(client, cast, "kommunikasjon").select_one(f'a.ds-button[href="{report}"]')
    assert link is not None


def test_communication_plan_is_reached_from_the_teams_page(cast: Cast, log_in: LogIn) -> None:
    page = log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/").text
    assert f"/kommune/team/{cast.team.pk}/kommunikasjon/" in page
