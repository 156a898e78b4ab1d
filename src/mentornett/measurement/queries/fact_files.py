"""What a list of facts would change, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mentornett.core.text import search_key
from mentornett.core.time import add_months
from mentornett.documents.tables_in import RowProblem
from mentornett.measurement.choices import CountedAs, MeasureKey, StillHere, VacancyState
from mentornett.measurement.models import Baseline, FactFile, MonthlyMeasure, Vacancy
from mentornett.measurement.rules.baselines import MONTHS
from mentornett.measurement.rules.fact_rows import BaselineRow, MonthFigure, VacancyRow
from mentornett.measurement.rules.series import MOST_COUNTED, Entry, fault_in_counted
from mentornett.measurement.rules.series import fault_in as month_fault
from mentornett.measurement.rules.vacancies import Post, fault_in
from mentornett.tenants.models import Unit


@dataclass(slots=True)
class FactPlan:
    """What an import does: which rows are new, which change something stored, and which cannot be used.

    `new` holds the fields of each; `changed` the stored row with the fields that differ.
    """

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many rows change something."""
        return len(self.new) + len(self.changed)


def remembered_columns(municipality_id: int, kind: str, header: Sequence[str]) -> dict[str, int] | None:
    """Return which column held what the last time the municipality imported a list with these titles."""
    rows = FactFile.objects.filter(municipality=municipality_id, kind=kind, imported_at__isnull=False)
    for file in rows.order_by("-imported_at").only("header", "columns")[:20]:
        if file.header == list(header):
            return dict(file.columns)
    return None


def units_by_name(municipality_id: int) -> dict[str, Unit]:
    """Return a municipality's units by how their names are searched for; a name that two have says nothing."""
    units = [(search_key(unit.name), unit) for unit in Unit.objects.filter(municipality=municipality_id)]
    often = Counter(name for name, _unit in units)
    return {name: unit for name, unit in units if often[name] == 1}


def unknown_unit(row: int, name: str) -> RowProblem:
    """Say that a row names a unit that is not here, or that several are called so."""
    return RowProblem(row, _("No unit is called «%(unit)s», or more than one is.") % {"unit": name})


def planned_import(file: FactFile, rows: Sequence[Any], today: date) -> FactPlan:
    """Compare a list with what is stored, each kind in its own way. The same list twice changes nothing."""
    if file.baseline:
        return planned_baseline(file.baseline, rows, today)
    if file.measure:
        return planned_months(file.measure, rows, today)
    return planned_vacancies(file.municipality_id or 0, rows, today)


def planned_months(measure: MonthlyMeasure, rows: Sequence[MonthFigure], today: date) -> FactPlan:
    """Compare a list of months with what is stored; `changed` holds those that correct a figure."""
    plan, units = FactPlan(), units_by_name(measure.municipality_id or 0)
    known = {(row.unit_id, row.month): row for row in measure.values.filter(replaced_at__isnull=True)}
    seen: set[tuple[int | None, date]] = set()
    for row in (_as_counted(measure, row) for row in rows):
        unit = units.get(search_key(row.unit)) if measure.by_unit else None
        key = (unit.pk if unit else None, row.month)
        if why := _refusal(measure, row, today, is_known=unit is not None, is_seen=key in seen):
            plan.problems.append(RowProblem(row.row, why))
            continue
        seen.add(key)
        fields, old = {"unit": unit, "month": row.month, "entry": row.entry}, known.get(key)
        if old is None:
            plan.new.append(fields)
        elif Entry(old.value, old.cases, old.people) == row.entry:
            plan.same += 1
        else:
            plan.changed.append((old, fields))
    return plan


def _as_counted(measure: MonthlyMeasure, row: MonthFigure) -> MonthFigure:
    """Return a row with the figure that so many of so many makes; what it is of may stand as the number."""
    if measure.counted_as == CountedAs.NUMBER:
        return row
    entry, cases = row.entry, row.entry.cases
    if cases is None and row.has_number and entry.value == int(entry.value) and 0 <= entry.value <= MOST_COUNTED:
        cases = int(entry.value)
    return replace(row, entry=Entry.counted(measure.counted_as, cases, entry.people))


def _refusal(measure: MonthlyMeasure, row: MonthFigure, today: date, *, is_known: bool, is_seen: bool) -> str:
    """Return why a row of months cannot be used, or ""."""
    if measure.by_unit and not is_known:
        return unknown_unit(row.row, row.unit).why if row.unit else _("The unit is missing.")
    if row.unit and not measure.by_unit:
        return _("This is counted for the whole municipality, and the row is about a unit.")
    if not row.has_number and measure.counted_as == CountedAs.NUMBER:
        return _("The number is missing. A month without a number is left out.")
    if row.month > today:
        return _("The month is in the future.")
    if is_seen:
        return _("The same month stands in an earlier row too.")
    fault = figure_fault(measure, row.entry)
    return month_faults()[fault] if fault else ""


