"""What a timer does every morning. Each can be run again at any time without doing anything twice.

Work is found across all organisers, and done inside the scope of the one organiser whose it is.
"""

from __future__ import annotations

from datetime import date, datetime

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.network.actions.communication import remind_of_message
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.actions.reminders import open_submission, remind
from mentornett.network.actions.sponsors import send_digest
from mentornett.network.actions.teams import resume_team
from mentornett.network.choices import GatheringState, NetworkState, TeamState
from mentornett.network.models import Network, Rule, Submission, Team
from mentornett.network.queries.communication import messages_due
from mentornett.network.queries.digest import digests_due
from mentornett.network.queries.roster import teams_rested
from mentornett.network.queries.work import to_open
from mentornett.network.rules import WRITABLE_STATES
from mentornett.network.rules.reminders import Rhythm
from mentornett.tenants.models import Letter

RHYTHM_RULES = {"reminder_days_before": "before", "reminder_repeat_days": "every", "reminder_repeats_max": "most"}


def open_due_work(today: date, now: datetime) -> int:
    """Open everything that should be open by today in running networks; return how many were opened."""
    opened = 0
    for network in _running_networks():
        with inside(_side_of(network)):
            ensure_submissions(network=network, now=now)
            for submission in to_open(network.pk, today):
                open_submission(submission=submission, today=today, now=now)
                opened += 1
    return opened


def _running_networks() -> list[Network]:
    """Return all running networks; a network itself has no wall."""
    return list(Network.objects.filter(state=NetworkState.RUNNING).order_by("pk"))


def _side_of(thing: Network | Team) -> Scope:
    return Scope(organisers=frozenset({thing.organiser_id} if thing.organiser_id else ()))


def send_reminders(today: date, now: datetime) -> int:
    """Send the reminders that are due today and were not sent; return how many.

    Teams that are paused or have ended are left in peace, and so is work that has been delivered or skipped, or that
    waits because its gathering is cancelled. Who is in several networks gets one letter, with a part from each.
    """
    sent = 0
    written: dict[int, Letter] = {}
    for network in _running_networks():
        with inside(_side_of(network)):
            late = _not_delivered(network)
            sent += len(remind(submissions=late, rhythm=rhythm_of(network), today=today, now=now, written=written))
    return sent


def rhythm_of(network: Network) -> Rhythm:
    """Return how often the network reminds: its own rules, else the usual."""
    rules = Rule.objects.filter(network=network, key__in=RHYTHM_RULES).values_list("key", "value")
    return Rhythm(**{RHYTHM_RULES[key]: int(value) for key, value in rules})


def _not_delivered(network: Network) -> list[Submission]:
    rows = Submission.objects.filter(
        assignment__network=network, assignment__withdrawn=False, state__in=WRITABLE_STATES,
        team__state=TeamState.ACTIVE, opened_on__isnull=False,
    ).exclude(assignment__gathering__state=GatheringState.CANCELLED, assignment__fixed_due__isnull=True)  # fmt: skip
    return list(
        rows.select_related("assignment__gathering", "assignment__network", "team__municipality").order_by("pk")
    )


def send_due_digests(today: date, now: datetime) -> int:
    """Send the top leaders' pages about the gatherings that ended in the past two weeks; return how many.

    A page is sent once per team, gathering and top leader, so the job may run as often as one likes.
    """
    sent = 0
    with inside(EVERYONE):
        due = digests_due(today)
    for team, gathering in due:
        with inside(_side_of(team)):
            sent += send_digest(team=team, gathering=gathering, now=now, today=today) is not None
    return sent


def end_due_pauses(today: date, now: datetime) -> int:
    """Let teams go on whose pause has a last day that has been; return how many."""
    with inside(EVERYONE):
        rested = teams_rested(today)
    for team in rested:
        with inside(_side_of(team)):
            resume_team(team=team, on=today, by=None, now=now)
    return len(rested)


def remind_of_messages(today: date, now: datetime) -> int:
    """Remind teams of what their communication plan says for today; return how many rows."""
    sent = 0
    for network in _running_networks():
        with inside(_side_of(network)):
            teams = {team.pk: team for team in network.teams.filter(state=TeamState.ACTIVE)}
            for pk, due in messages_due(teams.values(), today).items():
                sent += sum(remind_of_message(team=teams[pk], message=row, today=today, now=now) for row in due)
    return sent
