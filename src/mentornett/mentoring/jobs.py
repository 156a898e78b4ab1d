"""What a timer does for the mentor programme. Each can be run again at any time without doing anything twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.plans import let_go_of_rest
from mentornett.mentoring.actions.talk_letters import ask_how_it_went
from mentornett.mentoring.choices import TalkKind, TalkState
from mentornett.mentoring.models import Talk

LATE = timedelta(days=3)  # older ones are left in peace; they stand on «Now»


def ask_after_talks(now: datetime) -> int:
    """Ask both whether a talk was held when its agreed time has been; return how many letters were new."""
    with inside(EVERYONE):
        rows = Talk.objects.filter(
            kind=TalkKind.MENTOR, state=TalkState.PLANNED, pair__isnull=False, agreed_at__gt=now - LATE,
            agreed_at__lte=now - timedelta(hours=1),
        )  # fmt: skip
        rows = rows.select_related("employment__person", "pair__mentor__person")
        return sum(ask_how_it_went(row, now) for row in rows.order_by("pk"))


def let_go_of_ended_pairs(now: datetime) -> int:
    """Let go of what is still planned in pairs that are over; return how many plans were changed."""
    with inside(EVERYONE):
        return let_go_of_rest(now=now)
