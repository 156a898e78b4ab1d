"""What teams are asked for changes without losing what they have written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.text import in_all
from mentornett.network.actions.assignments import (
    Wanted,
    add_assignment,
    add_from_library,
    change_assignment,
    fix_deadline,
    move_to_gathering,
    restore_assignment,
    withdraw_assignment,
)
from mentornett.network.choices import AssignmentKind
from mentornett.network.models import Submission, TaskFile
from mentornett.network.queries.setup import assignments_of, load_per_period
from mentornett.network.template.reader import read_template
from mentornett.questionnaires.actions import attach_file
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _wanted(cast: Cast) -> Wanted:
    return Wanted(
        kind=AssignmentKind.TASK, title=" Lag film 🎬 ", instructions="To minutter", gathering=cast.gathering_3,
        opens_offset=-20, due_offset=-5, hours=Decimal("2.5"),
    )  # fmt: skip


def _who(cast: Cast) -> dict[str, object]:
    return {"by": cast.leader, "now": cast.now}


def test_add_assignment_gives_each_team_its_own(cast: Cast) -> None:
    row = add_assignment(network=cast.network, wanted=_wanted(cast), **_who(cast))  # type: ignore[arg-type]
    assert row.title == in_all("Lag film 🎬")
    assert {each.team for each in row.submissions.all()} == {cast.team, cast.neighbour_team}


def test_add_assignment_twice_has_different_keys(cast: Cast) -> None:
    first = add_assignment(network=cast.network, wanted=_wanted(cast), **_who(cast))  # type: ignore[arg-type]
    second = add_assignment(network=cast.network, wanted=_wanted(cast), **_who(cast))  # type: ignore[arg-type]
    assert (first.key, second.key) == ("task", "task-2")


def test_add_from_library_brings_form_and_evidence(cast: Cast) -> None:
    template = next(row for row in read_template().assignments if row.key == "communication_plan")
    row = add_from_library(network=cast.network, template=template, gathering=cast.gathering_3, **_who(cast))  # type: ignore[arg-type]
    assert row.questionnaire_version is not None
    assert row.questionnaire_version.questionnaire.key == "communication_plan"
    assert row.evidence == template.evidence
    assert all(each.sheet for each in row.submissions.all())


def test_change_assignment_keeps_translations_that_were_not_touched(cast: Cast) -> None:
    row = cast.assignment_3
    row.title = {"nb": "Statusrapport", "nn": "Statusrapport (nn)", "en": "Status report"}
    row.save()
    wanted = replace(_wanted(cast), title="Statusrapport", version=row.questionnaire_version)
    change_assignment(assignment=row, wanted=wanted, **_who(cast))  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.title["en"] == "Status report"
    assert (row.due_offset, row.hours) == (-5, Decimal("2.5"))


def test_change_of_form_spares_what_is_begun(cast: Cast) -> None:
    begun, empty = cast.report, cast.neighbour_report
    empty.sheet.answers.all().delete()
    change_assignment(assignment=cast.assignment_3, wanted=_wanted(cast), **_who(cast))  # type: ignore[arg-type]
    begun.refresh_from_db()
    assert begun.sheet.answers.count() == 2
    fresh = Submission.objects.get(team=cast.neighbour_team, assignment=cast.assignment_3)
    assert fresh.pk != empty.pk
    assert fresh.sheet is None


def test_withdraw_keeps_what_was_written_and_restore_asks_again(cast: Cast) -> None:
    cast.neighbour_report.sheet.answers.all().delete()
    withdraw_assignment(assignment=cast.assignment_3, **_who(cast))  # type: ignore[arg-type]
    assert [row.team for row in Submission.objects.filter(assignment=cast.assignment_3)] == [cast.team]
    restore_assignment(assignment=cast.assignment_3, **_who(cast))  # type: ignore[arg-type]
    assert Submission.objects.filter(assignment=cast.assignment_3).count() == 2


def test_withdraw_keeps_a_file_that_was_attached_before_anything_was_written(cast: Cast) -> None:
    cast.report.sheet.answers.all().delete()
    question = cast.questionnaire.questions.get(key="status.hard")
    attach_file(
        sheet=cast.report.sheet, question=question, name="plan.pdf", content=b"%PDF-1.7 plan", by=cast.coordinator,
        now=cast.now,
    )  # fmt: skip
    withdraw_assignment(assignment=cast.assignment_3, **_who(cast))  # type: ignore[arg-type]
    assert cast.report.sheet.attachments.count() == 1


def test_withdraw_keeps_a_task_to_which_a_file_was_added(cast: Cast) -> None:
    work = add_assignment(network=cast.network, wanted=_wanted(cast), **_who(cast))  # type: ignore[arg-type]
    task = Submission.objects.get(assignment=work, team=cast.team)
    TaskFile.objects.create(
        submission=task, name="film.pdf", content_type="application/pdf", size=1, sha256="0" * 64, content=b"x",
        added_by=cast.coordinator, added_at=cast.now, organiser=cast.nord, municipality=cast.flesberg,
    )  # fmt: skip
    withdraw_assignment(assignment=work, **_who(cast))  # type: ignore[arg-type]
    assert list(Submission.objects.filter(assignment=work)) == [task]


def test_fix_deadline_is_logged_with_both_dates_and_not_the_words(cast: Cast) -> None:
    fix_deadline(assignment=cast.assignment_3, due=date(2026, 4, 7), reason="Påske", **_who(cast))  # type: ignore[arg-type]
    entry = AuditEntry.objects.get(verb="assignment.deadline_set")
    assert (entry.details["before"], entry.details["after"]) == ("", "2026-04-07")
    assert "Påske" not in str(entry.details)
    cast.assignment_3.refresh_from_db()
    assert (cast.assignment_3.fixed_due, cast.assignment_3.fixed_due_reason) == (date(2026, 4, 7), "Påske")
    fix_deadline(assignment=cast.assignment_3, due=None, reason="", **_who(cast))  # type: ignore[arg-type]
    assert (cast.assignment_3.fixed_due, cast.assignment_3.fixed_due_reason) == (None, "")


def test_move_to_gathering_ends_the_waiting(cast: Cast) -> None:
    cast.gathering_3.state = "cancelled"
    cast.gathering_3.save()
    assert [row.on_hold for row in assignments_of(cast.network)] == [False, True]
    move_to_gathering(assignment=cast.assignment_3, gathering=cast.gathering_2, **_who(cast))  # type: ignore[arg-type]
    assert [row.on_hold for row in assignments_of(cast.network)] == [False, False]


def test_load_per_period_against_the_networks_own_cap(cast: Cast) -> None:
    wanted = replace(_wanted(cast), hours=Decimal("5.5"))
    add_assignment(network=cast.network, wanted=wanted, **_who(cast))  # type: ignore[arg-type]
    loads = load_per_period(cast.network, assignments_of(cast.network))
    assert [(load.number, load.hours, load.over) for load in loads] == [
        (2, Decimal("1"), Decimal(0)), (3, Decimal("6.5"), Decimal("0.5")),
    ]  # fmt: skip
