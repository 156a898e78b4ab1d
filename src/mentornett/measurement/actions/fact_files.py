"""Lists of facts: taken in, mapped, imported or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.documents.tables_in import RowProblem
from mentornett.measurement.actions.baselines import add_to_baseline, answer_hire
from mentornett.measurement.actions.series import set_months
from mentornett.measurement.actions.vacancies import cleaned
from mentornett.measurement.choices import FactSource
from mentornett.measurement.models import Baseline, FactFile, MonthlyMeasure, Vacancy
from mentornett.measurement.queries.fact_files import FactPlan
from mentornett.tenants.models import Municipality, Person

MOST_TOLD = 1000
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def take_in_facts(
    *, municipality: Municipality, kind: str, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int], by: Person, now: datetime, baseline: Baseline | None = None,
    measure: MonthlyMeasure | None = None,
) -> FactFile:  # fmt: skip
    """Keep a list until it is imported; one about the same that waits in the same municipality gives way to it."""
    about = {"municipality": municipality, "kind": kind, "baseline": baseline, "measure": measure}
    FactFile.objects.filter(imported_at=None, **about).delete()
    file = FactFile(
        **about, header=list(header), columns=dict(columns), made_by=by, made_at=now,
        rows=[[number, list(cells)] for number, cells in rows],
    )  # fmt: skip
    file.save()
    audit.record(verb="fact_file.added", on=file, by=by, now=now, details={"rows": len(file.rows)})
    return file


@transaction.atomic
def map_facts(*, file: FactFile, columns: Mapping[str, int], by: Person, now: datetime) -> None:
    """Say which column holds what."""
    file.columns = dict(columns)
    file.save(update_fields=["columns"])
    audit.record(verb="fact_file.changed", on=file, by=by, now=now)


@transaction.atomic
def throw_away_facts(*, file: FactFile, by: Person | None, now: datetime) -> None:
    """Forget a list that is not imported; `by` is None when nobody came back to it."""
    audit.record(verb="fact_file.removed", on=file, by=by, now=now)
    file.delete()


def forget_old_facts(now: datetime) -> int:
    """Forget the lists that nobody has imported for a week."""
    rows = list(FactFile.objects.filter(imported_at__isnull=True, made_at__lt=now - KEPT_FOR))
    for file in rows:
        throw_away_facts(file=file, by=None, now=now)
    return len(rows)


@transaction.atomic
def import_facts(*, file: FactFile, plan: FactPlan, problems: Sequence[RowProblem], by: Person, now: datetime) -> None:
    """Do what the good rows of a list say, and forget what stood in it."""
    if file.baseline:
        add_to_baseline(baseline=file.baseline, rows=plan.new, by=by, now=now)
        for row, fields in plan.changed:
            answer_hire(hire=row, answer=fields["answer"], by=by, now=now)
    elif file.measure:
        rows = [*plan.new, *(fields for _old, fields in plan.changed)]
        entries = {(row["unit"], row["month"]): row["entry"] for row in rows}
        set_months(measure=file.measure, entries=entries, by=by, now=now, source=FactSource.FILE)
    else:
        _import_vacancies(file, plan, by, now)
    _finish(file, plan, problems, by, now)


def _import_vacancies(file: FactFile, plan: FactPlan, by: Person, now: datetime) -> None:
    made = {"municipality_id": file.municipality_id, "source": FactSource.FILE, "edited_by": by, "edited_at": now}
    Vacancy.objects.bulk_create(Vacancy(**made, **cleaned(fields)) for fields in plan.new)
    for row, fields in plan.changed:
        changes: dict[str, Any] = cleaned(fields) | {"edited_by": by, "edited_at": now}
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=list(changes))


def _finish(file: FactFile, plan: FactPlan, problems: Sequence[RowProblem], by: Person, now: datetime) -> None:
    """Forget what stood in an imported list; the mapping and what became of the rows are kept."""
    left_out = sorted([*problems, *plan.problems], key=lambda problem: problem.row)
    file.rows, file.imported_at = [], now
    file.left_out = [[problem.row, problem.why] for problem in left_out[:MOST_TOLD]]
    file.counts = {
        "new": len(plan.new), "changed": len(plan.changed), "same": plan.same, "left_out": len(left_out),
    }  # fmt: skip
    file.save(update_fields=["rows", "imported_at", "left_out", "counts"])
    audit.record(verb="fact_file.imported", on=file, by=by, now=now, details=file.counts)
