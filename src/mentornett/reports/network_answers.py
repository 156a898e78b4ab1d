"""The release of a network: what its municipalities' counts say together."""

from __future__ import annotations

from datetime import date, datetime

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.actions.effect import gather
from mentornett.measurement.actions.releases import freeze_release
from mentornett.measurement.models import Release
from mentornett.measurement.queries.network_releases import kept_of_network
from mentornett.measurement.rules.pooled_kept import as_kept, from_kept
from mentornett.measurement.rules.pooled_shares import pooled_shares
from mentornett.network.models import Network
from mentornett.reports.effect_answers import effect_of_network, shares_of_network


def release_network(*, network: Network, until: date, now: datetime) -> Release:
    """Let a network's answers of a half-year out, also when there is too little to say anything."""
    gathered = gather(network=network, until=until, now=now)
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        pooled = pooled_shares(gathered.parts, until, from_kept(kept_of_network(network.pk)))
        answers = [effect_of_network(gathered, until), shares_of_network(gathered, pooled.shares, until)]
        found = pooled.certificate
        return freeze_release(
            subject=network, until=until, kept=as_kept(pooled), answers=answers, by=None, now=now,
            certificate={"cells": found.cells, "sums": found.sums, "hidden": found.hidden, "safe": found.safe},
        )  # fmt: skip
