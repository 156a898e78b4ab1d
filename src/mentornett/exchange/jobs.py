"""Jobs: they enter the scope themselves and read the clock."""

from __future__ import annotations

from django.utils import translation
from django_tasks import task

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import django_language
from mentornett.exchange.hires_files import read_hires
from mentornett.mentoring.actions import hire_files as actions
from mentornett.mentoring.models import HireFile
from mentornett.tenants.models import Person

ROWS_AT_A_TIME = 500


@task()
def import_hires(file_id: int, municipality_id: int, person_id: int) -> None:
    """Import one list inside its municipality's scope. Safe to run again: rows that are in change nothing."""
    scope = Scope(municipalities=frozenset({municipality_id}))
    by = Person.objects.get(pk=person_id)
    finished = False
    try:
        with translation.override(django_language(by.language)):
            import_in_parts(file_id=file_id, scope=scope, by=by)
        finished = True
    finally:
        if not finished:
            with inside(scope):
                actions.stop_import(file=HireFile.objects.get(pk=file_id), by=by, now=time.now())


def import_in_parts(*, file_id: int, scope: Scope, by: Person) -> None:
    """Import a list some rows at a time, so that nobody else waits for long and all can see how far it has come.

    Enters the scope anew for each part: on PostgreSQL a scope is a transaction, and what is told inside one is seen by
    others only when it ends.
    """
    with inside(scope):
        file = HireFile.objects.select_related("programme").get(pk=file_id)
        if file.ordered_at is None or file.imported_at:
            return
        rows, problems = read_hires(file.rows, file.columns)
    actions.leave_out(file=file, problems=problems)
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        with inside(scope):
            actions.import_part(file=file, rows=rows[start : start + ROWS_AT_A_TIME], by=by, now=time.now())
    with inside(scope):
        actions.finish_import(file=file, by=by, now=time.now())
