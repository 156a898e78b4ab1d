"""A certificate is written and withdrawn in one way, whatever it is of: a course or the mentor programme."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentornett.competence.models import Certificate
from mentornett.competence.queries.certificates import digest_of
from mentornett.core.text import clean


@transaction.atomic
def write_certificate(*, certificate: Certificate, facts: Mapping[str, Any], on: date) -> None:
    """Write what is certified, as it is now. One that was withdrawn is written anew, with another number and code."""
    certificate.number, certificate.code = f"{on.year}-{secrets.token_hex(4).upper()}", new_code()
    certificate.issued_on, certificate.facts = on, dict(facts)
    certificate.digest = digest_of(certificate.number, certificate.facts)
    certificate.taken_back_at, certificate.taken_back_why = None, ""
    certificate.save()


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, why: str, now: datetime) -> None:
    """Let a certificate hold no longer; who checks it reads so."""
    certificate.taken_back_at, certificate.taken_back_why = now, clean(why).strip()
    certificate.save(update_fields=["taken_back_at", "taken_back_why"])


def new_code() -> str:
    """Return a code that nobody can guess."""
    return secrets.token_urlsafe(12)
