"""Who was hired before, as the register holds it, and the answers of half-years that are over.

The truth is known here: of those hired before their unit's start 40 of 100 leave in the first year, after it 20.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from mentornett.core import audit
from mentornett.core.time import add_months
from mentornett.measurement.queries.releases import first_steps, lacking_release
from mentornett.measurement.rules.cohorts import start_of
from mentornett.measurement.rules.half_years import newest_due
from mentornett.mentoring.models import Employment
from mentornett.mentoring.queries.units import unit_parents
from mentornett.tenants.models import Letter, Municipality, Person, Unit

YEARS = 5
UNTIL = 400  # days ago; those who came later are in the story of the programme
PROFESSIONS = ("sykepleier", "sykepleier", "vernepleier", "helsefagarbeider")
LEAVE_BEFORE, LEAVE_AFTER, LEAVE_LATER = 0.40, 0.20, 0.15
HALF_YEARS = 4  # that are over and have answers
Hired = tuple[date, Unit, date | None]  # the first day, where, and the last day of who has left
UNITS = ("sykehjem", "avdeling", "hjemmetjeneste", "bofellesskap")


def load_history(*, municipality: Municipality, now: datetime, a_half_year: int, in_first: int = 0) -> None:
    """Write those hired without a mentor, so many each half-year, from some years before the programme on.

    `in_first` more are hired in the first unit, until today, so that the days between its leavers can be read.
    """
    chance = Random(f"{municipality.number} before")  # noqa: S311 (an invented story, not a secret)
    today = timezone.localtime(now).date()
    units = list(Unit.objects.filter(municipality=municipality, kind__in=UNITS).order_by("pk"))
    starts = _starts(municipality, units)
    rows = _hired(chance, starts, YEARS * 2 * a_half_year, UNTIL, today)
    if in_first:
        alone = Random(f"{municipality.number} first")  # noqa: S311 (its own, so that it changes nothing else)
        rows += _hired(alone, {units[0]: starts[units[0]]}, (YEARS * 2 + 2) * in_first, 0, today)
    people = Person.objects.bulk_create(
        Person(
            email=f"tidligere{number}.{municipality.number}@eksempel.no", name=f"Ansatt {number + 1} Eksempel",
            name_sort=f"ansatt {number + 1} eksempel", is_demo=True, is_active=False,
        )
        for number in range(len(rows))
    )  # fmt: skip
    Employment.objects.bulk_create(
        Employment(
            municipality=municipality, person=person, unit=unit, profession=chance.choice(PROFESSIONS), starts=day,
            ends=ends, end_reason="left" if ends else "", source="file",
        )
        for person, (day, unit, ends) in zip(people, rows, strict=True)
    )  # fmt: skip
    details = {"source": "invented", "hires": len(rows)}
    audit.record(verb="mentor_programme.loaded", on=municipality, by=None, now=now, details=details)


def _starts(municipality: Municipality, units: Iterable[Unit]) -> dict[Unit, date | None]:
    """Return the day on which the programme started in each unit."""
    steps, parents = first_steps(municipality.pk), unit_parents(municipality.pk)
    return {unit: start_of(unit.pk, steps, parents) for unit in units}


def _hired(chance: Random, starts: Mapping[Unit, date | None], number: int, until: int, today: date) -> list[Hired]:
    """Draw so many who were hired from some years before the programme until so many days ago."""
    rows, units = [], list(starts)
    for _one in range(number):
        day = today - timedelta(days=chance.randrange(until, UNTIL + 365 * YEARS))
        unit = chance.choice(units)
        start = starts[unit]
        leaves = LEAVE_AFTER if start and start <= day else LEAVE_BEFORE
        rows.append((day, unit, _left(chance, day, leaves, today)))
    return rows


def _left(chance: Random, day: date, leaves: float, today: date) -> date | None:
    """Draw the last day of somebody, if they have left."""
    if chance.random() < leaves:
        found = day + timedelta(days=chance.randrange(10, 364))
    elif chance.random() < LEAVE_LATER:
        found = day + timedelta(days=chance.randrange(370, 720))
    else:
        return None
    return found if found < today else None


def let_answers_out(*, now: datetime) -> None:
    """Let out the answers of the half-years that are over, each as on the day when it was due."""
    from mentornett.reports.releases import make_release  # noqa: PLC0415 (slow import)

    newest = newest_due(timezone.localtime(now).date())
    for back in reversed(range(HALF_YEARS)):
        first = add_months(newest.replace(day=1), 1 - 6 * back)
        until = first - timedelta(days=1)
        for place in lacking_release(until):
            make_release(municipality=place, until=until, now=min(now, now - (newest - until)))
    Letter.objects.filter(kind="answers", created_at__lt=now).delete()  # read and thrown away long ago
