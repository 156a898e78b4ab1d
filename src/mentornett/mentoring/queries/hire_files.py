"""What a list of employees would change, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from mentornett.core.text import search_key
from mentornett.documents.tables_in import RowProblem
from mentornett.mentoring.models import Employment, HireFile
from mentornett.mentoring.rules.hire_rows import HireRow
from mentornett.mentoring.rules.spans import Span
from mentornett.tenants.models import Unit

SIGN_OF_LIFE = timedelta(minutes=5)  # the worker looks for something to do each minute
AT_A_TIME = 500
COMPARED = ("profession", "number", "percent", "shift", "temporary")


@dataclass(slots=True)
class ImportPlan:
    """What an import does: who is new, whose facts change, who moves, who ends, and which rows cannot be used."""

    new: list[HireRow] = field(default_factory=list)
    changed: list[tuple[Employment, dict[str, Any]]] = field(default_factory=list)
    moved: list[tuple[Employment, HireRow, date]] = field(default_factory=list)  # with the first day in the new unit
    ended: list[tuple[Employment, date]] = field(default_factory=list)
    same: int = 0
    units: dict[str, str] = field(default_factory=dict)  # those to make: key -> name
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many rows change something; one may both change facts and give a last day."""
        known = {hire.pk for hire, _what in (*self.changed, *self.ended)}
        return len(self.new) + len(self.moved) + len(known)


def stage(file: HireFile, now: datetime) -> str:
    """Return where a list stands: «open», «running» or «done». An import that has stopped may be begun again."""
    if file.imported_at:
        return "done"
    alive = file.ordered_at and file.worked_at and now - file.worked_at < SIGN_OF_LIFE
    return "running" if alive else "open"


def remembered_columns(municipality_id: int, header: Sequence[str]) -> dict[str, int] | None:
    """Return which column held what the last time the municipality imported a list with these titles."""
    rows = HireFile.objects.filter(municipality=municipality_id, imported_at__isnull=False).order_by("-imported_at")
    for file in rows.only("header", "columns")[:20]:
        if file.header == list(header):
            return dict(file.columns)
    return None


def day_shown(file: HireFile) -> date:
    """Return the day that a list shows: the one that is told, or else the day on which it was taken in."""
    return file.list_day or localdate(file.made_at)


def planned_import(
    municipality_id: int, rows: Sequence[HireRow], *, make_units: bool, shows: date
) -> ImportPlan:  # fmt: skip
    """Compare a list of the day that it `shows` with what is registered. The same list twice changes nothing."""
    units = {search_key(name): pk for pk, name in _units(municipality_id)}
    shared = _shared_names(municipality_id)
    employed = _employed(municipality_id, [row.email for row in rows])
    plan = ImportPlan()
    for row in rows:
        key = search_key(row.unit)
        if key in shared:
            why = _("More than one unit is called «%(unit)s». Give them names of their own first.")
            plan.problems.append(RowProblem(row.row, why % {"unit": row.unit}))
            continue
        if key not in units and not make_units:
            plan.problems.append(RowProblem(row.row, _("There is no unit called «%(unit)s».") % {"unit": row.unit}))
            plan.units.setdefault(key, row.unit)
            continue
        if key not in units:
            plan.units.setdefault(key, row.unit)
        _compare(plan, row, units.get(key), employed.get(row.email, []), shows)
    return plan


def _employed(municipality_id: int, emails: Sequence[str]) -> dict[str, list[Employment]]:
    """Return the employments of these people, the first first."""
    found: dict[str, list[Employment]] = {}
    for start in range(0, len(emails), AT_A_TIME):
        rows = Employment.objects.filter(
            municipality=municipality_id, person__email__in=emails[start : start + AT_A_TIME]
        )
        for hire in rows.select_related("person", "unit").order_by("starts"):
            found.setdefault(hire.person.email, []).append(hire)
    return found


def _shared_names(municipality_id: int) -> set[str]:
    """Return the names that more than one unit has: a row cannot tell which of them it means."""
    names = Counter(search_key(name) for _pk, name in _units(municipality_id))
    return {name for name, number in names.items() if number > 1}


def _units(municipality_id: int) -> Iterable[tuple[int, str]]:
    return Unit.objects.filter(municipality=municipality_id).values_list("pk", "name")


def _compare(plan: ImportPlan, row: HireRow, unit: int | None, hires: list[Employment], shows: date) -> None:
    """Compare a row with somebody's work here. Its first day is that of the unit, or of the work before any move."""
    span = Span(row.starts, row.ends)
    meeting = [hire for hire in hires if span.meets(Span(hire.starts, hire.ends))]
    if not meeting:
        plan.new.append(row)
        return
    hire = meeting[-1]
    begun_then = any(one.starts == row.starts for one in meeting)
    was_there = any(one.unit_id == unit for one in meeting)  # an older list, or back again: only people know
    stays = hire.ends is None and row.ends is None
    if hire.unit_id == unit and begun_then:
        _compare_facts(plan, row, hire)
    elif hire.unit_id != unit and stays and hire.starts < row.starts:
        plan.moved.append((hire, row, row.starts))
    elif stays and begun_then and not was_there:
        plan.moved.append((hire, row, shows))
    else:
        why = _("Is registered from %(day)s already. Correct the day or the unit on the person's page.")
        plan.problems.append(RowProblem(row.row, why % {"day": hire.starts.strftime("%d.%m.%Y")}))


def changed_facts(row: HireRow, hire: Employment) -> dict[str, Any]:
    """Return what a row says otherwise than the register; capital letters in a profession make no difference."""
    facts = {name: getattr(row, name) for name in COMPARED if getattr(row, name)}
    found = {name: value for name, value in facts.items() if value != getattr(hire, name)}
    if search_key(hire.profession) == search_key(row.profession):
        found.pop("profession", None)
    return found


def _compare_facts(plan: ImportPlan, row: HireRow, hire: Employment) -> None:
    changes = changed_facts(row, hire)
    ends = row.ends if row.ends and row.ends != hire.ends else None
    if changes:
        plan.changed.append((hire, changes))
    if ends:
        plan.ended.append((hire, ends))
    if not changes and not ends:
        plan.same += 1
