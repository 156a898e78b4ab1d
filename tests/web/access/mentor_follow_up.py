"""Access to the work list: project leader, HR and unit leaders; a wanted talk is the project leader's alone."""

from datetime import timedelta
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Pair, Talk
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

LISTS = "programme_leader hr ward_leader other_ward_leader neighbour_programme_leader"
WHOLE = "programme_leader hr union_rep measure_lead"


def _pair(cast: Cast) -> list[Any]:
    return [cast.pair.pk]


def make_work(cast: Cast) -> None:
    """Let there be something of most kinds: no talk for long, a wanted talk, a mentor without training."""
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_1.pk).update(held_on=cast.today - timedelta(days=100))
        Pair.objects.filter(pk=cast.pair.pk).update(talk_wanted_at=cast.now)


def _programme(cast: Cast) -> list[Any]:
    return [cast.programme.pk]


ROWS = {
    "programme:capacity": Row(ok="programme_leader hr", args=_programme, people=IN_PROGRAMMES),
    "programme:needs": Row(
        ok="programme_leader hr ward_leader other_ward_leader", args=lambda cast: [cast.flesberg.pk],
        people=IN_PROGRAMMES,
    ),
    "programme:standards": Row(ok=WHOLE, args=_programme, people=IN_PROGRAMMES),
    "programme:standards_file": Row(
        ok=WHOLE, args=lambda cast: [cast.programme.pk, "word"], people=IN_PROGRAMMES
    ),
    "programme:figures": Row(ok=f"{LISTS} union_rep measure_lead", people=IN_PROGRAMMES),
    "programme:follow_up": Row(ok=LISTS, before=make_work, people=IN_PROGRAMMES),
    "programme:follow_up_file": Row(ok=LISTS, args=lambda cast: ["excel"], people=IN_PROGRAMMES),
    "programme:follow_up_remind": Row(
        ok="programme_leader ward_leader", method="post", args=_pair, data=lambda cast: {"kind": "silent"},
        people=IN_PROGRAMMES,
    ),
    "programme:pair_talked": Row(
        ok="programme_leader", forbidden="ward_leader", method="post", args=_pair, before=make_work,
        people=IN_PROGRAMMES,
    ),
}  # fmt: skip
