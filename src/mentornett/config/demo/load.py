"""Fills an empty database for the demo."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.config.demo.real import load_real_network
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.actions.register import load_register
from mentornett.tenants.models import Municipality, Organiser

DEMO_PASSWORD = "mentornett-demo"  # noqa: S105 (demo log-ins are open by design, and refused on public addresses)


def load_register_if_empty() -> None:
    """Write the municipality register unless it is there."""
    if not Municipality.objects.exists():
        load_register()


@transaction.atomic
def load_demo_if_empty(*, now: datetime) -> bool:
    """Write both demo networks into a database without organisers. Tells whether it did."""
    if Organiser.objects.exists():
        return False
    with inside(EVERYONE):
        organiser = Organiser.objects.create(name="Jobbvinner (KS)", short_name="Jobbvinner")
        load_real_network(organiser=organiser, now=now)
    return True
