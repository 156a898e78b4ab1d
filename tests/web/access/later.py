"""Access to the points after a network: set by those who run it, answered by the teams."""

from __future__ import annotations

from datetime import timedelta

from mentornett.measurement.actions.later import set_point
from mentornett.measurement.models import FollowUpPoint
from mentornett.network.models import Network
from tests.cast import Cast
from tests.web.access.table import NORD_LEADERS, TEAM, Row
from tests.web.municipality.test_before_now import make_row


def set_and_come(cast: Cast) -> None:
    """Let the network have ended a year ago, and a point after 12 months have come."""
    over = cast.today - timedelta(days=380)
    Network.objects.filter(pk=cast.network.pk).update(starts=over - timedelta(days=700), ends=over)
    set_point(network=cast.network, months=12, by=cast.leader, now=cast.now)
    cast.things["point"] = FollowUpPoint.objects.select_related("network").get()
    cast.things["before_now"] = make_row(cast)


ROWS = {
    "organiser:point_set": Row(
        ok=NORD_LEADERS, forbidden="guide other_guide", method="post", args=lambda cast: [cast.network.pk, 12]
    ),
    "organiser:point_remove": Row(
        ok=NORD_LEADERS, forbidden="guide other_guide", method="post", before=set_and_come,
        args=lambda cast: [cast.network.pk, cast.point.pk],
    ),
    "municipality:before_now_later": Row(
        ok=TEAM, forbidden="leader operative guide other_guide", before=set_and_come,
        args=lambda cast: [cast.before_now.pk, cast.point.pk],
    ),
}  # fmt: skip
