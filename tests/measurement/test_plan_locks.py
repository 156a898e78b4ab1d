"""The database itself refuses to change what was locked and drawn, whoever asks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from mentornett.core.log_locks import missing_locks
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.models import RolloutPlan, RolloutUnit
from mentornett.measurement.models.plan_locks import REFUSED, lock_names, unlocked_plans
from mentornett.measurement.queries import rollouts as queries
from tests.cast import Cast
from tests.web.access.rollouts import locked_plan

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture
def locked(cast: Cast) -> RolloutPlan:
    locked_plan(cast)
    return RolloutPlan.objects.get()


def _draw(cast: Cast) -> None:
    actions.draw_plan(plan=RolloutPlan.objects.get(), seed=7, by=cast.programme_leader, now=cast.now)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "{}"}, {"text": "{}", "digest": "0" * 64}, {"analysis": "Annet"}, {"name": "Annet"}, {"at_a_time": 1},
        {"months_after": 24}, {"locked_at": datetime(2026, 1, 1, tzinfo=UTC)}, {"discussed_on": date(2026, 1, 1)},
        {"code": "x"},
    ],
)  # fmt: skip
def test_database_refuses_to_change_a_locked_plan(fields: dict[str, Any], locked: RolloutPlan) -> None:
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        RolloutPlan.objects.filter(pk=locked.pk).update(**fields)
    assert queries.whole_plan(RolloutPlan.objects.get(pk=locked.pk)).is_as_locked


@pytest.mark.parametrize("fields", [{"seed": 8}, {"set_digest": "0" * 64}, {"drawn": {}}, {"drawn_at": None}])
def test_database_refuses_to_change_a_draw(fields: dict[str, Any], locked: RolloutPlan, cast: Cast) -> None:
    _draw(cast)
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        RolloutPlan.objects.filter(pk=locked.pk).update(**fields)


@pytest.mark.parametrize("fields", [{"wave": 4}, {"key": "x"}, {"start": None, "wave": None}, {"hires": 1}])
def test_database_refuses_to_change_a_drawn_unit(fields: dict[str, Any], locked: RolloutPlan, cast: Cast) -> None:
    _draw(cast)
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        RolloutUnit.objects.filter(plan=locked).update(**fields)


def test_database_refuses_to_delete_a_locked_plan_and_a_drawn_unit(locked: RolloutPlan, cast: Cast) -> None:
    def refuses(statement: str) -> None:
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            connection.cursor().execute(statement, [locked.pk])

    refuses("DELETE FROM measurement_rolloutplan WHERE id = %s")
    _draw(cast)
    refuses("DELETE FROM measurement_rolloutunit WHERE plan_id = %s")


def test_locked_plan_outlives_those_who_made_it_and_can_be_ended(locked: RolloutPlan, cast: Cast) -> None:
    _draw(cast)
    RolloutPlan.objects.filter(pk=locked.pk).update(locked_by=None, drawn_by=None, made_by=None)
    actions.end_plan(plan=RolloutPlan.objects.get(pk=locked.pk), why="Ny leder", by=cast.programme_leader, now=cast.now)
    assert RolloutPlan.objects.get(pk=locked.pk).ended_why == "Ny leder"


def test_locks_come_back_after_they_were_lifted(db: None) -> None:
    with unlocked_plans():
        assert set(missing_locks(lock_names())) == lock_names()
    assert missing_locks(lock_names()) == []
