"""Lists of employees that nobody imports are forgotten after a week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.config.housekeeping import forget_what_was_removed
from mentornett.core.models import AuditEntry
from mentornett.documents.tables_in import RowProblem
from mentornett.exchange.hires_files import guessed, missing
from mentornett.mentoring.actions.hire_files import import_file, leave_out, take_in_file
from mentornett.mentoring.models import Commitment, Employment, HireFile
from mentornett.mentoring.queries.hire_files import planned_import
from mentornett.mentoring.rules.hire_rows import HireRow
from mentornett.tenants.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _taken_in(cast: Cast) -> HireFile:
    return take_in_file(
        municipality=cast.flesberg, header=["Navn"], rows=[(2, ["Ny Ansatt"])], columns={}, programme=None, by=cast.hr,
        now=cast.now,
    )  # fmt: skip


def test_list_is_kept_for_a_week_and_then_forgotten(cast: Cast) -> None:
    _taken_in(cast)
    forget_what_was_removed(cast.now + timedelta(days=7))
    assert HireFile.objects.exists()
    forget_what_was_removed(cast.now + timedelta(days=7, seconds=1))
    assert not HireFile.objects.exists()
    assert AuditEntry.objects.get(verb="hire_file.removed").person is None


def test_columns_of_an_imported_list_are_remembered(cast: Cast) -> None:
    import_file(file=_taken_in(cast), rows=[], problems=[], by=cast.hr, now=cast.now)
    forget_what_was_removed(cast.now + timedelta(days=400))
    assert HireFile.objects.get().rows == []


def test_rows_that_were_left_out_are_told_in_the_order_of_the_list(cast: Cast) -> None:
    file = _taken_in(cast)
    leave_out(file=file, problems=[RowProblem(4, "ikke en dato"), RowProblem(9, "ikke en prosent")])
    leave_out(file=file, problems=[RowProblem(7, "ingen enhet")])
    assert [row for row, _why in file.left_out] == [4, 7, 9]
    assert file.counts["left_out"] == 3


def test_move_by_list_is_told_and_signed_anew_as_a_move_by_hand(cast: Cast) -> None:
    hire, on = cast.employment, cast.today + timedelta(days=3)
    row = HireRow(2, cast.mentee.email, cast.mentee.name, cast.home_care.name, hire.profession, on)
    import_file(file=_taken_in(cast), rows=[row], problems=[], by=cast.hr, now=cast.now)
    assert Commitment.objects.filter(pair=cast.pair).latest("made_at").leader == cast.other_ward_leader
    told = Letter.objects.filter(kind__in=["pair_moved", "hire_left"]).values_list("kind", "to_person")
    readers = (cast.mentor, cast.mentee, cast.other_ward_leader)
    assert set(told) == {("hire_left", cast.ward_leader.pk), *(("pair_moved", each.pk) for each in readers)}


def test_row_that_moves_and_says_more_changes_nothing_the_second_time(cast: Cast) -> None:
    hire = cast.employment
    row = HireRow(
        2, cast.mentee.email, cast.mentee.name, cast.home_care.name, "Sykepleier", hire.starts, number="77", percent=60
    )  # fmt: skip
    import_file(file=_taken_in(cast), rows=[row], problems=[], by=cast.hr, now=cast.now)
    moved = Employment.objects.get(person=cast.mentee, ends=None)
    assert (moved.unit, moved.number, moved.percent, moved.profession) == (cast.home_care, "77", 60, "sykepleier")
    again = planned_import(cast.flesberg.pk, [row], make_units=False, shows=cast.today)
    assert (again.same, again.changes, again.problems) == (1, 0, [])


def test_row_that_changes_and_ends_is_one_row(cast: Cast) -> None:
    hire = cast.employment
    ends = cast.today + timedelta(days=40)
    row = HireRow(
        2, cast.mentee.email, cast.mentee.name, cast.ward.name, hire.profession, hire.starts, ends, percent=60
    )  # fmt: skip
    plan = planned_import(cast.flesberg.pk, [row], make_units=False, shows=cast.today)
    assert (len(plan.changed), len(plan.ended), plan.changes) == (1, 1, 1)


def test_titles_of_the_payroll_systems_are_known() -> None:
    visma = ["Ansattnr", "Fornavn", "Etternavn", "E-postadresse", "Arbeidssted", "Stilling", "Ansatt fra", "Ansatt til"]
    unit4 = ["Ressursnr", "Navn", "E-post arbeid", "Org.enhet", "Stilling (T)", "St.%", "Startdato", "Sluttdato"]
    assert missing(guessed(visma)) == missing(guessed(unit4)) == []
    assert (guessed(visma)["starts"], guessed(visma)["ends"], guessed(unit4)["ends"]) == (6, 7, 7)
