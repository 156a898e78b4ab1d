"""Answers are saved on top of what their writer saw, and nobody's text is ever lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, Scope, inside
from mentornett.questionnaires import queries
from mentornett.questionnaires.actions import Conflict, Saved, SheetLockedError, lock_sheet, prefill, save_answer
from mentornett.questionnaires.models import Answer, AnswerRevision
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture(autouse=True)
def _nothing_answered(cast: Cast, everyone: None) -> None:
    Answer.objects.all().delete()


def question(cast: Cast, key: str = "status.achieved") -> Any:
    return cast.questionnaire.questions.get(key=key)


def save(cast: Cast, value: Any, base: int, person: str = "coordinator", minutes: int = 0, **more: Any) -> Any:
    return save_answer(
        sheet=cast.report.sheet, question=question(cast), value=value, base_revision=base, by=cast.people[person],
        now=NOW + timedelta(minutes=minutes), **more,
    )  # fmt: skip


def kept(cast: Cast) -> list[Any]:
    return list(AnswerRevision.objects.order_by("revision").values_list("value", flat=True))


def test_first_answer_is_revision_one_with_an_audit_row_without_its_text(cast: Cast) -> None:
    outcome = save(cast, "Vi er i gang", 0)
    assert isinstance(outcome, Saved)
    assert (outcome.answer.revision, outcome.answer.value, outcome.answer.sharing) == (1, "Vi er i gang", "network")
    entry = AuditEntry.objects.get(verb="answer.saved")
    assert entry.details == {"question": "status.achieved", "revision": 1}
    assert entry.person_id == cast.coordinator.pk


def test_same_text_again_changes_nothing(cast: Cast) -> None:
    save(cast, "Vi er i gang", 0)
    again = save(cast, "Vi er i gang", 0, "deputy")
    assert isinstance(again, Saved)
    assert not again.changed
    assert AuditEntry.objects.filter(verb="answer.saved").count() == 1


def test_change_on_top_of_what_was_seen_keeps_the_earlier_text(cast: Cast) -> None:
    save(cast, "Vi er i gang", 0)
    outcome = save(cast, "Noe helt annet", 1, "deputy")
    assert outcome.answer.revision == 2
    assert kept(cast) == ["Vi er i gang"]


def test_change_on_top_of_an_older_text_is_a_conflict_with_the_others_text(cast: Cast) -> None:
    save(cast, "Karis tekst", 0)
    outcome = save(cast, "Dags tekst", 0, "deputy")
    assert isinstance(outcome, Conflict)
    assert (outcome.answer.value, outcome.answer.edited_by) == ("Karis tekst", cast.coordinator)
    assert Answer.objects.get().value == "Karis tekst"


def test_going_on_writing_keeps_no_versions_in_between(cast: Cast) -> None:
    for base, text in enumerate(["Vi", "Vi er", "Vi er i", "Nå: Vi er i"]):
        save(cast, text, base)
    assert kept(cast) == []
    assert Answer.objects.get().revision == 4


def test_going_on_after_a_while_keeps_the_earlier_text(cast: Cast) -> None:
    save(cast, "Vi", 0)
    save(cast, "Vi er", 1, minutes=45)
    assert kept(cast) == ["Vi"]


def test_taking_something_out_keeps_the_earlier_text(cast: Cast) -> None:
    save(cast, "Vi er i gang nå", 0)
    save(cast, "Vi er nå", 1)
    assert kept(cast) == ["Vi er i gang nå"]


def test_settings_change_without_a_version_of_the_text(cast: Cast) -> None:
    save(cast, "Vi", 0)
    outcome = save(cast, "Vi", 1, sharing="team", skipped=True)
    assert (outcome.answer.sharing, outcome.answer.skipped, outcome.answer.revision) == ("team", True, 2)
    assert kept(cast) == []


def test_unknown_level_of_sharing_falls_back_on_the_questions_own(cast: Cast) -> None:
    assert save(cast, "Vi", 0, sharing="verden").answer.sharing == "network"


def test_locked_sheet_takes_no_answer(cast: Cast) -> None:
    lock_sheet(sheet=cast.report.sheet)
    with pytest.raises(SheetLockedError):
        save(cast, "For sent", 0)
    assert not Answer.objects.exists()


def test_sheet_of_another_municipality_cannot_be_written(cast: Cast) -> None:
    scope = Scope(municipalities=frozenset({cast.moss.pk}))
    with inside(scope), pytest.raises((OutsideScopeError, type(cast.report.sheet).DoesNotExist)):
        save(cast, "Inntrenger", 0)


def test_prefill_leaves_answers_that_are_there(cast: Cast) -> None:
    save(cast, "Skrevet", 0)
    achieved, hard = question(cast), question(cast, "status.hard")
    made = prefill(sheet=cast.report.sheet, values={achieved.pk: "Forslag", hard.pk: "Forslag 2"}, now=NOW)
    assert [(row.question, row.value, row.prefilled) for row in made] == [(hard, "Forslag 2", True)]
    assert Answer.objects.get(question=achieved).value == "Skrevet"


def test_history_and_values_at_a_moment(cast: Cast) -> None:
    save(cast, "Først", 0)
    save(cast, "Så noe annet", 1, "deputy", minutes=60)
    assert [row.value for row in queries.history_of(cast.report.sheet)] == ["Først"]
    early = queries.values_at(cast.report.sheet, NOW + timedelta(minutes=30))
    late = queries.values_at(cast.report.sheet, NOW + timedelta(minutes=90))
    assert list(early.values()) == ["Først"]
    assert list(late.values()) == ["Så noe annet"]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["coordinator", "deputy"]),
        st.sampled_from(["look", "add", "cut", "replace", "choose mine", "choose theirs"]),
        st.text(alphabet="abæ🎉 \n", min_size=1, max_size=4),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_two_editors_never_lose_a_text_that_was_saved(cast: Cast, edits: list[tuple[str, str, str]]) -> None:
    """Each has a page open with a text and a revision; whatever they do, every saved text is in force or kept."""
    Answer.objects.all().delete()
    pages = {name: {"text": "", "revision": 0} for name in ("coordinator", "deputy")}
    acknowledged: list[str] = []
    for minute, (name, deed, piece) in enumerate(edits):
        page = pages[name]
        stored = Answer.objects.first()
        if deed in ("look", "choose theirs") and stored:
            page |= {"text": stored.value, "revision": stored.revision}
            continue
        if deed == "choose mine" and stored:
            page["revision"] = stored.revision
        typed = {"add": page["text"] + piece, "cut": page["text"][1:] or piece}.get(deed, piece)
        page["text"] = typed
        outcome = save(cast, typed, page["revision"], name, minutes=minute)
        if isinstance(outcome, Conflict):
            assert outcome.answer.value != typed
            assert outcome.answer.revision != page["revision"]
            continue
        page["revision"] = outcome.answer.revision
        acknowledged.append(typed)
        assert Answer.objects.get().value == typed
    there = [*kept(cast), *Answer.objects.values_list("value", flat=True)]
    for text in acknowledged:
        assert any(_holds(each, text) for each in there), (text, there)


def _holds(whole: str, part: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)
