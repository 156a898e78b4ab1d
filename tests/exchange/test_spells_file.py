"""Registers of employments as spells: days, temporary posts, late registers, and a reason for each row left out."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from mentornett.documents.tables_in import Limits, UnreadableError, read_table
from mentornett.exchange.file_words import unreadable
from mentornett.exchange.spells_file import (
    ColumnError,
    Observed,
    SpellsFile,
    columns_of,
    read_spells,
)
from mentornett.measurement.choices import SpellEnd

UNTIL = Observed(date(2026, 9, 1))
HEADER = "Ansattnr;Ansatt dato;Sluttdato;Vikariat til;Midlertidig"


def read(*rows: str, observed: Observed = UNTIL, header: str = HEADER, **chosen: str) -> SpellsFile:
    table = read_table("\n".join([header, *rows]).encode())
    with override("en"):
        return read_spells(table, columns_of(table, chosen), observed)


def test_first_and_last_day_in_norwegian() -> None:
    file = read("1;01.09.2024;;;", "2;15.01.2025;14.07.2025;;", "3;2025-01-15;2025-01-15;;")
    assert [one.spell.months for one in file.rows] == pytest.approx([24 + 1 / 30, 6, 1 / 31])
    assert [(one.spell.is_event, one.row) for one in file.rows] == [(False, 2), (True, 3), (True, 4)]
    assert file.problems == ()


@pytest.mark.parametrize(
    ("row", "left", "months", "planned"),
    [
        ("1;01.01.2025;30.06.2025;30.06.2025;", False, 6, 1),  # as planned
        ("1;01.01.2025;31.03.2025;30.06.2025;", True, 3, 0),  # before it was planned
        ("1;01.01.2025;30.09.2025;30.06.2025;", False, 9, 1),  # went on after it
        ("1;01.01.2025;;30.06.2025;", False, 6, 1),  # no last day, but the plan is past
        ("1;01.09.2026;;30.06.2027;", False, 1 / 30, 0),  # the plan is to come
        ("1;01.01.2025;30.06.2025;;ja", False, 6, 1),  # temporary: its last day is the planned one
        ("1;01.01.2025;30.06.2025;;nei", True, 6, 0),
    ],
)
def test_a_temporary_post_that_ends_as_planned_is_nobody_leaving(
    row: str, left: bool, months: float, planned: int
) -> None:
    file = read(row)
    assert (file.rows[0].spell.is_event, file.planned) == (left, planned)
    assert file.rows[0].spell.months == pytest.approx(months)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2;;;;", "The first day of work is missing."),
        ("2;02.01.2025;01.01.2025;;", "The last day comes before the first."),
        ("2;02.01.2025;;01.01.2025;", "The planned end comes before the first day."),
        ("2;02.09.2026;;;", "The first day of work is after 01.09.2026, when the figures end."),
        ("2;30.02.2025;;;", "«30.02.2025» is not a day. (the first day of work)"),
        ("2;01.01.2025;soon;;", "«soon» is not a day. (the last day of work)"),
        ("2;45400;;;", "«45400» is a day as Excel counts them. Give the column a date format. (the first day of work)"),
        ("1;01.01.2024;;;", "The same employment stands in row 2."),
        ("2;01.01.2025;01.02.2025;;kanskje", "«kanskje» is neither yes nor no."),
    ],
)
def test_a_row_that_cannot_be_is_left_out_with_its_reason(row: str, why: str) -> None:
    file = read("1;01.01.2024;;;", row)
    assert [(problem.row, problem.why) for problem in file.problems] == [(3, why)]
    assert len(file.rows) == 1


def test_each_row_with_the_same_cell_that_cannot_be_read_has_its_reason_and_a_unit_s_start_comes_last() -> None:
    header = "Nr;Fra;Til;Oppstart"
    file = read("1;soon;;", "2;soon;never;later", "3;1.1.2025;1.1.2024;later", "3;1.1.2025;;later", header=header)
    assert [(one.row, one.why) for one in file.problems] == [
        (2, "«soon» is not a day. (the first day of work)"),
        (3, "«soon» is not a day. (the first day of work)"),
        (4, "The last day comes before the first."),
        (5, "«later» is not a day. (the unit's start)"),
    ]


def test_who_moved_to_another_unit_left_in_another_way() -> None:
    file = read("1;2.1.2025;1.5.2025;ja", "2;2.1.2025;1.5.2025;", "3;2.1.2025;;ja", header="Nr;Fra;Til;Flyttet internt")
    assert [one.spell.end for one in file.rows] == [SpellEnd.MOVED, SpellEnd.LEFT, SpellEnd.HERE]


def test_the_same_person_may_be_hired_again() -> None:
    assert len(read("1;01.01.2024;31.03.2024;;", "1;01.08.2024;;;").rows) == 2


def test_a_last_day_to_come_is_not_one_who_left() -> None:
    file = read("1;01.01.2026;31.12.2026;;")
    assert file.rows[0].spell.end == SpellEnd.HERE


def test_a_register_of_those_employed_at_a_day_counts_them_from_then() -> None:
    observed = Observed(date(2026, 9, 1), since=date(2025, 1, 1))
    file = read("1;01.01.2024;;;", "2;01.03.2025;;;", "3;01.01.2024;01.06.2024;;", observed=observed)
    assert [one.spell.entry for one in file.rows] == [12, 0]
    assert [(one.row, one.why) for one in file.problems] == [
        (4, "The employment ended before 01.01.2025, when the register begins.")
    ]


def test_a_file_that_seems_to_hold_survivors_alone_is_noticed() -> None:
    rows = [f"{number};01.{1 + number % 12:02}.2015;;;" for number in range(12)]
    file = read(*rows, "90;01.01.2024;01.06.2025;;")
    assert (file.first_end, file.hired_earlier) == (date(2025, 6, 1), 12 + 1)
    assert read(*rows, "90;01.01.2015;01.06.2015;;").hired_earlier == 0
    assert (
        read(*rows, "90;01.01.2024;01.06.2025;;", observed=Observed(UNTIL.until, date(2025, 1, 1))).hired_earlier == 0
    )


def test_columns_are_chosen_by_title_or_known() -> None:
    file = read("x;5.1.2025;;b", header="Hvem;Begynte;Ga seg;Hvor", starts="begynte", ends="Ga seg", group="Hvor")
    assert (file.rows[0].group, file.rows[0].spell.starts) == ("b", date(2025, 1, 5))
    with pytest.raises(ColumnError, match="no column «Var»"):
        read("1;2", header="Fra;Til", group="Var")
    with pytest.raises(ColumnError, match=r"the last day of work.*--ends-column"):
        read("1;2", header="Fra;Noe")


def test_no_rows() -> None:
    assert read().rows == ()


def test_a_file_that_is_too_large_is_told_the_limit_that_was_in_force() -> None:
    with override("nb"), pytest.raises(UnreadableError) as too_many:
        read_table(b"Fra;Til\n1;2\n3;4\n", limits=Limits(rows=1))
    with override("nb"):
        assert unreadable(too_many.value) == "Filen har mer enn 1 rader."
        assert unreadable(UnreadableError("too_many_rows", 1_000_000)).replace("\xa0", " ") == (
            "Filen har mer enn 1 000 000 rader."
        )
