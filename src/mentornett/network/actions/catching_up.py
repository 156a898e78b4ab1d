"""Steps of the late joiner's checklist, ticked and unticked by the team (A03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.network.models import CatchUpStep, Team
from mentornett.tenants.models import Person


@transaction.atomic
def tick_step(*, team: Team, number: int, by: Person, now: datetime) -> None:
    """Note that a step is done. The first tick stands when two people tick the same one."""
    if CatchUpStep.objects.filter(team=team, number=number).exists():
        return
    step = CatchUpStep(
        team=team, number=number, by=by, at=now, organiser_id=team.organiser_id, municipality_id=team.municipality_id
    )
    step.save()
    audit.record(verb="catch_up.ticked", on=step, by=by, now=now, details={"number": number})


@transaction.atomic
def untick_step(*, team: Team, number: int, by: Person, now: datetime) -> None:
    """Take a tick back."""
    for step in CatchUpStep.objects.filter(team=team, number=number):
        audit.record(verb="catch_up.unticked", on=step, by=by, now=now, details={"number": number})
        step.delete()
