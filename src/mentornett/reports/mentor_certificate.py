"""The certificate of somebody who is through with the mentor programme. It says nothing of what was talked about."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext

from mentornett.documents.blocks import Document, KeyValues, Note
from mentornett.mentoring.choices import Party
from mentornett.mentoring.queries.completion import CertificateFacts
from mentornett.reports.words import framed, long_date


def mentor_certificate(facts: CertificateFacts, *, today: date) -> Document:
    """Return the certificate of a mentor or a mentee."""
    if facts.party is Party.MENTOR:
        said = gettext("%(name)s has been a mentor in the mentor programme «%(programme)s» in %(place)s.")
    else:
        said = gettext("%(name)s has completed the mentor programme «%(programme)s» in %(place)s.")
    values = {"name": facts.name, "programme": facts.programme, "place": facts.municipality}
    held = ngettext("%(n)s talk held", "%(n)s talks held", facts.held) % {"n": facts.held}
    rows = (
        (gettext("From"), long_date(facts.starts)), (gettext("To"), long_date(facts.ends)), (gettext("Talks"), held),
    )  # fmt: skip
    title = gettext("Certificate of the mentor programme")
    return framed(title=title, subtitle=facts.name, blocks=(Note(said % values), KeyValues(rows)), today=today)
