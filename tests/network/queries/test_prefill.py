"""Forms open filled in with what is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentornett.network.actions import goals
from mentornett.network.models import Assignment, Submission, TeamMember
from mentornett.network.queries.prefill import Facts, suggestion
from mentornett.network.queries.writing import asked_in, sections_of
from mentornett.questionnaires.actions import prefill, save_answer
from mentornett.questionnaires.models import Answer, Question
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")
ROSTER = [{"key": key, "type": "text", "label": {"nb": key}} for key in ("role", "name", "change")]


def report(cast: Cast) -> Submission:
    rows = Submission.objects.select_related(
        "team__municipality", "team__network", "assignment__gathering", "sheet__version"
    )
    return rows.get(pk=cast.report.pk)


def asking(source: str, kind: str = "long_text", options: Any = None, key: str = "status.hard") -> Question:
    question = Question.objects.get(key=key)
    question.prefill, question.type, question.options = source, kind, options or []
    question.save()
    return question


def known(cast: Cast, question: Question, extra: Any = None) -> Any:
    return suggestion(Facts(report(cast), TODAY), question, extra)


def sent_before(cast: Cast, key: str, value: Any) -> None:
    Answer.objects.filter(sheet=cast.sent_report.sheet).delete()
    save_answer(
        sheet=cast.sent_report.sheet, question=Question.objects.get(key=key), value=value, base_revision=0,
        by=cast.coordinator, now=NOW,
    )  # fmt: skip


def test_question_without_a_source_opens_empty(cast: Cast) -> None:
    assert known(cast, asking("")) is None
    assert known(cast, asking("no_such_source")) is None


def test_last_answer_comes_from_the_newest_report_that_was_delivered(cast: Cast) -> None:
    question = asking("last_answer", "number", {})
    sent_before(cast, "status.hard", 12)
    assert known(cast, question) == 12
    Submission.objects.filter(pk=cast.sent_report.pk).update(state="draft")
    assert known(cast, question) is None


def test_roster_lists_people_and_what_is_vacant(cast: Cast) -> None:
    rows = known(cast, asking("roster", "table", ROSTER))
    assert {"id": "r1", "role": "Leder med beslutningsmyndighet", "name": "Liv Leder"} in rows
    TeamMember.objects.filter(person=cast.coordinator).update(ends=date(2026, 3, 1))
    assert ("Koordinator", "Ledig") in [
        (row["role"], row["name"]) for row in known(cast, asking("roster", "table", ROSTER))
    ]


def test_roster_in_a_final_report_names_roles_only(cast: Cast) -> None:
    (row,) = known(cast, asking("roster", "paragraphs"))
    assert "Koordinator" in row["text"]
    assert "Kari" not in row["text"]


def test_profile_and_expectations_come_from_where_they_were_written(cast: Cast) -> None:
    cast.flesberg.organisation, cast.flesberg.inhabitants = "To soner og ett sykehjem.", 2700
    cast.flesberg.save()
    cast.team.expectations = "Flere blir"
    cast.team.save()
    assert known(cast, asking("profile")) == "To soner og ett sykehjem.\n\nFlesberg har 2\xa0700 innbyggere."
    cast.flesberg.inhabitants_source = "SSB, 1. januar 2026"
    cast.flesberg.save()
    assert known(cast, asking("profile")).endswith("Flesberg har 2\xa0700 innbyggere (SSB, 1. januar 2026).")
    assert known(cast, asking("expectations")) == "Flere blir"
    (row,) = known(cast, asking("expectations", "paragraphs"))
    assert (row["text"], row["original"], row["source"]["label"]) == (
        "Flere blir",
        "Flere blir",
        "Teamets forventninger",
    )


def test_action_done_is_told_once_and_open_ones_follow(cast: Cast) -> None:
    done = goals.add_action(team=cast.team, text="Kurs", by=cast.coordinator, now=NOW, state="done")
    goals.add_action(team=cast.team, text="Møte", by=cast.coordinator, now=NOW)
    goals.add_action(team=cast.team, text="Droppet", by=cast.coordinator, now=NOW, state="dropped")
    assert known(cast, asking("actions")) == "Gjort: Kurs"
    rows = known(cast, asking("goals", "goals", {"levels": ["sub", "action"]}, key="status.goals"))
    assert sorted(row["text"] for row in rows) == ["Kurs", "Møte"]
    told = [row | {"was": {}} for row in rows if row["id"] == f"a{done.pk}"]
    sent_before(cast, "status.goals", told)
    assert known(cast, asking("actions")) is None


def test_progress_plan_opens_with_the_actions_that_are_open(cast: Cast) -> None:
    row = goals.add_action(
        team=cast.team, text="Kurs", by=cast.coordinator, now=NOW, due=date(2026, 4, 1), responsible="HR", how="Teams"
    )
    goals.add_action(team=cast.team, text="Ferdig", by=cast.coordinator, now=NOW, state="done")
    question = asking("last_plan", "table")
    question.key = "progress.tasks"
    assert known(cast, question) == [
        {"id": f"a{row.pk}", "task": "Kurs", "responsible": "HR", "due": "2026-04-01", "how": "Teams",
         "status": "not_started"}
    ]  # fmt: skip


def test_paragraphs_come_from_each_report_with_their_source_the_oldest_first(cast: Cast) -> None:
    sent_before(cast, "status.achieved", "Kick-off holdt")
    Assignment.objects.filter(pk=cast.report.assignment_id).update(kind="final_report")
    (row,) = known(cast, asking("status:status.achieved", "paragraphs"))
    assert row["text"] == "Kick-off holdt"
    assert row["source"]["submission"] == cast.sent_report.pk
    assert row["source"]["label"] == "Statusrapport før samling 2"


def test_source_from_above_goes_before_ones_own(cast: Cast) -> None:
    extra = {"before_now": lambda facts, question: "12 mot 9", "status:x": lambda facts, question: "Særskilt"}
    assert known(cast, asking("before_now"), extra) == "12 mot 9"
    assert known(cast, asking("status:x"), extra) == "Særskilt"
    assert known(cast, asking("before_now")) is None


def test_what_nobody_touched_follows_the_source_until_somebody_does(cast: Cast) -> None:
    question = asking("expectations")
    Answer.objects.filter(sheet=cast.report.sheet).delete()
    prefill(sheet=cast.report.sheet, values={question.pk: "Gammelt"}, now=NOW)
    cast.team.expectations = "Nytt"
    cast.team.save()

    def shown() -> Any:
        return next(row for row in asked_in(report(cast), TODAY, "nb") if row.question.pk == question.pk)

    assert (shown().value, shown().suggested, shown().revision) == ("Nytt", True, 1)
    save_answer(sheet=cast.report.sheet, question=question, value="Vårt", base_revision=1, by=cast.coordinator, now=NOW)
    assert (shown().value, shown().suggested) == ("Vårt", False)


def test_last_periods_answer_stands_beside_while_one_writes(cast: Cast) -> None:
    sent_before(cast, "status.hard", "Lite tid sist")
    rows = {row.question.key: row for row in asked_in(report(cast), TODAY, "nb")}
    assert rows["status.hard"].last_text == "Lite tid sist"


def test_section_is_done_when_something_is_answered_and_nothing_is_missing(cast: Cast) -> None:
    Answer.objects.filter(sheet=cast.report.sheet).delete()
    sections = {row.key: row for row in sections_of(report(cast), asked_in(report(cast), TODAY, "nb"))}
    assert not sections["score"].done
    assert sections["progress"].left == 3
    save_answer(
        sheet=cast.report.sheet, question=Question.objects.get(key="status.score"), value=2, base_revision=0,
        by=cast.coordinator, now=NOW,
    )  # fmt: skip
    sections = {row.key: row for row in sections_of(report(cast), asked_in(report(cast), TODAY, "nb"))}
    assert sections["score"].done
