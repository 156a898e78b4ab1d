"""What the final report is drafted from, and how it stands against what has come since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mentornett.network.models import AnchoringEvidence, Submission, Team
from mentornett.network.queries.prefill import Facts, Source, suggestion
from mentornett.network.queries.writing import Asked
from mentornett.network.rules.drafting import Paragraph, merged, uses
from mentornett.questionnaires.queries import questions_of

RESULT_QUESTIONS = ("final.result_1", "final.result_2")


def drafts_of(submission: Submission, today: date, extra: Mapping[str, Source]) -> dict[str, list[Paragraph]]:
    """Return question key -> the paragraphs that a fresh draft would hold now."""
    if submission.sheet is None:
        return {}
    facts = Facts(submission, today)
    questions = questions_of(submission.sheet.version).filter(type="paragraphs")
    return {question.key: suggestion(facts, question, extra) or [] for question in questions}


def behind(rows: Iterable[Asked], drafts: Mapping[str, list[Paragraph]]) -> dict[str, list[Paragraph]]:
    """Return question key -> what refreshing would store, for the stored answers that it would change."""
    stored = {row.question.key: row.value or [] for row in rows if row.answer and not row.suggested}
    fresh = {key: merged(value, drafts[key]) for key, value in stored.items() if key in drafts}
    return {key: value for key, value in fresh.items() if value != stored[key]}


def uses_in(rows: Iterable[Asked]) -> Counter[str]:
    """Count how the drafted paragraphs of the whole report are used."""
    counts: Counter[str] = Counter()
    for row in rows:
        if row.question.type == "paragraphs":
            counts += uses(row.value or [])
    return counts


def anchoring_of(team: Team) -> list[AnchoringEvidence]:
    """Return the evidence of anchoring that was noted, the oldest first."""
    return list(AnchoringEvidence.objects.filter(team=team).order_by("on", "pk"))


def figures_over_time(team: Team, keys: Iterable[str], kind: str = "status_report") -> list[dict[str, Any]]:
    """Return the numbers that a team's delivered status reports gave, the oldest report first."""
    from_reports = Facts(Submission(team=team), date.min).delivered("status")
    return [
        {"label": report.submission, "values": [_number(report.answers.get(key)) for key in keys]}
        for report in reversed(from_reports)
        if report.submission.assignment.kind == kind
    ]


def _number(answer: Any) -> float | None:
    return float(answer.value) if answer and isinstance(answer.value, int | float) else None
