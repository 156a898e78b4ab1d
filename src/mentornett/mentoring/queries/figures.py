"""The figures of programmes, counted from dates and status in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from mentornett.mentoring.choices import FigureKey, PairRole, TalkKind, TalkState
from mentornett.mentoring.models import Employment, Mentor, Pair, Programme, Talk
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.follow_up import leaves_of, talk_dates
from mentornett.mentoring.queries.followed import followed
from mentornett.mentoring.queries.programmes import boards_of
from mentornett.mentoring.queries.training import training_of
from mentornett.mentoring.rules import figures as rules
from mentornett.mentoring.rules.figures import BegunPair, Figure, NewHire
from mentornett.mentoring.rules.follow_up import days_that_count
from mentornett.tenants.queries import in_force, not_over

Own = tuple[int | None, NewHire]  # the programme that follows somebody, and what is counted about them


@dataclass(frozen=True)
class Counted:
    """What somebody's figures are counted among: their programmes, hires and mentors."""

    programmes: list[Programme]
    hires: QuerySet[Employment]
    mentors: QuerySet[Mentor]
    places: frozenset[int]  # municipalities that are counted as a whole, and not some units of theirs


@dataclass(frozen=True)
class Counting:
    """The figures of one programme, and whether they are of the whole municipality."""

    programme: Programme
    figures: list[Figure]
    whole: bool

    def of(self, key: FigureKey) -> Figure:
        """Return one figure."""
        return next(row for row in self.figures if row.key == key)


def figures_of(counted: Counted, today: date) -> list[Counting]:
    """Return the figures of each programme, in the order of `FigureKey`."""
    hires, matched = _new_hires(counted.hires, today), _matched(counted.hires, today)
    pairs, talks = _pairs(counted.hires, today), _talks(counted.hires, today)
    mentors, boards = _mentors(counted.mentors, today), boards_of(counted.programmes, today)
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
            *rules.of_mentors(mentors.get(place, []), today),
            *([Figure(FigureKey.UNITS, spread.in_use, spread.relevant, None)] if place in counted.places else []),
        ]  # fmt: skip
        found.append(Counting(row, figures, place in counted.places))
    return found


def _matched(hires: QuerySet[Employment], today: date) -> dict[int, Figure]:
    has = Exists(Pair.objects.filter(not_over(today), role=PairRole.MAIN, employment=OuterRef("pk")))
    rows = followed(hires.filter(starts__lte=today), today).annotate(has=has).order_by().values_list("programme")
    found = rows.annotate(whole=Count("pk"), part=Count("pk", filter=Q(has=True)))
    return {pk: Figure(FigureKey.MATCHED, part, whole, whole) for pk, whole, part in found if pk}


def _new_hires(hires: QuerySet[Employment], today: date) -> dict[int, list[Own]]:
    """Return those who began in a municipality in the last year; who only changed unit did not."""
    since = today - timedelta(days=rules.YEAR)
    before = Employment.objects.filter(
        person=OuterRef("person"), municipality=OuterRef("municipality"), starts__lt=OuterRef("starts")
    )  # fmt: skip
    rows = hires.filter(~Exists(before), starts__gt=since, starts__lte=today).order_by()
    pairs = Pair.objects.filter(role=PairRole.MAIN, mentee__in=rows.values("person"))
    first: dict[tuple[int | None, int], date] = {}
    for place, person, starts in pairs.order_by("-starts").values_list("municipality_id", "mentee_id", "starts"):
        first[place, person] = starts
    found: dict[int, list[Own]] = defaultdict(list)
    for row in rows.only("municipality_id", "person_id", "starts", "profession", "temporary", "programme_id"):
        begun = first.get((row.municipality_id, row.person_id))
        days = (begun - row.starts).days if begun else None
        hire = NewHire(row.profession, row.temporary, row.programme_id is not None, days)
        found[row.municipality_id or 0].append((row.programme_id, hire))
    return found


def _pairs(hires: QuerySet[Employment], today: date) -> dict[int, list[BegunPair]]:
    since = today - timedelta(days=rules.YEAR)
    ids = hires.filter(programme__isnull=False).order_by().values("pk")
    rows = Pair.objects.filter(employment__in=ids, role=PairRole.MAIN, starts__gt=since, starts__lte=today)
    talks, away = (
        talk_dates(rows.order_by().values("pk"), today),
        leaves_of(rows.order_by().values("employment"), today),
    )
    found: dict[int, list[BegunPair]] = defaultdict(list)
    told = rows.annotate(programme=F("employment__programme"), begun=F("employment__starts"))
    for pk, hire, programme, starts, ends, begun in told.values_list(
        "pk", "employment_id", "programme", "starts", "ends", "begun"
    ):
        first, held = max(starts, begun), talks[pk].first_held if pk in talks else None
        days = days_that_count(first, min(ends or today, today), away.get(hire, ()))
        until = days_that_count(first, held, away.get(hire, ())) if held else None
        found[programme].append(BegunPair(days, until))
    return found


def _talks(hires: QuerySet[Employment], today: date) -> dict[int, list[Figure]]:
    """Count the talks with the mentor whose last day was in the last year; those that wait for a mentor are not due."""
    since, held = today - timedelta(days=rules.YEAR), Q(state=TalkState.HELD)
    rows = Talk.objects.filter(
        employment__in=hires.filter(programme__isnull=False).order_by().values("pk"), kind=TalkKind.MENTOR,
        due__gt=since, due__lt=today, pair__isnull=False,
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


def _mentors(mentors: QuerySet[Mentor], today: date) -> dict[int, list[tuple[int, date | None]]]:
    rows = list(mentors.filter(in_force(today)))
    known, trained = capacities(rows, today), training_of(rows, today)
    found: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for row in rows:
        training = trained.get(row.pk)
        found[row.municipality_id or 0].append((known[row.pk].load, training.on if training else None))
    return found
