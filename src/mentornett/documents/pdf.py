"""Tagged PDF (PDF/UA-1, enforced by the compiler) from a document."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import typst

from mentornett.documents import glyphs, typesetting
from mentornett.documents.blocks import (
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    Inline,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Source,
    Table,
    runs_of,
)
from mentornett.documents.cleaning import breakable, safe_link
from mentornett.documents.files import File, file_name
from mentornett.documents.pdf_row_headers import with_row_headers
from mentornett.documents.preparing import cover_and_rest, prepared

CONTENT_TYPE = "application/pdf"
REGIONS = {"nb": "no", "nn": "no", "en": "gb"}

# Longer words than these get break points, or they would run out of the page or the cell.
LONGEST_WORD = 50
LONGEST_WORD_IN_TABLE = 28

Wire = dict[str, Any]


def as_pdf(document: Document, *, written_at: datetime | None = None) -> File:
    """The document as PDF/UA-1. The same document and `written_at` (with time zone) give the same bytes.

    Characters that no font here has (Chinese, for one) are shown as the replacement character.
    Raises typst.TypstError when a picture cannot be read.
    """
    ready = prepared(document)
    wire = _document(ready) | {"dated": written_at is not None}
    content = with_row_headers(_typeset(wire, written_at), _tables_with_row_headers(ready.blocks))
    return File(file_name(ready.title, "pdf"), CONTENT_TYPE, content)


def _typeset(wire: Wire, written_at: datetime | None) -> bytes:
    text = json.dumps(wire, ensure_ascii=False)
    try:
        return typesetting.to_pdf("report.typ", {"document": text}, written_at)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    return typesetting.to_pdf("report.typ", {"document": glyphs.without_unshowable(text)}, written_at)


def _tables_with_row_headers(blocks: Sequence[Block]) -> list[bool]:
    """For each table in the PDF, in order: whether its first column names the rows."""
    return [
        block.row_headers if isinstance(block, Table) else True
        for block in blocks
        if isinstance(block, Table | KeyValues)
    ]


def _document(document: Document) -> Wire:
    words = document.words
    cover, rest = cover_and_rest(document)
    return {
        "title": _text(document.title),
        "subtitle": _text(document.subtitle),
        "author": _text(document.author),
        "date-text": _text(document.date_text),
        "header": _text(document.header_text),
        "footer": _text(document.footer_text),
        "language": document.language,
        "region": REGIONS[document.language],
        "wide": document.wide,
        "contents": document.table_of_contents,
        "contents-depth": document.contents_depth,
        "words": {name: getattr(words, name) for name in ("contents", "page", "of", "table", "figure")},
        "cover": [_block(block) for block in cover],
        "blocks": [_block(block) for block in rest],
    }


def _block(block: Block) -> Wire:
    return _WRITERS[type(block)](block)


def _text(text: str, longest: int = LONGEST_WORD) -> str:
    return breakable(text.replace("\t", " "), longest)


def _runs(inline: Inline) -> list[Wire]:
    return [
        {"text": _text(run.text), "bold": run.bold, "italic": run.italic, "link": safe_link(run.link)}
        for run in runs_of(inline)
    ]


def _heading(block: Heading) -> Wire:
    return {"kind": "heading", "text": _text(block.text, LONGEST_WORD_IN_TABLE), "level": block.level}


def _paragraph(block: Paragraph) -> Wire:
    return {"kind": "paragraph", "runs": _runs(block.runs)}


def _bullets(block: BulletList) -> Wire:
    return {"kind": "bullets", "items": [_runs(item) for item in block.items]}


def _numbers(block: NumberedList) -> Wire:
    return {"kind": "numbers", "items": [_runs(item) for item in block.items]}


def _table(block: Table) -> Wire:
    return {
        "kind": "table",
        "caption": _text(block.caption),
        "note": _text(block.note),
        "columns": [
            {"title": _cell_text(column.title), "align": column.align, "weight": column.width_weight}
            for column in block.columns
        ],
        "rows": [
            [_cell(cell, first and block.row_headers) for first, cell in zip(_first_then_rest(row), row, strict=True)]
            for row in block.rows
        ],
    }


def _first_then_rest(row: Sequence[Cell]) -> list[bool]:
    return [at == 0 for at in range(len(row))]


def _cell(cell: Cell, is_header: bool) -> Wire:
    return {"text": _cell_text(cell.text), "tone": cell.tone, "bold": cell.bold or is_header}


def _cell_text(text: str) -> str:
    return _text(text, LONGEST_WORD_IN_TABLE)


def _quote(block: Quote) -> Wire:
    return {"kind": "quote", "text": _text(block.text), "source": _text(block.source)}


def _note(block: Note) -> Wire:
    return {"kind": "note", "text": _text(block.text), "tone": block.tone}


def _source(block: Source) -> Wire:
    return {"kind": "source", "text": _text(block.text)}


def _picture(block: Picture) -> Wire:
    return {
        "kind": "picture",
        "svg": None if block.is_png else block.image.decode(),
        "png": list(block.image) if block.is_png else None,
        "alt": block.alt,
        "caption": _text(block.caption),
        "width": block.width_mm,
    }


def _page_break(_block: PageBreak) -> Wire:
    return {"kind": "page-break"}


def _facts(block: KeyValues) -> Wire:
    return {"kind": "facts", "pairs": [[_cell_text(name), _text(value)] for name, value in block.pairs]}


_WRITERS: Mapping[type, Callable[[Any], Wire]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    BulletList: _bullets,
    NumberedList: _numbers,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Source: _source,
    Picture: _picture,
    PageBreak: _page_break,
    KeyValues: _facts,
}
