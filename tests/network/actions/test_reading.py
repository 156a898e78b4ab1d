"""Reports commented, answered and opened again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mentornett.core.models import AuditEntry
from mentornett.network import actions
from mentornett.network.models import Comment, ProgressScore, Submission, SubmissionEvent
from mentornett.tenants.models import Letter, Person
from tests.cast import Cast
from tests.network.guidance_samples import write_comment

pytestmark = pytest.mark.usefixtures("everyone")
LEVEL = actions.Level(Decimal("2.5"), "Piloten er i gang i en enhet.")
UNTIL = date(2026, 3, 20)


def assess(cast: Cast, **more: Any) -> None:
    actions.assess_submission(
        submission=cast.sent_report, by=cast.guide, now=cast.now, today=cast.today, **{"level": LEVEL, **more}
    )


def reopen(cast: Cast, **more: Any) -> None:
    actions.reopen_submission(
        submission=cast.sent_report, by=cast.guide, now=cast.now, today=cast.today,
        **{"reason": "Si mer om tallene.", "sections": ["progress"], "until": UNTIL, **more},
    )  # fmt: skip


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_assess_sets_state_score_event_and_audit(cast: Cast) -> None:
    assess(cast)
    row = Submission.objects.get(pk=cast.sent_report.pk)
    score = ProgressScore.objects.get(submission=row, by_kind="guide")
    assert (row.state, row.assessed_at) == ("assessed", cast.now)
    assert (score.value, score.reason, score.by, score.on) == (LEVEL.value, LEVEL.reason, cast.guide, cast.today)
    assert SubmissionEvent.objects.get(submission=row).state == "assessed"
    assert verbs() == ["score.set", "report.assessed"]


def test_assess_tells_coordinator_and_deputy_in_their_own_languages(cast: Cast) -> None:
    Person.objects.filter(pk=cast.deputy.pk).update(language="nn")
    assess(cast)
    letters = {letter.to_email: letter for letter in Letter.objects.all()}
    assert sorted(letters) == ["coordinator@eksempel.no", "deputy@eksempel.no"]
    assert letters["coordinator@eksempel.no"].subject == "Dere har fått svar på «Statusrapport før samling 2»"
    assert letters["deputy@eksempel.no"].subject == "De har fått svar på «Statusrapport før samling 2»"
    assert f"/kommune/rapport/{cast.sent_report.pk}/" in letters["deputy@eksempel.no"].text


def test_assess_without_level_sets_no_score(cast: Cast) -> None:
    assess(cast, level=None)
    assert not ProgressScore.objects.filter(by_kind="guide").exists()


def test_assess_keeps_the_reply_as_a_comment_on_the_whole(cast: Cast) -> None:
    assess(cast, reply="Stå på!")
    comment = Comment.objects.get(submission=cast.sent_report)
    assert (comment.text, comment.section, comment.private) == ("Stå på!", "", False)


def test_assess_twice_is_refused_and_changes_nothing(cast: Cast) -> None:
    assess(cast)
    with pytest.raises(actions.NotNowError):
        assess(cast, level=actions.Level(Decimal("5.0"), "En annen mening om det."))
    assert ProgressScore.objects.get(by_kind="guide").value == LEVEL.value


def test_assess_of_a_draft_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NotNowError):
        actions.assess_submission(submission=cast.report, by=cast.guide, now=cast.now, today=cast.today, level=LEVEL)


def test_assess_that_fails_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        assess(cast, level=actions.Level(Decimal("2.5"), ""))
    assert Submission.objects.get(pk=cast.sent_report.pk).state == "sent"
    assert verbs() == []
    assert not Letter.objects.exists()


def test_set_score_again_corrects_the_same_row(cast: Cast) -> None:
    for value in ("2.0", "3.0"):
        actions.set_score(
            submission=cast.sent_report, level=actions.Level(Decimal(value), "Det er grunn til det."), by=cast.guide,
            now=cast.now, today=cast.today,
        )  # fmt: skip
    assert ProgressScore.objects.get(submission=cast.sent_report).value == Decimal("3.0")


def test_reopen_unlocks_and_keeps_reason_sections_and_deadline(cast: Cast) -> None:
    cast.sent_report.sheet.locked = True
    cast.sent_report.sheet.save(update_fields=["locked"])
    reopen(cast)
    row = Submission.objects.select_related("sheet").get(pk=cast.sent_report.pk)
    assert (row.state, row.reopened_reason, row.reopened_sections) == ("reopened", "Si mer om tallene.", ["progress"])
    assert row.extended_to == UNTIL
    assert row.sheet is not None
    assert not row.sheet.locked
    assert verbs() == ["report.reopened"]


def test_reopen_tells_why_and_until_when(cast: Cast) -> None:
    reopen(cast)
    letter = Letter.objects.get(to_email="coordinator@eksempel.no")
    assert "Si mer om tallene." in letter.text
    assert "fredag 20. mars" in letter.text
    assert "Se særlig på: Progress" in letter.text


def test_reopen_of_the_whole_names_no_part(cast: Cast) -> None:
    reopen(cast, sections=[])
    assert "Se særlig på" not in Letter.objects.get(to_email="coordinator@eksempel.no").text


def test_reopen_what_is_open_is_refused(cast: Cast) -> None:
    reopen(cast)
    with pytest.raises(actions.NotNowError):
        reopen(cast)


def test_reopen_after_the_answer_is_possible(cast: Cast) -> None:
    assess(cast)
    reopen(cast)
    assert Submission.objects.get(pk=cast.sent_report.pk).state == "reopened"


def test_comment_is_audited_and_tells_nobody(cast: Cast) -> None:
    actions.comment_submission(
        submission=cast.sent_report, text=" Bra. ", section="goals", private=True, by=cast.guide, now=cast.now
    )
    comment = Comment.objects.get()
    assert (comment.text, comment.private, comment.municipality) == ("Bra.", True, cast.flesberg)
    assert verbs() == ["comment.written"]
    assert not Letter.objects.exists()


def test_reply_stands_in_the_same_section_and_tells_the_author(cast: Cast) -> None:
    comment = write_comment(cast.sent_report, cast.guide, cast, section="goals")
    reply = actions.reply_to_comment(comment=comment, text="Takk.", by=cast.coordinator, now=cast.now, today=cast.today)
    assert reply.section == "goals"
    assert Letter.objects.get().to_email == "guide@eksempel.no"


def test_mark_comment_can_be_taken_back(cast: Cast) -> None:
    comment = write_comment(cast.sent_report, cast.guide, cast)
    actions.mark_comment(comment=comment, handled=True, by=cast.coordinator, now=cast.now)
    assert Comment.objects.get().handled_at == cast.now
    actions.mark_comment(comment=comment, handled=False, by=cast.coordinator, now=cast.now + timedelta(hours=1))
    assert Comment.objects.get().handled_at is None
    assert verbs() == ["comment.handled", "comment.reopened"]
