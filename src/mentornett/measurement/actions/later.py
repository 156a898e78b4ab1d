"""How points after a network are set, answered and reminded of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import clean
from mentornett.measurement.models import BeforeNow, FollowUpPoint, LaterValue
from mentornett.measurement.queries.later import due_of
from mentornett.measurement.rules import Value
from mentornett.network.actions import notices
from mentornett.network.choices import TeamState
from mentornett.network.models import Network, Team
from mentornett.tenants.models import Person


@transaction.atomic
def set_point(*, network: Network, months: int, by: Person, now: datetime) -> None:
    """Let a network's teams be asked again so many months after its last day."""
    point, created = FollowUpPoint.objects.get_or_create(network=network, months=months)
    if created:
        audit.record(verb="follow_up_point.set", on=point, by=by, now=now, details={"months": months})


@transaction.atomic
def remove_point(*, point: FollowUpPoint, by: Person, now: datetime) -> bool:
    """Let them not be asked after all; a point that somebody has answered stays. Tells whether it went."""
    if point.values.exists():
        return False
    audit.record(verb="follow_up_point.removed", on=point, by=by, now=now, details={"months": point.months})
    point.delete()
    return True


@transaction.atomic
def write_later(*, row: BeforeNow, point: FollowUpPoint, value: Value, by: Person, now: datetime) -> None:
    """Write what a row was at a point, or correct it."""
    told: dict[str, Any] = {name: getattr(value, name) for name in Value.__dataclass_fields__}
    told |= {name: clean(told[name]).strip() for name in ("text", "source")}
    later, _created = LaterValue.objects.update_or_create(
        row=row, point=point,
        defaults={
            **told, "organiser_id": row.organiser_id, "municipality_id": row.municipality_id, "edited_by": by,
            "edited_at": now,
        },
    )  # fmt: skip
    audit.record(verb="later_value.written", on=later, by=by, now=now, details={"months": point.months})


def remind_of_points(now: datetime, today: date) -> int:
    """Write to the coordinators of the teams when a point has come, once. How many letters."""
    written = 0
    for point in FollowUpPoint.objects.filter(reminded_at__isnull=True).select_related("network").order_by("pk"):
        if due_of(point) <= today:
            with inside(Scope(organisers=frozenset({point.network.organiser_id}))), transaction.atomic():
                teams = Team.objects.filter(network=point.network).exclude(state=TeamState.WITHDRAWN)
                written += sum(_remind(team, point, now, today) for team in teams.order_by("pk"))
                point.reminded_at = now
                point.save(update_fields=["reminded_at"])
                audit.record(verb="follow_up_point.reminded", on=point, by=None, now=now)
    return written


def _remind(team: Team, point: FollowUpPoint, now: datetime, today: date) -> int:
    def words(reader: Person) -> tuple[str, str]:
        link = f"{settings.BASE_URL}{reverse('municipality:before_now', args=[team.pk])}"
        text = gettext(
            "Hello %(name)s,\n\nIt is %(months)s months since «%(network)s» ended. How is it now? Fill in the same "
            "measures as before and now, for %(team)s: %(link)s\n\nIt takes a few minutes, and what you do not know "
            "can stand empty."
        )
        values = {
            "name": reader.name, "months": point.months, "network": point.network.name, "team": team.name, "link": link,
        }  # fmt: skip
        return gettext("How did it go afterwards?"), text % values

    people = notices.coordinators_of(team, today)
    return notices.tell(people, kind="follow_up_point", words=words, now=now, key=f"later:{point.pk}:{team.pk}")
