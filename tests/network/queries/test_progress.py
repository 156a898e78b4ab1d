"""What speaks for a level, and how leaders take part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from mentornett.core.text import in_all
from mentornett.network.models import AnchoringEvidence, Assignment, SponsorQuestion, Submission, TeamGoal, TeamMember
from mentornett.network.queries import members_today
from mentornett.network.queries.progress import WrittenPoint, anchoring_of, suggestion_for
from mentornett.questionnaires.models import Answer, Question
from mentornett.questionnaires.queries import sheet_items
from tests.cast import Cast
from tests.network.guidance_samples import place

pytestmark = pytest.mark.usefixtures("everyone")


def answer(cast: Cast, key: str, kind: str, value: Any) -> None:
    question, _ = Question.objects.get_or_create(
        version=cast.questionnaire, key=key,
        defaults={"section": "progress", "position": 50, "type": kind, "label": in_all(key)},
    )  # fmt: skip
    sheet = cast.sent_report.sheet
    Answer.objects.create(
        sheet=sheet, question=question, value=value, sharing="team", edited_at=cast.now, **place(sheet)
    )


def seen(cast: Cast, *, baseline: bool = False) -> set[str]:
    with translation.override("nb"):
        answers = {item.question.key: item.value for item in sheet_items(cast.sent_report.sheet)}
        found = suggestion_for(cast.sent_report, cast.today, baseline=baseline, answers=answers)
    return {sign.text for sign in found.signs if sign.seen}


def points_of(cast: Cast) -> list[WrittenPoint]:
    return anchoring_of(cast.team, members_today(cast.today).filter(team=cast.team), cast.today)


def in_place(cast: Cast) -> dict[str, str]:
    with translation.override("nb"):
        return {point.key: point.source for point in points_of(cast) if point.in_place}


def test_suggestion_sees_filled_roles_only_while_they_are_filled(cast: Cast) -> None:
    assert seen(cast) == {"Rollene som teamet må ha, er fylt"}
    TeamMember.objects.filter(role=cast.role_leader).update(ends=cast.today - timedelta(days=1))
    assert seen(cast) == set()


def test_suggestion_reads_numbers_from_the_report(cast: Cast) -> None:
    answer(cast, "status.mentors", "number", 11)
    answer(cast, "status.pilot_units", "number", 1)
    assert {"Det finnes mentorer (11)", "Minst én enhet prøver programmet (1)"} <= seen(cast)


def test_suggestion_counts_goals_and_baseline(cast: Cast) -> None:
    TeamGoal.objects.create(team=cast.team, level="sub", text="Alle får mentor", percent=60, **place(cast.team))
    found = seen(cast, baseline=True)
    assert "Tall fra før er registrert" in found
    assert "Minst halvparten av målene er nådd (60\N{NO-BREAK SPACE}%)" in found


def test_suggestion_sees_a_project_plan_when_it_is_begun(cast: Cast) -> None:
    assignment = Assignment.objects.create(
        network=cast.network, key="plan", kind="project_plan", title=in_all("Prosjektplan"),
        gathering=cast.gathering_2, opens_offset=0, due_offset=10,
    )  # fmt: skip
    plan = Submission.objects.create(team=cast.team, assignment=assignment, state="open", **place(cast.team))
    assert "Prosjektplanen er påbegynt" not in seen(cast)
    Submission.objects.filter(pk=plan.pk).update(state="draft")
    assert "Prosjektplanen er påbegynt" in seen(cast)


def test_anchoring_reads_roster_report_and_sponsor(cast: Cast) -> None:
    answer(cast, "status.decisions", "table", [{"id": "r1", "decided_on": "2026-02-20", "decision": "Tid"}])
    answer(cast, "status.time_enough", "choice", "yes")
    SponsorQuestion.objects.create(team=cast.team, text="Hvordan går det?", asked_at=cast.now, **place(cast.team))
    assert in_place(cast) == {
        "leader_in_team": "Står i teamlista",
        "union_in_team": "Står i teamlista",
        "recent_decision": "Står i en statusrapport",
        "time_set_aside": "Står i en statusrapport",
        "sponsor_follows": "Har åpnet siden eller stilt et spørsmål",
    }


def test_anchoring_old_decisions_and_questions_do_not_count(cast: Cast) -> None:
    answer(cast, "status.decisions", "table", [{"id": "r1", "decided_on": "2025-10-01", "decision": "Tid"}])
    long_ago = cast.now - timedelta(days=300)
    SponsorQuestion.objects.create(team=cast.team, text="Hvordan går det?", asked_at=long_ago, **place(cast.team))
    assert set(in_place(cast)) == {"leader_in_team", "union_in_team"}


def test_anchoring_shows_the_latest_evidence(cast: Cast) -> None:
    for days, text in ((20, "Utkast"), (5, "Rekrutteringsplan 2026")):
        AnchoringEvidence.objects.create(
            team=cast.team, point="in_plans", text=text, on=cast.today - timedelta(days=days), **place(cast.team)
        )
    with translation.override("nb"):
        (point,) = [each for each in points_of(cast) if each.key == "in_plans"]
    assert (point.in_place, point.text) == (True, "Rekrutteringsplan 2026")
