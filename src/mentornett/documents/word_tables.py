"""Tables in Word, written as XML: python-docx looks through the whole table for every cell."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from mentornett.documents.blocks import Cell, Column, Table
from mentornett.documents.palette import ACCENT, ACCENT_LIGHT, HAIRLINE, QUIET, TONES
from mentornett.documents.word_xml import element, paragraph_element, text_run

TWENTIETHS_PER_MM = 56.6929


def table_element(table: Table, body_width_mm: float) -> BaseOxmlElement:
    """The table with its first row repeated on each page and its row headers marked."""
    widths = _shares(body_width_mm, [column.width_weight for column in table.columns])
    looks = _properties(table.caption, sum(widths), header_row=True, header_column=table.row_headers)
    made = element("w:tbl", looks, _grid(widths))
    made.append(_header_row(table.columns, widths))
    for cells in table.rows:
        made.append(_row(cells, table.columns, widths, table.row_headers))
    return made


def facts_element(pairs: Sequence[tuple[str, str]], body_width_mm: float) -> BaseOxmlElement:
    """Names and values in two columns; the names are row headers."""
    widths = _shares(body_width_mm, [0.32, 0.68])
    made = element("w:tbl", _properties("", sum(widths), header_row=False, header_column=True), _grid(widths))
    for name, value in pairs:
        named = _cell([text_run(name, bold=True, colour=QUIET)], widths[0])
        told = _cell([text_run(value)], widths[1])
        made.append(element("w:tr", element("w:trPr", element("w:cantSplit")), named, told))
    return made


def _shares(body_width_mm: float, weights: Sequence[float]) -> list[int]:
    total = sum(weights)
    return [round(body_width_mm * TWENTIETHS_PER_MM * weight / total) for weight in weights]


def _properties(caption: str, width: int, *, header_row: bool, header_column: bool) -> BaseOxmlElement:
    made = element(
        "w:tblPr",
        element("w:tblW", w=width, type="dxa"),
        element("w:tblBorders", _hairline("bottom"), _hairline("insideH")),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar",
            element("w:left", w=100, type="dxa"),
            element("w:right", w=100, type="dxa"),
        ),
        element(
            "w:tblLook",
            val=f"{0x0600 + 0x20 * header_row + 0x80 * header_column:04X}",
            firstRow=int(header_row),
            lastRow=0,
            firstColumn=int(header_column),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    if caption:
        made.append(element("w:tblCaption", val=caption))
    return made


def _hairline(side: str) -> BaseOxmlElement:
    return element(f"w:{side}", val="single", sz=4, space=0, color=HAIRLINE)


def _grid(widths: Sequence[int]) -> BaseOxmlElement:
    return element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))


def _header_row(columns: Sequence[Column], widths: Sequence[int]) -> BaseOxmlElement:
    made = element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")))
    for column, width in zip(columns, widths, strict=True):
        title = text_run(column.title, bold=True, colour=ACCENT)
        made.append(_cell([title], width, fill=ACCENT_LIGHT, edge=ACCENT, align=column.align))
    return made


def _row(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], header: bool) -> BaseOxmlElement:
    made = element("w:tr", element("w:trPr", element("w:cantSplit")))
    for at, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        tone = TONES[cell.tone] if cell.tone else None
        words = text_run(cell.text, bold=cell.bold or (header and at == 0), colour=tone.ink if tone else "")
        made.append(_cell([words], width, fill=tone.fill if tone else "", align=column.align))
    return made


def _cell(
    runs: Sequence[BaseOxmlElement], width: int, *, fill: str = "", edge: str = "", align: str = "left"
) -> BaseOxmlElement:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if edge:
        properties.append(element("w:tcBorders", element("w:bottom", val="single", sz=8, space=0, color=edge)))
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    words = paragraph_element("Cell", *runs)
    if align != "left":
        words[0].append(element("w:jc", val=align))
    return element("w:tc", properties, words)
