"""Writing, sending, skipping, taking back, more time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import inside
from mentornett.network.actions import writing
from mentornett.network.models import GuideAssignment, ProgressScore, Submission, SubmissionEvent
from mentornett.network.queries.work import due_of
from mentornett.network.queries.writing import Asked, asked_in
from mentornett.questionnaires.actions import Conflict, SheetLockedError
from mentornett.questionnaires.models import Answer
from mentornett.tenants.models import Letter
from mentornett.tenants.queries import scope_of
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def fresh(submission: Submission) -> Submission:
    return Submission.objects.select_related("sheet__version", "team__municipality", "assignment__gathering").get(
        pk=submission.pk
    )


def rows(cast: Cast) -> list[Asked]:
    return asked_in(fresh(cast.report), TODAY, "nb")


def answer(cast: Cast, key: str, value: Any, person: str = "coordinator", base: int = 0) -> Any:
    question = cast.questionnaire.questions.get(key=key)
    return writing.save_answer(
        submission=cast.report, question=question, value=value, base_revision=base, by=cast.people[person], now=NOW
    )


def send(cast: Cast) -> None:
    writing.send_submission(submission=cast.report, rows=rows(cast), by=cast.coordinator, now=NOW, today=TODAY)


def states(cast: Cast) -> list[str]:
    return list(SubmissionEvent.objects.filter(submission=cast.report).order_by("pk").values_list("state", flat=True))


@pytest.fixture(autouse=True)
def _only_own_answers(cast: Cast, everyone: None) -> None:
    Answer.objects.filter(sheet=cast.report.sheet).delete()
    Submission.objects.filter(pk=cast.report.pk).update(state="open")
    SubmissionEvent.objects.all().delete()
    cast.report.refresh_from_db()


def test_first_answer_makes_it_a_draft_once(cast: Cast) -> None:
    answer(cast, "status.hard", "Lite tid")
    answer(cast, "status.pairs", 4)
    assert fresh(cast.report).state == "draft"
    assert states(cast) == ["draft"]


def test_conflict_leaves_the_state_alone(cast: Cast) -> None:
    answer(cast, "status.hard", "Lite tid")
    assert isinstance(answer(cast, "status.hard", "Noe annet", "deputy"), Conflict)


def test_nothing_is_written_in_what_is_sent(cast: Cast) -> None:
    answer(cast, "status.hard", "Lite tid")
    send(cast)
    with pytest.raises(SheetLockedError):
        answer(cast, "status.hard", "Etterpå", base=1)


def test_sending_locks_tells_the_guide_and_keeps_the_teams_own_score(cast: Cast) -> None:
    answer(cast, "status.score", 2.5)
    send(cast)
    row = fresh(cast.report)
    assert (row.state, row.sent_by, row.times_sent, row.sheet.locked) == ("sent", cast.coordinator, 1, True)
    score = ProgressScore.objects.get(submission=row)
    assert (score.by_kind, score.value, score.team) == ("self", Decimal("2.5"), cast.team)
    letter = Letter.objects.get(kind="submission_sent")
    assert letter.to_person == cast.guide
    assert cast.team.name in letter.subject
    assert AuditEntry.objects.get(verb="submission.sent").details == {"times": 1, "late": False}


def test_without_a_guide_the_organiser_is_told(cast: Cast) -> None:
    GuideAssignment.objects.all().delete()
    send(cast)
    readers = set(Letter.objects.filter(kind="submission_sent").values_list("to_person", flat=True))
    assert readers == {cast.leader.pk, cast.operative.pk}


def test_coordinators_own_scope_is_enough_to_send(cast: Cast) -> None:
    roles = cast.viewer("coordinator").roles
    with inside(scope_of(cast.coordinator.pk, roles)):
        send(cast)
    assert fresh(cast.report).state == "sent"


def test_sending_twice_is_refused_and_leaves_no_trace(cast: Cast) -> None:
    send(cast)
    with pytest.raises(writing.NotNowError):
        send(cast)
    assert fresh(cast.report).times_sent == 1
    assert Letter.objects.filter(kind="submission_sent").count() == 1


def test_sending_again_after_taking_back_updates_the_one_score(cast: Cast) -> None:
    answer(cast, "status.score", 2.5)
    send(cast)
    cast.report.refresh_from_db()
    writing.take_back(submission=cast.report, by=cast.coordinator, now=NOW)
    answer(cast, "status.score", 3, base=1)
    send(cast)
    assert ProgressScore.objects.get(submission=cast.report).value == 3
    assert states(cast) == ["draft", "sent", "reopened", "sent"]


def test_what_the_guide_has_assessed_is_not_taken_back(cast: Cast) -> None:
    send(cast)
    Submission.objects.filter(pk=cast.report.pk).update(state="assessed")
    cast.report.refresh_from_db()
    with pytest.raises(writing.NotNowError):
        writing.take_back(submission=cast.report, by=cast.coordinator, now=NOW)


def test_skipping_needs_a_reason_and_can_be_undone(cast: Cast) -> None:
    with pytest.raises(writing.ReasonError):
        writing.skip_submission(submission=cast.report, reason="  ", by=cast.coordinator, now=NOW, today=TODAY)
    writing.skip_submission(
        submission=cast.report, reason="Alle er på\nkurs", by=cast.coordinator, now=NOW, today=TODAY
    )
    row = fresh(cast.report)
    assert (row.state, row.skip_reason, row.sheet.locked) == ("skipped", "Alle er på kurs", True)
    assert "Alle er på kurs" in Letter.objects.get(kind="submission_skipped").text
    writing.take_up_again(submission=row, by=cast.coordinator, now=NOW)
    row = fresh(cast.report)
    assert (row.state, row.skip_reason, row.sheet.locked) == ("open", "", False)


@pytest.mark.parametrize("reason", ["x" * 251, "Ola 01017012345"])
def test_reason_that_cannot_be_stored_is_refused(cast: Cast, reason: str) -> None:
    with pytest.raises(writing.ReasonError):
        writing.skip_submission(submission=cast.report, reason=reason, by=cast.coordinator, now=NOW, today=TODAY)
    assert fresh(cast.report).state == "open"


def test_more_time_moves_the_deadline_and_tells_the_coordinators(cast: Cast) -> None:
    until = due_of(fresh(cast.report)) + timedelta(days=7)
    writing.extend_deadline(submission=cast.report, until=until, reason="Sykdom", by=cast.guide, now=NOW, today=TODAY)
    assert due_of(fresh(cast.report)) == until
    readers = set(Letter.objects.filter(kind="deadline_extended").values_list("to_person", flat=True))
    assert readers == {cast.coordinator.pk, cast.deputy.pk}
    details = AuditEntry.objects.get(verb="submission.extended").details
    assert details["to"] == str(until)


def test_more_time_in_the_past_is_refused(cast: Cast) -> None:
    with pytest.raises(writing.ReasonError):
        writing.extend_deadline(
            submission=cast.report, until=date(2026, 3, 1), reason="x", by=cast.guide, now=NOW, today=TODAY
        )


def test_task_is_delivered_with_a_note(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(sheet=None)
    task = fresh(cast.report)
    with pytest.raises(writing.ReasonError):
        writing.deliver_task(submission=task, note="", by=cast.coordinator, now=NOW, today=TODAY)
    writing.deliver_task(submission=task, note="Filmen ligger på nettet", by=cast.coordinator, now=NOW, today=TODAY)
    row = Submission.objects.get(pk=task.pk)
    assert (row.state, row.note) == ("sent", "Filmen ligger på nettet")


@pytest.mark.parametrize("state", ["sent", "assessed", "closed"])
def test_more_time_is_refused_when_the_work_is_done(cast: Cast, state: str) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state=state, sent_at=NOW)
    with pytest.raises(writing.NotNowError):
        writing.extend_deadline(
            submission=fresh(cast.report), until=date(2026, 5, 1), reason="Sykdom", by=cast.guide, now=NOW, today=TODAY
        )


def test_work_skipped_before_it_opened_is_open_when_it_is_taken_up(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state="planned", opened_on=None)
    writing.skip_submission(submission=fresh(cast.report), reason="Ferie", by=cast.coordinator, now=NOW, today=TODAY)
    writing.take_up_again(submission=fresh(cast.report), by=cast.coordinator, now=NOW)
    assert (fresh(cast.report).state, fresh(cast.report).opened_on) == ("open", TODAY)
