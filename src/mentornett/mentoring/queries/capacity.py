"""How many mentees a mentor can have and has: one way of counting, for the register and for matching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.models import Mentor, MentorLeave, MentorPlaces, Pair, Programme
from mentornett.tenants.queries import in_force, not_over

PLACES_WITHOUT_PERIOD = 1


@dataclass(frozen=True, slots=True)
class Capacity:
    """A mentor's places on a day, 0 in a pause, and how many mentees they have, now or arranged."""

    places: int
    load: int

    @property
    def free(self) -> int:
        """How many more mentees the mentor can take."""
        return max(0, self.places - self.load)


def capacities(mentors: Iterable[Mentor], day: date, *, most: int | None = None) -> dict[int, Capacity]:
    """Return the capacity of each mentor on a day, by id.

    `most` is the programme's limit; without it the widest limit among the municipality's programmes holds. A substitute
    steps in for a time and takes no place; who is away has none.
    """
    found = list(mentors)
    keys = [one.pk for one in found]
    registered = dict(
        MentorPlaces.objects.filter(in_force(day), mentor__in=keys).values_list("mentor_id", "places")
    )  # fmt: skip
    away = MentorLeave.objects.filter(in_force(day), mentor__in=keys)
    registered |= dict.fromkeys(away.values_list("mentor_id", flat=True), 0)
    pairs = Pair.objects.filter(not_over(day), mentor__in=keys).exclude(role=PairRole.SUBSTITUTE)
    loads = dict(pairs.values_list("mentor_id").annotate(load=Count("pk")).order_by())
    limits = {} if most is not None else _limits({one.municipality_id for one in found})
    return {
        one.pk: Capacity(
            _capped(registered.get(one.pk, PLACES_WITHOUT_PERIOD), most or limits.get(one.municipality_id)),
            loads.get(one.pk, 0),
        )
        for one in found
    }


def _limits(municipalities: Iterable[int | None]) -> Mapping[int | None, int]:
    rows = Programme.objects.filter(municipality__in=[one for one in municipalities if one])
    return dict(rows.values_list("municipality_id").annotate(most=Max("most_mentees")).order_by())


def _capped(places: int, most: int | None) -> int:
    return places if most is None else min(places, most)
