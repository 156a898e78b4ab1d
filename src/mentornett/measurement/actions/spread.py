"""How a municipality shares how far it has come."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import SharedSpread
from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.programmes import boards_of
from mentornett.network.models import Network
from mentornett.tenants.models import Person


@transaction.atomic
def share_spread(*, programme: Programme, network: Network, by: Person, now: datetime, today: date) -> None:
    """Let those who run a network see the two numbers, from now on."""
    counted = boards_of([programme], today)[programme.pk].spread
    row, created = SharedSpread.objects.get_or_create(
        network=network, programme=programme,
        defaults={
            "municipality_id": programme.municipality_id, "organiser_id": network.organiser_id,
            "in_use": counted.in_use, "relevant": counted.relevant, "counted_at": now, "shared_by": by,
            "shared_at": now,
        },
    )  # fmt: skip
    if created:
        audit.record(verb="shared_spread.shared", on=row, by=by, now=now)


@transaction.atomic
def stop_sharing(*, shared: SharedSpread, by: Person, now: datetime) -> None:
    """Take the numbers back; the network no longer sees them."""
    audit.record(verb="shared_spread.withdrawn", on=shared, by=by, now=now)
    shared.delete()


def recount_shared(now: datetime, today: date) -> int:
    """Count what is shared anew, so that the network sees today's numbers. How many had changed."""
    with inside(EVERYONE), transaction.atomic():
        rows = list(SharedSpread.objects.select_related("programme"))
        boards = boards_of([row.programme for row in rows], today) if rows else {}
        moved = []
        for row in rows:
            counted = boards[row.programme_id].spread
            if (row.in_use, row.relevant) != (counted.in_use, counted.relevant):
                row.in_use, row.relevant, row.counted_at = counted.in_use, counted.relevant, now
                moved.append(row)
        SharedSpread.objects.bulk_update(moved, ["in_use", "relevant", "counted_at"])
    return len(moved)
