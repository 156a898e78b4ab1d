"""Released answers as they stand in documents: grade, four parts, tables, and what they do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentornett.documents.blocks import Block, Column, Heading, Note, Paragraph, Run, Table, row
from mentornett.reports.released import AnswerShown, TableShown


def answer_blocks(answers: Sequence[AnswerShown], *, level: int = 2) -> Iterator[Block]:
    """Yield each answer under its own heading, with the caveat last."""
    for answer in answers:
        yield Heading(answer.title, level)
        if answer.grade:
            yield Paragraph((Run(answer.grade, bold=True),))
        for title, sentences in answer.parts:
            if sentences:
                yield Paragraph((Run(f"{title}. ", bold=True), Run(" ".join(sentences))))
        for table in answer.tables:
            yield _table(answer, table)
        yield Note(answer.caveat, "warning")


def _table(answer: AnswerShown, table: TableShown) -> Table:
    first, *rest = table.head
    return Table(
        caption=answer.title,
        columns=(Column(first, width_weight=3), *(Column(title, "right") for title in rest)),
        rows=tuple(row(name, *(text for _title, text in cells)) for name, cells in table.rows),
    )
