"""A draft is written in small deeds; a published version is never changed."""

from __future__ import annotations

from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.questionnaires.actions import drafts, publish_version
from mentornett.questionnaires.actions.versions import PublishedError
from mentornett.questionnaires.choices import AnswerAudience, QuestionType
from mentornett.questionnaires.models import Question, Version
from mentornett.questionnaires.queries import questions_of
from mentornett.tenants.choices import Sharing
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _written(section: str = "progress", label: str = "Hva nå?") -> drafts.Written:
    return drafts.Written(
        section=section, label={"nb": label}, help={}, required=True, word_limit=50, options=[],
        answer_audience=AnswerAudience.ORGANISER, sharing_default=Sharing.TEAM,
    )  # fmt: skip


@pytest.fixture
def draft(cast: Cast) -> Version:
    return drafts.begin_draft(copied_from=cast.questionnaire, organiser=cast.nord, by=cast.leader, now=NOW)


def _keys(version: Version) -> list[str]:
    return [row.key.removeprefix("status.") for row in questions_of(version)]


def _named(version: Version, key: str) -> Question:
    return version.questions.get(key=f"status.{key}")


def test_there_is_one_draft_at_a_time_and_it_belongs_to_the_organiser(cast: Cast, draft: Version) -> None:
    again = drafts.begin_draft(copied_from=cast.questionnaire, organiser=cast.nord, by=cast.operative, now=NOW)
    assert again == draft
    assert draft.questionnaire.organiser == cast.nord
    assert _keys(draft) == ["goals", "achieved", "hard", "pairs", "score"]


def test_new_question_comes_last_in_its_part(cast: Cast, draft: Version) -> None:
    drafts.add_question(
        version=draft, key="own.next", type=QuestionType.LONG_TEXT, written=_written(), by=cast.leader, now=NOW
    )
    assert _keys(draft) == ["goals", "achieved", "hard", "pairs", "own.next", "score"]
    assert [row.position for row in questions_of(draft)] == list(range(6))


def test_question_moves_inside_its_part_and_past_its_edge_into_the_next(cast: Cast, draft: Version) -> None:
    drafts.move_question(question=_named(draft, "pairs"), up=True, by=cast.leader, now=NOW)
    assert _keys(draft) == ["goals", "achieved", "pairs", "hard", "score"]
    drafts.move_question(question=_named(draft, "hard"), up=False, by=cast.leader, now=NOW)
    assert (_named(draft, "hard").section, _keys(draft)[-2:]) == ("score", ["hard", "score"])
    drafts.move_question(question=_named(draft, "goals"), up=True, by=cast.leader, now=NOW)
    assert _keys(draft)[0] == "goals"


def test_changed_question_can_change_part(cast: Cast, draft: Version) -> None:
    drafts.change_question(
        question=_named(draft, "achieved"), written=_written("score", "Nytt"), by=cast.leader, now=NOW
    )
    assert _keys(draft)[-1] == "achieved"
    assert (_named(draft, "achieved").label, _named(draft, "achieved").word_limit) == ({"nb": "Nytt"}, 50)


def test_question_is_taken_out_and_put_back(cast: Cast, draft: Version) -> None:
    drafts.remove_question(question=_named(draft, "hard"), by=cast.leader, now=NOW)
    assert "hard" not in _keys(draft)
    earlier = cast.questionnaire.questions.get(key="status.hard")
    drafts.put_back_question(version=draft, question=earlier, by=cast.leader, now=NOW)
    assert _keys(draft) == ["goals", "achieved", "hard", "pairs", "score"]


def test_part_is_added_renamed_and_taken_out_only_when_empty(cast: Cast, draft: Version) -> None:
    deed: dict[str, Any] = {"version": draft, "by": cast.leader, "now": NOW}
    drafts.set_part(key="new", title={"nb": "Ny"}, **deed)
    drafts.set_part(key="new", title={"nb": "Nyere"}, **deed)
    assert draft.sections[-1] == {"key": "new", "title": {"nb": "Nyere"}}
    with pytest.raises(drafts.NotEmptyError):
        drafts.remove_part(key="goals", **deed)
    drafts.remove_part(key="new", **deed)
    assert [part["key"] for part in draft.sections] == ["goals", "progress", "score"]


def test_published_version_refuses_every_deed(cast: Cast, draft: Version) -> None:
    publish_version(version=draft, by=cast.leader, now=NOW)
    question = _named(draft, "hard")
    deeds: list[Any] = [
        lambda: drafts.discard_draft(version=draft, by=cast.leader, now=NOW),
        lambda: drafts.move_question(question=question, up=True, by=cast.leader, now=NOW),
        lambda: drafts.remove_question(question=question, by=cast.leader, now=NOW),
        lambda: drafts.change_question(question=question, written=_written(), by=cast.leader, now=NOW),
        lambda: drafts.set_part(version=draft, key="x", title={"nb": "X"}, by=cast.leader, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(PublishedError):
            deed()


def test_deeds_stand_in_the_organisers_log(cast: Cast, draft: Version) -> None:
    drafts.remove_question(question=_named(draft, "hard"), by=cast.leader, now=NOW)
    drafts.discard_draft(version=draft, by=cast.leader, now=NOW)
    rows = AuditEntry.objects.filter(organiser_id=cast.nord.pk, verb__in=["question.removed", "version.removed"])
    assert rows.count() == 2