def figure_fault(measure: MonthlyMeasure, entry: Entry) -> str:
    """Return what is wrong with the figure of a month, as one of `month_faults`, or ""."""
    if measure.counted_as != CountedAs.NUMBER:
        return fault_in_counted(entry, measure.counted_as)
    return month_fault(entry, health=measure.key == MeasureKey.SICK_LEAVE)


def month_faults() -> dict[str, str]:
    """Return what is wrong with the figure of a month, in words."""
    return {
        "negative": _("The number cannot be less than 0."), "large": _("The number is too large."),
        "share": _("A percentage is at most 100."), "counts": _("Write how many were absent, and of how many."),
        "few": _("Sick leave is health data: with fewer than 5 absent or 20 people the month is left empty."),
        "more": _("More were absent than there are people."), "half": _("Write both how many, and of how many."),
        "none": _("Of nobody nothing can be said: leave the month empty."),
        "above": _("It cannot be more than all of them."),
    }  # fmt: skip


def planned_baseline(baseline: Baseline, rows: Sequence[BaselineRow], today: date) -> FactPlan:
    """Compare a list of those hired before the start with those who are counted already."""
    plan = FactPlan()
    known = {(search_key(row.label), row.starts): row for row in baseline.hires.filter(employment=None)}
    seen: set[tuple[str, date]] = set()
    for row in rows:
        key, answer = (search_key(row.label), row.starts), _answer(row, today)
        if not baseline.hired_from <= row.starts <= baseline.hired_to:
            plan.problems.append(RowProblem(row.row, _("Hired outside the time that is counted.")))
        elif key in seen:
            plan.problems.append(RowProblem(row.row, _("The same person stands in an earlier row too.")))
        elif key not in known:
            names = ("label", "starts", "unit_name", "profession")
            plan.new.append({name: getattr(row, name) for name in names} | {"answer": answer})
        elif answer and known[key].answer != answer:
            plan.changed.append((known[key], {"answer": answer}))
        else:
            plan.same += 1
        seen.add(key)
    return plan


def _answer(row: BaselineRow, today: date) -> str:
    """Return what a row says of the day twelve months after the first: its own word, or its last day."""
    if row.still_here is not None:
        return StillHere.YES if row.still_here else StillHere.NO
    if row.ends is None or row.ends > today:
        return ""
    return StillHere.YES if row.ends >= add_months(row.starts, MONTHS) else StillHere.NO


def planned_vacancies(municipality_id: int, rows: Sequence[VacancyRow], today: date) -> FactPlan:
    """Compare a list of advertised posts with what is registered. The same list twice changes nothing."""
    units, plan = units_by_name(municipality_id), FactPlan()
    known = _known(Vacancy.objects.filter(municipality=municipality_id, removed_at__isnull=True))
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        unit = units.get(search_key(row.unit)) if row.unit else None
        if row.unit and unit is None:
            plan.problems.append(unknown_unit(row.row, row.unit))
        elif (key := _key(row.reference, unit.pk if unit else None, row.profession, row.advertised_on)) in seen:
            plan.problems.append(RowProblem(row.row, _("The same advertisement stands in an earlier row too.")))
        else:
            seen.add(key)
            _compare(plan, known.get(key), row, unit, today)
    return plan


def _key(reference: str, unit: int | None, profession: str, day: date) -> tuple[Any, ...]:
    return (reference,) if reference else (unit, search_key(profession), day)


def _known(rows: Any) -> dict[tuple[Any, ...], Vacancy]:
    return {_key(row.reference, row.unit_id, row.profession, row.advertised_on): row for row in rows}


def _compare(plan: FactPlan, known: Vacancy | None, row: VacancyRow, unit: Unit | None, today: date) -> None:
    """Put a row where it belongs; a cell that is empty takes nothing away from what is registered."""
    told = _told(row, unit)
    fields = {name: getattr(known, name) for name in CHECKED} | told if known else {"posts": 1} | told
    if row.filled_on:
        fields["filled"] = told["filled"] = fields["posts"]
    fault = fault_in(Post(**{name: fields[name] for name in CHECKED if name in fields}), today)
    if fault:
        plan.problems.append(RowProblem(row.row, _faults()[fault]))
    elif known is None:
        plan.new.append(fields)
    elif changes := {name: value for name, value in told.items() if getattr(known, name) != value}:
        plan.changed.append((known, changes))
    else:
        plan.same += 1


CHECKED = ("advertised_on", "posts", "applicants", "qualified", "filled_on", "filled")
TOLD = ("profession", "posts", "reference", "applicants", "qualified", "mentor_offered", "filled_on")


def _told(row: VacancyRow, unit: Unit | None) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(row, name) for name in TOLD if getattr(row, name) not in (None, "")}
    found["advertised_on"] = row.advertised_on
    if unit:
        found["unit"] = unit
    if row.state != VacancyState.OPEN:  # a list without a status does not open what was closed by hand
        found["state"] = row.state
    return found


def _faults() -> dict[str, str]:
    return {
        "future": _("The day is in the future."), "qualified": _("More are qualified than have applied."),
        "filled": _("More were hired than there are posts."),
        "order": _("Somebody was hired before the post was advertised."),
    }  # fmt: skip
