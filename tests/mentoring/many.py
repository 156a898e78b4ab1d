"""More pairs beside the one of the cast, all with the same mentor."""

from __future__ import annotations

from datetime import timedelta

from mentornett.mentoring.models import Commitment, Employment, Pair, Talk
from mentornett.tenants.models import Person
from tests.cast import Cast


def more_pairs(cast: Cast, number: int) -> list[Pair]:
    """Write pairs that began two months ago, with a talk that was held, one due and a commitment nobody signed."""
    return [_pair(cast, place) for place in range(number)]


def _pair(cast: Cast, place: int) -> Pair:
    first, here = cast.today - timedelta(days=60), {"municipality": cast.flesberg}
    person = Person.objects.create(email=f"more{place}@eksempel.no", name=f"Ny nummer {place}")
    hire = Employment.objects.create(
        person=person, unit=cast.ward, profession="sykepleier", starts=first, programme=cast.programme,
        followed_from=first, **here,
    )  # fmt: skip
    pair = Pair.objects.create(employment=hire, mentee=person, mentor=cast.mentor_row, starts=first, **here)
    for at, state in ((10, "held"), (40, "planned"), (90, "planned")):
        day = first + timedelta(days=at)
        Talk.objects.create(
            employment=hire, pair=pair, number=at, kind="mentor", topic="Samtale", opens=day, due=day, state=state,
            held_on=day if state == "held" else None, **here,
        )  # fmt: skip
    Commitment.objects.create(
        pair=pair, text=cast.text, leader=cast.ward_leader, minutes_a_month=60,
        made_at=cast.now - timedelta(days=60), **here,
    )  # fmt: skip
    return pair
