"""The chain over the audit log: a job seals the new rows, and a walk finds what was changed since.

The deed writes its row alone. Sealing afterwards, in one place, keeps deeds from waiting for each other, and no two
rows can get the same predecessor. See docs/adr/0003.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from mentornett.core.models import AuditEntry, AuditSeal
from mentornett.core.scoping import EVERYONE, inside

BATCH = 2000  # rows
LATE = 10_000  # ids: so far behind the newest sealed row one looks for rows whose transaction ended late


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place of the chain. `position` is 0 for a row that has no seal, `entry` 0 for no row."""

    position: int
    entry: int
    what: str


def fingerprint(previous: str, position: int, entry: AuditEntry) -> str:
    """Return the keyed hash (HMAC-SHA256) of a row, its place in the chain and the hash before it."""
    content = [
        previous, position, entry.pk, entry.at.astimezone(UTC).isoformat(), entry.person_id, entry.verb,
        entry.object_type, entry.object_id, entry.organiser_id, entry.municipality_id, entry.details,
    ]  # fmt: skip
    message = json.dumps(content, sort_keys=True).encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()


def head() -> AuditSeal | None:
    """Return the newest seal. Whoever keeps it outside the database can tell later that the end was cut off."""
    return AuditSeal.objects.order_by("-position").first()


def seal_new_entries() -> int:
    """Seal every committed row that is not sealed yet and return how many there were."""
    sealed = 0
    with inside(EVERYONE):
        while batch := _seal_batch():
            sealed += batch
    return sealed


def _seal_batch() -> int:
    try:
        with transaction.atomic():
            last = head()
            previous, position = (last.hash, last.position) if last else ("", 0)
            seals = []
            for entry in _waiting():
                position += 1
                previous = fingerprint(previous, position, entry)
                seals.append(AuditSeal(position=position, entry=entry.pk, hash=previous))
            return len(AuditSeal.objects.bulk_create(seals))
    except IntegrityError:
        return 0  # another worker took these positions a moment ago


def _waiting() -> list[AuditEntry]:
    newest = AuditSeal.objects.aggregate(newest=Max("entry"))["newest"] or 0
    sealed = AuditSeal.objects.filter(entry__gt=newest - LATE).values("entry")
    return list(AuditEntry.objects.filter(pk__gt=newest - LATE).exclude(pk__in=sealed).order_by("pk")[:BATCH])


def faults() -> Iterator[Fault]:
    """Walk the chain from its beginning and yield what does not hold."""
    with inside(EVERYONE):
        yield from _faults_of_seals()
        newest = AuditSeal.objects.aggregate(newest=Max("entry"))["newest"] or 0
        unsealed = AuditEntry.objects.filter(pk__lte=newest - LATE).exclude(pk__in=AuditSeal.objects.values("entry"))
        for pk in unsealed.order_by("pk").values_list("pk", flat=True):
            yield Fault(0, pk, "has no seal")


def _faults_of_seals() -> Iterator[Fault]:
    previous, expected = "", 1
    while seals := list(AuditSeal.objects.filter(position__gte=expected).order_by("position")[:BATCH]):
        entries = AuditEntry.objects.in_bulk([seal.entry for seal in seals])
        for seal in seals:
            if seal.position != expected:
                yield Fault(expected, 0, f"seals {expected} to {seal.position - 1} are missing")
            entry = entries.get(seal.entry)
            if entry is None:
                yield Fault(seal.position, seal.entry, "was deleted")
            elif seal.hash != fingerprint(previous, seal.position, entry):
                yield Fault(seal.position, seal.entry, "was changed or moved")
            previous, expected = seal.hash, seal.position + 1


def holds_anchor(position: int, hash_then: str) -> bool:
    """Tell whether the chain still has the hash that it had at a position when it was noted."""
    return AuditSeal.objects.filter(position=position, hash=hash_then).exists()
