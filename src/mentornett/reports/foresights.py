"""What a plan for a roll-out would tell: simulated by a job, and written down as it is said in each language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from mentornett.core.scoping import Scope, inside
from mentornett.core.text import LANGUAGES, django_language
from mentornett.measurement.actions.rollout_foresight import tell_foresight
from mentornett.measurement.choices import ForesightState
from mentornett.measurement.models import RolloutForesight
from mentornett.measurement.queries.rollouts import WholePlan, whole_plan
from mentornett.measurement.rules.drawn import rollout
from mentornett.measurement.rules.foreseen import Foreseen, Intended, enough_together, foresee
from mentornett.reports.foreseen_words import told_of_foreseen

IMPROVEMENTS = (10.0, 15.0, 20.0)
SEED = 0  # the same plan gives the same outlook
NETWORKS, ORDERS = 400, 99
QUICKLY = 200  # networks, when only looking for how many units would be enough


def make_foresight(*, foresight_id: int, scope: Scope, now: datetime, networks: int = NETWORKS) -> None:
    """Simulate the plan and tell underway how far it has come. One that is done is left as it is.

    Raises ValueError for a plan that cannot be simulated.
    """
    with inside(scope):
        row = RolloutForesight.objects.select_related("plan").get(pk=foresight_id)
        whole = whole_plan(row.plan)
    if row.state == ForesightState.DONE:
        return
    tell_foresight(foresight_id=foresight_id, scope=scope, state=ForesightState.RUNNING, done=0)

    def told(percent: int) -> None:
        tell_foresight(foresight_id=foresight_id, scope=scope, done=min(99, percent))

    found = _found(whole, networks, told)
    tell_foresight(
        foresight_id=foresight_id, scope=scope, state=ForesightState.DONE, done=100, words=_words(found),
        numbers=_numbers(found), finished_at=now,
    )  # fmt: skip


def _found(whole: WholePlan, networks: int, told: Any) -> Foreseen:
    if whole.leaving is None:
        raise ValueError("nobody has said how many leave")
    plan = rollout(whole.to_draw(), **whole.settings)
    intended = Intended.of(plan, whole.leaving, months_after=whole.plan.months_after)
    wanted = [points for points in IMPROVEMENTS if points < 100 * whole.leaving] or [50 * whole.leaving]
    found = foresee(intended, wanted, networks=networks, permutations=ORDERS, seed=SEED, told=told)
    if found.is_enough_alone:
        return found
    quickly = min(QUICKLY, networks)
    together = enough_together(intended, wanted[-1], networks=quickly, permutations=ORDERS, seed=SEED)
    return Foreseen(found.intended, found.powers, found.days, found.smallest, together)


def _words(found: Foreseen) -> dict[str, Any]:
    told = {}
    for language in LANGUAGES:
        with translation.override(django_language(language)):
            told[language] = [[name, title, list(lines)] for name, title, lines in told_of_foreseen(found)]
    return told


def _numbers(found: Foreseen) -> dict[str, Any]:
    return {
        "improvements": [
            {"points": one.points, "power": one.power.value, "enough_from": day.enough and day.enough.isoformat()}
            for one, day in zip(found.powers, found.days, strict=True)
        ],
        "smallest": found.smallest and found.smallest.points,
        "enough_alone": found.is_enough_alone,
        "together": found.together,
    }
