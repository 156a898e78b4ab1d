"""What is done without anybody asking: letters, openings, reminders, digests. Every job may run twice without harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.db import DatabaseError
from django.utils.timezone import localtime

from mentornett.config.housekeeping import (
    ask_after_networks,
    count_for_the_planner,
    end_due_studies,
    forget_old_readings,
    forget_what_was_removed,
    recount_shared_spread,
    seal_audit_log,
)
from mentornett.measurement.queries.counts_ahead import counts_are_due
from mentornett.measurement.queries.network_releases import networks_lacking_release
from mentornett.measurement.rules.half_years import newest_due
from mentornett.mentoring.jobs import (
    ask_after_talks,
    ask_new_leaders,
    complete_programmes,
    let_go_of_ended_pairs,
    remind_of_reviews,
    send_weekly_lists,
)
from mentornett.network import jobs as network
from mentornett.reports.jobs import release_due
from mentornett.tenants.jobs import send_letters

Job = Callable[[datetime], object]
log = logging.getLogger("mentornett.jobs")


def open_work(now: datetime) -> None:
    """Open what has come to its day."""
    network.open_due_work(localtime(now).date(), now)


def remind(now: datetime) -> None:
    """Remind teams of what they have not sent."""
    network.send_reminders(localtime(now).date(), now)
    network.remind_of_messages(localtime(now).date(), now)


def inform_sponsors(now: datetime) -> None:
    """Send the top leaders their page, and let teams go on whose pause is over."""
    today = localtime(now).date()
    network.end_due_pauses(today, now)
    network.send_due_digests(today, now)


def release_for_networks(now: datetime) -> None:
    """Let networks have the answers of the newest half-year."""
    until = newest_due(localtime(now).date())
    for each in networks_lacking_release(until):
        from mentornett.reports.network_answers import release_network  # noqa: PLC0415 (slow import)

        release_network(network=each, until=until, now=now)


def count_ahead(now: datetime) -> None:
    """Let municipalities see what they would give to a network's answer, before anybody opens the page."""
    until = newest_due(localtime(now).date())
    if counts_are_due(until, now):
        from mentornett.measurement.actions.counts_ahead import count_those_due  # noqa: PLC0415 (slow import)

        count_those_due(until, now)


JOBS: list[Job] = [
    open_work, remind, inform_sponsors, ask_after_talks, complete_programmes, let_go_of_ended_pairs, send_weekly_lists,
    ask_new_leaders, remind_of_reviews, send_letters, seal_audit_log, forget_old_readings, forget_what_was_removed,
    count_for_the_planner, end_due_studies, recount_shared_spread, ask_after_networks,
    release_for_networks, release_due, count_ahead,
]  # fmt: skip


def run_ordered_tasks() -> None:
    """Run what people have ordered, such as a zip of reports, and return when nothing is left.

    Outside any scope: each task enters its own, so that others can see how far it has come.
    """
    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)


def run_due_jobs(now: datetime) -> None:
    """Run all jobs once. One that fails is logged and does not stop the others.

    Outside any scope: each enters its own, and only where it handles rows with a wall. On PostgreSQL a scope is one
    transaction, and a letter that went out must be known to have gone.
    """
    for job in JOBS:
        try:
            job(now)
        except DatabaseError:
            log.exception("a job failed", extra={"facts": {"job": job.__name__}})
