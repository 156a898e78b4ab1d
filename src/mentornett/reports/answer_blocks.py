"""Released answers as they stand in documents: what we see, its picture, the other parts, grade, tables, caveat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from mentornett.documents.blocks import Block, Column, Heading, Note, Paragraph, Picture, Run, Table, row
from mentornett.documents.svg import width_within
from mentornett.reports.released import AnswerShown, TableShown

WIDEST_MM, HIGHEST_MM = 120.0, 170.0  # a page has room for a picture as high as this with its heading


def answer_blocks(answers: Sequence[AnswerShown], *, level: int = 2) -> Iterator[Block]:
    """Yield each answer under its own heading, with the caveat last."""
    for answer in answers:
        yield Heading(answer.title, level)
        yield from _parts(answer.parts[:1])
        if answer.svg:
            yield picture_of(answer, WIDEST_MM, HIGHEST_MM)
        yield from _parts(answer.parts[1:])
        if answer.grade:
            yield Paragraph((Run(answer.grade, bold=True),))
        for table in answer.tables:
            yield _table(answer, table)
        yield Note(answer.caveat, "warning")


def _parts(parts: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Block]:
    for title, sentences in parts:
        if sentences:
            yield Paragraph((Run(f"{title}. ", bold=True), Run(" ".join(sentences))))


def picture_of(answer: AnswerShown, widest: float, highest: float) -> Picture:
    """Return the chart of an answer within so many millimetres."""
    alt = f"{answer.title}. {answer.first} {answer.caveat}"
    width = width_within(answer.svg, widest, highest)
    return Picture(answer.svg.encode(), alt=alt, caption=answer.title, width_mm=width)


def _table(answer: AnswerShown, table: TableShown) -> Table:
    first, *rest = table.head
    hidden = _("«:» is not shown: fewer than 5, or it could be worked out.")
    return Table(
        caption=answer.title, note=hidden if table.hides else "",
        columns=(Column(first, width_weight=3), *(Column(title, "right") for title in rest)),
        rows=tuple(row(name, *(text for _title, text in cells)) for name, cells in table.rows),
    )  # fmt: skip
