"""How figures in a final report are read."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.choices import PieceKind
from mentornett.measurement.models import MonthlyMeasure, ReportPiece
from mentornett.measurement.queries.series import measures_in_force
from mentornett.network.models import Submission


def pieces_in(submission: Submission) -> QuerySet[ReportPiece]:
    """Return the figures in a report, in the order they were put in."""
    return ReportPiece.objects.filter(submission=submission).order_by("pk")


def measures_for(submission: Submission) -> QuerySet[MonthlyMeasure]:
    """Return what the municipality of a report counts each month."""
    return measures_in_force().filter(municipality=submission.team.municipality_id)


def in_report(submission: Submission) -> dict[tuple[str, int], ReportPiece]:
    """Return the figures in a report by what they were made of."""
    return {(PieceKind(piece.kind), piece.source): piece for piece in pieces_in(submission)}
