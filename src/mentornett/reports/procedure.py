"""A mentor programme as a procedure for the municipality's quality system (I07)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.documents.blocks import Block, BulletList, Column, Document, Heading, KeyValues, Table, paragraph, row
from mentornett.mentoring.queries.programmes import when_words
from mentornett.reports.words import framed, long_date


def procedure(programme: Any, talks: Sequence[Any], items: Sequence[Any], text: Any, *, today: date) -> Document:
    """Return the whole programme: purpose, whom it is for, each one's duties, the plan and the checklist."""
    blocks: list[Block] = [KeyValues(_facts(programme, text))]
    if text:
        blocks += [Heading(gettext("Purpose"), 1), paragraph(text.purpose), *_duties(text)]
    blocks += [Heading(gettext("The plan"), 1), *_plan(talks)]
    if items:
        blocks += [Heading(gettext("Checklist"), 1), _checklist(items)]
    blocks += [Heading(gettext("What is kept, and who can read it"), 1), paragraph(_confidence())]
    place = programme.municipality.name
    return framed(
        title=programme.name, subtitle=gettext("Procedure"), blocks=tuple(blocks), today=today, author=place,
        contents=len(talks) > 8,
    )  # fmt: skip


def _facts(programme: Any, text: Any) -> tuple[tuple[str, str], ...]:
    whom = ", ".join(programme.professions) or gettext("All new colleagues")
    facts = [
        (gettext("Municipality"), programme.municipality.name),
        (gettext("For"), whom),
        (gettext("Temporary staff"), gettext("Yes") if programme.includes_temporary else gettext("No")),
        (gettext("Lasts"), gettext("%(n)s months") % {"n": programme.months}),
        (gettext("Owner"), programme.owner.name if programme.owner else gettext("Nobody yet")),
        (gettext("Gone through next"), long_date(programme.review_on) if programme.review_on else "–"),
    ]
    if text:
        minutes = gettext("%(n)s minutes a month") % {"n": text.minutes_a_month}
        facts.append((gettext("Protected time for each of the two"), minutes))
    return tuple(facts)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _duties(text: Any) -> list[Block]:
    parties = (
        (gettext("The leader"), text.leader_duties),
        (gettext("The mentor"), text.mentor_duties),
        (gettext("The new colleague"), text.mentee_duties),
    )
    blocks: list[Block] = [Heading(gettext("What each commits to"), 1)]
    for who, duties in parties:
        blocks += [Heading(who, 2), BulletList(_lines(duties))]
    return blocks


def _plan(talks: Sequence[Any]) -> list[Block]:
    if not talks:
        return [paragraph(gettext("No talks are planned."))]
    columns = (
        Column(gettext("When"), width_weight=1.2), Column(gettext("Topic"), width_weight=3),
        Column(gettext("What"), width_weight=1.5), Column(gettext("Minutes"), "right", 0.8),
    )  # fmt: skip
    rows = tuple(row(_when(talk), talk.topic, talk.get_kind_display(), str(talk.minutes)) for talk in talks)
    blocks: list[Block] = [Table(caption=gettext("Talks and surveys"), columns=columns, rows=rows)]
    guided = [talk for talk in talks if talk.guide or talk.tool]
    if guided:
        blocks.append(Heading(gettext("Guide for each talk"), 1))
    for talk in guided:
        blocks.append(Heading(f"{_when(talk)}: {talk.topic}", 2))
        blocks += [BulletList(_lines(talk.guide))] if talk.guide else []
        blocks += [paragraph(gettext("Tool card: %(text)s") % {"text": talk.tool})] if talk.tool else []
    return blocks


def _when(talk: Any) -> str:
    words = when_words(talk.opens_day, talk.due_day)
    return gettext("%(when)s, when wanted") % {"when": words} if talk.on_demand else words


def _checklist(items: Sequence[Any]) -> Table:
    columns = (
        Column(gettext("What"), width_weight=4), Column(gettext("For"), width_weight=2),
        Column(gettext("Signed off by"), width_weight=1.3), Column(gettext("By"), width_weight=1),
    )  # fmt: skip
    rows = tuple(row(item.text, _for_whom(item), item.get_signer_display(), _by(item)) for item in items)
    return Table(caption=gettext("Checklist"), columns=columns, rows=rows)


def _for_whom(item: Any) -> str:
    narrowed = [str(part) for part in (item.unit, item.profession) if part]
    return ", ".join(narrowed) or gettext("Everyone")


def _by(item: Any) -> str:
    return when_words(item.due_day, item.due_day) if item.due_day is not None else "–"


def _confidence() -> str:
    return gettext(
        "Mentornett keeps when talks are held, never what is said in them. The leader sees dates and time used. Notes "
        "are encrypted and can be read only by the one who wrote them, or by both when they are shared."
    )
