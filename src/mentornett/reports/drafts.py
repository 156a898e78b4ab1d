"""What the rooms above the network give to drafts: the before/now table, and choices that only reports make."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from mentornett.core.time import date_words
from mentornett.measurement.queries import before_now as measurement
from mentornett.network.queries.final import RESULT_QUESTIONS, anchoring_of
from mentornett.network.queries.prefill import Facts, Source, suggestion
from mentornett.network.rules.drafting import as_candidates, merged


def _before_now(facts: Facts, question: Any) -> Any:
    rows = measurement.shown(measurement.rows_about(facts.submission.team), facts.language)
    if question.type == "table":
        return [
            {"id": f"b{shown.row.pk}", "indicator": shown.measure, "before": shown.before.figure.main,
             "source": shown.before.source}
            for shown in rows
        ]  # fmt: skip
    text = "\n".join(shown.sentence for shown in rows)
    return [_paragraph(text, gettext("The before/now table"))] if text else None


def _paragraph(text: str, label: str, number: int = 1) -> dict[str, Any]:
    source = {"submission": None, "label": label, "sent": ""}
    return {"id": f"p{number}", "text": text, "original": text, "source": source, "state": "used"}


def _results(facts: Facts, question: Any) -> Any:
    drafted = suggestion(facts, question) or []
    return as_candidates(drafted) if question.key in RESULT_QUESTIONS else drafted


def _anchoring(facts: Facts, question: Any) -> Any:
    """What leaders decided, by the status reports, and the evidence that was noted on the team's page."""
    drafted = suggestion(facts, question) or []
    noted = anchoring_of(facts.submission.team) if question.type == "paragraphs" else []
    lines = [f"{date_words(row.on, facts.today, weekday=False)}: {row.text}" for row in noted]
    if not lines:
        return drafted
    return merged(
        drafted, [_paragraph("\n".join(dict.fromkeys(lines)), gettext("Anchoring, noted on the team's page"))]
    )


def _newest(facts: Facts, question: Any) -> Any:
    """The project plan is delivered several times, each time whole: only its last version counts."""
    drafted = suggestion(facts, question)
    return drafted[-1:] if question.type == "paragraphs" and drafted else drafted


SOURCES: dict[str, Source] = {
    "before_now": _before_now,
    "status:status.achieved": _results,
    "status:status.decisions": _anchoring,
    "project:project.background": _newest,
    "project:project.continuation": _newest,
}
