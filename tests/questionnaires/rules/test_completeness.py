"""What is missing before sending, and who may read."""

from __future__ import annotations

import itertools

import pytest

from mentornett.questionnaires.choices import Problem
from mentornett.questionnaires.rules import audience_allows, is_empty, problems_before_sending
from tests.questionnaires.asked import Asked


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_required_question_without_a_value_is_missing(value: object) -> None:
    (problem,) = problems_before_sending(Asked("long_text", required=True), value)
    assert (problem.problem, problem.field) == (Problem.MISSING, "q-form.question")
    assert problems_before_sending(Asked("long_text"), value) == []


def test_zero_answers_a_required_question() -> None:
    assert problems_before_sending(Asked("number", required=True), 0) == []


def test_too_many_words_are_told_with_both_numbers() -> None:
    (problem,) = problems_before_sending(Asked("long_text", word_limit=3), "en to tre fire")
    assert "3" in problem.message
    assert "4" in problem.message
    assert problems_before_sending(Asked("long_text", word_limit=4), "en to tre fire") == []


def test_paragraphs_that_are_all_left_out_are_empty() -> None:
    rows = [{"id": "p1", "text": "x", "state": "left_out"}]
    assert is_empty(Asked("paragraphs"), rows)
    assert not is_empty(Asked("paragraphs"), [*rows, {"id": "p2", "text": "y", "state": "used"}])


@pytest.mark.parametrize(
    ("audience", "sharing"),
    list(itertools.product(["team_and_guide", "organiser", "network"], ["team", "municipality", "network", "public"])),
)
def test_team_and_guide_always_read_and_others_as_the_question_says(audience: str, sharing: str) -> None:
    def may(in_team: bool = False, is_guide: bool = False, is_staff: bool = False) -> bool:
        return audience_allows(audience, sharing, in_team=in_team, is_guide=is_guide, is_staff=is_staff)

    assert may(in_team=True)
    assert may(is_guide=True, is_staff=True)
    assert may(is_staff=True) == (audience != "team_and_guide")
    assert may() == (audience != "team_and_guide" and sharing in {"network", "public"})
