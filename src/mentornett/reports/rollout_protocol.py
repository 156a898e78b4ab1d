"""The protocol of a drawn order, as a document: all that is needed to draw it again."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from mentornett.documents.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    Source,
    Table,
    columns,
    paragraph,
    row,
)
from mentornett.measurement.queries.rollouts import WholePlan
from mentornett.reports.rollout_words import (
    again_words,
    departure_words,
    promise_words,
    protocol_facts,
    surest_words,
)
from mentornett.reports.words import framed, long_date


def protocol_document(whole: WholePlan, *, today: date, with_people: bool, link: str) -> Document:
    """Return the protocol of a locked plan, with the order once it is drawn."""
    blocks: list[Block] = [KeyValues(protocol_facts(whole, with_people=with_people))]
    if whole.plan.drawn_at:
        blocks += [Heading(_("The order"), 1), _order(whole), paragraph(surest_words(whole))]
        blocks += [Heading(_("How to draw it again"), 1), NumberedList(again_words(whole))]
    else:
        blocks.append(Note(_("The plan is locked. The order is not drawn yet.")))
    blocks += [Heading(_("What will be answered"), 1), BulletList(promise_words(whole))]
    blocks += [Heading(_("The plan, as it was locked"), 1), Source(whole.plan.text)]
    blocks += [Heading(_("What will be answered, as it was locked"), 1), Source(whole.plan.analysis)]
    blocks.append(Note(_("Read the protocol here: %(link)s") % {"link": link}))
    return framed(
        title=_("Protocol of the draw"), subtitle=whole.plan.name, blocks=tuple(blocks), today=today
    )  # fmt: skip


def _order(whole: WholePlan) -> Table:
    rows = tuple(
        row(long_date(wave.wave.day), unit.place, unit.row.name, unit.row.key, departure_words(unit))
        for wave in whole.drawn_waves for unit in wave.units
    )  # fmt: skip
    titles = (_("Drawn start"), _("Municipality"), _("Unit"), _("In the plan"), _("Otherwise than drawn"))
    return Table(_("Who starts when"), columns(*titles), rows, note=_("The analysis is as drawn."))
