"""Access to roll-outs in a drawn order: the project leader makes the plan, HR and the union representative read it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.rollouts import Chosen
from mentornett.mentoring.models import UnitStep
from mentornett.tenants.models import Unit
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, NORD_LEADERS, NORD_STAFF, Row

FIRST = date(2026, 7, 1)
FIELDS: dict[str, Any] = {
    "name": "Utrulling", "at_a_time": 2, "months_between": 6, "first": FIRST, "months_after": 12,
}  # fmt: skip
TYPED = {"name": "Utrulling", "at_a_time": "2", "months_between": "6", "first": "2026-07-01", "months_after": "12"}


def own_plan(cast: Cast) -> None:
    """Make Flesberg's own plan with four units, ready to be locked."""
    by = {"by": cast.programme_leader, "now": cast.now}
    part = cast.things["part"] = actions.make_plan(programme=cast.programme, **by, **FIELDS)
    units = [Unit.objects.create(municipality=cast.flesberg, name=f"Sone {number}") for number in range(4)]
    chosen = [Chosen(unit, Decimal(6), None, "anywhere") for unit in units]
    actions.choose_units(part=part, chosen=chosen, leaving=40, **by)


def _only_own_units(cast: Cast) -> None:
    """Make the same plan in a municipality whose other units use the programme already."""
    own_plan(cast)
    for unit in (cast.care_home, cast.ward, cast.home_care):
        UnitStep.objects.create(
            municipality=cast.flesberg, programme=cast.programme, unit=unit, phase="in_operation", starts=cast.today
        )


def locked_plan(cast: Cast) -> None:
    """Make the same plan, and lock it."""
    own_plan(cast)
    actions.lock_plan(plan=cast.part.plan, discussed_on=cast.today, by=cast.programme_leader, now=cast.now)


def drawn_plan(cast: Cast) -> None:
    """Make the same plan, and draw it."""
    locked_plan(cast)
    actions.draw_plan(plan=cast.part.plan, seed=7, by=cast.programme_leader, now=cast.now)
    cast.things["drawn_unit"] = cast.part.units.order_by("key").first()


def on_the_board(cast: Cast, phase: str) -> None:
    """Let the first of the drawn units stand on the board since the new year."""
    UnitStep.objects.create(
        municipality=cast.flesberg, programme=cast.programme, unit=cast.drawn_unit.unit, phase=phase,
        starts=date(2026, 1, 1),
    )  # fmt: skip


def network_plan(cast: Cast) -> None:
    """Make a plan of the network; Flesberg is asked, Røros takes part with one unit."""
    fields = FIELDS | {"answer_by": date(2026, 4, 1)}
    plan = cast.things["network_plan"] = actions.make_network_plan(
        network=cast.network, asked=[cast.flesberg, cast.roros], by=cast.leader, now=cast.now, **fields
    )
    cast.things["part"] = plan.parts.get(municipality=cast.flesberg)
    theirs = plan.parts.get(municipality=cast.roros)
    by = {"by": cast.neighbour_programme_leader, "now": cast.now}
    actions.accept_part(part=theirs, programme=cast.neighbour_programme, **by)
    unit = Unit.objects.create(municipality=cast.roros, name="Øra sykehjem")
    chosen = [Chosen(unit, Decimal(6), None, "anywhere")]
    actions.choose_units(part=theirs, chosen=chosen, leaving=40, **by)


def ready_network_plan(cast: Cast) -> None:
    """Make the same, where both have said yes and it can be locked."""
    network_plan(cast)
    units = [Unit.objects.create(municipality=cast.flesberg, name=f"Sone {number}") for number in range(3)]
    by = {"by": cast.programme_leader, "now": cast.now}
    actions.accept_part(part=cast.part, programme=cast.programme, **by)
    chosen = [Chosen(unit, Decimal(6), None, "anywhere") for unit in units]
    actions.choose_units(part=cast.part, chosen=chosen, leaving=40, **by)


def locked_network_plan(cast: Cast) -> None:
    """Make the same, locked."""
    ready_network_plan(cast)
    actions.lock_plan(plan=cast.network_plan, discussed_on=cast.today, by=cast.leader, now=cast.now)


