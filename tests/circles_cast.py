"""The mentor networks of the fixed cast.

Flesberg has a mentor pool («Mentor» leads it, «Other mentor» is a member) that met on 10 February and meets on 17
March without a topic yet, and again in May. Its project leader leads a network of project leaders in which the
neighbour's project leader is a member. Røros has a pool of its own.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mentornett.competence.models import (
    Agreement,
    Circle,
    Contract,
    Group,
    Meeting,
    Membership,
    Present,
    Pulse,
    Takeaway,
)
from mentornett.core.sealing import seal
from mentornett.tenants.models import Person

PULSE_CANARY = "pulshemmelighet"  # what mentors wrote for themselves in the pulse
CIRCLE_CANARY = "nettverkshemmelighet"  # what the pool's members wrote for each other
POOL = {"mentor", "other_mentor"}
OSLO = ZoneInfo("Europe/Oslo")


def build_circles(people: dict[str, Person], things: dict[str, Any], *, now: datetime) -> None:
    """Build them; call it inside the scope of everything."""
    _circle(people, things, "pool", "flesberg", "pool", "Mentorpoolen", ["mentor", "other_mentor"])
    _circle(
        people, things, "leaders_network", "flesberg", "leaders", "Prosjektlederne i regionen",
        ["programme_leader", "neighbour_programme_leader"],
    )  # fmt: skip
    _circle(people, things, "neighbour_pool", "roros", "pool", "Poolen nabohemmelighet", ["neighbour_mentor"])
    held = _meeting(things, "pool", "pool_held", datetime(2026, 2, 10, 13, tzinfo=OSLO), "Den første tiden")
    held.state, held.present, held.members = "held", 2, 2
    held.save()
    for key in ("mentor", "other_mentor"):
        Present.objects.create(circle=things["pool"], meeting=held, person=people[key], municipality=things["flesberg"])
    things["takeaway"] = Takeaway.objects.create(
        circle=things["pool"], meeting=held, text=f"Spør først {CIRCLE_CANARY}", by=people["mentor"],
        at=now - timedelta(days=30), municipality=things["flesberg"],
    )  # fmt: skip
    _meeting(things, "pool", "pool_next", datetime(2026, 3, 17, 13, tzinfo=OSLO), "")
    _meeting(things, "pool", "pool_later", datetime(2026, 5, 19, 13, tzinfo=OSLO), "Egen belastning")
    _meeting(things, "leaders_network", "leaders_next", datetime(2026, 4, 1, 9, tzinfo=OSLO), "Spredning")
    for prefix, place in (("", "flesberg"), ("neighbour_", "roros")):
        Pulse.objects.create(
            person=people[f"{prefix}mentor"], municipality=things[place], answered_on=date(2026, 2, 3), load=4,
            support=2, meaning=5, sealed=seal(f"{PULSE_CANARY} {prefix}"),
        )  # fmt: skip
    _meeting(things, "neighbour_pool", "neighbour_next", datetime(2026, 3, 18, 9, tzinfo=OSLO), "nabohemmelighet")


def _circle(
    people: dict[str, Person], things: dict[str, Any], key: str, home: str, kind: str, name: str, members: list[str]
) -> None:
    circle = things[key] = Circle.objects.create(
        name=name, kind=kind, municipality=things[home], starts=date(2025, 9, 1), across=kind == "leaders"
    )
    for position, member in enumerate(members):
        things[f"{key}_{member}"] = Membership.objects.create(
            circle=circle, person=people[member], leads=position == 0, starts=date(2025, 9, 1),
            place=things["roros" if member.startswith("neighbour") else "flesberg"], municipality=things[home],
        )  # fmt: skip


def _meeting(things: dict[str, Any], circle: str, key: str, at: datetime, topic: str) -> Meeting:
    row = things[circle]
    things[key] = Meeting.objects.create(
        circle=row, starts_at=at, minutes=90, topic=topic, place="Rådhuset", link="https://teams.example/rom",
        municipality=row.municipality,
    )  # fmt: skip
    return things[key]  # type: ignore[no-any-return]


def divide_pool(cast: Any) -> None:
    """Put the pool's two members into one group, with a contract that «Mentor» has agreed to."""
    place = {"circle": cast.pool, "municipality": cast.flesberg}
    cast.things["group"] = Group.objects.create(
        number=1, link="https://teams.example/gruppe", guests=["Grete"], **place
    )
    Membership.objects.filter(circle=cast.pool).update(group=cast.group)
    cast.things["contract"] = Contract.objects.create(
        group=cast.group, version=1, text=f"Vi lytter\nVi tier {CIRCLE_CANARY}", made_by=cast.mentor, made_at=cast.now,
        **place,
    )  # fmt: skip
    Agreement.objects.create(contract=cast.contract, person=cast.mentor, agreed_at=cast.now, **place)
