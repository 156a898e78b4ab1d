"""The draw that an answer is held against: the protocol as it was written down, and who did otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import RolloutPlan, RolloutUnit
from mentornett.measurement.queries.rollouts import WholePlan, whole_plan
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


def stands_outside_the_draw(network: Network, municipality_id: int) -> bool:
    """Tell whether a network follows a drawn order that a municipality has no unit in: then it is not counted."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        own = RolloutUnit.objects.filter(plan=OuterRef("pk"), municipality=municipality_id)
        plans = _followed(RolloutPlan.objects.filter(network=network))
        return plans.annotate(is_in=Exists(own)).values_list("is_in", flat=True).first() is False


def own_drawn_plan(municipality_id: int) -> DrawnPlan | None:
    """Return the newest plan of a municipality by itself whose order was drawn and is still followed."""
    return _drawn(RolloutPlan.objects.filter(municipality=municipality_id, network__isnull=True))


def _followed(plans: QuerySet[RolloutPlan]) -> QuerySet[RolloutPlan]:
    return plans.filter(drawn_at__isnull=False, ended_at__isnull=True).order_by("-drawn_at")


def _drawn(plans: QuerySet[RolloutPlan]) -> DrawnPlan | None:
    row = _followed(plans).first()
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
