"""How figures in a final report are read."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.choices import PieceKind, Question
from mentornett.measurement.models import MonthlyMeasure, Release, ReleasedAnswer, ReportPiece
from mentornett.measurement.queries.series import measures_in_force
from mentornett.network.models import Submission

OF_UNITS = (Question.UNITS, Question.UNIT)


def pieces_in(submission: Submission) -> QuerySet[ReportPiece]:
    """Return the figures in a report, in the order they were put in."""
    return ReportPiece.objects.filter(submission=submission).order_by("pk")


def measures_for(submission: Submission) -> QuerySet[MonthlyMeasure]:
    """Return what the municipality of a report counts each month."""
    return measures_in_force().filter(municipality=submission.team.municipality_id)


def in_report(submission: Submission) -> dict[tuple[str, int], ReportPiece]:
    """Return the figures in a report by what they were made of."""
    return {(PieceKind(piece.kind), piece.source): piece for piece in pieces_in(submission)}


def newest_answers(municipality_id: int | None) -> QuerySet[ReleasedAnswer]:
    """Return what the newest release of a municipality said about the whole of it, never about units."""
    newest = Release.objects.filter(municipality=municipality_id).order_by("-until").values("pk")[:1]
    rows = ReleasedAnswer.objects.filter(release__in=newest, about="").exclude(question__in=OF_UNITS)
    return rows.order_by("position")
