"""Discarded plans go after a year, and nothing that was locked; the union is told of draws and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.consents import accept_counting
from mentornett.measurement.actions.releases import Answered, freeze_release
from mentornett.measurement.actions.rollout_foresight import ask_for_foresight
from mentornett.measurement.actions.rollout_removal import KEPT_FOR, forget_discarded_plans
from mentornett.measurement.models import RolloutForesight, RolloutPart, RolloutPlan, RolloutUnit
from mentornett.network.models import Network
from mentornett.tenants.models import Letter, Municipality, Role
from tests.cast import Cast
from tests.web.access.rollouts import drawn_plan, locked_network_plan, network_plan, own_plan

pytestmark = pytest.mark.usefixtures("everyone")
DAY = timedelta(days=1)
SAFE = {"cells": 3, "sums": 1, "hidden": 0, "safe": True}


@pytest.mark.parametrize("make", [own_plan, network_plan])
def test_discarded_plan_goes_with_all_that_is_its_after_a_year(make: Callable[[Cast], None], cast: Cast) -> None:
    make(cast)
    plan = RolloutPlan.objects.get()
    ask_for_foresight(plan=plan, by=cast.programme_leader, now=cast.now)
    assert forget_discarded_plans(cast.now + 10 * KEPT_FOR) == 0
    actions.discard_plan(plan=plan, by=cast.programme_leader, now=cast.now)
    assert forget_discarded_plans(cast.now + KEPT_FOR) == 0
    assert forget_discarded_plans(cast.now + KEPT_FOR + DAY) == 1
    for model in (RolloutPlan, RolloutPart, RolloutUnit, RolloutForesight):
        assert not model.objects.exists()
    last = AuditEntry.objects.filter(verb="rollout.removed").order_by("-pk")[0]
    assert (last.person_id, last.details) == (None, {"for_good": True})
    assert forget_discarded_plans(cast.now + KEPT_FOR + DAY) == 0


def test_plan_that_was_taken_back_or_drawn_stays(cast: Cast) -> None:
    own_plan(cast)
    plan = RolloutPlan.objects.get()
    actions.discard_plan(plan=plan, by=cast.programme_leader, now=cast.now)
    actions.restore_plan(plan=plan, by=cast.programme_leader, now=cast.now + DAY)
    assert forget_discarded_plans(cast.now + 2 * KEPT_FOR) == 0
    assert RolloutPlan.objects.count() == 1


def _told(kind: str) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("to_email", flat=True))


def test_union_is_told_when_the_order_is_drawn(cast: Cast) -> None:
    drawn_plan(cast)
    assert _told("rollout_drawn") == {cast.union_rep.email}
    assert f"/maling/utrulling/{cast.part.pk}/" in Letter.objects.get(kind="rollout_drawn").text


def test_joint_draw_tells_project_leaders_and_the_unions_in_force(cast: Cast) -> None:
    locked_network_plan(cast)
    Role.objects.create(person=cast.neighbour, kind="union", municipality=cast.roros, starts=cast.today + DAY)
    actions.draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=cast.now)
    leaders = {cast.programme_leader.email, cast.neighbour_programme_leader.email}
    assert _told("rollout_drawn") == leaders | {cast.union_rep.email}


def _release(cast: Cast, subject: Municipality | Network, question: str, grade: str) -> None:
    freeze_release(
        subject=subject, until=date(2025, 12, 31), certificate=SAFE, kept={}, by=None, now=cast.now,
        answers=[Answered(question, grade, {}), Answered("with_without", "-", {})],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "grade", "letters"), [("retention", "-", 1), ("effect", "A", 1), ("effect", "D", 0), ("unit", "C", 0)]
)
def test_union_is_told_of_answers_that_say_something(question: str, grade: str, letters: int, cast: Cast) -> None:
    _release(cast, cast.flesberg, question, grade)
    _release(cast, cast.flesberg, question, grade)  # the job runs twice
    assert Letter.objects.filter(kind="answers", to_person=cast.union_rep).count() == letters
    assert Letter.objects.filter(kind="answers").count() == letters


def test_answers_of_a_network_are_told_to_unions_where_people_are_counted(cast: Cast) -> None:
    Role.objects.create(person=cast.neighbour, kind="union", municipality=cast.roros, starts=cast.today)
    accept_counting(network=cast.network, municipality=cast.roros, by=cast.neighbour, now=cast.now)
    _release(cast, cast.network, "effect", "B")
    assert _told("answers") == {cast.neighbour.email}
    assert cast.network.name in Letter.objects.get(kind="answers").subject
