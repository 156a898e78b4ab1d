"""The final report: drafts taken in again, and the two results chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.network.actions.writing import save_answer
from mentornett.network.models import Submission
from mentornett.network.queries.final import RESULT_QUESTIONS
from mentornett.network.queries.writing import Asked
from mentornett.network.rules.drafting import Paragraph, are_two_results, chosen
from mentornett.tenants.models import Person


class NotTwoResultsError(ValueError):
    """Something else than two different results was chosen."""


@transaction.atomic
def refresh_drafts(
    *,
    submission: Submission,
    rows: Iterable[Asked],
    fresh: Mapping[str, list[Paragraph]],
    by: Person,
    now: datetime,
) -> int:
    """Store what `queries.final.behind` found, and return the number of answers changed. Raises SheetLockedError."""
    changed = [row for row in rows if row.question.key in fresh]
    for row in changed:
        save_answer(
            submission=submission, question=row.question, value=fresh[row.question.key], base_revision=row.revision,
            by=by, now=now, sharing=row.sharing, skipped=row.skipped,
        )  # fmt: skip
    audit.record(verb="final_report.refreshed", on=submission, by=by, now=now, details={"answers": len(changed)})
    return len(changed)


@transaction.atomic
def choose_results(
    *, submission: Submission, rows: Iterable[Asked], wanted: Sequence[str], by: Person, now: datetime
) -> None:
    """Put exactly two of the paragraphs in the report as its two results (K02). Raises NotTwoResultsError."""
    by_key = {row.question.key: row for row in rows}
    asked = [by_key[key] for key in RESULT_QUESTIONS if key in by_key]
    if len(asked) != len(RESULT_QUESTIONS) or not are_two_results(wanted, asked[0].value or []):
        raise NotTwoResultsError
    for row, paragraph_id in zip(asked, wanted, strict=True):
        save_answer(
            submission=submission, question=row.question, value=_with_chosen(asked[0], row, paragraph_id),
            base_revision=row.revision, by=by, now=now, sharing=row.sharing,
        )  # fmt: skip
    audit.record(verb="final_report.results_chosen", on=submission, by=by, now=now)


def _with_chosen(first: Asked, row: Asked, paragraph_id: str) -> list[Paragraph]:
    """Return a result's paragraphs with the chosen one in; a candidate that only the first one has is taken over."""
    paragraphs = list(row.value or [])
    if paragraph_id not in {paragraph["id"] for paragraph in paragraphs}:
        paragraphs += [paragraph for paragraph in first.value if paragraph["id"] == paragraph_id]
    return chosen(paragraphs, paragraph_id)
