"""The synthesis on paper: question × team, and the list of passages for the plenary (E02, E06, K09)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Document, Heading, Note, Quote, Source, paragraph, paragraphs
from mentornett.documents.sheets import Sheet
from mentornett.network.queries.synthesis import Said
from mentornett.reports.network_report import quote_source
from mentornett.reports.words import framed, language_now


def synthesis_sheet(questions: Sequence[Any], said: Mapping[int, Sequence[Said]]) -> Sheet:
    """Return all answers, teams down and questions across; the last column of each pair says if it may be quoted."""
    titles = [gettext("Municipality"), gettext("Team")]
    for question in questions:
        titles += [in_language(question.label), gettext("May be quoted")]
    columns = [said[question.pk] for question in questions]
    rows = [_row(cells) for cells in zip(*columns, strict=True)] if columns else []
    return Sheet(gettext("Question and team"), tuple(titles), rows)


def _row(cells: Sequence[Said]) -> list[Any]:
    team = cells[0].submission.team
    row: list[Any] = [team.municipality.name if team.municipality else "", team.name]
    for cell in cells:
        row += [cell.text, gettext("Yes") if cell.may_quote else gettext("No")]
    return row


def synthesis_document(
    assignment: Any, questions: Iterable[Any], said: Mapping[int, Sequence[Said]], *, today: date
) -> Document:
    """Return the answers question by question, for the organiser's own reading."""
    blocks: list[Block] = [
        Note(gettext("For the organiser only. Answers that a team does not share are marked."), "warning")
    ]
    for question in questions:
        blocks.append(Heading(in_language(question.label, language_now()), 1))
        for each in said[question.pk]:
            blocks += _told(each)
    return framed(
        title=gettext("What the teams say: %(report)s") % {"report": in_language(assignment.title)},
        subtitle=assignment.network.name, blocks=tuple(blocks), today=today, contents=True,
    )  # fmt: skip


def _told(each: Said) -> list[Block]:
    if not each.text:
        return []
    blocks: list[Block] = [Heading(each.submission.team.name, 2), *paragraphs(each.text)]
    if not each.may_quote:
        blocks.append(Source(gettext("The team does not share this. Do not show it to others.")))
    return blocks


def plenary_document(assignment: Any, excerpts: Sequence[Any], *, today: date) -> Document:
    """Return the passages that may be shown in plenary, by tag; one with several tags stands under each."""
    by_tag: dict[str, list[Any]] = {}
    for excerpt in excerpts:
        for name in [tag.text for tag in excerpt.tags.all()] or [gettext("Without a tag")]:
            by_tag.setdefault(name, []).append(excerpt)
    blocks: list[Block] = []
    for name in sorted(by_tag):
        blocks.append(Heading(name, 1))
        blocks += [Quote(excerpt.text, quote_source(excerpt)) for excerpt in by_tag[name]]
    return framed(
        title=gettext("What the teams say before %(gathering)s") % {"gathering": assignment.gathering.title},
        subtitle=in_language(assignment.title),
        blocks=tuple(blocks) or (paragraph(gettext("No passages are marked yet.")),),
        today=today,
    )  # fmt: skip


def plenary_slides(assignment: Any, excerpts: Sequence[Any], *, today: date) -> Document:
    """Return passages for slides: each once, under its tags, those with the same tags together (E06)."""
    titled = [
        (", ".join(tag.text for tag in each.tags.all()) or gettext("What the teams say"), each) for each in excerpts
    ]
    blocks: list[Block] = []
    for title, excerpt in sorted(titled, key=lambda pair: pair[0]):
        blocks += [Heading(title, 1), Quote(excerpt.text, quote_source(excerpt))]
    return framed(
        title=gettext("What the teams say before %(gathering)s") % {"gathering": assignment.gathering.title},
        subtitle=in_language(assignment.title), blocks=tuple(blocks), today=today,
        author=assignment.network.organiser.name,
    )  # fmt: skip
