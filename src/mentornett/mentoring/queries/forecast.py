"""What the year ahead is counted from: hires, mentors with dated places, pairs that end, and own numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentornett.core.time import add_months
from mentornett.matching.rules_file import rules_of
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
from mentornett.mentoring.queries.matching import APART, without_mentor
from mentornett.mentoring.queries.training import training_of
from mentornett.mentoring.rules import forecast as rules
from mentornett.mentoring.rules.forecast import MentorRoom, Month
from mentornett.mentoring.rules.spans import Span
from mentornett.tenants.queries import not_over

Began = tuple[str, str]  # profession, unit
Lacking = tuple[date, str, str]  # first day, profession, unit
Room = tuple[Mentor, MentorRoom]


@dataclass(frozen=True)
class ByProfession:
    """One profession by itself: a place that fits two professions is counted for both."""

    name: str
    begun: int
    waiting: int
    free: int  # places next month of trained mentors whom the rules let have them
    missing: int  # in the worst of the twelve months


@dataclass(frozen=True)
class YearAhead:
    """The twelve months, and what they are built on."""

    months: list[Month]
    begun: int  # hires of the last two years, or of as long as the programme has been
    known: int  # how many months that is
    own: dict[date, int]
    waiting: int
    professions: list[ByProfession]
    bare_units: list[str]  # people begin there, and no trained mentor there has a free place today

    @property
    def rate(self) -> float:
        """How many began a month."""
        return self.begun / self.known


@dataclass(frozen=True)
class _Ground:
    """What the year ahead is counted from: those who began, those who wait or will begin, and the mentors' rooms."""

    programme: Programme
    today: date
    known: int
    own: dict[date, int]
    begun: list[Began]
    lacking: list[Lacking]
    rooms: list[Room]

    def ahead(self, begun: Sequence[Began], lacking: Sequence[Lacking], rooms: Iterable[Room]) -> list[Month]:
        """Return the twelve months for some of them; the own numbers are shared as those who began."""
        days = [day for day, _profession, _unit in lacking]
        share = len(begun) / len(self.begun) if self.begun else 1
        return rules.forecast(
            self.today, [room for _mentor, room in rooms], rate=len(begun) / self.known,
            own={half: number * share for half, number in self.own.items()},
            registered=[day for day in days if day > self.today], waiting=sum(day <= self.today for day in days),
            most=self.programme.most_mentees, lasts=self.programme.months,
        )  # fmt: skip

    def by_profession(self) -> list[ByProfession]:
        """Return each profession with the mentors whom the rules let have it; none when the rules let everyone."""
        own = rules_of({name: value for name, value in self.programme.match_rules.items() if name != APART})
        names = {row[0].casefold() for row in self.begun} | {row[1].casefold() for row in self.lacking}
        return [self._of(name, own.fitting(name)) for name in sorted(names)] if own.same_profession else []

    def _of(self, name: str, fitting: Collection[str]) -> ByProfession:
        begun = [row for row in self.begun if row[0].casefold() == name]
        lacking = [row for row in self.lacking if row[1].casefold() == name]
        rooms = [row for row in self.rooms if row[0].profession.casefold() in fitting]
        months = self.ahead(begun, lacking, rooms)
        waiting = sum(day <= self.today for day, _profession, _unit in lacking)
        return ByProfession(name, len(begun), waiting, months[0].free, max(month.missing for month in months))

    def bare_units(self) -> list[str]:
        """Return the units where people begin, and in which no trained mentor has a free place today."""
        wanted = {unit for _profession, unit in self.begun} | {unit for _day, _profession, unit in self.lacking}
        most = self.programme.most_mentees
        room_in = {
            mentor.unit.name
            for mentor, room in self.rooms
            if mentor.unit and room.is_trained(self.today) and room.free_on(self.today, most)
        }
        return sorted(wanted - room_in)


def year_ahead(programme: Programme, today: date) -> YearAhead:
    """Return the year ahead of a programme. Mentors are the municipality's, with the pairs of all its programmes."""
    begun = list(_begun(programme, today).values_list("profession", "unit__name"))
    hires = Employment.objects.filter(programme=programme)
    lacking = list(without_mentor(hires, today).values_list("starts", "profession", "unit__name"))
    _rate, known = rules.rate_of(len(begun), programme.starts, today)
    own = own_numbers(programme)
    ground = _Ground(programme, today, known, own, begun, lacking, _rooms(programme, today))
    waiting = sum(day <= today for day, _profession, _unit in lacking)
    return YearAhead(
        ground.ahead(begun, lacking, ground.rooms), len(begun), known, own, waiting, ground.by_profession(),
        ground.bare_units(),
    )  # fmt: skip


def own_numbers(programme: Programme) -> dict[date, int]:
    """Return what the project leader expects, by half-year."""
    return dict(ExpectedHires.objects.filter(programme=programme).values_list("starts", "number"))


def _begun(programme: Programme, today: date) -> QuerySet[Employment]:
    """Return those who began in the last two years; who only changed unit did not."""
    since = max(add_months(today, -rules.HISTORY), programme.starts)
    before = Employment.objects.filter(
        person=OuterRef("person"), municipality=OuterRef("municipality"), starts__lt=OuterRef("starts")
    )  # fmt: skip
    return Employment.objects.filter(~Exists(before), programme=programme, starts__gt=since, starts__lte=today)


def _rooms(programme: Programme, today: date) -> list[Room]:
    rows = Mentor.objects.filter(not_over(today), municipality=programme.municipality_id)
    mentors = list(rows.select_related("unit").defer("specialities", "languages"))
    mine = Q(not_over(today), mentor__in=rows.values("pk"))
    places: dict[int, list[Span]] = defaultdict(list)
    said = MentorPlaces.objects.filter(mine).values_list("mentor_id", "starts", "ends", "places")
    for mentor, starts, ends, number in said:
        places[mentor].append(Span(starts, ends, number))
    away: dict[int, list[Span]] = defaultdict(list)
    for mentor, starts, ends in MentorLeave.objects.filter(mine).values_list("mentor_id", "starts", "ends"):
        away[mentor].append(Span(starts, ends))
    pairs, trained = _pairs(mine), training_of(mentors, today)
    return [
        (
            row,
            MentorRoom(
                Span(row.starts, row.ends), trained[row.pk].on if row.pk in trained else row.trained_on,
                tuple(places[row.pk]), tuple(away[row.pk]), tuple(pairs[row.pk]),
            ),
        )
        for row in mentors
    ]  # fmt: skip


def _pairs(mine: Q) -> dict[int, list[Span]]:
    """Return the pairs of each mentor; one without a last day lasts as long as its programme."""
    rows = Pair.objects.filter(mine).exclude(role=PairRole.SUBSTITUTE)
    found: dict[int, list[Span]] = defaultdict(list)
    told = rows.values_list(
        "mentor_id", "starts", "ends", "employment__followed_from", "employment__starts",
        "employment__programme__months",
    )  # fmt: skip
    for mentor, starts, ends, followed_from, begun, months in told:
        until = ends or (add_months(followed_from or begun, months) if months else None)
        found[mentor].append(Span(starts, max(until, starts) if until else None))
    return found
