"""The two logs of the national set: what was changed, and whose data was read."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from bench_parts.bulk import Rows
from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.network.models import Submission
from mentornett.tenants.models import Person

READINGS = 60_000
MINUTES_OF_TEN_YEARS = 10 * 365 * 24 * 60


def write_logs(random: Random, now: datetime) -> dict[str, int]:
    """Write two audit rows for each report that was sent, and many readings."""
    return {"AuditEntry": _deeds(), "AccessEntry": _readings(random, now)}


def _deeds() -> int:
    rows = Rows(AuditEntry)
    sent = Submission.objects.filter(sent_at__isnull=False).order_by("sent_at", "pk")
    columns = ("pk", "sent_at", "sent_by_id", "organiser_id", "municipality_id")
    for pk, at, person, organiser, municipality in sent.values_list(*columns):
        for verb in ("submission.opened", "submission.sent"):
            rows.add(
                at=at, person_id=person, verb=verb, object_type="network.submission", object_id=str(pk),
                organiser_id=organiser, municipality_id=municipality, details={},
            )  # fmt: skip
    return rows.write()


def _readings(random: Random, now: datetime) -> int:
    rows = Rows(AccessEntry)
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for _ in range(READINGS):
        when = now - timedelta(minutes=random.randrange(MINUTES_OF_TEN_YEARS))
        rows.add(at=when, reader_id=random.choice(people), subject_id=random.choice(people), page="municipality:team")
    return rows.write()
