"""A final report for the cast: the built-in form, asked of every team of both networks."""

from __future__ import annotations

from datetime import date
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.actions.from_template import built_in_version
from mentornett.network.models import Assignment, Submission
from mentornett.network.template.reader import read_template
from mentornett.questionnaires.models import Answer, AnswerSheet, Question
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast

OWN_WORDS = {"team": "Vi startet med to sykehjem", "neighbour_team": NEIGHBOUR_CANARY, "other_team": CANARY}


def ask_for_final_reports(cast: Cast, state: str = "open") -> Submission:
    """Ask all teams for a final report and return that of the cast's own team."""
    with inside(EVERYONE):
        form = next(form for form in read_template().forms if form.key == "final_report")
        version = built_in_version(form, 1, cast.now)
        made = [
            _submission(cast, version, team, prefix, state)
            for team, prefix in (("team", ""), ("neighbour_team", ""), ("other_team", "other_"))
        ]
    return made[0]


def _submission(cast: Cast, version: Any, key: str, prefix: str, state: str) -> Submission:
    network, gathering = cast.things[f"{prefix}network"], cast.things[f"{prefix}gathering_3"]
    assignment, _ = Assignment.objects.get_or_create(
        network=network, key="final", kind="final_report", gathering=gathering,
        defaults={
            "title": in_all("Sluttrapport"), "questionnaire_version": version, "opens_offset": -60, "due_offset": 5,
        },
    )  # fmt: skip
    team = cast.things[key]
    place = {"organiser": team.organiser, "municipality": team.municipality}
    sheet = AnswerSheet.objects.create(version=version, created_at=cast.now, locked=state == "sent", **place)
    submission = Submission.objects.create(
        team=team, assignment=assignment, sheet=sheet, state=state, opened_on=date(2026, 3, 1),
        sent_at=cast.now if state == "sent" else None, **place,
    )  # fmt: skip
    cast.things[f"final_{key}"] = submission
    if state == "sent":
        answer(submission, "final.pilot", [own_paragraph(OWN_WORDS[key])], cast)
    return submission


def own_paragraph(text: str, number: int = 1) -> dict[str, Any]:
    """Return a paragraph that the team wrote itself."""
    return {"id": f"n{number}", "text": text, "original": "", "source": None, "state": "changed"}


def answer(submission: Submission, key: str, value: Any, cast: Cast, sharing: str = "network") -> Answer:
    """Store an answer as it stands, whatever its state."""
    with inside(EVERYONE):
        sheet = submission.sheet
        assert sheet is not None
        question = Question.objects.get(version=sheet.version, key=key)
        row, _ = Answer.objects.update_or_create(
            sheet=sheet, question=question,
            defaults={
                "value": value, "sharing": sharing, "edited_at": cast.now, "organiser": sheet.organiser,
                "municipality": sheet.municipality,
            },
        )  # fmt: skip
    return row
