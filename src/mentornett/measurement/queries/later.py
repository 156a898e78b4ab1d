"""Measures as they were some time after a network closed, beside before and now (J25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentornett.core.time import add_months
from mentornett.measurement import rules
from mentornett.measurement.models import BeforeNow, FollowUpPoint, LaterValue
from mentornett.measurement.queries.before_now import Later, ShownRow, ShownValue, as_measure, rows_about
from mentornett.network.models import Network, Team

CHOICES = (12, 24)  # months
ASKED_FOR = timedelta(days=180)  # how long «Now» asks for what is missing


@dataclass(frozen=True)
class Missing:
    """A team that lacks values at a point, and how many of its measures."""

    team: Team
    point: FollowUpPoint
    due: date
    number: int


def points_of(network: Network) -> QuerySet[FollowUpPoint]:
    """Return the points of a network, the first first."""
    return FollowUpPoint.objects.filter(network=network).select_related("network").order_by("months")


def due_of(point: FollowUpPoint) -> date:
    """Return the day of a point."""
    return add_months(point.network.ends, point.months)


def label_of(point: FollowUpPoint) -> str:
    """Write what a point is called in a table."""
    return _("%(months)s months after") % {"months": point.months}


def points_come(network: Network, today: date) -> list[FollowUpPoint]:
    """Return the points whose day has come."""
    return [point for point in points_of(network) if due_of(point) <= today]


def value_of(later: LaterValue) -> rules.Value:
    """Return a stored value as the plain one that the rules know."""
    return rules.Value(*(getattr(later, part.name) for part in fields(rules.Value)))


def with_later(rows: Sequence[ShownRow], points: Sequence[FollowUpPoint]) -> list[ShownRow]:
    """Return rows with what they were at each point; «not stated» where nobody has said."""
    if not points or not rows:
        return list(rows)
    language = (get_language() or "nb")[:2]
    known = {(one.row_id, one.point_id): one for one in LaterValue.objects.filter(row__in=[each.row for each in rows])}
    found = []
    for each in rows:
        told = []
        for point in points:
            later = known.get((each.row.pk, point.pk))
            value = value_of(later) if later else rules.Value()
            figure = rules.figure(as_measure(each.row), value, language)
            told.append(Later(point.pk, label_of(point), ShownValue(figure, value.on, value.source)))
        found.append(replace(each, later=tuple(told)))
    return found


def later_of(row: BeforeNow, point: FollowUpPoint) -> LaterValue | None:
    """Return what a row was at a point, when somebody has said."""
    return LaterValue.objects.filter(row=row, point=point).first()


def without_before(rows: Iterable[ShownRow]) -> list[ShownRow]:
    """Return the rows that lack their starting point (J01)."""
    return [row for row in rows if not row.before.figure.is_known]


def missing_for(teams: Iterable[Team], points: Iterable[FollowUpPoint], today: date) -> list[Missing]:
    """Return what teams have not said of points that came lately."""
    found = []
    here = [point for point in points if today - ASKED_FOR <= due_of(point) <= today]
    for team in teams if here else ():
        rows = list(rows_about(team))
        for point in (one for one in here if one.network_id == team.network_id):
            said = LaterValue.objects.filter(point=point, row__in=rows).count()
            if said < len(rows):
                found.append(Missing(team, point, due_of(point), len(rows) - said))
    return found
