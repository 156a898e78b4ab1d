"""The commitment of three as it is shown and signed, and what one's own people have and use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from mentornett.mentoring.choices import Party
from mentornett.mentoring.models import Commitment, Signature
from mentornett.mentoring.queries.talks import lines_of
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class PartyLine:
    """One party: who it is, what they promise, and their signature."""

    party: Party
    person: Person
    duties: list[str]
    signature: Signature | None


def in_force() -> Q:
    """Return the condition that a commitment is the newest of its pair; another leader or text makes a new one."""
    later = Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__gt=OuterRef("pk"))
    return ~Q(Exists(Commitment.objects.filter(later, pair=OuterRef("pair"))))


def parties_of(commitment: Commitment) -> list[PartyLine]:
    """Return the three parties, in the order of the document."""
    signed = {row.party: row for row in commitment.signatures.all()}
    text, pair = commitment.text, commitment.pair
    who = (
        (Party.LEADER, commitment.leader, text.leader_duties),
        (Party.MENTOR, pair.mentor.person, text.mentor_duties),
        (Party.MENTEE, pair.mentee, text.mentee_duties),
    )
    return [PartyLine(party, person, lines_of(duties), signed.get(party)) for party, person, duties in who]


def party_of(commitment: Commitment, person: Person) -> Party | None:
    """Return what this person is in the commitment."""
    return next((line.party for line in parties_of(commitment) if line.person == person), None)


def signed_text(commitment: Commitment) -> str:
    """Return what is signed: version, texts, time promised and the three, whoever has signed."""
    text, lines = commitment.text, parties_of(commitment)
    signed: dict[str, Any] = {
        "commitment": commitment.pk, "version": text.version, "purpose": text.purpose,
        "minutes_a_month": commitment.minutes_a_month, "from": str(commitment.pair.starts),
        "parties": [[line.party.value, line.person.pk, line.person.name, line.duties] for line in lines],
    }  # fmt: skip
    return json.dumps(signed, ensure_ascii=False, sort_keys=True)


def digest_of(commitment: Commitment) -> str:
    """Return the SHA-256 of what is signed."""
    return hashlib.sha256(signed_text(commitment).encode()).hexdigest()


def signed_otherwise(lines: Sequence[PartyLine], digest: str) -> list[Person]:
    """Return those who signed something else than what stands now: a name or a text was changed since."""
    return [line.person for line in lines if line.signature and line.signature.digest != digest]


def all_signed(lines: Sequence[PartyLine]) -> bool:
    """Tell whether all three have signed."""
    return all(line.signature for line in lines)
