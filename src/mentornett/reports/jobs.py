"""Jobs: they enter the scope themselves and read the clock."""

from __future__ import annotations

from django_tasks import task

from mentornett.core import time
from mentornett.core.scoping import Scope
from mentornett.reports.bundles import make_bundle, mark_failed


@task()
def build_bundle(bundle_id: int, organiser_id: int) -> None:
    """Make one bundle inside its organiser's scope. Safe to run again."""
    scope = Scope(organisers=frozenset({organiser_id}))
    finished = False
    try:
        make_bundle(bundle_id=bundle_id, scope=scope, now=time.now(), today=time.today())
        finished = True
    finally:
        if not finished:
            mark_failed(bundle_id=bundle_id, scope=scope, now=time.now())
