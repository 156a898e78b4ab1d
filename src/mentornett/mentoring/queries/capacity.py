"""How many mentees a mentor can have and has: one way of counting, for the register and for matching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.models import Mentor, MentorLeave, MentorPlaces, Pair, Programme
from mentornett.tenants.queries import in_force, not_over

PLACES_WITHOUT_PERIOD = 1
NO_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Capacity:
    """A mentor's places on a day, 0 in a pause, and how many mentees they have, now or arranged."""

    places: int
    load: int

    @property
    def free(self) -> int:
        """How many more mentees the mentor can take."""
        return max(0, self.places - self.load)


def takes_a_place(day: date) -> Q:
    """Return the condition that a pair takes one of its mentor's places: now or arranged, and not as a substitute."""
    return not_over(day) & ~Q(role=PairRole.SUBSTITUTE)


def with_capacity(mentors: QuerySet[Mentor], day: date, *, most: int | None = None) -> QuerySet[Any]:
    """Add to mentors their `room` (places on a day, 0 in a pause) and `load` (mentees, now or arranged).

    `most` is the programme's limit; without it the widest limit among the municipality's programmes holds. A substitute
    steps in for a time and takes no place; who is away has none.
    """
    pairs = Pair.objects.filter(takes_a_place(day), mentor=OuterRef("pk")).order_by().values("mentor")
    load = _number(pairs.annotate(number=Count("pk")).values("number"), 0)
    told: QuerySet[Any] = with_room(mentors, day, most=most).annotate(load=load)
    return told


def with_room(
    mentors: QuerySet[Mentor], day: date, *, most: int | None = None, limits: Mapping[int | None, int] | None = None
) -> QuerySet[Any]:
    """Add to mentors their `room`, as above.

    `limits` are the widest ones by municipality, where the programmes inside the scope have been read already.
    """
    said = MentorPlaces.objects.filter(in_force(day), mentor=OuterRef("pk")).values("places")[:1]
    away = MentorLeave.objects.filter(in_force(day), mentor=OuterRef("pk"))
    places = Case(When(Exists(away), then=Value(0)), default=_number(said, PLACES_WITHOUT_PERIOD))
    return mentors.annotate(room=Least(places, Value(most) if most else _widest(limits)))


def _widest(limits: Mapping[int | None, int] | None) -> Any:
    """Ask for the widest limit of a mentor's municipality."""
    if limits is not None:
        cases = [When(municipality=place, then=Value(most)) for place, most in limits.items()]
        return Case(*cases, default=Value(NO_LIMIT), output_field=IntegerField())
    rows = Programme.objects.filter(municipality=OuterRef("municipality")).order_by().values("municipality")
    return _number(rows.annotate(widest=Max("most_mentees")).values("widest"), NO_LIMIT)


def _number(rows: QuerySet[Any, Any], otherwise: int) -> Coalesce:
    return Coalesce(Subquery(rows), otherwise, output_field=IntegerField())


def capacities(mentors: Iterable[Mentor], day: date, *, most: int | None = None) -> dict[int, Capacity]:
    """Return the capacity of each mentor on a day, by id, as `with_capacity` counts it."""
    rows = Mentor.objects.filter(pk__in=[one.pk for one in mentors])
    told = with_capacity(rows, day, most=most).values_list("pk", "room", "load")
    return {pk: Capacity(room, load) for pk, room, load in told}
