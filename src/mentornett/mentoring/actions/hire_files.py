"""Lists of employees: taken in, mapped, imported or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.text import search_key
from mentornett.mentoring.actions.hires import change_hire, end_hire, move_hire
from mentornett.mentoring.choices import EmploymentEnd, Source
from mentornett.mentoring.models import Employment, HireFile, Programme
from mentornett.mentoring.queries.hire_files import ImportPlan, planned_import
from mentornett.mentoring.rules.hire_rows import HireRow
from mentornett.tenants.actions import add_unit
from mentornett.tenants.actions.many import NewPerson, find_or_create_many, give_role_to_many
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person, Unit

KEPT_FOR = timedelta(days=7)


@transaction.atomic
def take_in_file(
    *, municipality: Municipality, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int], programme: Programme | None, by: Person, now: datetime,
) -> HireFile:  # fmt: skip
    """Keep a list until it is imported; one that waits in the same municipality gives way to it."""
    HireFile.objects.filter(municipality=municipality, imported_at__isnull=True).delete()
    file = HireFile(
        municipality=municipality, header=list(header), rows=[[number, list(cells)] for number, cells in rows],
        columns=dict(columns), programme=programme, made_by=by, made_at=now,
    )  # fmt: skip
    file.save()
    audit.record(verb="hire_file.added", on=file, by=by, now=now, details={"rows": len(file.rows)})
    return file


@transaction.atomic
def map_file(
    *, file: HireFile, columns: Mapping[str, int], make_units: bool, programme: Programme | None, by: Person,
    now: datetime,
) -> None:  # fmt: skip
    """Say which column holds what, whether unknown units are made, and which programme follows those who are new."""
    file.columns, file.make_units, file.programme = dict(columns), make_units, programme
    file.save(update_fields=["columns", "make_units", "programme"])
    audit.record(verb="hire_file.changed", on=file, by=by, now=now)


@transaction.atomic
def throw_away_file(*, file: HireFile, by: Person | None, now: datetime) -> None:
    """Forget a list that is not imported; `by` is None when nobody came back to it."""
    audit.record(verb="hire_file.removed", on=file, by=by, now=now)
    file.delete()


def forget_old_lists(now: datetime) -> int:
    """Forget the lists that nobody has imported for a week: they hold people's names and work."""
    rows = HireFile.objects.filter(imported_at__isnull=True, made_at__lt=now - KEPT_FOR)
    for file in rows:
        throw_away_file(file=file, by=None, now=now)
    return len(rows)


@transaction.atomic
def import_file(*, file: HireFile, rows: Sequence[HireRow], by: Person, now: datetime) -> ImportPlan:
    """Do what the list says, and forget what stood in it; the mapping is kept. Good rows come in, others do not."""
    municipality = Municipality.objects.get(pk=file.municipality_id or 0)
    plan = planned_import(municipality.pk, rows, make_units=file.make_units)
    if file.make_units:
        for name in plan.units.values():
            add_unit(municipality=municipality, name=name, by=by, now=now)
    units = {search_key(unit.name): unit for unit in Unit.objects.filter(municipality=municipality)}
    _add_new(file, municipality, plan.new, units, by, now)
    for hire, changes in plan.changed:
        change_hire(hire=hire, by=by, now=now, **changes)
    for hire, row in plan.moved:
        move_hire(hire=hire, unit=units[search_key(row.unit)], on=row.starts, by=by, now=now)
    for hire, ends in plan.ended:
        end_hire(hire=hire, ends=ends, reason=EmploymentEnd.OTHER, by=by, now=now)
    file.rows, file.imported_at = [], now
    file.save(update_fields=["rows", "imported_at"])
    details = {"new": len(plan.new), "changes": plan.changes, "problems": len(plan.problems)}
    audit.record(verb="hire_file.imported", on=file, by=by, now=now, details=details)
    return plan


def _add_new(
    file: HireFile, municipality: Municipality, rows: Sequence[HireRow], units: Mapping[str, Unit], by: Person,
    now: datetime,
) -> None:  # fmt: skip
    people = find_or_create_many(
        people=[NewPerson(row.email, row.name, row.profession) for row in rows], language=municipality.language
    )
    programme, today = file.programme, timezone.localdate(now)
    Employment.objects.bulk_create(
        Employment(
            municipality=municipality, person=people[row.email], unit=units[search_key(row.unit)], number=row.number,
            profession=row.profession, percent=row.percent, shift=row.shift, temporary=row.temporary,
            starts=row.starts, ends=row.ends, source=Source.FILE, programme=programme,
            followed_from=row.starts if programme else None,
        )
        for row in rows
    )  # fmt: skip
    if programme:
        here = [people[row.email] for row in rows if row.ends is None]
        give_role_to_many(people=here, kind=RoleKind.MENTEE, municipality=municipality, starts=today)
