"""A roll-out from plan to draw: locked as a whole, drawn once, and the same again from what was locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, Scope, inside
from mentornett.measurement.actions import rollout_starts
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.rollouts import Chosen
from mentornett.measurement.choices import PartState
from mentornett.measurement.models import RolloutPart, RolloutPlan, RolloutUnit
from mentornett.measurement.models.plan_locks import unlocked_plans
from mentornett.measurement.permissions import rollouts as permissions
from mentornett.measurement.queries import rollouts as queries
from mentornett.measurement.queries.rollout_register import from_register
from mentornett.measurement.rules.drawn import draw_from, starts_of
from mentornett.measurement.rules.rollouts import Hindrance
from mentornett.mentoring.models import Employment, UnitStep
from mentornett.tenants.models import Person, Unit
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")

FIELDS: dict[str, Any] = {
    "name": "Utrulling", "at_a_time": 2, "months_between": 6, "first": date(2026, 7, 1), "months_after": 12,
}  # fmt: skip
SEED = 20260312


def _drawn_starts(plan: RolloutPlan) -> dict[int, date]:
    """Return what the draw wrote on each unit."""
    rows = RolloutUnit.objects.filter(plan=plan, start__isnull=False).order_by("key")
    return {row.unit_id: row.start for row in rows if row.start}


def _units(cast: Cast, place: str, count: int) -> list[Unit]:
    return [Unit.objects.create(municipality=cast.things[place], name=f"Post {number}") for number in range(count)]


def _chosen(units: list[Unit], **more: Any) -> list[Chosen]:
    return [Chosen(unit, **{"hires": Decimal(6), "staying": None, "place": "anywhere", **more}) for unit in units]


@pytest.fixture
def part(cast: Cast) -> RolloutPart:
    """Flesberg's own plan with five units, two at a time."""
    by, now = cast.programme_leader, cast.now
    row = actions.make_plan(programme=cast.programme, by=by, now=now, **FIELDS)
    actions.choose_units(part=row, chosen=_chosen(_units(cast, "flesberg", 5)), leaving=40, by=by, now=now)
    return row


@pytest.fixture
def locked(part: RolloutPart, cast: Cast) -> RolloutPlan:
    """The same plan, locked."""
    return _lock(part.plan, cast)


def _lock(plan: RolloutPlan, cast: Cast) -> RolloutPlan:
    actions.lock_plan(plan=plan, discussed_on=date(2026, 3, 10), by=cast.programme_leader, now=cast.now)
    return plan


def _draw(plan: RolloutPlan, cast: Cast) -> RolloutPlan:
    actions.draw_plan(plan=plan, seed=SEED, by=cast.programme_leader, now=cast.now)
    return plan


def test_plan_is_drawn_and_drawn_again_from_the_protocol_alone(locked: RolloutPlan, cast: Cast) -> None:
    assert _drawn_starts(locked) == {}
    _draw(locked, cast)
    stored = RolloutPlan.objects.get(pk=locked.pk)
    again = draw_from(stored.text, stored.seed or 0)
    units = RolloutUnit.objects.filter(plan=locked)
    assert {unit.key: (unit.wave, unit.start) for unit in units} == starts_of(again)
    assert (stored.set_digest, stored.digest) == (again.set_digest, again.plan_digest)
    starts = _drawn_starts(stored)
    assert list(starts.values()) == list(again.start)  # in the order of the text, as the analysis takes them
    assert sorted(starts.values()) == [date(2026, 7, 1)] * 2 + [date(2027, 1, 1)] * 2 + [date(2027, 7, 1)]


def test_whole_plan_tells_where_it_stands(part: RolloutPart, locked: RolloutPlan, cast: Cast) -> None:
    whole = queries.whole_plan(part)
    assert (whole.leaving, whole.hires, whole.is_joint, whole.is_as_locked) == (0.4, 30, False, True)
    assert [(wave.size, wave.day) for wave in whole.waves][-1] == (1, date(2027, 7, 1))
    assert whole.answered_on == date(2028, 7, 1)
    _draw(locked, cast)
    assert [len(wave.units) for wave in queries.whole_plan(locked).drawn_waves] == [2, 2, 1]


