"""The network at a glance as a sheet and a document: what is seen on the page, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from mentornett.documents.blocks import Block, Cell, Column, Document, Table, Tone, paragraph
from mentornett.documents.sheets import Sheet
from mentornett.network.queries.glance import Counts, Grid, Row, Square
from mentornett.reports.words import framed

NARROWEST, MOST_LINES = 9, 3  # letters, and lines that a text is meant to take
TONES: dict[str, Tone] = {
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "info": "info",
    "neutral": "neutral",
}


def summary_sentences(counts: Counts, report: str) -> list[str]:
    """Return what the line above the matrix says. All its numbers count teams (X06)."""
    sentences = []
    if counts.asked:
        values = {"sent": counts.sent, "asked": counts.asked, "report": report.lower()}
        sentences.append(gettext("%(sent)s of %(asked)s teams have sent their %(report)s.") % values)
    if counts.no_leader:
        text = ngettext("%(n)s team has no leader.", "%(n)s teams have no leader.", counts.no_leader)
        sentences.append(text % {"n": counts.no_leader})
    if counts.no_contact:
        text = ngettext(
            "%(n)s team has not been in touch in this period.",
            "%(n)s teams have not been in touch in this period.",
            counts.no_contact,
        )
        sentences.append(text % {"n": counts.no_contact})
    if counts.paused:
        text = ngettext(
            "%(n)s team is paused and is asked for nothing.",
            "%(n)s teams are paused and are asked for nothing.",
            counts.paused,
        )
        sentences.append(text % {"n": counts.paused})
    return sentences


def counted_words(counts: Counts) -> str:
    """Say what is counted: teams, and how many municipalities they come from (X06)."""
    teams = ngettext("%(n)s team", "%(n)s teams", counts.teams) % {"n": counts.teams}
    places = ngettext("%(n)s municipality", "%(n)s municipalities", counts.municipalities)
    values = {"teams": teams, "municipalities": places % {"n": counts.municipalities}}
    return gettext("The figures count teams: %(teams)s from %(municipalities)s.") % values


def glance_sheet(grid: Grid) -> Sheet:
    """Return the matrix as a sheet: a row for each team, a column for each column shown."""
    titles = (gettext("Municipality"), gettext("Team"), *(grid.columns[key] for key in grid.shown))
    return Sheet(grid.network.name, (*titles, gettext("Why look here")), [_sheet_row(row, grid) for row in grid.rows])


def _sheet_row(row: Row, grid: Grid) -> list[Cell | str]:
    squares = [_cell(row.squares[key]) for key in grid.shown]
    return [str(row.team.municipality), row.team.name, *squares, _why(row)]


def _cell(square: Square) -> Cell:
    text = f"{square.label} ({square.note})" if square.note else square.label
    return Cell(text, None if square.quiet else TONES.get(square.tone))


def _why(row: Row) -> str:
    return " ".join(reason.text for reason in row.reasons)


def glance_document(grid: Grid, *, title: str, period: str, today: date) -> Document:
    """Return the matrix as a document: the summary, the table, and why each team should be looked at."""
    report = grid.columns.get("status_report", "")
    lines = [*summary_sentences(grid.counts, report), counted_words(grid.counts)]
    blocks: list[Block] = [paragraph(" ".join(lines))]
    if grid.rows:
        blocks.append(_table(grid, title))
    return framed(title=title, blocks=tuple(blocks), today=today, subtitle=period, wide=True)


def _table(grid: Grid, title: str) -> Table:
    rows = tuple((Cell(row.team.full_name), *(_cell(row.squares[key]) for key in grid.shown)) for row in grid.rows)
    titles = (gettext("Team"), *(grid.columns[key] for key in grid.shown))
    texts = zip(titles, *((cell.text for cell in cells) for cells in rows), strict=True)
    columns = tuple(Column(title, width_weight=_width(list(each))) for title, each in zip(titles, texts, strict=True))
    return Table(title, columns, rows)


def _width(texts: Sequence[str]) -> int:
    """Return how wide a column must be so that no word in it is broken, and that no text takes many lines."""
    longest_word = 1 + max(len(word) for text in texts for word in text.split(" "))
    return max(NARROWEST, longest_word, -(-max(map(len, texts)) // MOST_LINES))
