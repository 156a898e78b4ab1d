"""Asking what a plan would tell; the job that simulates it writes down how far it has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.measurement.choices import ForesightState
from mentornett.measurement.models import RolloutForesight, RolloutPlan
from mentornett.measurement.queries.rollouts import about, whole_plan
from mentornett.tenants.models import Person


@transaction.atomic
def ask_for_foresight(*, plan: RolloutPlan, by: Person, now: datetime) -> RolloutForesight:
    """Order a simulation of a plan as it is; the job that makes it is started by the caller when this is stored."""
    row = RolloutForesight(
        organiser_id=plan.organiser_id, municipality_id=plan.municipality_id, plan=plan, about=about(whole_plan(plan)),
        asked_by=by, asked_at=now,
    )  # fmt: skip
    row.save()
    audit.record(verb="rollout_foresight.ordered", on=row, by=by, now=now)
    return row


def tell_foresight(*, foresight_id: int, scope: Scope, **fields: Any) -> None:
    """Write down how far the simulation has come, or what it tells, where others see it at once."""
    with inside(scope):
        RolloutForesight.objects.filter(pk=foresight_id).update(**fields)


def mark_foresight_failed(*, foresight_id: int, scope: Scope, now: datetime) -> None:
    """Note that the job stopped, so that the page can say so."""
    tell_foresight(foresight_id=foresight_id, scope=scope, state=ForesightState.FAILED, finished_at=now)
