"""The commitment of leader, mentor and mentee as a document, with the signatures and its hash (I03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.core.time import moment_words
from mentornett.documents.blocks import (
    Block,
    BulletList,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Table,
    paragraph,
    row,
)
from mentornett.mentoring.models import Commitment
from mentornett.mentoring.queries.commitments import PartyLine, digest_of, parties_of
from mentornett.reports.words import fingerprint, framed


def commitment_document(commitment: Commitment, *, today: date) -> Document:
    """Return the document as it stands, with the signatures there are."""
    lines = parties_of(commitment)
    blocks: list[Block] = [Note(commitment.text.purpose)]
    for line in lines:
        blocks += [Heading(f"{line.party.label}: {line.person.name}", 1), BulletList(tuple(line.duties))]
    minutes = gettext("%(minutes)s minutes a month for each of the two") % {"minutes": commitment.minutes_a_month}
    facts = ((gettext("Protected time"), minutes), (gettext("Version"), str(commitment.text.version)))
    blocks += [
        KeyValues(facts),
        _signatures(lines, today),
        KeyValues(((gettext("SHA-256"), fingerprint(digest_of(commitment))),)),
        paragraph(
            gettext(
                "This is the fingerprint of the text that the three sign, and not of this file. Each of them can "
                "download that text from the page of the commitment, and work the fingerprint out."
            )
        ),
    ]
    names = f"{commitment.pair.mentor.person.name} – {commitment.pair.mentee.name}"
    return framed(title=gettext("Commitment of three"), subtitle=names, blocks=tuple(blocks), today=today)


def _signatures(lines: list[PartyLine], today: date) -> Table:
    columns = (Column(gettext("Party")), Column(gettext("Name"), width_weight=2), Column(gettext("Signed")))
    rows = tuple(row(str(line.party.label), line.person.name, _when(line.signature, today)) for line in lines)
    return Table(caption=gettext("Signatures"), columns=columns, rows=rows)


def _when(signature: Any, today: date) -> str:
    if signature is None:
        return gettext("Not signed yet")
    return moment_words(signature.signed_at, today)
