"""How a roll-out is planned, locked and drawn. After the lock nothing of the plan changes; it can only be ended."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.scoping import inside
from mentornett.core.text import clean
from mentornett.measurement.actions.consents import count_those_who_joined
from mentornett.measurement.actions.rollout_letters import tell_asked, tell_drawn, tell_union_drawn
from mentornett.measurement.choices import PartState
from mentornett.measurement.models import RolloutPart, RolloutPlan, RolloutUnit
from mentornett.measurement.queries.rollouts import scope_of, whole_plan
from mentornett.measurement.rules import rollouts as rules
from mentornett.measurement.rules.rollouts import Hindrance
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Person, Unit

WRITABLE = ("name", "at_a_time", "months_between", "first", "months_after", "answer_by")
SEED_BITS = 62  # a seed that nobody guesses, and that a database's whole number holds


class LockedError(RuntimeError):
    """The plan is locked, drawn or discarded meanwhile: it cannot be changed."""


class LateError(RuntimeError):
    """The last day to answer is over."""


class NotReadyError(RuntimeError):
    """The plan cannot be locked, or drawn, as it is; `why` tells."""

    def __init__(self, why: Sequence[Hindrance] = ()) -> None:
        super().__init__(", ".join(why))
        self.why = tuple(why)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit that takes part: hires a year, how many of ten stay, and its place in the order."""

    unit: Unit
    hires: Decimal
    staying: int | None
    place: str


def _open(plan: RolloutPlan) -> RolloutPlan:
    """Hold the plan as it is stored until the deed is done. Raises LockedError when it can no longer be changed."""
    with inside(scope_of(plan)):
        held = RolloutPlan.objects.select_for_update().get(pk=plan.pk)
    if held.locked_at or held.removed_at:
        raise LockedError
    return held


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in fields.items() if name in WRITABLE}
    return {name: clean(value).strip() if isinstance(value, str) else value for name, value in known.items()}


@transaction.atomic
def make_plan(*, programme: Programme, by: Person, now: datetime, **fields: Any) -> RolloutPart:
    """Begin a municipality's own plan."""
    stamps = {"made_by": by, "made_at": now, "edited_by": by, "edited_at": now}
    plan = RolloutPlan(municipality=programme.municipality, **_cleaned(fields), **stamps)
    plan.save()
    part = RolloutPart(
        municipality=programme.municipality, plan=plan, programme=programme, state=PartState.ACCEPTED, asked_at=now,
        answered_by=by, answered_at=now,
    )  # fmt: skip
    part.save()
    audit.record(verb="rollout.created", on=plan, by=by, now=now)
    return part


@transaction.atomic
def make_network_plan(
    *, network: Network, asked: Iterable[Municipality], by: Person, now: datetime, **fields: Any
) -> RolloutPlan:
    """Begin a plan across municipalities, and ask them to take part with units of their own."""
    stamps = {"made_by": by, "made_at": now, "edited_by": by, "edited_at": now}
    plan = RolloutPlan(organiser_id=network.organiser_id, network=network, **_cleaned(fields), **stamps)
    plan.save()
    places = list(asked)
    _ask(plan, places, now)
    audit.record(verb="rollout.created", on=plan, by=by, now=now, details={"asked": [place.number for place in places]})
    return plan


@transaction.atomic
def ask_more(*, plan: RolloutPlan, asked: Iterable[Municipality], by: Person, now: datetime) -> None:
    """Ask more municipalities, or those who said no once more. Raises LockedError."""
    places = list(asked)
    _ask(_open(plan), places, now)
    audit.record(verb="rollout.asked", on=plan, by=by, now=now, details={"asked": [place.number for place in places]})


