"""How roll-outs in a drawn order are read.

A municipality that takes part in a network's plan may read the whole plan: it holds no person. The plan stands at the
organiser, so it is read in the organiser's scope, through a part of the reader's own municipality.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.core.text import sort_key
from mentornett.measurement.choices import PartState
from mentornett.measurement.models import RolloutDeparture, RolloutForesight, RolloutPart, RolloutPlan, RolloutUnit
from mentornett.measurement.rules import rollouts as rules
from mentornett.measurement.rules.rollouts import Hindrance, Ready, UnitToDraw, Wave
from mentornett.network.choices import TeamState
from mentornett.network.models import Network, Team
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Role
from mentornett.tenants.queries import in_force

PEOPLE = ("made_by", "edited_by", "locked_by", "drawn_by", "ended_by")


def scope_of(row: RolloutPlan | RolloutPart) -> Scope:
    """Return the scope in which a plan stands: its organiser's, or its one municipality's."""
    if row.organiser_id:
        return Scope(organisers=frozenset({row.organiser_id}))
    return Scope(municipalities=frozenset({row.municipality_id or 0}))


def followed_orders(plans: QuerySet[RolloutPlan]) -> QuerySet[RolloutPlan]:
    """Return those among plans whose order was drawn and is still followed, the newest first."""
    return plans.filter(drawn_at__isnull=False, ended_at__isnull=True).order_by("-drawn_at")


def stands_outside_the_draw(network: Network, municipality_id: int) -> bool:
    """Tell whether a network follows a drawn order that a municipality has no unit in: then it is not counted."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        own = RolloutUnit.objects.filter(plan=OuterRef("pk"), municipality=municipality_id)
        plans = followed_orders(RolloutPlan.objects.filter(network=network))
        return plans.annotate(is_in=Exists(own)).values_list("is_in", flat=True).first() is False


@dataclass(frozen=True)
class UnitRow:
    """A unit of a plan, as everybody who takes part sees it."""

    row: RolloutUnit
    newest: RolloutDeparture | None  # that was recorded

    @property
    def departure(self) -> RolloutDeparture | None:
        """What it does otherwise than drawn; nothing when the newest record says that it starts as drawn after all."""
        return None if self.newest and self.newest.real_start == self.row.start else self.newest

    @property
    def place(self) -> str:
        """The municipality's name."""
        return str(self.row.municipality)


@dataclass(frozen=True)
class WaveRow:
    """Units that start on the same day, as drawn."""

    wave: Wave
    units: tuple[UnitRow, ...]


@dataclass(frozen=True)
class WholePlan:
    """A plan with its parts and units: all that decides what can be done with it."""

    plan: RolloutPlan
    parts: tuple[RolloutPart, ...]
    units: tuple[UnitRow, ...]

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What decides the waves: the fields, or what was locked, as long as it is what was locked."""
        names = ("at_a_time", "months_between", "first")
        if not self.plan.locked_at or not self.is_as_locked:
            return {name: getattr(self.plan, name) for name in names}
        locked = json.loads(self.plan.text)
        return {name: locked[name] for name in names[:2]} | {"first": date.fromisoformat(locked["first"])}

    @property
    def accepted(self) -> tuple[RolloutPart, ...]:
        """The municipalities that take part."""
        return tuple(part for part in self.parts if part.state == PartState.ACCEPTED)

    @property
    def is_joint(self) -> bool:
        """Whether it is across municipalities."""
        return self.plan.network_id is not None

    @property
    def hires(self) -> float:
        """Hires a year in all units."""
        return float(sum(unit.row.hires for unit in self.units))

    @cached_property
    def leaving(self) -> float | None:
        """The share of new hires that leaves in the first year, None when nobody has said it."""
        hires: dict[int, float] = {}
        for unit in self.units:
            hires[unit.row.part_id] = hires.get(unit.row.part_id, 0) + float(unit.row.hires)
        return rules.mean_leaving([(hires.get(part.pk, 0), part.leaving) for part in self.accepted])

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """The waves with their days."""
        return rules.waves(len(self.units), **self.settings)

    @property
    def drawn_waves(self) -> tuple[WaveRow, ...]:
        """The waves with the units that were drawn to each."""
        return tuple(
            WaveRow(wave, tuple(unit for unit in self.units if unit.row.wave == wave.number - 1))
            for wave in self.waves
        )  # fmt: skip

    @property
    def answered_on(self) -> date | None:
        """The day on which the answer is to be made."""
        return rules.answered_on(self.waves[-1].day, self.plan.months_after) if self.waves else None

    def hindrances(self, today: date) -> tuple[Hindrance, ...]:
        """Return why the plan cannot be locked as it is."""
        by = self.plan.answer_by
        asked = any(part.state == PartState.ASKED for part in self.parts)
        places = [unit.row.place for unit in self.units]
        ready = Ready(
            places, self.hires, self.settings["at_a_time"], self.settings["first"], self.leaving is not None,
            may_still_answer=bool(asked and by and by >= today),
        )  # fmt: skip
        return rules.hindrances(ready, today)

    def to_draw(self) -> tuple[UnitToDraw, ...]:
        """Return the units as the draw takes them."""
        return tuple(
            UnitToDraw(row.row.key, row.row.key.partition("/")[0], float(row.row.hires), row.row.staying, row.row.place)
            for row in self.units
        )

    @property
    def is_as_locked(self) -> bool:
        """Whether the text is the one that was locked."""
        return rules.digest_of(self.plan.text) == self.plan.digest


def whole_plan(row: RolloutPlan | RolloutPart) -> WholePlan:
    """Return the plan of a part or a plan that one may read, with all its municipalities and units."""
    with inside(scope_of(row)):
        pk = row.plan_id if isinstance(row, RolloutPart) else row.pk
        return _whole(RolloutPlan.objects.select_related("network", "municipality", *PEOPLE).get(pk=pk))


def plan_with(code: str) -> WholePlan | None:
    """Return the locked plan with this code, for anybody who has the link. Only this plan is read across the wall."""
    with inside(EVERYONE):
        plan = RolloutPlan.objects.select_related("network", "municipality").filter(code=code).first()
        return _whole(plan) if plan else None


def _whole(plan: RolloutPlan) -> WholePlan:
    parts = list(RolloutPart.objects.filter(plan=plan).select_related("municipality", "answered_by"))
    units = RolloutUnit.objects.filter(plan=plan, part__state=PartState.ACCEPTED).select_related("municipality")
    newest = {row.unit_id: row for row in RolloutDeparture.objects.filter(unit__plan=plan).order_by("recorded_at")}
    rows = [UnitRow(unit, newest.get(unit.pk)) for unit in units]
    rows.sort(key=lambda row: (row.row.wave or 0, sort_key(row.place), sort_key(row.row.name)))
    parts.sort(key=lambda part: sort_key(str(part.municipality)))
    return WholePlan(plan, tuple(parts), tuple(rows))


def may_be_asked(network: Network, plan: RolloutPlan | None = None) -> QuerySet[Municipality]:
    """Return the municipalities of a network's teams that do not take part in a plan and are not asked to."""
    teams = Team.objects.filter(network=network, state=TeamState.ACTIVE).order_by().values("municipality")
    rows = Municipality.objects.filter(pk__in=teams)
    if plan:
        there = RolloutPart.objects.filter(plan=plan).exclude(state=PartState.DECLINED).values("municipality")
        rows = rows.exclude(pk__in=there)
    return rows.order_by("name_sort")


