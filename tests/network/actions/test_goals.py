"""Goals and actions follow what reports say, and keep what was changed in the plan meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.text import in_all
from mentornett.network.actions import goals
from mentornett.network.models import Action, Goal, Submission, TeamGoal
from mentornett.network.queries.goals import goals_of, overdue_actions
from mentornett.network.queries.prefill import Facts, suggestion
from mentornett.questionnaires.actions import save_answer
from mentornett.questionnaires.models import Question
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture
def started(cast: Cast, everyone: None) -> Action:
    goal = goals.add_goal(team=cast.team, text="Alle får mentor", by=cast.coordinator, now=NOW)
    return goals.add_action(
        team=cast.team, text="Kurs", goal=goal, by=cast.coordinator, now=NOW, due=date(2026, 3, 1), state="started"
    )


def question(cast: Cast, **fields: Any) -> Question:
    made = cast.questionnaire.questions.get(key="status.goals")
    for name, value in ({"prefill": "goals", "options": {"levels": ["effect", "sub", "action"]}} | fields).items():
        setattr(made, name, value)
    made.save()
    return made


def say(cast: Cast, asked: Question, value: Any) -> None:
    save_answer(sheet=cast.report.sheet, question=asked, value=value, base_revision=0, by=cast.coordinator, now=NOW)
    goals.take_over_report(submission=cast.report, by=cast.coordinator, now=NOW)


def shown(cast: Cast, asked: Question) -> list[dict[str, Any]]:
    report = Submission.objects.select_related("team__municipality", "team__network", "assignment").get(
        pk=cast.report.pk
    )
    return list(suggestion(Facts(report, TODAY), asked) or [])


def test_report_changes_state_percent_and_comment(cast: Cast, started: Action) -> None:
    asked = question(cast)
    goal_row, row = shown(cast, asked)
    say(cast, asked, [goal_row | {"percent": 60}, row | {"state": "done", "comment": "Gikk fint"}])
    started.refresh_from_db()
    assert (started.state, started.comment) == ("done", "Gikk fint")
    assert TeamGoal.objects.get(pk=started.goal_id).percent == 60


def test_change_in_the_plan_meanwhile_stands(cast: Cast, started: Action) -> None:
    asked = question(cast)
    goal_row, row = shown(cast, asked)
    goals.change_action(action=started, by=cast.deputy, now=NOW, state="dropped")
    say(cast, asked, [goal_row, row | {"comment": "Nytt"}])
    started.refresh_from_db()
    assert (started.state, started.comment) == ("dropped", "Nytt")


def test_new_rows_are_added_once_even_when_the_report_is_sent_twice(cast: Cast, started: Action) -> None:
    asked = question(cast)
    fresh = {"id": "n1", "kind": "action", "parent": "", "text": "Kaffe", "state": "started", "comment": "", "was": {}}
    say(cast, asked, [*shown(cast, asked), fresh])
    goals.take_over_report(submission=cast.report, by=cast.coordinator, now=NOW)
    assert Action.objects.filter(team=cast.team).count() == 2
    assert Action.objects.get(text="Kaffe").from_submission == cast.report


def test_goal_of_the_network_is_taken_over_by_the_first_report_that_updates_it(cast: Cast) -> None:
    own = Goal.objects.create(network=cast.network, level="effect", text=in_all("Flere blir"))
    asked = question(cast)
    (row,) = shown(cast, asked)
    assert (row["id"], row["fixed"]) == (f"i{own.pk}", True)
    say(cast, asked, [row | {"percent": 10}])
    (goal,) = goals_of(cast.team)
    assert (goal.inherited, goal.text, goal.percent) == (own, "Flere blir", 10)


def test_row_of_another_team_is_left_alone(cast: Cast) -> None:
    theirs = goals.add_action(team=cast.neighbour_team, text="Deres", by=cast.neighbour, now=NOW)
    asked = question(cast)
    row = {
        "id": f"a{theirs.pk}",
        "kind": "action",
        "text": "Kapret",
        "state": "done",
        "comment": "",
        "was": {"text": ""},
    }
    say(cast, asked, [row])
    theirs.refresh_from_db()
    assert theirs.text == "Deres"


def test_progress_plan_rows_become_actions_and_come_back_updated(cast: Cast, started: Action) -> None:
    asked = question(cast, key="progress.tasks", type="table", prefill="last_plan", options=[])
    (row,) = shown(cast, asked)
    assert row["task"] == "Kurs"
    new = {"id": "r1", "task": "Møte", "responsible": "HR", "due": "2026-05-01", "how": "Teams", "status": ""}
    say(cast, asked, [row | {"status": "done", "due": "2026-03-10"}, new])
    started.refresh_from_db()
    assert (started.state, started.due) == ("done", date(2026, 3, 10))
    made = Action.objects.get(text="Møte")
    assert (made.responsible, made.due, made.how, made.state) == ("HR", date(2026, 5, 1), "Teams", "not_started")


def test_overdue_actions_are_those_not_finished_by_their_date(cast: Cast, started: Action) -> None:
    goals.add_action(team=cast.team, text="Siden", by=cast.coordinator, now=NOW, due=date(2026, 4, 1))
    assert list(overdue_actions([cast.team], TODAY)) == [started]


def test_change_that_changes_nothing_leaves_no_audit_row(cast: Cast, started: Action) -> None:
    before = AuditEntry.objects.count()
    goals.change_action(action=started, by=cast.coordinator, now=NOW, text="Kurs ", state="started")
    assert AuditEntry.objects.count() == before
