"""What becomes of plans that were discarded: kept for a year, so that they can be taken back, and then deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.models import RolloutPart, RolloutPlan, RolloutUnit

KEPT_FOR = timedelta(days=365)


def forget_discarded_plans(now: datetime) -> int:
    """Delete the plans that were discarded a year ago; return how many. What was locked or drawn is never discarded."""
    old = RolloutPlan.objects.filter(
        removed_at__lt=now - KEPT_FOR, locked_at__isnull=True, drawn_at__isnull=True
    )  # fmt: skip
    rows = list(old.order_by("pk"))
    for plan in rows:
        _forget(plan, now)
    return len(rows)


@transaction.atomic
def _forget(plan: RolloutPlan, now: datetime) -> None:
    audit.record(verb="rollout.removed", on=plan, by=None, now=now, details={"for_good": True})
    RolloutUnit.objects.filter(plan=plan).delete()
    RolloutPart.objects.filter(plan=plan).delete()
    plan.delete()
