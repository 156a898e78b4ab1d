"""Access to what the teams share."""

from tests.web.access.table import NORD_STAFF, TEAM, Row

ROWS = {
    "municipality:shared": Row(ok=f"{NORD_STAFF} {TEAM} sponsor neighbour", args=lambda cast: [cast.network.pk]),
}
