"""What the year ahead is counted from: hires, mentors with dated places, pairs that end, and own numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
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
from mentornett.mentoring.rules.forecast import MentorRoom, Month, Wanted
from mentornett.mentoring.rules.spans import Span
from mentornett.tenants.queries import not_over

Began = tuple[str, str]  # profession, unit
Lacking = tuple[date, str, str]  # first day, profession, unit
Room = tuple[Mentor, MentorRoom]


@dataclass(frozen=True)
class ByProfession:
    """One profession in the month in which most are missing; the missing ones add up to that month's."""

    name: str
    begun: int
    waiting: int
    fitting: int  # places of trained mentors whom the rules let have them
    missing: int


@dataclass(frozen=True)
class YearAhead:
    """The twelve months, and what they are built on."""

    months: list[Month]
    begun: int  # hires of the last two years, or of as long as the programme has been
    known: int  # how many months that is
    own: dict[date, int]
    waiting: int
    professions: list[ByProfession]  # none when the rules let every mentor have everyone
    bare_units: list[str]  # people begin there, and no trained mentor there has a free place today

    @property
    def rate(self) -> float:
        """How many began a month."""
        return self.begun / self.known

    @property
    def worst(self) -> Month:
        """The month in which most are missing."""
        return rules.worst(self.months)


def year_ahead(programme: Programme, today: date) -> YearAhead:
    """Return the year ahead of a programme. Mentors are the municipality's, with the pairs of all its programmes."""
    begun = list(_begun(programme, today).values_list("profession", "unit__name"))
    hires = Employment.objects.filter(programme=programme)
    lacking = list(without_mentor(hires, today).values_list("first_day", "profession", "unit__name"))
    rate, known = rules.rate_of(len(begun), programme.starts, today)
    own, rooms = own_numbers(programme), _rooms(programme, today)
    wanted = _wanted(programme, begun, lacking, {room.profession for _mentor, room in rooms}, today)
    months = rules.forecast(
        today, [room for _mentor, room in rooms], wanted, rate=rate, own=own, most=programme.most_mentees,
        lasts=programme.months,
    )  # fmt: skip
    shares = zip(wanted, rules.worst(months).shares, strict=True)
    professions = [ByProfession(one.name, one.begun, one.waiting, row.fitting, row.missing) for one, row in shares]
    return YearAhead(
        months, len(begun), known, own, sum(one.waiting for one in wanted),
        professions if any(one.name for one in wanted) else [], _bare_units(programme, begun, lacking, rooms, today),
    )  # fmt: skip


def _wanted(
    programme: Programme, begun: list[Began], lacking: list[Lacking], kinds: Collection[str], today: date
) -> list[Wanted]:  # fmt: skip
    """Return each profession that begins; where professions do not count, one without a name that all mentors fit."""
    own = rules_of({name: value for name, value in programme.match_rules.items() if name != APART})
    named = own.same_profession

    def key(profession: str) -> str:
        return profession.casefold() if named else ""

    names = sorted({key(row[0]) for row in begun} | {key(row[1]) for row in lacking}) or [""]
    found = []
    for name in names:
        days = [day for day, profession, _unit in lacking if key(profession) == name]
        found.append(
            Wanted(
                name, sum(key(profession) == name for profession, _unit in begun), sum(day <= today for day in days),
                [day for day in days if day > today], own.fitting(name) if name else kinds,
            )
        )  # fmt: skip
    return found


def _bare_units(
    programme: Programme, begun: Iterable[Began], lacking: Iterable[Lacking], rooms: Iterable[Room], today: date
) -> list[str]:  # fmt: skip
    """Return the units where people begin, and in which no trained mentor has a free place today."""
    wanted = {unit for _profession, unit in begun} | {unit for _day, _profession, unit in lacking}
    room_in = {
        mentor.unit.name
        for mentor, room in rooms
        if mentor.unit and room.is_trained(today) and room.free_on(today, programme.most_mentees)
    }
    return sorted(wanted - room_in)


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
                tuple(places[row.pk]), tuple(away[row.pk]), tuple(pairs[row.pk]), row.profession.casefold(),
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
