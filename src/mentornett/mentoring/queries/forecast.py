"""What the year ahead is counted from: hires, mentors with dated places, pairs that end, and own numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.models import (
    Employment,
    ExpectedHires,
    Mentor,
    MentorLeave,
    MentorPlaces,
    Pair,
    Programme,
)
from mentornett.mentoring.queries.matching import without_mentor
from mentornett.mentoring.queries.training import training_of
from mentornett.mentoring.rules import forecast as rules
from mentornett.mentoring.rules.forecast import MentorRoom, Month
from mentornett.mentoring.rules.spans import Span
from mentornett.tenants.queries import not_over


@dataclass(frozen=True)
class YearAhead:
    """The twelve months, and what they are built on."""

    months: list[Month]
    begun: int  # hires of the last two years, or of as long as the programme has been
    known: int  # how many months that is
    own: dict[date, int]
    waiting: int

    @property
    def rate(self) -> float:
        """How many began a month."""
        return self.begun / self.known


def year_ahead(programme: Programme, today: date) -> YearAhead:
    """Return the year ahead of a programme. Mentors are the municipality's, with the pairs of all its programmes."""
    own = own_numbers(programme)
    begun = _begun(programme, today)
    rate, known = rules.rate_of(begun, programme.starts, today)
    hires = Employment.objects.filter(programme=programme)
    lacking = list(without_mentor(hires, today).values_list("starts", flat=True))
    waiting = sum(day <= today for day in lacking)
    months = rules.forecast(
        today, _rooms(programme, today), rate=rate, own=own, registered=[day for day in lacking if day > today],
        waiting=waiting, most=programme.most_mentees, lasts=programme.months,
    )  # fmt: skip
    return YearAhead(months, begun, known, own, waiting)


def own_numbers(programme: Programme) -> dict[date, int]:
    """Return what the project leader expects, by half-year."""
    return dict(ExpectedHires.objects.filter(programme=programme).values_list("starts", "number"))


def _begun(programme: Programme, today: date) -> int:
    """Count those who began in the last two years; who only changed unit did not."""
    since = max(rules.add_months(today, -rules.HISTORY), programme.starts)
    before = Employment.objects.filter(
        person=OuterRef("person"), municipality=OuterRef("municipality"), starts__lt=OuterRef("starts")
    )  # fmt: skip
    rows = Employment.objects.filter(~Exists(before), programme=programme, starts__gt=since, starts__lte=today)
    return rows.count()


def _rooms(programme: Programme, today: date) -> list[MentorRoom]:
    mentors = list(Mentor.objects.filter(not_over(today), municipality=programme.municipality_id))
    keys = [row.pk for row in mentors]
    places: dict[int, list[Span]] = defaultdict(list)
    for said in MentorPlaces.objects.filter(not_over(today), mentor__in=keys):
        places[said.mentor_id].append(Span(said.starts, said.ends, said.places))
    away: dict[int, list[Span]] = defaultdict(list)
    for leave in MentorLeave.objects.filter(not_over(today), mentor__in=keys):
        away[leave.mentor_id].append(Span(leave.starts, leave.ends))
    pairs, trained = _pairs(keys, today), training_of(mentors, today)
    return [
        MentorRoom(
            Span(row.starts, row.ends), trained[row.pk].on if row.pk in trained else row.trained_on,
            tuple(places[row.pk]), tuple(away[row.pk]), tuple(pairs[row.pk]),
        )
        for row in mentors
    ]  # fmt: skip


def _pairs(mentors: list[int], today: date) -> dict[int, list[Span]]:
    """Return the pairs of each mentor; one without a last day lasts as long as its programme."""
    rows = Pair.objects.filter(not_over(today), mentor__in=mentors).exclude(role=PairRole.SUBSTITUTE)
    found: dict[int, list[Span]] = defaultdict(list)
    told = rows.values_list(
        "mentor_id", "starts", "ends", "employment__followed_from", "employment__starts",
        "employment__programme__months",
    )  # fmt: skip
    for mentor, starts, ends, followed_from, begun, months in told:
        until = ends or (rules.add_months(followed_from or begun, months) if months else None)
        found[mentor].append(Span(starts, max(until, starts) if until else None))
    return found
