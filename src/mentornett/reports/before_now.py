"""The before/now table as a document and a sheet: measure, before, now, each with n and date; sentence; caveat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.documents.blocks import Block, Cell, Column, Document, Note, Table, paragraph
from mentornett.documents.sheets import Sheet
from mentornett.measurement.queries.before_now import ShownRow, ShownValue
from mentornett.reports.words import before_now_caveat, framed, long_date


def what_is_counted(rows: Sequence[ShownRow]) -> str:
    """Say whether the rows count teams or whole municipalities (X06)."""
    teams = len({row.row.team_id for row in rows if row.counts_team})
    municipalities = len({row.row.municipality_id for row in rows if not row.counts_team})
    if teams and municipalities:
        return gettext("Some rows count one team, others a whole municipality; each row says which.")
    if teams:
        return gettext("Each row counts one team.")
    return gettext("Each row counts a whole municipality.") if municipalities else ""


def before_now_blocks(
    rows: Sequence[ShownRow], network: Any, *, whose: bool = False, told: str = ""
) -> tuple[Block, ...]:
    """Return the table, its sentences and the caveat as blocks; nothing when there are no rows.

    `told`: what stands above the table; a sentence that is in it is not said again.
    """
    if not rows:
        return ()
    sentences = tuple(paragraph(text) for row in rows if (text := _led(row, whose, told)))
    return (_table(rows, whose), *sentences, Note(before_now_caveat(network), "warning"))


def _led(row: ShownRow, whose: bool, told: str) -> str:
    text = " ".join(part for part in (row.sentence, row.certainty) if part and part not in told)
    return f"{row.whose}: {text}" if whose and text else text


def _table(rows: Sequence[ShownRow], whose: bool) -> Table:
    titles = [Column(gettext("Measure"), width_weight=1.4), Column(gettext("Before")), Column(gettext("Now"))]
    titles += [Column(later.label) for later in rows[0].later]
    if whose:
        titles.insert(0, Column(gettext("Who")))
    return Table(
        caption=gettext("Before and now"),
        columns=tuple(titles),
        rows=tuple(_cells(row, whose) for row in rows),
        note=" ".join(part for part in (what_is_counted(rows), _sources(rows)) if part),
    )


def _sources(rows: Sequence[ShownRow]) -> str:
    told = dict.fromkeys(value.source for row in rows for value in (row.before, row.now) if value.source)
    return gettext("Sources: %(sources)s.") % {"sources": "; ".join(told)} if told else ""


def _cells(row: ShownRow, whose: bool) -> tuple[Cell, ...]:
    measure = f"{row.measure}\n{row.target_group}" if row.target_group else row.measure
    cells: tuple[Cell, ...] = (Cell(measure), Cell(value_text(row.before)), Cell(value_text(row.now)))
    cells += tuple(Cell(value_text(later.value)) for later in row.later)
    return (Cell(row.whose), *cells) if whose else cells


def value_text(value: ShownValue) -> str:
    """Return a value with its n and date, each on its own line."""
    lines = [value.figure.main, value.figure.note]
    if value.figure.is_known:
        lines.append(long_date(value.on) if value.on else gettext("date not stated"))
    return "\n".join(line for line in lines if line)


def before_now_document(rows: Sequence[ShownRow], network: Any, *, title: str, today: date, whose: bool) -> Document:
    """Return the table as a document of its own."""
    return framed(title=title, subtitle=network.name, blocks=before_now_blocks(rows, network, whose=whose), today=today)


def before_now_sheet(rows: Sequence[ShownRow], network: Any) -> Sheet:
    """Return the table as a sheet; the caveat is its last row, so that it follows the figures."""
    titles = (
        gettext("Municipality and team"), gettext("Counts"), gettext("Measure"), gettext("Target group"),
        gettext("Before"), gettext("Before: n"), gettext("Before: date"), gettext("Now"), gettext("Now: n"),
        gettext("Now: date"), *(later.label for later in (rows[0].later if rows else ())), gettext("In words"),
    )  # fmt: skip
    told = [_sheet_row(row) for row in rows]
    caveat = [before_now_caveat(network), *([None] * (len(titles) - 1))]
    return Sheet(gettext("Before and now"), titles, [*told, caveat])


def _sheet_row(row: ShownRow) -> list[Any]:
    counts = gettext("One team") if row.counts_team else gettext("Whole municipality")
    return [
        row.whose, counts, row.measure, row.target_group, row.before.figure.main, row.before.figure.note, row.before.on,
        row.now.figure.main, row.now.figure.note, row.now.on, *(later.value.figure.main for later in row.later),
        " ".join(filter(None, (row.sentence, row.certainty))),
    ]  # fmt: skip
