"""How it went after the network with the drawn order: its teams' own counts before, at the end, and later (J25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from mentornett.measurement.actions.later import set_point, write_later
from mentornett.measurement.models import BeforeNow
from mentornett.measurement.queries.later import CHOICES, due_of, points_of
from mentornett.measurement.rules import Value
from mentornett.mentoring.models import Employment
from mentornett.network.models import Network, Team
from mentornett.tenants.models import Person

YEAR = timedelta(days=365)
SOON = 18  # days after the point when who answers in time does
ANSWERED = {"9904": (SOON, SOON), "9905": (110, SOON), "9906": (SOON, None)}  # days after each point; None: not yet
SOURCE = "Lønns- og personalsystemet (oppdiktet)"
MEASURE = "Nyansatte som sluttet innen ett år"


@dataclass(frozen=True)
class Register:
    """When those of a municipality's register began and left."""

    rows: tuple[tuple[date, date | None], ...]

    def known_on(self, day: date) -> Value:
        """Count those whose first year ended in the year before a day, and how many of them had left in it."""
        last = day - YEAR
        hired = [(begun, ends) for begun, ends in self.rows if last - YEAR <= begun < last]
        left = sum(ends is not None and ends - begun < YEAR for begun, ends in hired)
        return Value(numerator=Decimal(left), denominator=Decimal(len(hired)), on=day, source=SOURCE)


def load_afterwards(network: Network, *, start: date, leaders: Mapping[int, Person], by: Person, now: datetime) -> None:
    """Write what each team counted, with the answers after one year and after two; one came late and one is missing.

    `start` is the day of the first units; `leaders` are those who answer, by municipality.
    """
    ended = timezone.make_aware(datetime.combine(network.ends, time(12)))
    for months in CHOICES:
        set_point(network=network, months=months, by=by, now=ended)
    points = list(points_of(network))
    for team in network.teams.select_related("municipality"):
        leader, register = leaders[team.municipality_id or 0], _register(team)
        row = _before_and_now(team, register, start, leader, ended)
        for point, days in zip(points, ANSWERED[team.municipality.number], strict=True):  # type: ignore[union-attr]
            if days is None or (said := due_of(point) + timedelta(days=days)) > timezone.localtime(now).date():
                continue
            write_later(
                row=row, point=point, value=register.known_on(due_of(point)), by=leader,
                now=timezone.make_aware(datetime.combine(said, time(13))),
            )  # fmt: skip
    for point in points:
        point.reminded_at = timezone.make_aware(datetime.combine(due_of(point), time(6)))
        point.save(update_fields=["reminded_at"])


def _register(team: Team) -> Register:
    rows = Employment.objects.filter(municipality=team.municipality_id).values_list("starts", "ends")
    return Register(tuple(rows))


def _before_and_now(team: Team, register: Register, start: date, by: Person, at: datetime) -> BeforeNow:
    sides = {
        f"{side}_{name}": getattr(register.known_on(day), name)
        for side, day in (("before", start), ("now", team.network.ends))
        for name in ("numerator", "denominator", "on", "source")
    }
    return BeforeNow.objects.create(
        network=team.network, team=team, organiser=team.organiser, municipality=team.municipality, measure=MEASURE,
        target_group="sykepleiere, vernepleiere og helsefagarbeidere", kind="share", unit_text="sluttet",
        per_text="nyansatte", less_is_better=True, sharing="network", edited_by=by, edited_at=at, **sides,
    )  # fmt: skip
