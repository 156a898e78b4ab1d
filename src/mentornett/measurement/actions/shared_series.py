"""How a municipality shares one of its figures by month with a network, and takes it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.models import MonthlyMeasure, SharedSeries
from mentornett.measurement.queries.shared_series import content_of
from mentornett.network.models import Network
from mentornett.tenants.models import Person


class NothingToShareError(Exception):
    """A measure without figures that may leave the municipality."""


@transaction.atomic
def share_series(*, measure: MonthlyMeasure, network: Network, by: Person | None, now: datetime, today: date) -> None:
    """Let those who run a network see the figures of today; one that is shared already is renewed.

    Raises NothingToShareError.
    """
    content = content_of(measure, today)
    if content is None:
        raise NothingToShareError
    row, _made = SharedSeries.objects.update_or_create(
        network=network, measure=measure,
        defaults={
            "content": content, "shared_by": by, "shared_at": now, "municipality_id": measure.municipality_id,
            "organiser_id": network.organiser_id,
        },
    )  # fmt: skip
    details = {"network": network.pk, "points": len(content["points"]), "hidden": len(content["hidden"])}
    audit.record(verb="shared_series.shared", on=row, by=by, now=now, details=details)


@transaction.atomic
def stop_sharing_series(*, shared: SharedSeries, by: Person, now: datetime) -> None:
    """Take the figures back; the network no longer sees them."""
    audit.record(verb="shared_series.withdrawn", on=shared, by=by, now=now, details={"network": shared.network_id})
    shared.delete()