def drawn_network_plan(cast: Cast) -> None:
    """Make the same, drawn."""
    locked_network_plan(cast)
    actions.draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=cast.now)


def _declined(cast: Cast) -> None:
    """Make the same, where Flesberg has said no."""
    network_plan(cast)
    actions.decline_part(part=cast.part, by=cast.programme_leader, now=cast.now)


def _of_network(cast: Cast) -> list[Any]:
    return [cast.network.pk, cast.network_plan.pk]


def _run(**more: Any) -> Row:
    row: dict[str, Any] = {"before": ready_network_plan, "args": _of_network}
    return Row(ok=NORD_LEADERS, forbidden="guide other_guide", **(row | more))


def _followed(**more: Any) -> Row:
    return Row(ok=NORD_STAFF, **({"args": _of_network} | more))


def _part(cast: Cast) -> list[Any]:
    return [cast.part.pk]


def _made(**more: Any) -> Row:
    row = {"ok": "programme_leader", "forbidden": "hr union_rep measure_lead", "before": own_plan, "args": _part}
    return Row(people=IN_PROGRAMMES, **(row | more))


def _read(**more: Any) -> Row:
    return Row(ok="programme_leader hr union_rep measure_lead", people=IN_PROGRAMMES, **({"args": _part} | more))


ROWS = {
    "programme:rollouts": Row(
        ok="programme_leader hr union_rep measure_lead neighbour_programme_leader",
        people=IN_PROGRAMMES,
        before=own_plan,
    ),
    "programme:rollout_new": Row(ok="programme_leader", people=IN_PROGRAMMES, args=lambda cast: [cast.programme.pk]),
    "programme:rollout": _read(before=own_plan),
    "programme:rollout_change": _made(),
    "programme:rollout_units": _made(before=_only_own_units),
    "programme:rollout_join": _made(before=network_plan),
    "programme:rollout_decline": _made(before=network_plan, method="post"),
    "programme:rollout_discard": _made(method="post", status=200),
    "programme:rollout_restore": _made(method="post"),
    "programme:rollout_foresee": _made(method="post"),
    "programme:rollout_lock": _made(),
    "programme:rollout_draw": _made(before=locked_plan, method="post"),
    "programme:rollout_protocol": _read(before=locked_plan),
    "programme:rollout_protocol_file": _read(before=drawn_plan, args=lambda cast: [cast.part.pk, "word"]),
    "programme:rollout_board": _made(before=drawn_plan),
    "programme:rollout_end": _made(before=drawn_plan),
    "programme:rollout_departure": Row(
        ok="programme_leader", people=IN_PROGRAMMES, before=drawn_plan, args=lambda cast: [cast.drawn_unit.pk]
    ),
    "public:drawn_order": Row(
        others=200, visitors=200, people=IN_PROGRAMMES, before=drawn_plan, args=lambda cast: [cast.part.plan.code]
    ),
    "public:drawn_order_text": Row(
        others=200, visitors=200, people=IN_PROGRAMMES, before=drawn_plan, args=lambda cast: [cast.part.plan.code]
    ),
    "organiser:rollouts": _followed(before=network_plan, args=lambda cast: [cast.network.pk]),
    "organiser:rollout_new": _run(args=lambda cast: [cast.network.pk]),
    "organiser:rollout": _followed(before=network_plan),
    "organiser:rollout_change": _run(),
    "organiser:rollout_ask": _run(before=_declined),
    "organiser:rollout_foresee": _run(method="post"),
    "organiser:rollout_lock": _run(),
    "organiser:rollout_draw": _run(before=locked_network_plan, method="post"),
    "organiser:rollout_protocol": _followed(before=locked_network_plan),
    "organiser:rollout_protocol_file": _followed(
        before=drawn_network_plan, args=lambda cast: [cast.network.pk, cast.network_plan.pk, "word"]
    ),
    "organiser:rollout_discard": _run(method="post", status=200),
    "organiser:rollout_restore": _run(method="post"),
    "organiser:rollout_end": _run(before=drawn_network_plan),
}
