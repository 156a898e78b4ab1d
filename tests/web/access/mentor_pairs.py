"""Access to matching and pairs: the project leader's, and a unit leader's own people."""

from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.actions.matching import propose
from mentornett.mentoring.actions.pairs import end_pair
from mentornett.mentoring.choices import PairEnd
from mentornett.mentoring.models import MatchRun
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

FOLLOWERS = "programme_leader ward_leader"
LEADER = "programme_leader"


def _programme(cast: Cast) -> list[Any]:
    return [cast.programme.pk]


def _pair(cast: Cast) -> list[Any]:
    return [cast.pair.pk]


def make_proposal(cast: Cast) -> None:
    """Let the project leader have a proposal for the new hire."""
    with inside(EVERYONE):
        propose(programme=cast.programme, by=cast.programme_leader, now=cast.now)


def _run(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        run = MatchRun.objects.filter(programme=cast.programme).first()
    return [cast.programme.pk, run.pk if run else 0]


def _ended(cast: Cast) -> None:
    with inside(EVERYONE):
        end_pair(
            pair=cast.pair, ends=cast.today, reason=PairEnd.COMPLETED, by=cast.programme_leader, now=cast.now
        )  # fmt: skip


def _completed(cast: Cast) -> None:
    with inside(EVERYONE):
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.programme_leader, now=cast.now)


ROWS = {
    "programme:matching": Row(ok=LEADER, args=_programme, before=make_proposal, people=IN_PROGRAMMES),
    "programme:matching_propose": Row(ok=LEADER, method="post", args=_programme, people=IN_PROGRAMMES),
    "programme:matching_wishes": Row(ok=LEADER, method="post", args=_programme, people=IN_PROGRAMMES),
    "programme:matching_lock": Row(
        ok=LEADER, method="post", args=_programme, people=IN_PROGRAMMES,
        data=lambda cast: {"mentee": cast.new_hire.pk, "mentor": cast.mentor.pk},
    ),
    "programme:matching_approve": Row(
        ok=LEADER, method="post", args=_programme, before=make_proposal, people=IN_PROGRAMMES,
        data=lambda cast: {"mentee": cast.new_hire.pk},
    ),
    "programme:match_runs": Row(ok=LEADER, args=_programme, before=make_proposal, people=IN_PROGRAMMES),
    "programme:match_run": Row(ok=LEADER, args=_run, before=make_proposal, people=IN_PROGRAMMES),
    "programme:match_rules": Row(ok=LEADER, args=_programme, people=IN_PROGRAMMES),
    "programme:pairs": Row(
        ok=f"{FOLLOWERS} other_ward_leader neighbour_programme_leader", people=IN_PROGRAMMES
    ),
    "programme:pair": Row(ok=FOLLOWERS, args=_pair, people=IN_PROGRAMMES),
    "programme:pair_end": Row(ok=LEADER, forbidden="ward_leader", args=_pair, people=IN_PROGRAMMES),
    "programme:pair_certificate": Row(
        ok=LEADER, forbidden="ward_leader", args=lambda cast: [cast.pair.pk, "mentee"], before=_completed,
        people=IN_PROGRAMMES,
    ),
    "programme:pair_second": Row(ok=LEADER, forbidden="ward_leader", args=_pair, people=IN_PROGRAMMES),
    "programme:pair_resume": Row(
        ok=LEADER, method="post", forbidden="ward_leader", args=_pair, before=_ended, people=IN_PROGRAMMES
    ),
    "programme:pair_change": Row(ok=LEADER, forbidden="ward_leader", args=_pair, people=IN_PROGRAMMES),
}  # fmt: skip
