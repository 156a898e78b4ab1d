"""A certificate for a completed course, with its number and hash."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext

from mentornett.competence.models import Certificate
from mentornett.documents.blocks import Block, BulletList, Document, Heading, KeyValues, Note
from mentornett.reports.words import fingerprint, framed, long_date


def certificate_document(certificate: Certificate) -> Document:
    """Return the certificate as it was issued."""
    facts = certificate.facts
    blocks: list[Block] = [Note(said(certificate)), KeyValues(tuple(_facts(facts)))]
    if facts["modules"]:
        blocks += [Heading(gettext("What the course holds"), 1), BulletList(tuple(facts["modules"]))]
    if facts["sessions"]:
        lines = (f"{long_date(date.fromisoformat(row['on']))}: {row['title']}" for row in facts["sessions"])
        blocks += [Heading(gettext("Sessions attended"), 1), BulletList(tuple(lines))]
    blocks += identity(certificate)
    return framed(
        title=gettext("Certificate"), subtitle=facts["person"], blocks=tuple(blocks), today=certificate.issued_on
    )


def said(certificate: Certificate) -> str:
    """Say in one sentence who completed what, and when: a course, or the mentor programme as mentor or mentee."""
    facts = certificate.facts
    day = long_date(date.fromisoformat(facts["completed_on"]))
    if "course" in facts:
        values = {"name": facts["person"], "course": facts["course"], "day": day}
        return gettext("%(name)s completed «%(course)s» on %(day)s.") % values
    values = {"name": facts["person"], "programme": facts["programme"], "place": facts["place"], "day": day}
    text = (
        gettext("%(name)s was a mentor in the mentor programme «%(programme)s» in %(place)s until %(day)s.")
        if facts["party"] == "mentor"
        else gettext("%(name)s completed the mentor programme «%(programme)s» in %(place)s on %(day)s.")
    )
    return text % values


def identity(certificate: Certificate) -> list[Block]:
    """Return the number, the hash, and where anybody can check that it holds."""
    rows = ((gettext("Certificate number"), certificate.number), (gettext("SHA-256"), fingerprint(certificate.digest)))
    return [KeyValues(rows), Note(gettext("Check that it holds: %(link)s") % {"link": address_of(certificate.code)})]


def address_of(code: str) -> str:
    """Return where anybody who has the paper can check it."""
    return settings.BASE_URL + reverse("public:certificate", args=[code])


def _facts(facts: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [(gettext("Training course"), facts["course"]), (gettext("Offered by"), facts["offered_by"])]
    if facts["given_by"]:
        rows.append((gettext("Given by"), facts["given_by"]))
    if facts["hours"]:
        rows.append((gettext("Hours"), _number(facts["hours"])))
    if facts["credits"]:
        rows.append((gettext("Credits"), _number(facts["credits"])))
    return rows


def _number(text: str) -> str:
    value = float(text)
    return str(formats.number_format(value, decimal_pos=0 if value == int(value) else 1))
