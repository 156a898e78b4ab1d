"""How much is registered of what is measured."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from mentornett.measurement.models import Baseline
from mentornett.measurement.queries.baselines import count_of, figure_of, with_progress
from mentornett.measurement.queries.changes import changes_in_force
from mentornett.measurement.queries.series import measures_in_force
from mentornett.measurement.queries.vacancies import vacancies_in_force
from mentornett.mentoring.models import Programme


@dataclass(frozen=True)
class ProgrammeBaseline:
    """A programme, and where its starting point stands; `words` is empty when nobody has begun."""

    programme: Programme
    words: str


@dataclass
class FactCounts:
    """How many there are of each."""

    vacancies: int = 0
    measures: int = 0
    changes: int = 0
    baselines: list[ProgrammeBaseline] = field(default_factory=list)


def counts_of(municipalities: Sequence[int], kept: Collection[int]) -> dict[int, FactCounts]:
    """Return how much is registered in each of these municipalities; one knows the persons of those that one keeps."""
    found = {pk: FactCounts() for pk in municipalities}
    for name, rows in (
        ("vacancies", vacancies_in_force()), ("measures", measures_in_force()), ("changes", changes_in_force()),
    ):  # fmt: skip
        numbers = rows.filter(municipality__in=municipalities).order_by().values("municipality")
        for row in numbers.annotate(number=Count("pk")):
            setattr(found[row["municipality"]], name, row["number"])
    for one in _baselines(municipalities, kept):
        found[one.programme.municipality_id or 0].baselines.append(one)
    return found


def _baselines(municipalities: Sequence[int], kept: Collection[int]) -> list[ProgrammeBaseline]:
    programmes = list(Programme.objects.filter(municipality__in=municipalities).order_by("name"))
    rows = with_progress(Baseline.objects.filter(programme__in=programmes))
    by_programme = {row.programme_id: row for row in rows}
    return [
        ProgrammeBaseline(row, _where(by_programme.get(row.pk), persons_known=row.municipality_id in kept))
        for row in programmes
    ]  # fmt: skip


def _where(row: Baseline | None, *, persons_known: bool) -> str:
    if row is None:
        return ""
    if row.closed_at is None:
        counts = {"done": getattr(row, "answered", 0), "all": getattr(row, "lines", 0)}
        return _("Being counted: %(done)s of %(all)s have an answer") % counts
    figure = figure_of(count_of(row), persons_known=persons_known)
    text = f"{figure.main} ({figure.note})" if figure.note else figure.main
    return _("%(figure)s still here after 12 months") % {"figure": text} if figure.is_known else text
