"""How hires and the register of mentors are read. The caller gives the rows that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from mentornett.core.text import search_key
from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.models import Employment, Leave, Mentor, MentorLeave, MentorPlaces, Pair
from mentornett.mentoring.queries.capacity import Capacity, capacities
from mentornett.mentoring.queries.followed import followed, is_through
from mentornett.mentoring.queries.training import Training, training_of
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.models import Unit
from mentornett.tenants.queries import in_force, not_over

HIRE_STATES = ("", "without", "with", "away", "ended")
MENTOR_STATES = ("", "free", "full", "paused", "untrained", "ended")


def hires_like(rows: QuerySet[Employment], *, words: str, state: str, today: date) -> QuerySet[Employment]:
    """Return the hires with these words in name, unit, profession or number, in one of `HIRE_STATES`."""
    for word in search_key(words).split():
        rows = rows.filter(
            Q(person__name_search__contains=word)
            | Q(unit__name__icontains=word)
            | Q(profession__icontains=word)
            | Q(number=word)
        )
    here = not_over(today)
    if state == "ended":
        return rows.exclude(here)
    rows = rows.filter(here)
    if state in ("with", "without"):
        paired = Exists(_main_pairs(today).filter(mentee=OuterRef("person")))
        rows = followed(rows, today).filter(paired if state == "with" else ~paired)
    if state == "away":
        rows = rows.filter(Exists(Leave.objects.filter(in_force(today), employment=OuterRef("pk"))))
    return rows


def _main_pairs(today: date) -> QuerySet[Pair]:
    """Return the pairs with an own mentor that hold today or later."""
    return Pair.objects.filter(not_over(today), role=PairRole.MAIN)


def with_mentor(rows: QuerySet[Employment], today: date) -> QuerySet[Employment]:
    """Return the hires with `leaves_now` and `through`, and each person with `pairs_now`, wherever they will work."""
    pairs = _main_pairs(today).select_related("mentor__person").order_by("starts")
    pairs = pairs.only("mentee", "mentor__person__name")
    leaves = Leave.objects.filter(not_over(today)).order_by("starts")
    return rows.annotate(through=is_through(today)).prefetch_related(
        Prefetch("person__pairs_as_mentee", pairs, to_attr="pairs_now"),
        Prefetch("leaves", leaves, to_attr="leaves_now"),
    )


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor of the register today: places, mentees now or arranged, one of `MENTOR_STATES`, and the training."""

    mentor: Mentor
    places: int
    load: int
    state: str
    training: Training | None


def mentors_like(rows: QuerySet[Mentor], *, words: str, state: str, today: date) -> QuerySet[Mentor]:
    """Return the mentors with these words in name, unit or profession; those who have left when that is the state."""
    for word in search_key(words).split():
        rows = rows.filter(
            Q(person__name_search__contains=word) | Q(unit__name__icontains=word) | Q(profession__icontains=word)
        )
    return rows.exclude(not_over(today)) if state == "ended" else rows.filter(not_over(today))


def mentor_rows(rows: Iterable[Mentor], *, state: str, today: date) -> list[MentorRow]:
    """Return what `mentors_like` gave with places, load and training, of those in one of `MENTOR_STATES`."""
    mentors = list(rows)
    known, trained = capacities(mentors, today), training_of(mentors, today)
    found = [_mentor_row(mentor, known[mentor.pk], trained.get(mentor.pk), today) for mentor in mentors]
    if state == "untrained":
        return [row for row in found if row.training is None]
    return [row for row in found if row.state == state or not state]


def _mentor_row(mentor: Mentor, known: Capacity, training: Training | None, today: date) -> MentorRow:
    if mentor.ends is not None and mentor.ends < today:
        state = "ended"
    elif known.places == 0:
        state = "paused"
    else:
        state = "free" if known.free else "full"
    return MentorRow(mentor, known.places, known.load, state, training)


def periods_of(mentor: Mentor) -> QuerySet[MentorPlaces]:
    """Return what was said about a mentor's places, the first days first."""
    return mentor.places.order_by("starts")


def leaves_of(mentor: Mentor, today: date) -> QuerySet[MentorLeave]:
    """Return the times when a mentor is away, now or later."""
    return mentor.leaves.filter(not_over(today)).order_by("starts")


def professions_of_mentors(municipality_id: int) -> list[str]:
    """Return the professions in a municipality's register of mentors, each once."""
    found = Mentor.objects.filter(municipality=municipality_id).order_by().values_list("profession", flat=True)
    return sorted({name.casefold(): name for name in found.distinct()}.values())


def unit_names(municipality_id: int) -> dict[Unit, str]:
    """Return a municipality's units with the names of those above: «Nursing home › Ward 1»."""
    units = {unit.pk: unit for unit in Unit.objects.filter(municipality=municipality_id)}
    parents = {pk: unit.parent_id for pk, unit in units.items()}
    names = {
        unit: " › ".join(units[above].name for above in reversed(all_above(pk, parents)) if above in units)
        for pk, unit in units.items()
    }
    return dict(sorted(names.items(), key=lambda item: search_key(item[1])))
