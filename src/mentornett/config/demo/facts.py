"""What figures are made of in the invented programmes: posts, starting point, months."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from mentornett.core import audit
from mentornett.core.time import add_months
from mentornett.measurement.models import Baseline, BaselineHire, MonthlyMeasure, MonthlyValue, OtherChange, Vacancy
from mentornett.measurement.queries.series_rows import start_of_unit
from mentornett.measurement.rules.baselines import counted as tally
from mentornett.measurement.rules.baselines import period_before
from mentornett.mentoring.models import Programme, UnitNeed
from mentornett.tenants.models import Municipality, Unit

SINCE = 1300  # days ago that the oldest was advertised
PROFESSIONS = ("sykepleier", "sykepleier", "sykepleier", "vernepleier", "helsefagarbeider")
CLINICAL = ("sykehjem", "avdeling", "hjemmetjeneste", "bofellesskap", "legevakt")


def load_facts(*, municipality: Municipality, now: datetime, a_year: int, counted: str = "closed") -> None:
    """Write so many advertisements a year; the newest are open, and a few were withdrawn or advertised again.

    `counted` is the state of the starting point: "closed", "open" or "" for one that nobody has begun.
    """
    writer = _Facts(municipality, now)
    step = max(365 // a_year, 1)
    Vacancy.objects.bulk_create([writer.vacancy(days) for days in range(6, SINCE, step)])
    programme = Programme.objects.filter(municipality=municipality).first()
    writer.months()
    writer.changes()
    writer.needs()
    if programme:
        if counted:
            writer.baseline(programme, 2 * a_year, closed=counted == "closed")
        audit.record(verb="mentor_programme.loaded", on=programme, by=None, now=now, details={"source": "invented"})


class _Facts:
    """Draws the facts of one municipality from its own number, so that they are the same each time."""

    def __init__(self, municipality: Municipality, now: datetime) -> None:
        self.municipality, self.now = municipality, now
        self.today = timezone.localtime(now).date()
        self.random = Random(municipality.number)  # noqa: S311 (an invented story, not a secret)
        units = Unit.objects.filter(municipality=municipality, kind__in=CLINICAL)
        self.units = list(units.order_by("pk"))
        programme = Programme.objects.filter(municipality=municipality).order_by("starts").first()
        self.start = programme.starts if programme else self.today

    def needs(self) -> None:
        """Draw what the units foresee for this year and the next: few retire, more stand in for holidays."""
        for unit in self.units:
            for year in (self.today.year, self.today.year + 1):
                UnitNeed.objects.create(
                    municipality=self.municipality, unit=unit, year=year, retiring=unit.pk % 3,
                    holidays=2 + (unit.pk + year) % 4,
                )  # fmt: skip

    def baseline(self, programme: Programme, people: int, *, closed: bool) -> None:
        """Draw those hired in the two years before the start; two in five had left, and of some nobody knows."""
        first, last = period_before(programme.starts)
        row = Baseline.objects.create(
            municipality=self.municipality, programme=programme, hired_from=first, hired_to=last, made_at=self.now,
            source="Lønns- og personalsystemet (oppdiktet)",
        )  # fmt: skip
        words = ("yes", "yes", "yes", "no", "no", "unknown") if closed else ("yes", "yes", "no", "", "")
        answers = [self.random.choice(words) for _person in range(people)]
        BaselineHire.objects.bulk_create(
            BaselineHire(
                municipality=self.municipality, baseline=row, label="" if closed else f"Ansatt nr. {2100 + number}",
                unit_name=self.random.choice(self.units).name, profession=self.random.choice(PROFESSIONS),
                starts=first + timedelta(days=self.random.randrange((last - first).days)), answer=answer,
            )
            for number, answer in enumerate(answers)
        )  # fmt: skip
        if closed:
            count = tally(answers)
            row.closed_at, row.unknown = self.now, count.unknown
            row.hired, row.still_here = count.hired, count.still_here
            row.save(update_fields=["closed_at", "unknown", "hired", "still_here"])

    def months(self) -> None:
        """Draw agency shifts for each unit, and sick leave where enough people work; one month was corrected."""
        first = add_months(self.start.replace(day=1), -18)
        months = [month for n in range(48) if (month := add_months(first, n)) < self.today.replace(day=1)]
        agency = MonthlyMeasure.objects.create(
            municipality=self.municipality, key="agency", name="Vakter fra bemanningsbyrå", unit_word="vakter",
            definition="Vakter bestilt fra byrå og betalt, per enhet", by_unit=True, less_is_better=True, goal=2,
            baseline=9, baseline_words="Snitt i året før start, fakturaer (oppdiktet)", edited_at=self.now,
        )  # fmt: skip
        starts = {unit.pk: start_of_unit(unit) or self.start for unit in self.units}
        values = [
            self.value(agency, month, self.shifts(month, starts[unit.pk]), unit=unit)
            for unit in self.units for month in months if self.random.random() > 0.04
        ]  # fmt: skip
        if len(self.units) > 5:  # one unit has only just begun to write them
            values = [row for row in values if row.unit != self.units[0] or row.month >= months[-6]]
        wrong = self.value(agency, values[-1].month, 40, unit=values[-1].unit)
        wrong.replaced_at = self.now
        if self.municipality.inhabitants and self.municipality.inhabitants > 5_000:
            values += self.sick_leave(months)
        values += self.overtime(months[-5:])
        values += self.overlapping(months)
        MonthlyValue.objects.bulk_create([wrong, *values])

    def shifts(self, month: date, start: date) -> int:
        """Draw how many shifts were ordered: fewer after the start of the unit, more in July."""
        usual = 9 if month < start else 4
        return max(0, usual + self.random.randint(-4, 4) + (6 if month.month == 7 else 0))

    def sick_leave(self, months: list[date]) -> list[MonthlyValue]:
        """Draw the whole municipality's sick leave."""
        row = MonthlyMeasure.objects.create(
            municipality=self.municipality, key="sick_leave", name="Sykefravær i helse og omsorg", unit_word="%",
            definition="Egenmeldt og legemeldt, av avtalte dagsverk", less_is_better=True, edited_at=self.now,
        )  # fmt: skip
        people = 40 * len(self.units)
        found = []
        for month in months:
            share = self.random.randint(70, 115) / 10
            made = self.value(row, month, share)
            made.health, made.people, made.cases = True, people, max(5, round(people * share / 50))
            found.append(made)
        return found

    def overtime(self, months: list[date]) -> list[MonthlyValue]:
        """Draw something that has not been counted long enough to say anything."""
        row = MonthlyMeasure.objects.create(
            municipality=self.municipality, key="overtime", name="Overtid i helse og omsorg", unit_word="timer",
            definition="Timer med overtid i måneden", less_is_better=True, edited_at=self.now,
        )  # fmt: skip
        return [self.value(row, month, self.random.randint(60, 140)) for month in months]

    def overlapping(self, months: list[date]) -> list[MonthlyValue]:
        """Draw of how many new shifts somebody was there to show the new one around: more often after the start."""
        row = MonthlyMeasure.objects.create(
            municipality=self.municipality, key="own", name="Opplæringsvakter med følge", unit_word="%",
            counted_as="share", of_word="opplæringsvakter", less_is_better=False, goal=90, edited_at=self.now,
            definition="Vakter der en nyansatt gikk sammen med en kollega, av alle planlagte opplæringsvakter",
        )  # fmt: skip
        found = []
        for month in months:
            planned = self.random.randint(20, 45)
            usual = 55 if month < self.start else 80
            done = sum(self.random.randrange(100) < usual for _shift in range(planned))
            made = self.value(row, month, round(100 * done / planned, 2))
            made.cases, made.people = done, planned
            found.append(made)
        return found

    def value(self, measure: MonthlyMeasure, month: date, number: float, unit: Unit | None = None) -> MonthlyValue:
        """Return the figure of a month."""
        return MonthlyValue(
            municipality=self.municipality, measure=measure, unit=unit, month=month, value=Decimal(str(number)),
            source="file", edited_at=self.now,
        )  # fmt: skip

    def changes(self) -> None:
        """Write what else changed, before and after the start."""
        for days, kind, title, units in (
            (200, "wages", "Rekrutteringstillegg for sykepleiere", []), (430, "outside", "Influensautbrudd", []),
            (90, "leader", "Ny enhetsleder", [self.units[0].pk]),
        ):  # fmt: skip
            starts = self.today - timedelta(days=days)
            OtherChange.objects.create(
                municipality=self.municipality, kind=kind, title=title, starts=starts, units=units, edited_at=self.now,
                ends=starts + timedelta(days=40) if kind == "outside" else None,
            )  # fmt: skip

    def vacancy(self, days: int) -> Vacancy:
        """Draw an advertisement from so many days ago."""
        day = self.today - timedelta(days=days)
        posts = self.random.choice((1, 1, 1, 2, 3))
        applicants = sum(self.random.choice((0, 1, 2) if day < self.start else (1, 1, 2, 3)) for _post in range(posts))
        mentor = day >= self.start and self.random.random() < 0.7
        row = Vacancy(
            municipality=self.municipality, unit=self.random.choice(self.units), posts=posts, advertised_on=day,
            profession=self.random.choice(PROFESSIONS), applicants=applicants if days > 20 else None,
            qualified=self.random.randint(0, applicants) if days > 20 else None, mentor_offered=mentor,
            reference=f"S-{day:%y%m}{days % 100:02}", source="file", edited_at=self.now,
        )  # fmt: skip
        self._decide(row, days, day)
        return row

    def _decide(self, row: Vacancy, days: int, day: date) -> None:
        took = self.random.randint(35, 100) - (15 if day >= self.start else 0)
        if took >= days:
            return
        if row.qualified:
            row.state, row.filled_on = "filled", day + timedelta(days=took)
            row.filled = min(row.posts, row.qualified)
        else:
            row.state = self.random.choice(("withdrawn", "again", "again"))