def waiting_for_answer(parts: Iterable[RolloutPart]) -> list[tuple[RolloutPart, RolloutPlan]]:
    """Return the parts that are asked and can still answer, with the plan that asks."""
    asked = [part for part in parts if part.state == PartState.ASKED]
    plans = plans_of(asked) if asked else {}
    return [
        (part, plans[part.plan_id]) for part in asked
        if part.plan_id in plans and plans[part.plan_id].locked_at is None
    ]  # fmt: skip


def without_project_leader(whole: WholePlan, today: date) -> frozenset[int]:
    """Return the municipalities of a plan in which nobody can answer yet; nothing else is read of them."""
    asked = {part.municipality_id or 0 for part in whole.parts if part.state == PartState.ASKED}
    if not asked:
        return frozenset()
    with inside(Scope(municipalities=frozenset(asked))):
        rows = Role.objects.filter(in_force(today), municipality__in=asked, kind=RoleKind.PROGRAMME_LEADER)
        return frozenset(asked - set(rows.values_list("municipality", flat=True)))


def plans_of(parts: Iterable[RolloutPart]) -> dict[int, RolloutPlan]:
    """Return the plans that parts are of, by their pk, without those that were discarded."""
    rows = list(parts)
    with inside(_scope_of_all(rows)):
        plans = RolloutPlan.objects.filter(pk__in={row.plan_id for row in rows}, removed_at__isnull=True)
        return {plan.pk: plan for plan in plans.select_related("network", "municipality")}


def _scope_of_all(rows: Iterable[RolloutPart | RolloutUnit]) -> Scope:
    each = list(rows)
    return Scope(
        organisers=frozenset(row.organiser_id for row in each if row.organiser_id),
        municipalities=frozenset(row.municipality_id for row in each if row.municipality_id),
    )


def drawn_in(unit_ids: Iterable[int]) -> dict[int, UnitRow]:
    """Return what was drawn for units, by their pk; of several plans the last that was not ended."""
    rows = RolloutUnit.objects.filter(unit__in=list(unit_ids), start__isnull=False).select_related("municipality")
    found = list(rows.order_by("pk"))
    if not found:
        return {}
    with inside(_scope_of_all(found)):
        plans = RolloutPlan.objects.filter(pk__in={row.plan_id for row in found}, ended_at__isnull=True)
        going_on = set(plans.values_list("pk", flat=True))
    newest = {row.unit_id: row for row in RolloutDeparture.objects.filter(unit__in=found).order_by("recorded_at")}
    return {row.unit_id: UnitRow(row, newest.get(row.pk)) for row in found if row.plan_id in going_on}


def foresight_of(plan: RolloutPlan) -> RolloutForesight | None:
    """Return the newest simulation of a plan."""
    with inside(scope_of(plan)):
        return RolloutForesight.objects.filter(plan=plan).order_by("-asked_at", "-pk").first()


def about(whole: WholePlan) -> str:
    """Return the SHA-256 of what a simulation of a plan is about: another one now, and it is out of date."""
    units = sorted((str(row.row.hires), row.row.key, row.row.place) for row in whole.units)
    said = json.dumps([units, whole.leaving, whole.plan.months_after, whole.settings], default=str)
    return rules.digest_of(said)
