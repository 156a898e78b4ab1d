"""The certificate of somebody who is through with the mentor programme. It says nothing of what was talked about."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext

from mentornett.competence.models import Certificate
from mentornett.documents.blocks import Document, KeyValues, Note
from mentornett.reports.certificate import identity, said
from mentornett.reports.words import framed, long_date


def mentor_certificate(certificate: Certificate) -> Document:
    """Return the certificate of a mentor or a mentee, as it was issued."""
    facts = certificate.facts
    held = ngettext("%(n)s talk held", "%(n)s talks held", facts["held"]) % {"n": facts["held"]}
    rows = (
        (gettext("From"), long_date(date.fromisoformat(facts["began_on"]))),
        (gettext("To"), long_date(date.fromisoformat(facts["completed_on"]))), (gettext("Talks"), held),
    )  # fmt: skip
    return framed(
        title=gettext("Certificate of the mentor programme"), subtitle=facts["person"], today=certificate.issued_on,
        blocks=(Note(said(certificate)), KeyValues(rows), *identity(certificate)),
    )  # fmt: skip
