"""A municipality's yes or no to being counted in a network's answers. Nobody who is silent is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.choices import PartState
from mentornett.measurement.models import EffectCells, NetworkConsent, RolloutPart, RolloutPlan
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def accept_counting(*, network: Network, municipality: Municipality, by: Person, now: datetime) -> NetworkConsent:
    """Let the municipality's counts be part of the network's answers from now on."""
    row = _say(network, municipality, is_yes=True, by=by, now=now)
    audit.record(verb="network_consent.accepted", on=row, by=by, now=now, details={"network": network.pk})
    return row


@transaction.atomic
def decline_counting(*, network: Network, municipality: Municipality, by: Person, now: datetime) -> NetworkConsent:
    """Keep the municipality's counts out of answers to come, also after a yes, and delete those it has given."""
    row = _say(network, municipality, is_yes=False, by=by, now=now)
    gone, _each = EffectCells.objects.filter(network=network, municipality=municipality).delete()
    details = {"network": network.pk, "counts_deleted": gone}
    audit.record(verb="network_consent.declined", on=row, by=by, now=now, details=details)
    return row


def _say(network: Network, municipality: Municipality, *, is_yes: bool, by: Person, now: datetime) -> NetworkConsent:
    row, _new = NetworkConsent.objects.update_or_create(
        network=network, municipality=municipality,
        defaults={
            "organiser_id": network.organiser_id, "is_yes": is_yes, "answered_by": by, "answered_at": now,
            "by_joining": False,
        },
    )  # fmt: skip
    return row


def count_those_who_joined(plan: RolloutPlan, parts: Iterable[RolloutPart]) -> None:
    """Note that whoever takes part in a drawn order is counted: the order is drawn for the sake of the answer.

    A no that was said after joining stands.
    """
    said = {row.municipality_id: row for row in NetworkConsent.objects.filter(network=plan.network_id)}
    for part in parts:
        earlier = said.get(part.municipality_id)
        if part.state == PartState.ACCEPTED and part.answered_at and _is_newer(part.answered_at, earlier):
            NetworkConsent.objects.update_or_create(
                network_id=plan.network_id or 0, municipality_id=part.municipality_id or 0,
                defaults={
                    "organiser_id": plan.organiser_id, "is_yes": True, "answered_by_id": part.answered_by_id,
                    "answered_at": part.answered_at, "by_joining": True,
                },
            )  # fmt: skip


def _is_newer(answered_at: datetime, earlier: NetworkConsent | None) -> bool:
    return earlier is None or (not earlier.is_yes and earlier.answered_at < answered_at)
