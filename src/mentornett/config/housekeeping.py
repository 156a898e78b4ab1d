"""Jobs that keep the logs in order and the database quick."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from mentornett.core import audit, audit_chain
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.fact_files import forget_old_facts
from mentornett.measurement.actions.later import remind_of_points
from mentornett.measurement.actions.research import end_studies
from mentornett.measurement.actions.rollout_removal import forget_discarded_plans
from mentornett.measurement.actions.spread import recount_shared
from mentornett.mentoring.actions.calls import forget_old_answers
from mentornett.mentoring.actions.hire_files import forget_old_lists
from mentornett.network.actions.task_files import forget_removed_files

log = logging.getLogger("mentornett.audit")


def seal_audit_log(now: datetime) -> None:
    """Seal the new rows of the audit log, and note its head in the log stream, which lies outside the database."""
    if audit_chain.seal_new_entries() and (head := audit_chain.head()):
        log.info("audit log sealed", extra={"facts": {"position": head.position, "head": head.hash}})


def count_for_the_planner(now: datetime) -> None:
    """Let SQLite count what its indexes hold, once an hour; PostgreSQL does so by itself.

    The wall adds the organiser to every query. Without the counts SQLite may search by that, which in a national
    installation means by everything. It counts whole indexes: from a sample of 400 rows it took every organiser for
    one with 400 rows, and searched by it again. The national set is counted in a tenth of a second.
    """
    if connection.vendor == "sqlite" and now.minute == 0:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def forget_old_readings(now: datetime) -> None:
    """Delete what the access log holds for longer than MENTORNETT_ACCESS_LOG_DAYS."""
    gone = audit.forget_readings(before=now - timedelta(days=settings.ACCESS_LOG_DAYS))
    if gone:
        log.info("old readings deleted", extra={"facts": {"rows": gone}})


def recount_shared_spread(now: datetime) -> None:
    """Let networks see today's numbers of what municipalities share."""
    recount_shared(now, localtime(now).date())


def ask_after_networks(now: datetime) -> None:
    """Remind teams of the points after their network that have come."""
    remind_of_points(now, localtime(now).date())


def end_due_studies(now: datetime) -> None:
    """Destroy the keys and files of studies whose last day has been."""
    end_studies(now, localtime(now).date())


def forget_what_was_removed(now: datetime) -> None:
    """Delete for good the files and plans that nobody will put back or come back to."""
    with inside(EVERYONE):
        forget_removed_files(now)
        forget_old_lists(now)
        forget_old_answers(now)
        forget_old_facts(now)
        forget_discarded_plans(now)
