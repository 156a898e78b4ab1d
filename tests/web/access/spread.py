"""Access to sharing the spread board with a network: the project leader's."""

from __future__ import annotations

from typing import Any

from mentornett.measurement.actions.spread import share_spread
from mentornett.measurement.models import SharedSpread
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

OTHERS = "hr ward_leader other_ward_leader union_rep measure_lead mentor other_mentor mentee new_hire"


def shared(cast: Cast) -> None:
    """Let Flesberg share with the network."""
    share_spread(
        programme=cast.programme, network=cast.network, by=cast.programme_leader, now=cast.now, today=cast.today
    )
    cast.things["shared_spread"] = SharedSpread.objects.get()


def _networks(cast: Cast) -> list[Any]:
    return [cast.programme.pk, cast.network.pk]


ROWS = {
    "programme:spread_share": Row(
        ok="programme_leader", forbidden=OTHERS, method="post", args=_networks, people=IN_PROGRAMMES
    ),
    "programme:spread_stop": Row(
        ok="programme_leader", method="post", args=lambda cast: [cast.shared_spread.pk], people=IN_PROGRAMMES,
        before=shared,
    ),
}  # fmt: skip
