"""What an invented team says: its texts, its tables, and its final report, drafted as the application drafts it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mentornett.network.queries.final import RESULT_QUESTIONS
from mentornett.network.queries.prefill import Facts, suggestion
from mentornett.network.rules.drafting import chosen
from mentornett.questionnaires.models import Question
from mentornett.reports.drafts import SOURCES

if TYPE_CHECKING:
    from mentornett.config.demo.running import Story

STAGES = 5


def text_of(story: Story, key: str, stage: int, number: int) -> str | None:
    """Return what team `number` says about a question when it has come as far as `stage`, 0 to 4."""
    texts = story["texts"].get(key)
    if not texts:
        return None
    if len(texts) != STAGES:
        return str(texts[number % len(texts)])
    wordings = [texts, *story["variants"].get(key, ())]
    return str(wordings[number % len(wordings)][stage])


def table_of(story: Story, key: str, on: date) -> list[dict[str, Any]]:
    """Return the rows of a table, with the dates counted from the day it was sent."""
    rows = story["tables"].get(key, ())
    return [{"id": f"r{place}"} | {k: _cell(v, on) for k, v in row.items()} for place, row in enumerate(rows, start=1)]


def _cell(value: Any, on: date) -> Any:
    return (on + timedelta(days=value["days"])).isoformat() if isinstance(value, dict) else value


def final_paragraphs(facts: Facts, question: Question, own: str | None) -> list[dict[str, Any]]:
    """Return a finished answer: the team's own words where it has some, else what its reports said."""
    drafted = list(suggestion(facts, question, SOURCES) or [])
    if question.key in RESULT_QUESTIONS and drafted:
        place = -1 - RESULT_QUESTIONS.index(question.key)
        return chosen(drafted, drafted[max(place, -len(drafted))]["id"])
    if own is None:
        return drafted
    mine = {"id": "n1", "text": own, "original": "", "source": None, "state": "changed"}
    return [*({**paragraph, "state": "left_out"} for paragraph in drafted), mine]
