"""What a municipality without a mentor programme of its own has counted, with one chart in its final report."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from random import Random

from django.utils import timezone, translation

from mentornett.core.time import add_months
from mentornett.measurement.actions.report_pieces import put_in
from mentornett.measurement.choices import PieceKind
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, OtherChange
from mentornett.measurement.queries.series_rows import changes_around, rows_over_time
from mentornett.network.models import Network, Submission
from mentornett.reports.kept_chart import as_stored
from mentornett.reports.measure_chart import measure_chart

MONTHS = 30


def load_report_figures(network: Network, *, municipality: str, now: datetime) -> None:
    """Write two measures for the municipality that drafts its final report, and put one of them in it."""
    reports = Submission.objects.filter(team__network=network, assignment__kind="final_report", sheet__isnull=False)
    report = reports.select_related("team").filter(team__municipality__name=municipality).first()
    if report is None:
        return
    today = timezone.localtime(now).date()
    agency = _measure(report, "Vakter fra bemanningsbyrå", "vakter", (34, 19), today, now)
    _measure(report, "Overtid i hjemmetjenesten", "timer", (210, 205), today, now)
    with translation.override("nb"):
        months = rows_over_time([agency], today)[agency.pk]
        chart = measure_chart(agency, months, start=None, changes=changes_around(agency.municipality_id))
        put_in(
            submission=report, kind=PieceKind.MEASURE, source=agency.pk, content=as_stored(chart), by=None, now=now
        )  # fmt: skip


def _measure(
    report: Submission, name: str, word: str, levels: tuple[int, int], today: date, now: datetime
) -> MonthlyMeasure:
    """Draw a measure that goes from one level to another halfway; a change stands beside it."""
    chance = Random(name)  # noqa: S311 (an invented story, not a secret)
    row = MonthlyMeasure.objects.create(
        municipality=report.municipality, key="own", name=name, unit_word=word, less_is_better=True, edited_at=now
    )
    first = add_months(today.replace(day=1), -MONTHS)
    MonthlyValue.objects.bulk_create(
        MonthlyValue(
            municipality=report.municipality, measure=row, month=add_months(first, at), source="file", edited_at=now,
            value=Decimal(round(levels[at >= MONTHS // 2] * chance.uniform(0.85, 1.15))),
        )
        for at in range(MONTHS)
    )  # fmt: skip
    OtherChange.objects.get_or_create(
        municipality=report.municipality, kind="work", title="Ny turnus", starts=add_months(first, MONTHS // 2),
        defaults={"edited_at": now},
    )  # fmt: skip
    return row
