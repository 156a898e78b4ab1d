"""Lists of employees: taken in, mapped, imported or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter

from django.db import transaction
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.text import search_key
from mentornett.documents.tables_in import RowProblem
from mentornett.mentoring.actions.hires import change_hire, end_hire, later_than
from mentornett.mentoring.actions.leaving import change_unit
from mentornett.mentoring.choices import EmploymentEnd, Source
from mentornett.mentoring.models import Employment, HireFile, Programme
from mentornett.mentoring.queries.hire_files import changed_facts, day_shown, planned_import
from mentornett.mentoring.rules.hire_rows import HireRow
from mentornett.tenants.actions import add_unit
from mentornett.tenants.actions.many import NewPerson, find_or_create_many, give_role_to_many
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person, Unit

PARTS = ("new", "changed", "moved", "ended")
MOST_TOLD = 1000
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def take_in_file(
    *, municipality: Municipality, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int], programme: Programme | None, by: Person, now: datetime,
) -> HireFile:  # fmt: skip
    """Keep a list until it is imported; one that waits in the same municipality gives way to it."""
    HireFile.objects.filter(municipality=municipality, imported_at=None, ordered_at=None).delete()
    file = HireFile(
        municipality=municipality, header=list(header), rows=[[number, list(cells)] for number, cells in rows],
        columns=dict(columns), programme=programme, made_by=by, made_at=now, list_day=timezone.localdate(now),
    )  # fmt: skip
    file.save()
    audit.record(verb="hire_file.added", on=file, by=by, now=now, details={"rows": len(file.rows)})
    return file


@transaction.atomic
def map_file(
    *, file: HireFile, columns: Mapping[str, int], make_units: bool, programme: Programme | None, list_day: date | None,
    holds_leavers: bool | None, by: Person, now: datetime,
) -> None:  # fmt: skip
    """Say which column holds what, whom the list holds, and which programme follows those who are new."""
    file.columns, file.make_units, file.programme = dict(columns), make_units, programme
    file.list_day, file.holds_leavers = list_day, holds_leavers
    file.save(update_fields=["columns", "make_units", "programme", "list_day", "holds_leavers"])
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
def order_import(*, file: HireFile, by: Person, now: datetime) -> None:
    """Order that a list is imported in the background; the job is started by the caller when this is stored."""
    file.ordered_at = file.worked_at = now
    file.done, file.counts, file.left_out = 0, {}, []
    file.save(update_fields=["ordered_at", "worked_at", "done", "counts", "left_out"])
    audit.record(verb="hire_file.ordered", on=file, by=by, now=now, details={"rows": len(file.rows)})


@transaction.atomic
def stop_import(*, file: HireFile, by: Person, now: datetime) -> None:
    """Note that an import stopped underway. What came in stays, and the list can be imported again."""
    file.ordered_at = None
    file.save(update_fields=["ordered_at"])
    audit.record(verb="hire_file.stopped", on=file, by=by, now=now, details={"done": file.done})


@transaction.atomic
def import_file(
    *, file: HireFile, rows: Sequence[HireRow], problems: Sequence[RowProblem], by: Person, now: datetime
) -> None:
    """Import a whole list: its good rows come in, the others are told of."""
    leave_out(file=file, problems=problems)
    import_part(file=file, rows=rows, by=by, now=now)
    finish_import(file=file, by=by, now=now)


@transaction.atomic
def import_part(*, file: HireFile, rows: Sequence[HireRow], by: Person, now: datetime) -> None:
    """Do what some rows of a list say, and tell how far the import has come."""
    municipality = Municipality.objects.get(pk=file.municipality_id or 0)
    plan = planned_import(municipality.pk, rows, make_units=file.make_units, shows=day_shown(file))
    if file.make_units:
        for name in plan.units.values():
            add_unit(municipality=municipality, name=name, by=by, now=now)
    units = {search_key(unit.name): unit for unit in Unit.objects.filter(municipality=municipality)}
    _add_new(file, municipality, plan.new, units, by, now)
    for hire, changes in plan.changed:
        change_hire(hire=hire, by=by, now=now, **changes)
    for hire, row, on in plan.moved:
        moved = change_unit(hire=hire, unit=units[search_key(row.unit)], on=on, follows=None, by=by, now=now)
        if changes := changed_facts(row, moved):  # or the same list would change something the second time
            change_hire(hire=moved, by=by, now=now, **changes)
    for hire, ends in plan.ended:
        end_hire(hire=hire, ends=ends, reason=EmploymentEnd.OTHER, by=by, now=now)
    leave_out(file=file, problems=plan.problems)
    for part in PARTS:
        file.counts[part] = file.counts.get(part, 0) + len(getattr(plan, part))
    file.done, file.worked_at = file.done + len(rows), now
    file.save(update_fields=["done", "worked_at", "counts", "left_out"])
    audit.record(verb="hire_file.part_imported", on=file, by=by, now=now, details={"done": file.done})


@transaction.atomic
def finish_import(*, file: HireFile, by: Person, now: datetime) -> None:
    """Forget what stood in an imported list; the mapping and what became of the rows are kept."""
    file.rows, file.imported_at = [], now
    file.save(update_fields=["rows", "imported_at"])
    audit.record(verb="hire_file.imported", on=file, by=by, now=now, details=file.counts)


def leave_out(*, file: HireFile, problems: Sequence[RowProblem]) -> None:
    """Keep why rows are left out, of as many as somebody will read."""
    file.counts["left_out"] = file.counts.get("left_out", 0) + len(problems)
    told = [*file.left_out, *([problem.row, problem.why] for problem in problems)]
    file.left_out = sorted(told, key=itemgetter(0))[:MOST_TOLD]


def _known_from(file: HireFile, row: HireRow) -> date | None:
    """Return the day of a list that does not tell of those who left: whoever it holds is known from that day."""
    if file.holds_leavers or file.list_day is None:
        return None
    return later_than(row.starts, file.list_day) if row.ends is None or row.ends >= file.list_day else None


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
            followed_from=row.starts if programme else None, known_from=_known_from(file, row),
        )
        for row in rows
    )  # fmt: skip
    if programme:
        here = [people[row.email] for row in rows if row.ends is None]
        give_role_to_many(people=here, kind=RoleKind.MENTEE, municipality=municipality, starts=today)
