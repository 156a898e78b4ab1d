"""What a plan would tell, as the job writes it down: in three languages, honest about what one cannot know alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.rollout_foresight import ask_for_foresight
from mentornett.measurement.actions.rollouts import Chosen
from mentornett.measurement.models import RolloutForesight, RolloutPlan
from mentornett.measurement.rules.foreseen import Intended, enough_together
from mentornett.reports import jobs
from mentornett.reports.foresights import make_foresight
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.tenants.models import Unit
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")

NETWORKS = 20  # enough to tell nought from all, and quick


def _plan(cast: Cast, *, units: int, hires: int, leaving: int | None) -> RolloutPlan:
    by = {"by": cast.programme_leader, "now": cast.now}
    part = actions.make_plan(
        programme=cast.programme, name="Utrulling", at_a_time=2, months_between=6, first=date(2026, 7, 1),
        months_after=12, **by,
    )  # fmt: skip
    rows = [Unit.objects.create(municipality=cast.flesberg, name=f"Sone {number}") for number in range(units)]
    chosen = [Chosen(unit, Decimal(hires + number), None, "anywhere") for number, unit in enumerate(rows)]
    actions.choose_units(part=part, chosen=chosen, leaving=leaving, **by)
    return part.plan


def _made(plan: RolloutPlan, cast: Cast) -> RolloutForesight:
    row = ask_for_foresight(plan=plan, by=cast.programme_leader, now=cast.now)
    scope = Scope(municipalities=frozenset({cast.flesberg.pk}))
    make_foresight(foresight_id=row.pk, scope=scope, now=cast.now, networks=NETWORKS)
    return RolloutForesight.objects.get(pk=row.pk)


def test_small_plan_is_told_that_it_cannot_know_alone(cast: Cast) -> None:
    row = _made(_plan(cast, units=4, hires=2, leaving=40), cast)
    assert (row.state, row.done, row.numbers["enough_alone"]) == ("done", 100, False)
    words = {language: dict((name, lines) for name, _title, lines in row.words[language]) for language in row.words}
    assert set(words) == {"nb", "nn", "en"}
    assert words["nb"]["alone"][0].startswith("Nei. Dere kan ikke vite dette alene")
    assert words["nn"]["alone"][0] != words["nb"]["alone"][0]
    assert "on average" in words["en"]["plan"][0]
    if row.numbers["together"]:
        assert str(row.numbers["together"]) in words["nb"]["alone"][1]


def test_job_that_stops_says_so_and_one_that_is_done_is_left_alone(cast: Cast) -> None:
    row = _made(_plan(cast, units=4, hires=2, leaving=40), cast)
    RolloutForesight.objects.filter(pk=row.pk).update(words={"nb": []})
    jobs.foresee_rollout.func(row.pk, None, cast.flesberg.pk)
    assert RolloutForesight.objects.get(pk=row.pk).words == {"nb": []}
    lacking = _plan(cast, units=3, hires=2, leaving=None)
    asked = ask_for_foresight(plan=lacking, by=cast.programme_leader, now=cast.now)
    with pytest.raises(ValueError, match="nobody has said"):
        jobs.foresee_rollout.func(asked.pk, None, cast.flesberg.pk)
    assert RolloutForesight.objects.get(pk=asked.pk).state == "failed"


def test_progress_is_seen_from_outside_while_it_runs(cast: Cast, monkeypatch: Any) -> None:
    seen: list[int] = []

    def foresee(*args: Any, told: Any, **more: Any) -> None:
        told(41)
        with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
            seen.append(RolloutForesight.objects.get().done)
        raise ValueError

    monkeypatch.setattr("mentornett.reports.foresights.foresee", foresee)
    row = ask_for_foresight(
        plan=_plan(cast, units=4, hires=2, leaving=40), by=cast.programme_leader, now=cast.now
    )  # fmt: skip
    with pytest.raises(ValueError):  # noqa: PT011 (raised above)
        jobs.foresee_rollout.func(row.pk, None, cast.flesberg.pk)
    assert seen == [41]


def test_units_of_a_plan_are_simulated_as_they_are() -> None:
    units = tuple(PlannedUnit(str(number), "", 2.0 + number) for number in range(4))
    intended = Intended.of(Rollout(units, 2, date(2026, 7, 1), 6), 0.4, months_after=18)
    about = intended.circumstances()
    assert about.plan.units == units
    assert (intended.hires, about.months_after) == (3.5, 18)
    more = intended.times(3)
    assert (more.units, more.at_a_time, len(more.circumstances().plan.sizes)) == (12, 6, 2)


def test_many_units_are_found_to_be_enough_and_too_many_are_not_tried() -> None:
    few = Intended(4, 10.0, 0.5, 2, 6, date(2026, 7, 1))
    assert enough_together(few, 40.0, networks=NETWORKS, permutations=99, seed=0) is not None
    assert (
        enough_together(Intended(80, 1.0, 0.5, 8, 6, date(2026, 7, 1)), 1.0, networks=20, permutations=19, seed=0)
        is None
    )
