"""What a timer does every morning. Each can be run again at any time without doing anything twice."""

from __future__ import annotations

from datetime import date, datetime

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.actions.reminders import open_submission, remind
from mentornett.network.choices import NetworkState, TeamState
from mentornett.network.models import Network, Rule, Submission
from mentornett.network.queries.work import to_open
from mentornett.network.rules import WRITABLE_STATES
from mentornett.network.rules.reminders import Rhythm

RHYTHM_RULES = {"reminder_days_before": "before", "reminder_repeat_days": "every", "reminder_repeats_max": "most"}


def open_due_work(today: date, now: datetime) -> int:
    """Open everything that should be open by today in running networks; return how many were opened."""
    opened = 0
    with inside(EVERYONE):
        for network in Network.objects.filter(state=NetworkState.RUNNING).order_by("pk"):
            ensure_submissions(network=network, now=now)
            for submission in to_open(network.pk, today):
                open_submission(submission=submission, today=today, now=now)
                opened += 1
    return opened


def send_reminders(today: date, now: datetime) -> int:
    """Send the reminders that are due today and were not sent; return how many.

    Teams that are paused or have ended are left in peace, and so is work that has been delivered or skipped.
    """
    sent = 0
    with inside(EVERYONE):
        for network in Network.objects.filter(state=NetworkState.RUNNING).order_by("pk"):
            rhythm = rhythm_of(network)
            for submission in _not_delivered(network):
                sent += remind(submission=submission, rhythm=rhythm, today=today, now=now) is not None
    return sent


def rhythm_of(network: Network) -> Rhythm:
    """Return how often the network reminds: its own rules, else the usual."""
    rules = Rule.objects.filter(network=network, key__in=RHYTHM_RULES).values_list("key", "value")
    return Rhythm(**{RHYTHM_RULES[key]: int(value) for key, value in rules})


def _not_delivered(network: Network) -> list[Submission]:
    rows = Submission.objects.filter(
        assignment__network=network, assignment__withdrawn=False, state__in=WRITABLE_STATES,
        team__state=TeamState.ACTIVE, opened_on__isnull=False,
    )  # fmt: skip
    return list(
        rows.select_related("assignment__gathering", "assignment__network", "team__municipality").order_by("pk")
    )
