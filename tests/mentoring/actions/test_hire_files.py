"""Lists of employees that nobody imports are forgotten after a week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.config.housekeeping import forget_what_was_removed
from mentornett.core.models import AuditEntry
from mentornett.documents.tables_in import RowProblem
from mentornett.exchange.hires_files import guessed, missing
from mentornett.mentoring.actions.hire_files import import_file, leave_out, take_in_file
from mentornett.mentoring.models import HireFile
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


def test_titles_of_the_payroll_systems_are_known() -> None:
    visma = ["Ansattnr", "Fornavn", "Etternavn", "E-postadresse", "Arbeidssted", "Stilling", "Ansatt fra", "Ansatt til"]
    unit4 = ["Ressursnr", "Navn", "E-post arbeid", "Org.enhet", "Stilling (T)", "St.%", "Startdato", "Sluttdato"]
    assert missing(guessed(visma)) == missing(guessed(unit4)) == []
    assert (guessed(visma)["starts"], guessed(visma)["ends"], guessed(unit4)["ends"]) == (6, 7, 7)