LATE: list[Callable[[RolloutPart, Cast], None]] = [
    lambda part, cast: actions.change_plan(plan=part.plan, by=cast.hr, now=cast.now, at_a_time=1),
    lambda part, cast: actions.choose_units(part=part, chosen=[], leaving=5, by=cast.hr, now=cast.now),
    lambda part, cast: actions.discard_plan(plan=part.plan, by=cast.hr, now=cast.now),
    lambda part, cast: actions.decline_part(part=part, by=cast.hr, now=cast.now),
    lambda part, cast: actions.accept_part(part=part, programme=cast.programme, by=cast.hr, now=cast.now),
    lambda part, cast: actions.ask_more(plan=part.plan, asked=[cast.roros], by=cast.hr, now=cast.now),
    lambda part, cast: actions.lock_plan(plan=part.plan, discussed_on=cast.today, by=cast.hr, now=cast.now),
]


@pytest.mark.parametrize("deed", LATE)
def test_nothing_of_a_locked_plan_changes(
    deed: Callable[[RolloutPart, Cast], None], part: RolloutPart, locked: RolloutPlan, cast: Cast
) -> None:
    before = RolloutPlan.objects.filter(pk=locked.pk).values().get()
    with pytest.raises(actions.LockedError):
        deed(part, cast)
    assert RolloutPlan.objects.filter(pk=locked.pk).values().get() == before
    assert RolloutUnit.objects.filter(plan=locked).count() == 5


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""}, {"digest": ""}, {"analysis": ""}, {"locked_at": None}, {"discussed_on": None}, {"code": None},
        {"seed": 1}, {"set_digest": "x"}, {"drawn_at": "now"}, {"ended_at": "now", "ended_why": "x"},
        {"removed_at": "now"}, {"municipality": None}, {"at_a_time": 0},
    ],
)  # fmt: skip
def test_database_refuses_half_a_lock_and_half_a_draw(fields: dict[str, Any], locked: RolloutPlan, cast: Cast) -> None:
    known = {name: cast.now if value == "now" else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        RolloutPlan.objects.filter(pk=locked.pk).update(**known)


def test_plan_that_was_tampered_with_is_not_drawn(locked: RolloutPlan, cast: Cast) -> None:
    with unlocked_plans():
        RolloutPlan.objects.filter(pk=locked.pk).update(text=locked.text.replace('"at_a_time":2', '"at_a_time":1'))
    assert not queries.whole_plan(RolloutPlan.objects.get(pk=locked.pk)).is_as_locked
    with pytest.raises(actions.NotReadyError):
        _draw(locked, cast)


def test_log_keeps_what_was_locked_and_drawn(locked: RolloutPlan, cast: Cast) -> None:
    """The log cannot be changed, so that a text and its SHA-256 that were both exchanged are found."""
    _draw(locked, cast)
    kept = {row.verb: row.details for row in AuditEntry.objects.filter(verb__startswith="rollout.")}
    assert kept["rollout.locked"]["plan"] == kept["rollout.drawn"]["plan"] == locked.digest
    assert kept["rollout.drawn"] | {"seed": SEED, "orders": locked.set_digest} == kept["rollout.drawn"]


def test_draw_happens_once_and_only_after_the_lock(part: RolloutPart, cast: Cast) -> None:
    with pytest.raises(actions.NotReadyError):
        _draw(part.plan, cast)
    _draw(_lock(part.plan, cast), cast)
    first = _drawn_starts(part.plan)
    with pytest.raises(actions.NotReadyError):
        actions.draw_plan(plan=part.plan, seed=SEED + 1, by=cast.hr, now=cast.now)
    assert _drawn_starts(part.plan) == first


@pytest.mark.parametrize(
    ("change", "why"),
    [({"at_a_time": 5}, Hindrance.AT_ONCE), ({"first": date(2026, 3, 12)}, Hindrance.PAST)],
)
def test_plan_that_cannot_be_drawn_is_not_locked(
    change: dict[str, Any], why: Hindrance, part: RolloutPart, cast: Cast
) -> None:
    actions.change_plan(plan=part.plan, by=cast.programme_leader, now=cast.now, **change)
    with pytest.raises(actions.NotReadyError) as refused:
        _lock(part.plan, cast)
    assert refused.value.why == (why,)
    assert RolloutPlan.objects.get(pk=part.plan_id).locked_at is None


def test_seeds_are_new_each_time_and_fit_the_database() -> None:
    seeds = {actions.new_seed() for _time in range(50)}
    assert len(seeds) == 50
    assert all(0 <= seed < 2**63 for seed in seeds)


def test_plan_is_discarded_and_taken_back_and_ended_with_a_reason(part: RolloutPart, cast: Cast) -> None:
    by = {"by": cast.programme_leader, "now": cast.now}
    actions.discard_plan(plan=part.plan, **by)
    assert queries.plans_of([part]) == {}
    actions.restore_plan(plan=part.plan, **by)
    assert queries.plans_of([part]) == {part.plan_id: part.plan}
    with pytest.raises(actions.NotReadyError):
        actions.end_plan(plan=part.plan, why="Før trekningen", **by)
    _draw(_lock(part.plan, cast), cast)
    actions.end_plan(plan=part.plan, why="Sammenslåing av kommunen", **by)
    assert queries.drawn_in([unit.row.unit_id for unit in queries.whole_plan(part).units]) == {}
    with pytest.raises(actions.NotReadyError):
        actions.end_plan(plan=part.plan, why="En gang til", **by)


def test_units_that_are_no_longer_chosen_are_left_out(part: RolloutPart, cast: Cast) -> None:
    two = [row.row.unit for row in queries.whole_plan(part).units][:2]
    actions.choose_units(part=part, chosen=_chosen(two, place="first", staying=6), leaving=30, by=cast.hr, now=cast.now)
    rows = queries.whole_plan(part).units
    assert [(row.row.place, row.row.staying, row.row.key) for row in rows] == [
        ("first", 6, f"3334/{unit.pk}") for unit in two
    ]


def test_drawn_starts_go_on_the_board_and_departures_beside_the_draw(
    part: RolloutPart, locked: RolloutPlan, cast: Cast
) -> None:
    _draw(locked, cast)
    rows = list(RolloutUnit.objects.filter(plan=locked).order_by("start"))
    by = {"by": cast.programme_leader, "now": cast.now}
    assert rollout_starts.put_on_board(part=part, units=rows[:2], note="Trukket start", **by) == 2
    steps = UnitStep.objects.filter(programme=cast.programme, unit__in=[row.unit_id for row in rows])
    assert {(step.unit_id, step.starts, step.phase) for step in steps} == {
        (row.unit_id, row.start, "rolled_out") for row in rows[:2]
    }
    rollout_starts.record_departure(unit=rows[0], real_start=date(2026, 10, 1), why="Ny leder", **by)
    later = by | {"now": cast.now + timedelta(days=1)}
    rollout_starts.record_departure(unit=rows[0], real_start=None, why="Lagt ned", **later)
    found = queries.drawn_in([row.unit_id for row in rows])
    assert found[rows[0].unit_id].departure.why == "Lagt ned"  # type: ignore[union-attr]
    assert found[rows[1].unit_id].departure is None
    assert _drawn_starts(locked)[rows[0].unit_id] == rows[0].start  # analysed as drawn


def _network_plan(cast: Cast) -> RolloutPlan:
    fields = FIELDS | {"answer_by": date(2026, 4, 1)}
    return actions.make_network_plan(
        network=cast.network, asked=[cast.flesberg, cast.roros], by=cast.leader, now=cast.now, **fields
    )


def _take_part(part: RolloutPart, programme: Any, units: list[Unit], by: Person, cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({part.municipality_id or 0}))):
        actions.accept_part(part=part, programme=programme, by=by, now=cast.now)
        actions.choose_units(part=part, chosen=_chosen(units), leaving=40, by=by, now=cast.now)


