"""Answers as blocks: each section with its questions, as the document reads and not as the form does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Heading, Paragraph, Picture, Run
from mentornett.network.queries.writing import Asked, Section
from mentornett.questionnaires.rules import as_blocks
from mentornett.reports.words import language_now

After = Callable[[Asked], Iterable[Block]]
PICTURE_TYPES = ("image/png",)


def nothing_after(row: Asked) -> Iterable[Block]:
    """Add nothing after an answer."""
    return ()


def section_blocks(
    sections: Iterable[Section], *, after: After = nothing_after, unanswered: str = "", numbered: bool = False
) -> Iterator[Block]:
    """Yield sections as headings with their answers. `unanswered`: what stands where there is no answer; "" drops it.

    `after` gives blocks that follow one question's answer, such as the before/now table.
    """
    for number, section in enumerate(sections, start=1):
        told = [block for row in section.rows for block in _answer(row, after, unanswered)]
        if told:
            yield Heading(f"{number} {section.title}" if numbered else section.title, 1)
            yield from told


def _answer(row: Asked, after: After, unanswered: str) -> Iterator[Block]:
    language = language_now()
    told = as_blocks(row.question, row.value, language) if row.is_answered else ()
    added = tuple(after(row))
    if not told and not added and not unanswered:
        return
    yield Heading(in_language(row.question.label, language), 2)
    yield from told or (() if added else (Paragraph((Run(unanswered, italic=True),)),))
    yield from added
    yield from _pictures(row)


def _pictures(row: Asked) -> Iterator[Block]:
    for attachment in row.attachments:
        if attachment.content_type in PICTURE_TYPES:
            yield Picture(bytes(attachment.content), attachment.alt_text or attachment.name, attachment.alt_text)


def facts_of(submission: Any) -> tuple[tuple[str, str], ...]:
    """Return who the answers are from, as names for a table of facts."""
    team = submission.team
    place = team.municipality.name if team.municipality else ""
    return ((place, team.name), (team.network.name, ""))
