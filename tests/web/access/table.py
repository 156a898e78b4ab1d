"""What a row of the access table says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast

EVERYBODY = (
    "leader operative guide other_guide reference expert coordinator deputy team_leader union sponsor neighbour "
    "other_leader other_coordinator outsider"
)
# Those of the mentor programme; addresses of the learning network are tried by two of them alone.
PROGRAMME = (
    "programme_leader hr ward_leader other_ward_leader mentor other_mentor mentee new_hire union_rep measure_lead "
    "neighbour_programme_leader neighbour_mentor neighbour_mentee"
)
IN_NETWORKS = f"{EVERYBODY} programme_leader mentee"
IN_PROGRAMMES = f"leader guide coordinator team_leader sponsor neighbour outsider {PROGRAMME}"
NORD_STAFF = "leader operative guide other_guide"
NORD_LEADERS = "leader operative"
TEAM = "coordinator deputy team_leader union"
COORDINATORS = "coordinator deputy"


def no_arguments(cast: Cast) -> list[Any]:
    """Return no arguments."""
    return []


@dataclass(frozen=True)
class Row:
    """Who gets what at one address.

    `ok` (names of the cast, separated by spaces) get `status`; `forbidden` see the thing but may not do this: 403;
    everyone else who is logged in gets 404, and a visitor is sent to the log-in page unless `visitors` says otherwise.
    `args` gives the address's arguments, `data` what a POST sends. `before` prepares the database for the row.
    """

    ok: str = ""
    forbidden: str = ""
    method: str = "get"
    args: Callable[[Cast], list[Any]] = no_arguments
    data: Callable[[Cast], Mapping[str, Any]] = field(default=lambda cast: {})
    query: str = ""
    status: int = 0  # 0: 200 for GET, 302 for POST
    others: int = 404
    visitors: int = 302
    audited: bool = True  # False only for what changes nothing lasting: presence, a visitor's own cookie
    before: Callable[[Cast], None] = lambda cast: None
    people: str = IN_NETWORKS  # who tries it; addresses of the mentor programme say IN_PROGRAMMES

    def expected(self, person: str) -> int:
        """Return the status that a person of the cast should get; "" is a visitor without an account."""
        if not person:
            return self.visitors
        if person in self.ok.split():
            return self.status or (200 if self.method == "get" else 302)
        return 403 if person in self.forbidden.split() else self.others