def test_municipalities_join_a_network_s_plan_each_behind_its_own_wall(cast: Cast) -> None:
    plan = _network_plan(cast)
    ours, theirs = (plan.parts.get(municipality=place) for place in (cast.flesberg, cast.roros))
    _take_part(ours, cast.programme, _units(cast, "flesberg", 3), cast.programme_leader, cast)
    assert Hindrance.UNANSWERED in queries.whole_plan(plan).hindrances(cast.today)
    _take_part(theirs, cast.neighbour_programme, _units(cast, "roros", 2), cast.neighbour_programme_leader, cast)
    with inside(Scope(organisers=frozenset({cast.nord.pk}))):
        actions.lock_plan(plan=plan, discussed_on=cast.today, by=cast.leader, now=cast.now)
        actions.draw_plan(plan=plan, seed=SEED, by=cast.leader, now=cast.now)
        assert not Unit.objects.exists()  # the organiser sees the names in the plan, nothing else of a municipality
    with inside(Scope(municipalities=frozenset({cast.roros.pk}))):
        assert not RolloutPlan.objects.exists()
        whole = queries.whole_plan(theirs)  # through its own part
        assert len(whole.units) == 5
        assert {row.place for row in whole.units} == {"Flesberg", "Røros"}
        assert all(row.row.start for row in whole.units)
        assert len(queries.drawn_in(Unit.objects.values_list("pk", flat=True))) == 2
        with pytest.raises(OutsideScopeError):
            actions.end_plan(plan=plan, why="Ikke vår", by=cast.neighbour_programme_leader, now=cast.now)


