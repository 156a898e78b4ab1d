"""What a timer does for the mentor programme. Each can be run again at any time without doing anything twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.certificates import write_due
from mentornett.mentoring.actions.completion import complete_due
from mentornett.mentoring.actions.digests import REVIEW_AHEAD, remind_of_review, send_weekly
from mentornett.mentoring.actions.plans import let_go_of_rest
from mentornett.mentoring.actions.talk_letters import ask_how_it_went
from mentornett.mentoring.actions.unit_leaders import ask_leaders_of
from mentornett.mentoring.choices import TalkKind, TalkState
from mentornett.mentoring.models import Programme, Talk
from mentornett.mentoring.permissions.follow_up import WEEKLY_READERS
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force, not_over, roles_today, scope_of

FRIDAY = 4

WEEKLY_FROM = 7  # o'clock, on working days: a letter in the night helps nobody
AT_A_TIME = 50
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


def complete_programmes(now: datetime) -> int:
    """Complete the pairs for whom the programme's time is over, and write certificates; return how many pairs."""
    with inside(EVERYONE):
        return complete_due(now=now) + write_due(now=now)


def ask_new_leaders(now: datetime) -> int:
    """Make commitments ready for those who lead a unit from today on; return of how many pairs."""
    with inside(EVERYONE):
        return ask_leaders_of(localtime(now).date(), now)


def let_go_of_ended_pairs(now: datetime) -> int:
    """Let go of what is still planned in pairs that are over; return how many plans were changed."""
    with inside(EVERYONE):
        return let_go_of_rest(now=now)


def send_weekly_lists(now: datetime) -> int:
    """Write the weekly letters from Monday morning on, and the quarterly ones about time; return how many.

    Each person is looked at once a week, some at a time, inside the scope of their own roles.
    """
    local = localtime(now)
    if local.weekday() > FRIDAY or local.hour < WEEKLY_FROM:
        return 0
    today, written = local.date(), 0
    monday = today - timedelta(days=local.weekday())
    with inside(EVERYONE):
        roles = Role.objects.filter(in_force(today), kind__in=WEEKLY_READERS)
        found = Person.objects.filter(pk__in=roles.values("person"), is_active=True, activated_at__isnull=False)
        waiting = found.filter(Q(weekly_looked_on=None) | Q(weekly_looked_on__lt=monday)).order_by("pk")
        people = [(person, roles_today(person.pk, today)) for person in waiting[:AT_A_TIME]]
    for person, own in people:
        with inside(scope_of(person.pk, own)):
            written += send_weekly(viewer=Viewer(person, tuple(own), today), now=now)
    return written


def remind_of_reviews(now: datetime) -> int:
    """Remind owners, or else the project leaders, of the day on which a programme is gone through (I09)."""
    today = localtime(now).date()
    with inside(EVERYONE):
        rows = Programme.objects.filter(
            not_over(today), review_on__lte=today + REVIEW_AHEAD, review_on__gte=today - REVIEW_AHEAD
        )
        return sum(
            remind_of_review(programme=row, readers=_owners(row, today), now=now)
            for row in rows.select_related("owner")
        )


def _owners(programme: Programme, today: date) -> list[Person]:
    if programme.owner:
        return [programme.owner]
    roles = Role.objects.filter(in_force(today), kind=RoleKind.PROGRAMME_LEADER, municipality=programme.municipality_id)
    return list(Person.objects.filter(pk__in=roles.values("person")).order_by("pk"))
