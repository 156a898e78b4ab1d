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

RESULT_QUESTIONS = ("final.result_1", "final.result_2")


def behind(
    submission: Submission, rows: Iterable[Asked], today: date, extra: Mapping[str, Source]
) -> dict[str, list[Paragraph]]:
    """Return question key -> what refreshing would store, for the stored answers that it would change.

    Answers that nobody has touched are drafted anew each time they are shown, so they are never behind.
    """
    stored = [row for row in rows if row.question.type == "paragraphs" and row.answer and not row.suggested]
    facts = Facts(submission, today)
    fresh = {row.question.key: merged(row.value or [], suggestion(facts, row.question, extra) or []) for row in stored}
    return {row.question.key: fresh[row.question.key] for row in stored if fresh[row.question.key] != (row.value or [])}


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
