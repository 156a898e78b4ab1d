"""The commitment of three is made and signed (I03)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import django_language
from mentornett.mentoring.models import Commitment, Pair, Signature
from mentornett.mentoring.queries.commitments import all_signed, digest_of, parties_of, party_of
from mentornett.mentoring.queries.pairs import leader_of
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person


class NotAPartyError(ValueError):
    """Somebody signs who is not one of the three."""


class TextChangedError(RuntimeError):
    """What is to be signed is not what was shown any more."""


def make_commitment(pair: Pair, now: datetime) -> Commitment | None:
    """Make the commitment by the programme's newest text ready to sign; without a leader nobody can promise time.

    The same three and the same text make no new one.
    """
    programme, leader = pair.employment.programme, leader_of(pair, localdate(now))
    text = programme.commitment_texts.order_by("-version").first() if programme else None
    if text is None or leader is None:
        return None
    if row := Commitment.objects.filter(pair=pair, text=text, leader=leader).first():
        return row
    row = Commitment(
        pair=pair, text=text, leader=leader, minutes_a_month=text.minutes_a_month, made_at=now,
        municipality_id=pair.municipality_id,
    )  # fmt: skip
    row.save()
    return row


@transaction.atomic
def sign_commitment(*, commitment: Commitment, shown: str, by: Person, now: datetime) -> None:
    """Sign as one of the three what was `shown`, named by its hash; when all have, each gets the document's address.

    Signing again changes nothing. Raises NotAPartyError and TextChangedError.
    """
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    party = party_of(row, by)
    if party is None:
        raise NotAPartyError
    digest = digest_of(row)
    if shown != digest:
        raise TextChangedError
    if row.signatures.filter(party=party).exists():
        return
    Signature(
        commitment=row, party=party, person=by, signed_at=now, digest=digest, organiser_id=row.organiser_id,
        municipality_id=row.municipality_id,
    ).save()  # fmt: skip
    audit.record(verb="commitment.signed", on=row, by=by, now=now, details={"party": str(party)})
    lines = parties_of(row)
    if all_signed(lines):
        _tell(row, [line.person for line in lines], now)


def _tell(row: Commitment, people: list[Person], now: datetime) -> None:
    link = settings.BASE_URL + reverse("pair:commitment", args=[row.pk])
    for reader in people:
        with translation.override(django_language(reader.language)):
            text = gettext(
                "Hello %(name)s,\n\nAll three have signed the commitment. Read it and download it as PDF: %(link)s"
            )
            post_letter(
                to_email=reader.email, to_person=reader, kind="commitment_signed", language=reader.language, now=now,
                subject=gettext("The commitment is signed by all three"),
                text=text % {"name": reader.name, "link": link}, key=f"commitment:{row.pk}:{reader.pk}",
            )  # fmt: skip
