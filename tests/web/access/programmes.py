"""Access to the draft of a programme: those who run the network, and readers while they have leave."""

from datetime import timedelta
from typing import Any

from mentornett.network.models import ProgrammeReading, Slot
from tests.cast import Cast
from tests.web.access.table import NORD_LEADERS, Row

FOLLOWERS = "guide other_guide"


def _args(cast: Cast) -> list[Any]:
    return [cast.network.pk, 3]


def ask_expert(cast: Cast) -> None:
    """Let the expert read the draft of the third gathering's programme for a week."""
    Slot.objects.create(gathering=cast.gathering_3, position=0, type="lecture", title="Opplæring", minutes=30)
    cast.things["programme_reading"] = ProgrammeReading.objects.create(
        gathering=cast.gathering_3, person=cast.expert, starts=cast.today, ends=cast.today + timedelta(days=7),
        organiser=cast.nord,
    )  # fmt: skip


ROWS = {
    "organiser:programme_ask": Row(ok=NORD_LEADERS, forbidden=FOLLOWERS, args=_args),
    "organiser:programme_approve": Row(ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", args=_args),
    "organiser:programme_reopen": Row(ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", args=_args),
    "organiser:programme_reading": Row(ok="expert", before=ask_expert, args=lambda cast: [cast.gathering_3.pk]),
}
