"""All teams' documents for one assignment in one zip, made by a job."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import sort_key
from mentornett.documents.blocks import Document
from mentornett.documents.files import File
from mentornett.documents.pdf import as_pdf
from mentornett.documents.word import as_word
from mentornett.measurement import queries as measurement
from mentornett.network.models import Assignment, Submission
from mentornett.network.queries.writing import asked_in, sections_of
from mentornett.network.rules import DELIVERED_STATES
from mentornett.reports.final_report import final_report
from mentornett.reports.models import Bundle
from mentornett.reports.status_report import status_report
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer

KEPT_FOR_TEAM = "team_and_guide"


def document_of(submission: Any, today: date, *, only_shared: bool = False) -> Document:
    """Return a delivered submission as the organiser may read it: without what is for the guide alone.

    `only_shared`: for readers from outside, who get only the before/now rows that all teams may see.
    """
    language = (translation.get_language() or "nb")[:2]
    rows = [row for row in asked_in(submission, today, language) if row.question.answer_audience != KEPT_FOR_TEAM]
    sections = sections_of(submission, rows)
    if submission.assignment.kind != "final_report":
        return status_report(submission, sections, today=today)
    found = measurement.rows_about(submission.team)
    if only_shared:
        found = found.filter(sharing__in=measurement.SHARED_WITH_NETWORK)
    shown = measurement.shown(found, language)
    return final_report(submission, sections, shown, today=today)


def bundles_visible_to(viewer: Viewer) -> QuerySet[Bundle]:
    """Return the bundles of the organisers one follows teams for, without their content."""
    rows = Bundle.objects.filter(organiser__in=viewer.staffed).defer("content")
    return rows.select_related("assignment__network", "asked_by").order_by("-asked_at", "-pk")


def _submissions(assignment: Assignment) -> list[Submission]:
    rows = Submission.objects.filter(assignment=assignment, state__in=DELIVERED_STATES, sheet__isnull=False)
    rows = rows.select_related("team__municipality", "team__network", "assignment__gathering", "sheet__version")
    return sorted(rows, key=lambda row: (sort_key(str(row.team.municipality)), sort_key(row.team.name)))


@transaction.atomic
def ask_for_bundle(*, assignment: Assignment, form: str, language: str, by: Person, now: datetime) -> Bundle:
    """Order a bundle; the job that makes it is started by the caller when this is stored."""
    total = len(_submissions(assignment))
    bundle = Bundle(
        assignment=assignment, form=form, language=language, total=total, asked_by=by, asked_at=now,
        organiser_id=assignment.network.organiser_id,
    )  # fmt: skip
    bundle.save()
    audit.record(verb="bundle.ordered", on=bundle, by=by, now=now, details={"documents": total})
    return bundle


def make_bundle(*, bundle_id: int, scope: Scope, now: datetime, today: date) -> None:
    """Make the zip and tell underway how far it has come. A bundle that is done is left as it is.

    Enters the scope anew for each document: on PostgreSQL a scope is a transaction, and what is told inside one is
    seen by others only when it ends.
    """
    with inside(scope):
        bundle = Bundle.objects.select_related("assignment__network").get(pk=bundle_id)
        if bundle.state == "done":
            return
        _tell(bundle, state="running", done=0)
        wanted = [submission.pk for submission in _submissions(bundle.assignment)]
    target = io.BytesIO()
    with translation.override(bundle.language), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, pk in enumerate(wanted, start=1):
            with inside(scope):
                file = _file(bundle, pk, now, today)
                _tell(bundle, done=number)
            archive.writestr(f"{number:03} {file.name}", file.content)
    with inside(scope):
        _tell(bundle, content=target.getvalue(), state="done", done=len(wanted), total=len(wanted), finished_at=now)


def _file(bundle: Bundle, submission_id: int, now: datetime, today: date) -> File:
    write = as_word if bundle.form == "word" else as_pdf
    rows = Submission.objects.select_related(
        "team__municipality", "team__network", "assignment__gathering", "sheet__version"
    )
    return write(document_of(rows.get(pk=submission_id), today), written_at=now.replace(microsecond=0))


def _tell(bundle: Bundle, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(bundle, name, value)
    bundle.save(update_fields=list(fields))


def mark_failed(*, bundle_id: int, scope: Scope, now: datetime) -> None:
    """Note that the job stopped, so that the page can say so."""
    with inside(scope):
        Bundle.objects.filter(pk=bundle_id).update(state="failed", finished_at=now)
