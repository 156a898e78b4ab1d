"""Figures by month that municipalities let a network see: two measures in three municipalities, one with few shifts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from mentornett.core.time import add_months
from mentornett.measurement.actions.shared_series import share_series
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Person

OVERLAPPING, SICK_LEAVE = "Opplæringsvakter med følge", "Sykefravær i helse og omsorg"
MONTHS = 39
OTHERS = {"3405": 30, "5006": 6}  # municipality -> shifts a month; the second has so few that some are not shown


def load_shared_series(*, municipality: Municipality, network: Network, now: datetime) -> None:
    """Let the municipality and two others share; their people said yes some days apart."""
    today = timezone.localdate(now)
    own = MonthlyMeasure.objects.filter(municipality=municipality, name__in=(OVERLAPPING, SICK_LEAVE))
    shared = [*own.order_by("name")]
    for number, shifts in OTHERS.items():
        other = Municipality.objects.get(number=number)
        shared.append(_overlapping(other, shifts, today, now))
        if shifts > 10:
            shared.append(_sick_leave(other, today, now))
    for days, measure in enumerate(shared):
        leader = Person.objects.filter(
            roles__kind="programme_leader", roles__municipality=measure.municipality
        ).order_by("pk").first()  # fmt: skip
        share_series(measure=measure, network=network, by=leader, now=now - timedelta(days=days), today=today)


def _overlapping(municipality: Municipality, shifts: int, today: date, now: datetime) -> MonthlyMeasure:
    measure = MonthlyMeasure.objects.create(
        municipality=municipality, key="own", name=OVERLAPPING, unit_word="%", counted_as="share",
        of_word="opplæringsvakter", less_is_better=False, edited_at=now,
    )  # fmt: skip
    chance = Random(f"{municipality.number} {OVERLAPPING}")  # noqa: S311 (an invented story, not a secret)
    for month in _months(today):
        planned = chance.randint(shifts * 2 // 3, shifts * 4 // 3)
        done = sum(chance.random() < 0.62 for _shift in range(planned))
        _write(measure, month, Decimal(100 * done) / planned, done, planned, now)
    return measure


def _sick_leave(municipality: Municipality, today: date, now: datetime) -> MonthlyMeasure:
    measure = MonthlyMeasure.objects.create(
        municipality=municipality, key="sick_leave", name=SICK_LEAVE, unit_word="%", less_is_better=True, edited_at=now
    )
    chance = Random(f"{municipality.number} {SICK_LEAVE}")  # noqa: S311 (an invented story, not a secret)
    for month in _months(today):
        share = Decimal(chance.randint(75, 110)) / 10
        _write(measure, month, share, round(600 * share / 50), 600, now)
    return measure


def _months(today: date) -> list[date]:
    first = add_months(today.replace(day=1), -MONTHS)
    return [add_months(first, at) for at in range(MONTHS)]


def _write(
    measure: MonthlyMeasure,
    month: date,
    value: Decimal,
    cases: int,
    people: int,
    now: datetime,
    *,
    health: bool = False,
) -> None:
    MonthlyValue.objects.create(
        municipality_id=measure.municipality_id, measure=measure, month=month, value=round(value, 2), cases=cases,
        people=people, health=measure.key == "sick_leave", source="file", edited_at=now,
    )  # fmt: skip
