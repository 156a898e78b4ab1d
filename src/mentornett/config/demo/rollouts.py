"""A plan for a roll-out that a municipality is about to discuss: units chosen, outlook made, nothing locked."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from mentornett.core.scoping import EVERYONE
from mentornett.core.time import add_months
from mentornett.measurement.actions.rollout_foresight import ask_for_foresight
from mentornett.measurement.actions.rollouts import Chosen, choose_units, make_plan
from mentornett.measurement.queries.rollout_board import names_in_use
from mentornett.measurement.queries.rollout_register import from_register
from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.hires import unit_names
from mentornett.reports.foresights import make_foresight
from mentornett.tenants.models import Municipality, Role

NETWORKS = 100  # a quarter of the usual, so that the demo begins soon; the page says how many
LEAVING = 35  # of 100, as the project leader knows it from the starting point


def load_planned_rollout(*, municipality: Municipality, now: datetime) -> None:
    """Plan the roll-out to the units that do not use the programme yet, and make its outlook."""
    programme = Programme.objects.filter(municipality=municipality).order_by("starts")[0]
    by = Role.objects.filter(municipality=municipality, kind="programme_leader").order_by("pk")[0].person
    today, names = timezone.localtime(now).date(), unit_names(municipality.pk)
    part = make_plan(
        programme=programme, name=f"Utrulling i {municipality.name}", at_a_time=2, months_between=6,
        first=_next_half_year(today), months_after=12, by=by, now=now,
    )  # fmt: skip
    used, known = names_in_use(programme, names, today), from_register(programme, names, today)
    chosen = [
        Chosen(unit, Decimal(str(known.units[unit.pk].hires or 1)), known.units[unit.pk].staying, "anywhere")
        for unit in names if unit.pk not in used
    ]  # fmt: skip
    choose_units(part=part, chosen=chosen, leaving=LEAVING, by=by, now=now)
    row = ask_for_foresight(plan=part.plan, by=by, now=now)
    make_foresight(foresight_id=row.pk, scope=EVERYONE, now=now, networks=NETWORKS)


def _next_half_year(today: date) -> date:
    """Return the turn of the half-year that is at least three months ahead: there is time to discuss it."""
    ahead = add_months(today, 3)
    return date(ahead.year, 7, 1) if ahead.month < 7 else date(ahead.year + 1, 1, 1)
