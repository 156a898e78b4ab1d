"""A programme held against standards, as a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.documents.blocks import Block, Column, Document, Heading, Note, Table, paragraph, row
from mentornett.mentoring.queries.standard_words import ScoreCard, StandardWords
from mentornett.reports.words import framed


def honest_words() -> str:
    """Say what the card is and is not."""
    return gettext(
        "This is the municipality's own assessment, counted from what stands in Mentornett. It is no accreditation: "
        "that takes documents and talks with those who give it. What cannot be known counts as not met."
    )


def score_card_document(card: ScoreCard, programme: Any, *, today: date) -> Document:
    """Return the card with each line, its evidence and what would help."""
    blocks: list[Block] = [Note(honest_words()), paragraph(level_words(card))]
    for part in card.parts:
        blocks += [
            Heading(part.title, 1),
            _table(part),
            paragraph(gettext("Source: %(source)s.") % {"source": part.source}),
        ]
    return framed(
        title=gettext("Held against standards"), subtitle=programme.name, blocks=tuple(blocks), today=today,
        author=programme.municipality.name, wide=True,
    )  # fmt: skip


def level_words(card: ScoreCard) -> str:
    """Say how far the programme has come by the six standards of EMCC."""
    values = {"met": card.emcc_met, "of": card.emcc_of, "level": card.emcc_level}
    told = gettext("By the six EMCC standards, %(met)s of %(of)s lines are met.") % values
    if card.emcc_level:
        return told + " " + gettext("That is as much as the level «%(level)s» asks for.") % values
    if not card.year_old:
        return told + " " + gettext("A level asks for a programme that has run through a whole year.")
    return told + " " + gettext("Bronze asks for 70% of all, and 60% of each of the six.")


def _table(part: StandardWords) -> Table:
    columns = (
        Column(gettext("Criterion"), width_weight=3), Column(gettext("Stands"), width_weight=1.2),
        Column(gettext("Found in"), width_weight=2), Column(gettext("What would help"), width_weight=2),
    )  # fmt: skip
    rows = tuple(row(line.criterion, line.state, line.evidence, line.help or "–") for line in part.lines)
    caption = gettext("%(title)s: %(met)s of %(of)s are met") % {"title": part.title, "met": part.met, "of": part.of}
    return Table(caption=caption, columns=columns, rows=rows)
