"""What is missing before a set of answers may be sent, and who may read an answer."""

from __future__ import annotations

from typing import Any

from mentornett.questionnaires.choices import AnswerAudience, ParagraphUse, Problem
from mentornett.questionnaires.rules.parsing import AnswerError, Asked, field_name
from mentornett.questionnaires.rules.showing import word_total

SHARED_WITH_NETWORK = ("network", "public")


def is_empty(question: Asked, value: Any) -> bool:
    """Tell whether a value says nothing."""
    if value in (None, "", [], {}):
        return True
    if question.type == "paragraphs":
        return all(row["state"] == ParagraphUse.LEFT_OUT for row in value)
    return False


def problems_before_sending(question: Asked, value: Any) -> list[AnswerError]:
    """Return what must be put right in one answer before the whole is sent."""
    field = field_name(question.key)
    if is_empty(question, value):
        return [AnswerError(Problem.MISSING, field)] if question.required else []
    count = word_total(question, value)
    if question.word_limit and count > question.word_limit:
        return [AnswerError(Problem.TOO_MANY_WORDS, field, limit=question.word_limit, count=count)]
    return []


def audience_allows(answer_audience: str, sharing: str, *, in_team: bool, is_guide: bool, is_staff: bool) -> bool:
    """Tell whether a reader may see an answer.

    The team and its guide always may. What is meant for the two alone stays there; else all the organiser's staff
    may, and others in the network when the team shares it.
    """
    if in_team or is_guide:
        return True
    if answer_audience == AnswerAudience.TEAM_AND_GUIDE:
        return False
    return is_staff or sharing in SHARED_WITH_NETWORK
