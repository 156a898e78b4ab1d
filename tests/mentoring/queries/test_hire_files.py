"""A list compared with what is registered: most systems tell the first day of the work, whatever the unit now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mentornett.mentoring.actions.hires import move_hire
from mentornett.mentoring.models import Employment
from mentornett.mentoring.queries.hire_files import ImportPlan, planned_import
from mentornett.mentoring.rules.hire_rows import HireRow
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture
def row(cast: Cast) -> HireRow:
    """The mentee's row as their system tells it: the first day of the work, and the unit."""
    hire = cast.employment
    return HireRow(2, cast.mentee.email, cast.mentee.name, cast.ward.name, hire.profession, hire.starts)


def planned(cast: Cast, row: HireRow) -> ImportPlan:
    return planned_import(cast.flesberg.pk, [row], make_units=False, shows=cast.today)


def moved(plan: ImportPlan) -> list[tuple[str, date]]:
    assert not plan.new
    return [(row.unit, on) for _hire, row, on in plan.moved]


def test_other_unit_and_the_same_first_day_is_a_move_on_the_day_of_the_list(cast: Cast, row: HireRow) -> None:
    assert planned(cast, row).same == 1
    assert moved(planned(cast, replace(row, unit=cast.home_care.name))) == [(cast.home_care.name, cast.today)]


def test_first_day_in_the_new_unit_is_the_day_of_the_move(cast: Cast, row: HireRow) -> None:
    later = date(2026, 5, 1)
    found = moved(planned(cast, replace(row, unit=cast.home_care.name, starts=later)))
    assert found == [(cast.home_care.name, later)]


def test_list_of_after_a_move_changes_nothing_with_either_day(cast: Cast, row: HireRow) -> None:
    on = date(2026, 3, 1)
    move_hire(hire=cast.employment, unit=cast.home_care, on=on, by=cast.hr, now=cast.now)
    for starts in (row.starts, on):
        plan = planned(cast, replace(row, unit=cast.home_care.name, starts=starts))
        assert (plan.same, plan.changes, plan.problems) == (1, 0, [])


def test_older_list_moves_nobody_back(cast: Cast, row: HireRow) -> None:
    move_hire(hire=cast.employment, unit=cast.home_care, on=date(2026, 3, 1), by=cast.hr, now=cast.now)
    plan = planned(cast, row)
    assert (plan.changes, [problem.row for problem in plan.problems]) == (0, [2])


def test_wrong_unit_of_somebody_who_begins_later_is_put_right(cast: Cast, row: HireRow) -> None:
    Employment.objects.filter(pk=cast.employment.pk).update(starts=date(2026, 4, 1), followed_from=date(2026, 4, 1))
    plan = planned(cast, replace(row, unit=cast.home_care.name, starts=date(2026, 4, 1)))
    [(hire, _row, on)] = plan.moved
    move_hire(hire=hire, unit=cast.home_care, on=on, by=cast.hr, now=cast.now)
    kept = Employment.objects.get(person=cast.mentee)
    assert (kept.unit, kept.starts) == (cast.home_care, date(2026, 4, 1))


@pytest.mark.parametrize("ends", [date(2026, 6, 30)])
def test_last_day_together_with_another_unit_is_left_to_people(cast: Cast, row: HireRow, ends: date) -> None:
    plan = planned(cast, replace(row, unit=cast.home_care.name, ends=ends))
    assert (plan.changes, len(plan.problems)) == (0, 1)
    assert [hire.pk for hire, _day in planned(cast, replace(row, ends=ends)).ended] == [cast.employment.pk]
