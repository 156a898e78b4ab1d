"""Access to mentor networks: their members, whoever leads them, and the project leader at home."""

from datetime import timedelta
from typing import Any

from mentornett.competence.models import Meeting
from tests.cast import Cast
from tests.circles_cast import divide_pool
from tests.web.access.table import IN_PROGRAMMES, Row

MEMBERS = "mentor other_mentor"
RUNNERS = "mentor programme_leader"
ALL = f"{MEMBERS} programme_leader"
# those who may make one, or are or could be members
SOMEHOW = (
    "leader coordinator team_leader neighbour other_coordinator programme_leader neighbour_programme_leader mentor "
    "other_mentor neighbour_mentor"
)


def _pool(cast: Cast) -> list[Any]:
    return [cast.pool.pk]


def _next(cast: Cast) -> list[Any]:
    return [cast.pool.pk, cast.pool_next.pk]


def _other(cast: Cast) -> list[Any]:
    return [cast.pool.pk, cast.pool_other_mentor.pk]


def begin(cast: Cast) -> None:
    """Let the pool's next meeting have begun."""
    Meeting.objects.filter(pk=cast.pool_next.pk).update(starts_at=cast.now - timedelta(hours=3))


ROWS = {
    "competence:circles": Row(ok=SOMEHOW, people=IN_PROGRAMMES),
    "competence:circle_new": Row(
        ok="coordinator team_leader programme_leader", people=IN_PROGRAMMES,
        args=lambda cast: [f"municipality-{cast.flesberg.pk}"],
    ),
    "competence:circle": Row(ok=ALL, args=_pool, people=IN_PROGRAMMES),
    "competence:circle_change": Row(ok=RUNNERS, forbidden="other_mentor", args=_pool, people=IN_PROGRAMMES),
    "competence:circle_close": Row(
        ok=RUNNERS, forbidden="other_mentor", method="post", args=_pool, people=IN_PROGRAMMES
    ),
    "competence:circle_leave": Row(
        ok="other_mentor mentor", forbidden="programme_leader", method="post", args=_pool, people=IN_PROGRAMMES
    ),
    "competence:circle_members": Row(ok=RUNNERS, forbidden="other_mentor", args=_pool, people=IN_PROGRAMMES),
    "competence:member_lead": Row(
        ok=RUNNERS, forbidden="other_mentor", method="post", args=_other, people=IN_PROGRAMMES,
        data=lambda cast: {"leads": "yes"},
    ),
    "competence:member_end": Row(
        ok=RUNNERS, forbidden="other_mentor", method="post", args=_other, people=IN_PROGRAMMES
    ),
    "competence:meetings_new": Row(ok=RUNNERS, forbidden="other_mentor", args=_pool, people=IN_PROGRAMMES),
    "competence:meeting": Row(ok=ALL, args=_next, people=IN_PROGRAMMES),
    "competence:meeting_change": Row(ok=RUNNERS, forbidden="other_mentor", args=_next, people=IN_PROGRAMMES),
    "competence:meeting_move": Row(ok=RUNNERS, forbidden="other_mentor", args=_next, people=IN_PROGRAMMES),
    "competence:meeting_cancel": Row(ok=RUNNERS, forbidden="other_mentor", args=_next, people=IN_PROGRAMMES),
    "competence:meeting_calendar": Row(ok=ALL, args=_next, people=IN_PROGRAMMES),
    "competence:meeting_present": Row(
        ok="mentor", forbidden="other_mentor programme_leader", method="post", args=_next, people=IN_PROGRAMMES,
        before=begin, data=lambda cast: {"present": [cast.mentor.pk]},
    ),
    "competence:meeting_takeaway": Row(
        ok=MEMBERS, forbidden="programme_leader", method="post", args=_next, people=IN_PROGRAMMES, before=begin,
        data=lambda cast: {"text": "Vi spør før vi gir råd", "since": ""},
    ),
    "competence:groups": Row(
        ok=RUNNERS, forbidden="other_mentor", args=_pool, people=IN_PROGRAMMES, before=divide_pool
    ),
    "competence:group_change": Row(
        ok=RUNNERS, forbidden="other_mentor", people=IN_PROGRAMMES, before=divide_pool,
        args=lambda cast: [cast.pool.pk, 1],
    ),
    "competence:group_move": Row(
        ok=RUNNERS, forbidden="other_mentor", method="post", args=_other, people=IN_PROGRAMMES, before=divide_pool,
        data=lambda cast: {"group": "1"},
    ),
    "competence:course_groups": Row(
        ok="leader guide", forbidden="programme_leader hr ward_leader other_ward_leader mentor other_mentor "
        "neighbour_programme_leader neighbour_mentor", method="post", people=IN_PROGRAMMES,
        args=lambda cast: [cast.course.pk],
    ),
    "competence:contract": Row(
        ok=MEMBERS, forbidden="programme_leader", args=_pool, people=IN_PROGRAMMES, before=divide_pool
    ),
    "competence:contract_change": Row(
        ok=MEMBERS, forbidden="programme_leader", args=_pool, people=IN_PROGRAMMES, before=divide_pool
    ),
    "competence:contract_agree": Row(
        ok=MEMBERS, forbidden="programme_leader", method="post", args=_pool, people=IN_PROGRAMMES,
        before=divide_pool, data=lambda cast: {"version": "1"},
    ),
    "competence:pulse": Row(ok=f"{MEMBERS} neighbour_mentor", people=IN_PROGRAMMES),
    "competence:pulse_figures": Row(ok="programme_leader neighbour_programme_leader", people=IN_PROGRAMMES),
}  # fmt: skip
