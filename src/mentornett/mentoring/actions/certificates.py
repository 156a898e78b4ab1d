"""Certificates of the programme: written for mentor and mentee of a completed pair, withdrawn if it goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.competence.actions.certificates import withdraw_certificate, write_certificate
from mentornett.competence.models import Certificate
from mentornett.core import audit
from mentornett.mentoring.choices import Party
from mentornett.mentoring.models import Pair, PairCertificate
from mentornett.mentoring.queries.completion import GET_CERTIFICATES, certificate_facts, without_certificate
from mentornett.tenants.models import Person

GOES_ON = "The pair goes on."  # read by nobody: who checks a withdrawn certificate gets no reason


@transaction.atomic
def write_certificates(pair: Pair) -> None:
    """Write the certificates of mentor and mentee, as of the last day; anew when they were withdrawn."""
    for party in GET_CERTIFICATES:
        person = pair.mentee if party is Party.MENTEE else pair.mentor.person
        known = PairCertificate.objects.filter(pair=pair, party=party).select_related("certificate").first()
        certificate = known.certificate if known else _blank(pair, person)
        write_certificate(certificate=certificate, facts=certificate_facts(pair, party), on=pair.ends or pair.starts)
        if known is None:
            PairCertificate.objects.create(
                pair=pair, party=party, certificate=certificate, municipality_id=pair.municipality_id
            )


def _blank(pair: Pair, person: Person) -> Certificate:
    return Certificate(person=person, municipality_id=pair.municipality_id)


def withdraw_certificates(pair: Pair, now: datetime) -> bool:
    """Let the certificates of a pair hold no longer; tell whether there were any."""
    rows = PairCertificate.objects.filter(pair=pair, certificate__taken_back_at=None).select_related("certificate")
    links = list(rows)
    for row in links:
        withdraw_certificate(certificate=row.certificate, why=GOES_ON, now=now)
    return bool(links)


@transaction.atomic
def write_due(*, now: datetime) -> int:
    """Write the certificates of pairs whose last day has come since they were completed; return of how many."""
    rows = list(without_certificate(now))
    for pair in rows:
        write_certificates(pair)
        audit.record(verb="pair.certified", on=pair, by=None, now=now)
    return len(rows)
