"""From a form to a value, or to what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.text import clean, has_national_id
from mentornett.questionnaires.choices import Problem
from mentornett.questionnaires.rules.parsing import MOST_ROWS, AnswerError, field_name, read_answer
from tests.questionnaires.asked import CHOICES, COLUMNS, SCALE, Asked, said

NAME = "q-form.question"
ACTION = {"id": "a5", "kind": "action", "parent": "", "text": "Kurs", "state": "started", "comment": "",
          "was": {"text": "Kurs", "state": "started", "comment": ""}}  # fmt: skip
GOAL = {"id": "g2", "kind": "goal", "level": "sub", "parent": "", "text": "Alle får mentor", "percent": 20,
        "comment": "", "fixed": False, "was": {}}  # fmt: skip


def problem_of(question: Asked, typed: dict[str, list[str]], shown: Any = None) -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        read_answer(question, typed, shown)
    return caught.value


def test_text_is_trimmed_and_cleaned() -> None:
    assert read_answer(Asked("long_text"), said("  Hei\r\n\x00på deg 🎉  ")) == "Hei\npå deg 🎉"


def test_html_is_kept_as_the_text_it_is() -> None:
    assert read_answer(Asked(), said("<b>Hei</b> & {{ x }}")) == "<b>Hei</b> & {{ x }}"


@pytest.mark.parametrize("kind", ["text", "long_text", "number", "date", "choice", "scale", "multi_choice"])
def test_empty_field_is_no_answer(kind: str) -> None:
    options = SCALE if kind == "scale" else CHOICES if "choice" in kind else {}
    assert read_answer(Asked(kind, options=options), said("  ") if kind != "multi_choice" else {}) is None


def test_too_long_text_says_how_long_it_is() -> None:
    error = problem_of(Asked("text"), said("x" * 401))
    assert (error.problem, error.field) == (Problem.TOO_LONG, NAME)
    assert "401" in error.message


@pytest.mark.parametrize("kind", ["text", "long_text"])
def test_national_identity_number_is_refused(kind: str) -> None:
    assert problem_of(Asked(kind), said("Ola, 010170 12345")).problem == Problem.NATIONAL_ID


def test_national_identity_number_in_a_cell_is_refused() -> None:
    question = Asked("table", options=COLUMNS)
    assert problem_of(question, {f"{NAME}-r1-what": ["01017012345"]}).problem == Problem.NATIONAL_ID


def test_choice_outside_the_list_is_refused() -> None:
    assert problem_of(Asked("choice", options=CHOICES), said("maybe")).problem == Problem.NOT_A_CHOICE
    assert problem_of(Asked("multi_choice", options=CHOICES), said("maybe")).problem == Problem.NOT_A_CHOICE


def test_several_choices_come_in_the_order_of_the_question() -> None:
    assert read_answer(Asked("multi_choice", options=CHOICES), {NAME: ["no", "yes"]}) == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("tolv", "not_a_number"), ("-1", "too_small"), ("501", "too_large"), ("1,5", "not_whole")],
)
def test_number_outside_its_limits_is_refused(text: str, problem: str) -> None:
    question = Asked("number", options={"min": 0, "max": 500, "step": 1})
    assert problem_of(question, said(text)).problem == problem


def test_number_is_stored_as_a_number() -> None:
    assert read_answer(Asked("number", options={"min": 0}), said("1 234,5")) == 1234.5


@pytest.mark.parametrize("text", ["2.3", "0", "5.5", "x"])
def test_scale_takes_its_own_steps_only(text: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(Asked("scale", options=SCALE), said(text))
    assert read_answer(Asked("scale", options=SCALE), said("2.5")) == 2.5


@pytest.mark.parametrize(("text", "problem"), [("31.02.2026", "not_a_date"), ("1.1.1872", "strange_year")])
def test_date_that_cannot_be_is_refused(text: str, problem: str) -> None:
    assert problem_of(Asked("date"), said(text)).problem == problem


def test_date_is_stored_as_iso() -> None:
    assert read_answer(Asked("date"), said("12. november 2026")) == "2026-11-12"


def test_table_keeps_rows_with_something_in_them() -> None:
    typed = {
        f"{NAME}-r1-what": ["Møte"], f"{NAME}-r1-due": ["1.3.2026"], f"{NAME}-r1-count": ["1 000"],
        f"{NAME}-r1-state": ["done"], f"{NAME}-r2-what": [" "], f"{NAME}-r2-state": ["open"],
        f"{NAME}-r3-what": ["Bort"], f"{NAME}-r3-remove": ["1"], f"{NAME}-<x>-what": ["Rart"],
    }  # fmt: skip
    value = read_answer(Asked("table", options=COLUMNS), typed)
    assert value == [{"id": "r1", "what": "Møte", "due": "2026-03-01", "count": 1000, "state": "done"}]


def test_table_without_rows_is_no_answer() -> None:
    assert read_answer(Asked("table", options=COLUMNS), {f"{NAME}-r1-what": [""]}) is None


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [("due", "snart", "not_a_date"), ("count", "mange", "not_a_number"), ("state", "x", "not_a_choice"),
     ("what", "x" * 1001, "too_long")],
)  # fmt: skip
def test_cell_of_the_wrong_kind_names_its_field(column: str, text: str, problem: str) -> None:
    error = problem_of(Asked("table", options=COLUMNS), {f"{NAME}-r1-{column}": [text]})
    assert (error.problem, error.field) == (problem, f"{NAME}-r1-{column}")


def test_table_with_too_many_rows_is_refused() -> None:
    typed = {f"{NAME}-r{number}-what": ["x"] for number in range(MOST_ROWS + 1)}
    assert problem_of(Asked("table", options=COLUMNS), typed).problem == Problem.TOO_MANY_ROWS


def test_goal_rows_are_updated_and_the_rest_kept() -> None:
    typed = {f"{NAME}-a5-state": ["done"], f"{NAME}-a5-comment": ["Gikk fint"], f"{NAME}-g2-percent": ["60 %"]}
    action, goal = read_answer(Asked("goals"), typed, [ACTION, GOAL])
    assert action == ACTION | {"state": "done", "comment": "Gikk fint"}
    assert goal == GOAL | {"percent": 60}


def test_goal_row_that_the_form_does_not_mention_is_kept() -> None:
    assert read_answer(Asked("goals"), {}, [ACTION]) == [ACTION]


@pytest.mark.parametrize(
    ("field", "text", "problem"), [("a5-state", "half", "not_a_choice"), ("g2-percent", "120", "too_large")]
)
def test_goal_row_outside_its_limits_is_refused(field: str, text: str, problem: str) -> None:
    assert problem_of(Asked("goals"), {f"{NAME}-{field}": [text]}, [ACTION, GOAL]).problem == problem


def test_fixed_goal_keeps_the_text_of_the_network() -> None:
    fixed = GOAL | {"fixed": True}
    assert read_answer(Asked("goals"), {f"{NAME}-g2-text": ["Noe annet"]}, [fixed]) == [fixed]


def test_new_action_is_added_and_can_be_removed_again() -> None:
    typed = {f"{NAME}-n1-text": ["Kaffe med nye"], f"{NAME}-n1-parent": ["g2"], f"{NAME}-n2-text": [""]}
    *_, new = read_answer(Asked("goals"), typed, [GOAL])
    assert (new["id"], new["kind"], new["state"], new["parent"]) == ("n1", "action", "not_started", "g2")
    assert read_answer(Asked("goals"), {f"{NAME}-n1-remove": ["1"]}, [GOAL, new]) == [GOAL]


def test_forged_row_of_another_team_is_not_taken_in() -> None:
    assert read_answer(Asked("goals"), {f"{NAME}-a99-state": ["done"], f"{NAME}-a99-text": ["x"]}, [ACTION]) == [ACTION]


def test_paragraph_tells_whether_it_was_changed_or_left_out() -> None:
    shown = [
        {"id": f"p{number}", "text": "Fra rapporten", "original": "Fra rapporten", "source": {"label": "R"},
         "state": "used"}
        for number in (1, 2, 3)
    ]  # fmt: skip
    typed = {f"{NAME}-p1-text": ["Fra rapporten"], f"{NAME}-p2-text": ["Ny ordlyd"], f"{NAME}-p3-use": ["left_out"]}
    rows = read_answer(Asked("paragraphs"), typed, shown)
    assert [row["state"] for row in rows] == ["used", "changed", "left_out"]
    assert rows[2]["text"] == "Fra rapporten"


def test_paragraph_of_ones_own_has_no_source() -> None:
    (row,) = read_answer(Asked("paragraphs"), {f"{NAME}-n1-text": ["Vårt eget"]}, None)
    assert (row["text"], row["source"], row["state"]) == ("Vårt eget", None, "changed")


@given(st.text(max_size=300))
def test_text_that_is_stored_is_what_was_typed_and_stays_the_same(text: str) -> None:
    question = Asked("long_text")
    if has_national_id(clean(text).strip()):
        assert problem_of(question, said(text)).problem == Problem.NATIONAL_ID
        return
    value = read_answer(question, said(text))
    assert (value or "") == clean(text).strip()
    assert read_answer(question, said(value or "")) == value


def test_field_names_part_question_row_and_column() -> None:
    assert field_name("a.b", "r1", "due") == "q-a.b-r1-due"
