"""What figures are made of in the invented programmes: advertised posts and the starting point."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from mentornett.core import audit
from mentornett.measurement.models import Baseline, BaselineHire, Vacancy
from mentornett.measurement.rules.baselines import counted as tally
from mentornett.measurement.rules.baselines import period_before
from mentornett.mentoring.models import Programme
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
