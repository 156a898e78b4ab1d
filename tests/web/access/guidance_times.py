"""Access to times for guidance: the guide's own, and the team's."""

import uuid
from datetime import time, timedelta
from typing import Any

from mentornett.network.models import GuidanceTime
from tests.cast import Cast
from tests.web.access.table import COORDINATORS, NORD_STAFF, TEAM, Row


def _make(cast: Cast, name: str, hour: int, days: int, **more: Any) -> None:
    cast.things[name] = GuidanceTime.objects.create(
        network=cast.network, person=cast.guide, on=cast.today + timedelta(days=days), starts=time(hour), minutes=30,
        form="video", uid=uuid.uuid4(), organiser=cast.nord, **more,
    )  # fmt: skip


def make_times(cast: Cast) -> None:
    """Let the guide have a free time, one that the team has booked, and one that was held."""
    booked = {"team": cast.team, "municipality": cast.flesberg, "booked_by": cast.coordinator, "booked_at": cast.now}
    _make(cast, "free_time", 10, 7)
    _make(cast, "booked_time", 11, 7, **booked)
    _make(cast, "held_time", 12, -7, **booked)


def _of(name: str) -> Any:
    return lambda cast: [getattr(cast, name).pk]


ROWS = {
    "organiser:guidance_times": Row(ok=f"{NORD_STAFF} other_leader", before=make_times),
    "organiser:guidance_time_offer": Row(
        ok="guide", forbidden="leader operative other_guide other_leader", method="post", before=make_times,
        data=lambda cast: {
            "network": cast.network.pk, "on": "2026-03-20", "starts": "10:00", "minutes": 30, "number": 1,
            "form": "video",
        },
    ),
    "organiser:guidance_time_withdraw": Row(ok="guide", method="post", before=make_times, args=_of("free_time")),
    "organiser:guidance_time_cancel": Row(ok="guide", before=make_times, args=_of("booked_time")),
    "organiser:guidance_time_held": Row(
        ok="guide", method="post", before=make_times, args=_of("held_time"),
        data=lambda cast: {f"held-{cast.held_time.pk}-topics": "Forankring"},
    ),
    "organiser:guidance_time_calendar": Row(ok="guide", before=make_times, args=_of("booked_time")),
    "municipality:guidance_times": Row(ok=TEAM, before=make_times, args=_of("team")),
    "municipality:guidance_time_book": Row(
        ok=COORDINATORS, forbidden="team_leader union", method="post", before=make_times, args=_of("team"),
        data=lambda cast: {"time": cast.free_time.pk, "topic": "Forankring"},
    ),
    "municipality:guidance_time_move": Row(
        ok=COORDINATORS, forbidden="team_leader union", before=make_times, args=_of("booked_time")
    ),
    "municipality:guidance_time_cancel": Row(
        ok=COORDINATORS, forbidden="team_leader union", before=make_times, args=_of("booked_time")
    ),
    "municipality:guidance_time_calendar": Row(ok=TEAM, before=make_times, args=_of("booked_time")),
}  # fmt: skip
