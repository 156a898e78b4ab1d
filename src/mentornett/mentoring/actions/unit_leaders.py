"""Who leads a unit: appointed from a day, followed by another, or ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.mentoring.actions.commitments import make_commitment
from mentornett.mentoring.choices import PairRole, Party
from mentornett.mentoring.models import Pair
from mentornett.mentoring.queries.units import unit_parents
from mentornett.mentoring.rules.units import all_below
from mentornett.tenants.actions import end_role, give_role, withdraw_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role, Unit
from mentornett.tenants.queries import in_force, not_over

DAY = timedelta(days=1)


@transaction.atomic
def appoint_unit_leader(
    *, unit: Unit, person: Person, starts: date, follows: Iterable[Role], by: Person, now: datetime
) -> Role:
    """Let somebody lead a unit from a day on; those who are followed lead it until the day before."""
    for role in follows:
        if role.ends is None or role.ends >= starts:
            end_role(role=role, by=by, ends=starts - DAY, now=now)
    role = give_role(
        person=person, kind=RoleKind.UNIT_LEADER, unit=unit, municipality=unit.municipality, starts=starts, by=by,
        now=now,
    )  # fmt: skip
    if starts <= localdate(now):
        ask_leader_to_promise(unit=unit, now=now)
    return role


@transaction.atomic
def end_unit_leader(*, role: Role, ends: date, by: Person, now: datetime) -> None:
    """Let somebody lead a unit until a last day; who would begin after it never does."""
    if ends < role.starts:
        withdraw_role(role=role, by=by, now=now)
    else:
        end_role(role=role, by=by, ends=ends, now=now)


def ask_leader_to_promise(*, unit: Unit, now: datetime) -> int:
    """Make commitments ready to sign for a unit's leader where none has promised time yet; return of how many pairs."""
    below = all_below([unit.pk], unit_parents(unit.municipality_id))
    rows = Pair.objects.filter(not_over(localdate(now)), role=PairRole.MAIN, employment__unit__in=below)
    rows = rows.exclude(commitments__signatures__party=Party.LEADER)
    rows = rows.select_related("employment__programme", "mentor").order_by("pk")
    made = [make_commitment(pair, now) for pair in rows]
    return sum(row is not None and row.made_at == now for row in made)


def ask_leaders_of(today: date, now: datetime) -> int:
    """Ask those who lead a unit from today or yesterday; return of how many pairs."""
    roles = Role.objects.filter(in_force(today), kind=RoleKind.UNIT_LEADER, starts__gte=today - DAY)
    units = [role.unit for role in roles.select_related("unit").order_by("pk")]
    return sum(ask_leader_to_promise(unit=unit, now=now) for unit in units if unit)
