"""The draw that an answer is held against: the protocol as it was written down, and who did otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import RolloutPlan
from mentornett.measurement.queries.rollouts import WholePlan, followed_orders, whole_plan
from mentornett.measurement.rules.drawn import as_protocol
from mentornett.network.models import Network
from mentornett.statistics.design.drawing import Draw


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """A plan that was drawn. `keys` are each municipality's units with their keys, `starts` the days by key.

    `draw` is None when what is written down is not a draw of this plan. `departed` counts units that did otherwise.
    """

    name: str
    drawn_at: datetime
    locked_before: bool
    draw: Draw | None
    keys: Mapping[int, Mapping[int, str]]
    starts: Mapping[str, date]
    departed: int


def drawn_plan_of(network: Network) -> DrawnPlan | None:
    """Return the newest plan of a network whose order was drawn and is still followed."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        return _drawn(RolloutPlan.objects.filter(network=network))


def own_drawn_plan(municipality_id: int) -> DrawnPlan | None:
    """Return the newest plan of a municipality by itself whose order was drawn and is still followed."""
    return _drawn(RolloutPlan.objects.filter(municipality=municipality_id, network__isnull=True))


def _drawn(plans: QuerySet[RolloutPlan]) -> DrawnPlan | None:
    row = followed_orders(plans).first()
    if row is None or row.locked_at is None or row.drawn_at is None:
        return None
    whole = whole_plan(row)
    keys: dict[int, dict[int, str]] = {}
    for unit in (each.row for each in whole.units):
        keys.setdefault(unit.municipality_id or 0, {})[unit.unit_id] = unit.key
    starts = {each.row.key: each.row.start for each in whole.units if each.row.start}
    departed = sum(each.departure is not None for each in whole.units)
    is_sound = row.locked_at < row.drawn_at and whole.is_as_locked
    return DrawnPlan(row.name, row.drawn_at, is_sound, _protocol(whole), keys, starts, departed)


def _protocol(whole: WholePlan) -> Draw | None:
    row = whole.plan
    waves = {
        each.row.key: (each.row.wave, each.row.start)
        for each in whole.units
        if each.row.wave is not None and each.row.start
    }
    try:
        return as_protocol(
            row.text, row.seed or 0, digest=row.digest, set_digest=row.set_digest, facts=row.drawn, waves=waves
        )
    except (ValueError, KeyError, TypeError):
        return None  # somebody has changed what was written down
