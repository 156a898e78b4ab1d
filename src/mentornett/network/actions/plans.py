"""Plan versions: what was promised, kept as it was written (D15, X01, X03)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.choices import Form
from mentornett.network.models import Gathering, Network, PlannedGathering, PlanVersion
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class PlanRow:
    """A gathering as a plan gives it. `as_written` is kept; `assumed` marks a date that the plan does not say."""

    number: int
    as_written: str = ""
    starts: date | None = None
    ends: date | None = None
    precision: str = "day"
    assumed: bool = False
    form: str = Form.UNKNOWN
    theme: str = ""
    note: str = ""


@transaction.atomic
def add_plan_version(
    *,
    network: Network,
    title: str,
    by: Person,
    now: datetime,
    dated: date | None = None,
    stated_gatherings: int | None = None,
    stated_duration: str = "",
    note: str = "",
    gatherings: Iterable[Gathering] = (),
) -> PlanVersion:
    """Add the next version of the plan, with the given gatherings as its rows."""
    latest = PlanVersion.objects.filter(network=network).order_by("-number").first()
    rows = [
        PlanRow(row.number, "", row.starts, row.ends, "day", False, row.form, row.planned_theme) for row in gatherings
    ]
    plan = PlanVersion.objects.create(
        network=network, number=latest.number + 1 if latest else 1, title=clean(title).strip(), dated=dated,
        stated_gatherings=stated_gatherings or len(rows) or None, stated_duration=clean(stated_duration).strip(),
        note=clean(note).strip(),
    )  # fmt: skip
    _write_rows(plan, rows)
    audit.record(verb="plan.added", on=network, by=by, now=now, details={"version": plan.number})
    return plan


@transaction.atomic
def save_plan(
    *,
    plan: PlanVersion,
    rows: Iterable[PlanRow],
    by: Person,
    now: datetime,
    title: str,
    dated: date | None,
    stated_gatherings: int | None,
    stated_duration: str,
    note: str,
) -> None:
    """Replace what a version of the plan says."""
    plan.title, plan.dated, plan.note = clean(title).strip(), dated, clean(note).strip()
    plan.stated_gatherings, plan.stated_duration = stated_gatherings, clean(stated_duration).strip()
    plan.save(update_fields=["title", "dated", "note", "stated_gatherings", "stated_duration"])
    plan.gatherings.all().delete()
    _write_rows(plan, rows)
    audit.record(verb="plan.changed", on=plan.network, by=by, now=now, details={"version": plan.number})


def _write_rows(plan: PlanVersion, rows: Iterable[PlanRow]) -> None:
    PlannedGathering.objects.bulk_create(
        PlannedGathering(
            plan=plan, number=row.number, as_written=clean(row.as_written).strip(), starts=row.starts, ends=row.ends,
            precision=row.precision, assumed=row.assumed, form=row.form, theme=clean(row.theme).strip(),
            note=clean(row.note).strip(),
        )
        for row in rows
    )  # fmt: skip


@transaction.atomic
def remove_plan(*, plan: PlanVersion, by: Person, now: datetime) -> None:
    """Remove a version of the plan that was made by mistake."""
    audit.record(verb="plan.removed", on=plan.network, by=by, now=now, details={"version": plan.number})
    plan.delete()
