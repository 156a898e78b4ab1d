"""The figures of programmes, counted from dates and status in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery

from mentornett.mentoring.choices import FigureKey, PairRole, TalkKind, TalkState
from mentornett.mentoring.models import Employment, Pair, Programme, Talk
from mentornett.mentoring.queries.capacity import takes_a_place
from mentornett.mentoring.queries.follow_up_pairs import leaves_of
from mentornett.mentoring.queries.followed import Reach, first_day_asked, followed
from mentornett.mentoring.queries.programmes import Board, boards_of
from mentornett.mentoring.queries.training import is_trained
from mentornett.mentoring.rules import figures as rules
from mentornett.mentoring.rules.figures import BegunPair, Figure, NewHire
from mentornett.mentoring.rules.follow_up import days_that_count
from mentornett.tenants.queries import in_force, not_over

Own = tuple[int | None, NewHire]  # the programme that follows somebody, and what is counted about them


@dataclass(frozen=True)
class Counted:
    """What somebody's figures are counted among: their programmes, and as far as they see."""

    programmes: list[Programme]
    reach: Reach

    def followed(self, prefix: str = "") -> Q:
        """Return the condition that a hire is counted and that a programme has followed them."""
        return self.reach.among(prefix) & Q(**{f"{prefix}programme__isnull": False})


@dataclass(frozen=True)
class Counting:
    """The figures of one programme, and whether they are of the whole municipality."""

    programme: Programme
    figures: list[Figure]
    whole: bool
    board: Board

    def of(self, key: FigureKey) -> Figure:
        """Return one figure."""
        return next(row for row in self.figures if row.key == key)


def figures_of(counted: Counted, today: date) -> list[Counting]:
    """Return the figures of each programme, in the order of `FigureKey`."""
    hires, matched = _new_hires(counted, today), _matched(counted, today)
    pairs, talks = _pairs(counted, today), _talks(counted, today)
    mentors, boards = _mentors(counted, today), boards_of(counted.programmes, today)
    found = []
    for row in counted.programmes:
        place = row.municipality_id or 0
        professions, temporary = row.professions, row.includes_temporary
        spread = boards[row.pk].spread
        figures = [
            matched.get(row.pk, Figure(FigureKey.MATCHED, 0, 0, 0)),
            *rules.of_hires(
                hire
                for programme, hire in hires.get(place, [])
                if programme == row.pk
                or (programme is None and rules.is_for(hire, professions, includes_temporary=temporary))
            ),
            *rules.of_pairs(pairs.get(row.pk, []), row.first_talk_days),
            *talks.get(row.pk, rules.of_talks(due=0, answered=0, held=0, people=0)),
            *mentors.get(place, rules.of_mentors(mentees=0, busy=0, trained=0)),
            *([Figure(FigureKey.UNITS, spread.in_use, spread.relevant, None)] if place in counted.reach.places else []),
        ]  # fmt: skip
        found.append(Counting(row, figures, place in counted.reach.places, boards[row.pk]))
    return found


def _matched(counted: Counted, today: date) -> dict[int, Figure]:
    has = Exists(Pair.objects.filter(not_over(today), role=PairRole.MAIN, mentee=OuterRef("person")))
    rows = followed(Employment.objects.filter(counted.reach.among(), programme__in=counted.programmes), today)
    here = Q(starts__lte=today)  # asked of those who are left: as a condition it leads to all hires there ever were
    found = rows.annotate(has=has).order_by().values_list("programme").annotate(
        whole=Count("pk", filter=here), part=Count("pk", filter=here & Q(has=True))
    )  # fmt: skip
    return {pk: Figure(FigureKey.MATCHED, part, whole, whole) for pk, whole, part in found if pk}


def _new_hires(counted: Counted, today: date) -> dict[int, list[Own]]:
    """Return those who began in a municipality in the last year; who only changed unit did not."""
    since = today - timedelta(days=rules.YEAR)
    here = {"municipality": OuterRef("municipality")}
    before = Employment.objects.filter(person=OuterRef("person"), starts__lt=OuterRef("starts"), **here)
    pairs = Pair.objects.filter(role=PairRole.MAIN, mentee=OuterRef("person"), **here).order_by().values("mentee")
    begun = Subquery(pairs.annotate(first=Min("starts")).values("first"))
    rows = Employment.objects.filter(~Exists(before), counted.reach.among(), starts__gt=since, starts__lte=today)
    told = rows.annotate(begun=begun).order_by().values_list(
        "municipality_id", "programme_id", "profession", "temporary", "starts", "begun"
    )  # fmt: skip
    found: dict[int, list[Own]] = defaultdict(list)
    for place, programme, profession, temporary, starts, first in told:
        days = (first - starts).days if first else None
        found[place or 0].append((programme, NewHire(profession, temporary, programme is not None, days)))
    return found


def _pairs(counted: Counted, today: date) -> dict[int, list[BegunPair]]:
    since = today - timedelta(days=rules.YEAR)
    rows = Pair.objects.filter(counted.followed("employment__"), starts__gt=since, starts__lte=today)
    rows = rows.filter(role=PairRole.MAIN).order_by()
    away = leaves_of(rows.values("employment"), today)
    held = Talk.objects.filter(pair=OuterRef("pk"), kind=TalkKind.MENTOR, state=TalkState.HELD).order_by()
    first_held = Subquery(held.values("pair").annotate(first=Min("held_on")).values("first"))
    found: dict[int, list[BegunPair]] = defaultdict(list)
    told = rows.annotate(held=first_held, first_day=first_day_asked("employment__")).values_list(
        "employment_id", "employment__programme_id", "starts", "ends", "first_day", "held"
    )  # fmt: skip
    for hire, programme, starts, ends, hired, talk in told:
        first = max(starts, hired)
        days = days_that_count(first, min(ends or today, today), away.get(hire, ()))
        until = days_that_count(first, talk, away.get(hire, ())) if talk else None
        found[programme].append(BegunPair(days, until))
    return found


def _talks(counted: Counted, today: date) -> dict[int, list[Figure]]:
    """Count the talks with the mentor whose last day was in the last year; those that wait for a mentor are not due."""
    since, held = today - timedelta(days=rules.YEAR), Q(state=TalkState.HELD)
    rows = Talk.objects.filter(
        counted.followed("employment__"), kind=TalkKind.MENTOR, due__gt=since, due__lt=today, pair__isnull=False
    )  # fmt: skip
    told = rows.exclude(state=TalkState.DROPPED).order_by().values_list("employment__programme")
    found = told.annotate(
        due_count=Count("pk"), answered=Count("pk", filter=held | Q(state=TalkState.NOT_HELD)),
        held=Count("pk", filter=held), people=Count("employment__person", distinct=True),
    )  # fmt: skip
    return {
        pk: rules.of_talks(due=due, answered=answered, held=count, people=people)
        for pk, due, answered, count, people in found
    }


def _mentors(counted: Counted, today: date) -> dict[int, list[Figure]]:
    rows = Pair.objects.filter(takes_a_place(today), counted.reach.among("mentor__"), in_force(today, "mentor__"))
    found = rows.order_by().values_list("mentor__municipality").annotate(
        mentees=Count("pk"), busy=Count("mentor", distinct=True),
        trained=Count("mentor", distinct=True, filter=is_trained(today, "mentor__")),
    )  # fmt: skip
    return {
        place or 0: rules.of_mentors(mentees=mentees, busy=busy, trained=trained)
        for place, mentees, busy, trained in found
    }
