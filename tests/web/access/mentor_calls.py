"""Access to calls for mentors."""

from __future__ import annotations

from typing import Any

from mentornett.mentoring.models import MentorCall, Nomination
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

LEADERS = "programme_leader neighbour_programme_leader"


def _made(cast: Cast) -> None:
    cast.things["call"] = MentorCall.objects.create(
        municipality=cast.flesberg, title="Vi søker mentorer", secret="hemmelig-lenke", made_at=cast.now
    )
    cast.things["nomination"] = Nomination.objects.create(
        call=cast.call, municipality=cast.flesberg, name="Ny Mentor", email="ny@flesberg.no", profession="sykepleier",
        language="nb", consent_at=cast.now,
    )  # fmt: skip


def _call(cast: Cast) -> list[Any]:
    return [cast.call.pk]


def _own(**more: Any) -> Row:
    return Row(ok="programme_leader", people=IN_PROGRAMMES, before=_made, **more)


ROWS = {
    "programme:calls": Row(ok=LEADERS, people=IN_PROGRAMMES),
    "programme:call_new": Row(ok="programme_leader", people=IN_PROGRAMMES, args=lambda cast: [cast.flesberg.pk]),
    "programme:call": _own(args=_call),
    "programme:call_change": _own(args=_call),
    "programme:nomination_answer": _own(
        args=lambda cast: [cast.nomination.pk], method="post", data=lambda cast: {"answer": "yes"}
    ),
    "public:mentor_call": Row(
        ok=f"programme_leader {LEADERS} mentor outsider leader other_coordinator",
        people="programme_leader mentor outsider leader other_coordinator",
        args=lambda cast: [cast.call.secret], before=_made, visitors=200,
    ),
}  # fmt: skip