def _ask(plan: RolloutPlan, places: Iterable[Municipality], now: datetime) -> None:
    there = set(plan.parts.filter(state=PartState.ACCEPTED).values_list("municipality", flat=True))
    made = [
        RolloutPart.objects.update_or_create(
            plan=plan, municipality=place,
            defaults={"organiser_id": plan.organiser_id, "state": PartState.ASKED, "asked_at": now},
        )[0]
        for place in places if place.pk not in there
    ]  # fmt: skip
    tell_asked(plan, made, now=now)


@transaction.atomic
def change_plan(*, plan: RolloutPlan, by: Person, now: datetime, **fields: Any) -> None:
    """Change how many start at a time, and when. Raises LockedError."""
    held = _open(plan)
    changed = {name: value for name, value in _cleaned(fields).items() if getattr(held, name) != value}
    for name, value in changed.items():
        setattr(plan, name, value)
    _save(plan, by, now, *changed)
    audit.record(verb="rollout.changed", on=plan, by=by, now=now, details={"fields": sorted(changed)})


@transaction.atomic
def choose_units(
    *, part: RolloutPart, chosen: Sequence[Chosen], leaving: int | None, by: Person, now: datetime
) -> None:
    """Say which of a municipality's units take part, and how many of a hundred leave. Raises LockedError."""
    _open(_plan_of(part))
    kept = [one.unit.pk for one in chosen]
    part.units.exclude(unit__in=kept).delete()
    for one in chosen:
        RolloutUnit.objects.update_or_create(
            plan_id=part.plan_id, unit=one.unit,
            defaults={
                "part": part, "organiser_id": part.organiser_id, "municipality": part.municipality,
                "key": f"{_number(part)}/{one.unit.pk}", "name": one.unit.name, "hires": one.hires,
                "staying": one.staying, "place": one.place,
            },
        )  # fmt: skip
    part.leaving = leaving
    part.save(update_fields=["leaving"])
    audit.record(verb="rollout_units.chosen", on=part, by=by, now=now, details={"units": sorted(kept)})


def _plan_of(part: RolloutPart) -> RolloutPlan:
    with inside(scope_of(part)):
        return RolloutPlan.objects.get(pk=part.plan_id)


def _number(part: RolloutPart) -> str:
    return part.municipality.number if part.municipality else ""


@transaction.atomic
def accept_part(*, part: RolloutPart, programme: Programme, by: Person, now: datetime) -> None:
    """Take part in a network's plan. Raises LockedError, and LateError after the last day to answer."""
    held = _open(_plan_of(part))
    if held.answer_by and timezone.localdate(now) > held.answer_by:
        raise LateError
    _answer(part, PartState.ACCEPTED, programme, by, now)
    audit.record(verb="rollout.accepted", on=part, by=by, now=now)


@transaction.atomic
def decline_part(*, part: RolloutPart, by: Person, now: datetime) -> None:
    """Say no to a network's plan, also after a yes, as long as it is not locked. Raises LockedError."""
    _open(_plan_of(part))
    _answer(part, PartState.DECLINED, None, by, now)
    audit.record(verb="rollout.declined", on=part, by=by, now=now)


def _answer(part: RolloutPart, state: PartState, programme: Programme | None, by: Person, now: datetime) -> None:
    part.state, part.programme, part.answered_by, part.answered_at = state, programme, by, now
    part.save(update_fields=["state", "programme", "answered_by", "answered_at"])


@transaction.atomic
def discard_plan(*, plan: RolloutPlan, by: Person, now: datetime) -> None:
    """Throw away a plan that is not locked; it can be taken back. Raises LockedError."""
    _open(plan)
    plan.removed_at = now
    _save(plan, by, now, "removed_at")
    audit.record(verb="rollout.removed", on=plan, by=by, now=now)


@transaction.atomic
def restore_plan(*, plan: RolloutPlan, by: Person, now: datetime) -> None:
    """Take back a plan that was thrown away."""
    plan.removed_at = None
    _save(plan, by, now, "removed_at")
    audit.record(verb="rollout.restored", on=plan, by=by, now=now)


