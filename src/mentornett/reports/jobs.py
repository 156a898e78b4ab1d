"""Jobs: they enter the scope themselves and read the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.timezone import localtime
from django_tasks import task

from mentornett.core import time
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.measurement.actions.releases import UnsafeError
from mentornett.measurement.actions.research import mark_failed as mark_study_failed
from mentornett.measurement.actions.rollout_foresight import mark_foresight_failed
from mentornett.measurement.queries.releases import lacking_release
from mentornett.measurement.rules.half_years import newest_due
from mentornett.reports.bundles import make_bundle, mark_failed
from mentornett.reports.research import make_research_file

log = logging.getLogger("mentornett.releases")


@contextmanager
def _marked_if_it_fails(mark: Callable[[], object]) -> Iterator[None]:
    """Mark what was to be made as failed when its making is cut short, by whatever; whoever waits for it is told."""
    finished = False
    try:
        yield
        finished = True
    finally:
        if not finished:
            mark()


@task()
def build_bundle(bundle_id: int, organiser_id: int) -> None:
    """Make one bundle inside its organiser's scope. Safe to run again."""
    scope = Scope(organisers=frozenset({organiser_id}))
    with _marked_if_it_fails(lambda: mark_failed(bundle_id=bundle_id, scope=scope, now=time.now())):
        make_bundle(bundle_id=bundle_id, scope=scope, now=time.now(), today=time.today())


@task()
def build_research_file(study_id: int, municipality_id: int) -> None:
    """Make the file of one study inside its municipality's scope. Safe to run again."""
    scope = Scope(municipalities=frozenset({municipality_id}))
    with _marked_if_it_fails(lambda: mark_study_failed(study_id=study_id, scope=scope)):
        make_research_file(study_id=study_id, scope=scope, now=time.now(), today=time.today())


@task()
def foresee_rollout(foresight_id: int, organiser_id: int | None, municipality_id: int | None) -> None:
    """Simulate what a plan would tell, inside the scope in which it stands. Safe to run again."""
    from mentornett.reports.foresights import make_foresight  # noqa: PLC0415 (slow import)

    scope = Scope(
        organisers=frozenset({organiser_id} if organiser_id else ()),
        municipalities=frozenset({municipality_id} if municipality_id else ()),
    )
    with _marked_if_it_fails(lambda: mark_foresight_failed(foresight_id=foresight_id, scope=scope, now=time.now())):
        make_foresight(foresight_id=foresight_id, scope=scope, now=time.now())


AT_A_TIME = 10  # municipalities; the next ones come a minute later


def release_due(now: datetime) -> int:
    """Let out the answers of the newest half-year that has been over for a month, where they lack; return how many."""
    until = newest_due(localtime(now).date())
    with inside(EVERYONE):
        lacking = list(lacking_release(until)[:AT_A_TIME])
    if not lacking:
        return 0
    from mentornett.reports.releases import make_release  # noqa: PLC0415 (slow import)

    for place in lacking:
        try:
            with inside(Scope(municipalities=frozenset({place.pk}))):
                make_release(municipality=place, until=until, now=now)
        except UnsafeError:  # nothing goes out, and the others do
            log.exception("the gate did not vouch for a release", extra={"facts": {"municipality": place.pk}})
    return len(lacking)