def test_who_says_no_is_left_out_and_who_waits_too_long_is_late(cast: Cast) -> None:
    plan = _network_plan(cast)
    ours, theirs = (plan.parts.get(municipality=place) for place in (cast.flesberg, cast.roros))
    _take_part(ours, cast.programme, _units(cast, "flesberg", 4), cast.programme_leader, cast)
    late = cast.now + timedelta(days=30)
    with pytest.raises(actions.LateError):
        actions.accept_part(part=theirs, programme=cast.neighbour_programme, by=cast.hr, now=late)
    assert queries.whole_plan(plan).hindrances(late.date()) == ()
    actions.decline_part(part=theirs, by=cast.neighbour_programme_leader, now=cast.now)
    assert [part.municipality for part in queries.whole_plan(plan).accepted] == [cast.flesberg]
    actions.ask_more(plan=plan, asked=[cast.flesberg, cast.roros], by=cast.leader, now=cast.now)
    states = set(plan.parts.values_list("municipality", "state"))
    assert states == {(cast.flesberg.pk, PartState.ACCEPTED), (cast.roros.pk, PartState.ASKED)}


def test_units_of_whoever_says_no_after_a_yes_are_not_drawn(cast: Cast) -> None:
    plan = _network_plan(cast)
    ours, theirs = (plan.parts.get(municipality=place) for place in (cast.flesberg, cast.roros))
    _take_part(ours, cast.programme, _units(cast, "flesberg", 3), cast.programme_leader, cast)
    _take_part(theirs, cast.neighbour_programme, _units(cast, "roros", 2), cast.hr, cast)
    actions.decline_part(part=theirs, by=cast.neighbour_programme_leader, now=cast.now)
    actions.lock_plan(plan=plan, discussed_on=cast.today, by=cast.leader, now=cast.now)
    actions.draw_plan(plan=plan, seed=SEED, by=cast.leader, now=cast.now)
    assert set(_drawn_starts(plan)) == set(ours.units.values_list("unit", flat=True))


@pytest.mark.parametrize(
    ("person", "reads", "makes"),
    [("programme_leader", True, True), ("hr", True, False), ("union_rep", True, False), ("ward_leader", False, False),
     ("mentee", False, False), ("neighbour_programme_leader", False, False), ("leader", False, False)],
)  # fmt: skip
def test_who_reads_and_who_makes(person: str, reads: bool, makes: bool, part: RolloutPart, cast: Cast) -> None:
    viewer = cast.viewer(person)
    assert permissions.parts_visible_to(viewer).exists() is reads
    assert permissions.may_make(viewer, part.municipality_id) is makes


def test_link_opens_a_locked_plan_alone(part: RolloutPart, cast: Cast) -> None:
    assert queries.plan_with("") is None
    plan = _lock(part.plan, cast)
    found = queries.plan_with(plan.code or "")
    assert found is not None
    assert found.plan == plan
    assert len(plan.code or "") >= 32


def test_register_fills_in_hires_and_those_who_stay(cast: Cast) -> None:
    """In Post 1 and the home above it: two a year; too few for a share."""
    for number in range(4):
        person = Person.objects.create(email=f"{number}@eksempel.no", name=f"Ny {number}")
        Employment.objects.create(
            municipality=cast.flesberg, person=person, unit=cast.ward, profession="sykepleier",
            starts=date(2025, 1, 1) + timedelta(days=number), known_from=None,
        )  # fmt: skip
    units = list(Unit.objects.filter(municipality=cast.flesberg))
    known = from_register(cast.programme, units, cast.today)
    hired = Employment.objects.filter(municipality=cast.flesberg, unit=cast.ward, starts__gte=date(2024, 3, 12)).count()
    assert hired >= 4
    assert known.units[cast.ward.pk].hires == hired / 2
    assert known.units[cast.care_home.pk].hires == known.units[cast.ward.pk].hires
    assert (known.units[cast.ward.pk].staying, known.leaving) == (None, None)
