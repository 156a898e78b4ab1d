"""Reminders about the rows of a communication plan (E13)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.jobs import remind_of_messages
from mentornett.network.models import Assignment
from mentornett.questionnaires.models import Answer, Question
from mentornett.tenants.models import Letter
from tests.cast import NOW, TODAY, Cast
from tests.conftest import LogIn


def _plan(cast: Cast, **row: Any) -> None:
    sheet = cast.sent_report.sheet
    rows = [{"id": "r1", "audience": "Ansatte", "message": "Allmøte om mentorene", "when": str(TODAY), **row}]
    with inside(EVERYONE):
        Assignment.objects.filter(pk=cast.assignment_2.pk).update(kind="communication_plan")
        question = Question.objects.create(
            version=sheet.version, key="communication.rows", type="table", section="goals", label=in_all("Plan"),
            position=99, answer_audience="organiser",
        )  # fmt: skip
        Answer(
            sheet=sheet, question=question, value=rows, sharing="team", edited_by=cast.coordinator, edited_at=NOW,
            organiser=cast.nord, municipality=cast.flesberg,
        ).save()  # fmt: skip


def _letters() -> list[Letter]:
    with inside(EVERYONE):
        return list(Letter.objects.filter(kind="communication").order_by("to_email"))


def test_coordinators_get_one_letter_and_a_line_on_now(cast: Cast, log_in: LogIn) -> None:
    _plan(cast)
    assert remind_of_messages(TODAY, NOW) == 1
    assert remind_of_messages(TODAY + timedelta(days=1), NOW) == 0  # once for each row and day
    letters = _letters()
    assert {letter.to_person_id for letter in letters} == {cast.deputy.pk, cast.coordinator.pk}
    assert "Allmøte om mentorene" in letters[0].text
    with time_machine.travel(NOW):
        assert "Allmøte om mentorene" in log_in("coordinator").get("/na/").content.decode()


@pytest.mark.parametrize(
    "row",
    [{"when": str(TODAY + timedelta(days=1))}, {"when": str(date(2026, 1, 1))}, {"when": ""}, {"status": "done"},
     {"status": "dropped"}],
)  # fmt: skip
def test_nobody_is_reminded_of(cast: Cast, row: dict[str, str]) -> None:
    _plan(cast, **row)
    assert remind_of_messages(TODAY, NOW) == 0
    assert _letters() == []
