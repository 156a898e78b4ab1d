"""A published version is never edited."""

from __future__ import annotations

import pytest

from mentornett.core.text import in_all
from mentornett.network.queries.setup import forms_to_choose
from mentornett.questionnaires.actions import (
    define_questionnaire,
    new_draft_of,
    publish_version,
    replace_questions,
)
from mentornett.questionnaires.actions.versions import PublishedError
from mentornett.questionnaires.queries import questions_of
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")
QUESTION = {"key": "own.first", "section": "a", "type": "text", "label": in_all("Først")}


def test_new_draft_copies_all_questions_and_is_taken_into_use_when_published(cast: Cast) -> None:
    own = define_questionnaire(
        key="status_report", title=in_all("Vår rapport"), organiser=cast.nord, by=cast.leader, now=NOW
    )
    draft = new_draft_of(questionnaire=own, copied_from=cast.questionnaire, by=cast.leader, now=NOW)
    copied = [(row.key, row.type, row.required) for row in questions_of(draft)]
    assert copied == [(row.key, row.type, row.required) for row in questions_of(cast.questionnaire)]
    assert draft not in forms_to_choose(cast.network)
    publish_version(version=draft, by=cast.leader, now=NOW)
    assert draft in forms_to_choose(cast.network)
    assert forms_to_choose(cast.other_network) == [cast.questionnaire]


def test_draft_gets_its_questions_anew(cast: Cast) -> None:
    draft = new_draft_of(questionnaire=cast.questionnaire.questionnaire, copied_from=None, by=None, now=NOW)
    for _ in range(2):
        replace_questions(
            version=draft, sections=[{"key": "a", "title": in_all("A")}], questions=[QUESTION], by=None, now=NOW
        )
    assert [row.key for row in questions_of(draft)] == ["own.first"]
    assert draft.number == 2


def test_published_version_cannot_be_changed(cast: Cast) -> None:
    with pytest.raises(PublishedError):
        replace_questions(version=cast.questionnaire, sections=[], questions=[], by=None, now=NOW)
    with pytest.raises(PublishedError):
        publish_version(version=cast.questionnaire, by=None, now=NOW)


def test_defining_twice_makes_one(cast: Cast) -> None:
    made = [
        define_questionnaire(key="k", title=in_all("K"), organiser=cast.nord, by=cast.leader, now=NOW).pk
        for _ in range(2)
    ]
    assert made[0] == made[1]
