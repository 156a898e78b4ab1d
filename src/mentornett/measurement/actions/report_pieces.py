"""Figures are put in a final report, and taken out again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.choices import PieceKind
from mentornett.measurement.models import ReportPiece
from mentornett.network.models import Submission
from mentornett.tenants.models import Person


@transaction.atomic
def put_in(
    *, submission: Submission, kind: PieceKind, source: int, content: dict[str, Any], by: Person | None, now: datetime
) -> ReportPiece:
    """Put a figure in a report as it is now; one that is there already is renewed where it stands."""
    row, _made = ReportPiece.objects.update_or_create(
        submission=submission, kind=kind, source=source,
        defaults={
            "content": content, "put_in_by": by, "put_in_at": now, "organiser_id": submission.organiser_id,
            "municipality_id": submission.municipality_id,
        },
    )  # fmt: skip
    audit.record(verb="piece.put_in", on=row, by=by, now=now, details={"kind": kind})
    return row


@transaction.atomic
def take_out(*, submission: Submission, kind: PieceKind, source: int, by: Person, now: datetime) -> None:
    """Take a figure out of a report; one that is not there is left so."""
    ReportPiece.objects.filter(submission=submission, kind=kind, source=source).delete()
    audit.record(verb="piece.taken_out", on=submission, by=by, now=now, details={"kind": kind})