@transaction.atomic
def lock_plan(*, plan: RolloutPlan, discussed_on: date, by: Person, now: datetime) -> None:
    """Lock what decides the draw and what will be answered, before anybody knows the order.

    Raises LockedError, and NotReadyError when it cannot be drawn.
    """
    from mentornett.measurement.rules.drawn import rollout  # noqa: PLC0415 (slow import)

    held = _open(plan)
    whole = whole_plan(held)
    if why := whole.hindrances(timezone.localdate(now)):
        raise NotReadyError(why)
    plan.text = rollout(whole.to_draw(), **whole.settings).text
    plan.digest = rules.digest_of(plan.text)
    plan.analysis = rules.analysis_text(last_start=whole.waves[-1].day, months_after=held.months_after)
    plan.discussed_on, plan.locked_by, plan.locked_at = discussed_on, by, now
    plan.code = secrets.token_urlsafe(24)
    names = ("text", "digest", "analysis", "discussed_on", "locked_by", "locked_at", "code")
    _save(plan, by, now, *names)
    details = {"plan": plan.digest, "analysis": rules.digest_of(plan.analysis), "discussed_on": str(discussed_on)}
    audit.record(verb="rollout.locked", on=plan, by=by, now=now, details=details)


def new_seed() -> int:
    """Return a seed that nobody can know beforehand."""
    return secrets.randbits(SEED_BITS)


@transaction.atomic
def draw_plan(*, plan: RolloutPlan, seed: int, by: Person, now: datetime) -> None:
    """Draw the order, once. Raises NotReadyError for a plan that is not locked, is drawn, or was changed since."""
    from mentornett.measurement.rules.drawn import draw_from, facts_of, starts_of  # noqa: PLC0415 (slow import)

    with inside(scope_of(plan)):
        held = RolloutPlan.objects.select_for_update().get(pk=plan.pk)
    if not held.locked_at or held.drawn_at or rules.digest_of(held.text) != held.digest:
        raise NotReadyError
    drawn = draw_from(held.text, seed)
    starts = starts_of(drawn)
    for unit in RolloutUnit.objects.filter(plan=plan, part__state=PartState.ACCEPTED):
        unit.wave, unit.start = starts[unit.key]
        unit.save(update_fields=["wave", "start"])
    plan.seed, plan.set_digest, plan.drawn = seed, drawn.set_digest, facts_of(drawn)
    plan.drawn_by, plan.drawn_at = by, now
    _save(plan, by, now, "seed", "set_digest", "drawn", "drawn_by", "drawn_at")
    details = {"plan": plan.digest, "seed": seed, "orders": drawn.set_digest, "chosen": drawn.chosen}
    joined = list(plan.parts.filter(state=PartState.ACCEPTED))
    if plan.organiser_id:
        count_those_who_joined(plan, joined)
        tell_drawn(plan, joined, now=now)
    tell_union_drawn(plan, joined, now=now)
    audit.record(verb="rollout.drawn", on=plan, by=by, now=now, details=details)


@transaction.atomic
def end_plan(*, plan: RolloutPlan, why: str, by: Person, now: datetime) -> None:
    """Say that units no longer start in the drawn order, and why. Draw and protocol stay. Raises NotReadyError."""
    with inside(scope_of(plan)):
        held = RolloutPlan.objects.select_for_update().get(pk=plan.pk)
    if not held.drawn_at or held.ended_at:
        raise NotReadyError
    plan.ended_by, plan.ended_at, plan.ended_why = by, now, clean(why).strip()
    _save(plan, by, now, "ended_by", "ended_at", "ended_why")
    audit.record(verb="rollout.ended", on=plan, by=by, now=now)


def _save(plan: RolloutPlan, by: Person, now: datetime, *names: str) -> None:
    plan.edited_by, plan.edited_at = by, now
    plan.save(update_fields=[*names, "edited_by", "edited_at"])
