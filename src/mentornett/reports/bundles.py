"""All teams' documents for one assignment, in one zip or one PDF, made by a job."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import in_language, sort_key
from mentornett.documents.blocks import Block, Document, Heading, PageBreak
from mentornett.documents.pdf import as_pdf
from mentornett.measurement.queries import before_now as measurement
from mentornett.network.models import Assignment, Submission
from mentornett.network.permissions import grants_of
from mentornett.network.queries.writing import asked_in, sections_of
from mentornett.network.rules import DELIVERED_STATES
from mentornett.reports.final_report import final_report
from mentornett.reports.models import Bundle
from mentornett.reports.status_report import status_report
from mentornett.reports.words import framed
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer

KEPT_FOR_TEAM = "team_and_guide"
Part = tuple[str, Document]


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
    """Return the bundles of the organisers one follows teams for, and as a reader those one has ordered oneself, as
    long as one may read; all without their content.
    """
    ordered = Q(asked_by=viewer.person, only_shared=True, assignment__in=grants_of(viewer).values("assignment"))
    rows = Bundle.objects.filter(Q(organiser__in=viewer.staffed) | ordered).defer("content")
    return rows.select_related("assignment__network", "asked_by").order_by("-asked_at", "-pk")


def _submissions(assignment: Assignment) -> list[Submission]:
    rows = Submission.objects.filter(assignment=assignment, state__in=DELIVERED_STATES, sheet__isnull=False)
    rows = rows.select_related("team__municipality", "team__network", "assignment__gathering", "sheet__version")
    return sorted(rows, key=lambda row: (sort_key(str(row.team.municipality)), sort_key(row.team.name)))


@transaction.atomic
def ask_for_bundle(
    *, assignment: Assignment, form: str, language: str, by: Person, now: datetime, only_shared: bool = False
) -> Bundle:
    """Order a bundle; the job that makes it is started by the caller when this is stored."""
    total = len(_submissions(assignment))
    bundle = Bundle(
        assignment=assignment, form=form, language=language, total=total, asked_by=by, asked_at=now,
        organiser_id=assignment.network.organiser_id, only_shared=only_shared,
    )  # fmt: skip
    bundle.save()
    audit.record(verb="bundle.ordered", on=bundle, by=by, now=now, details={"documents": total})
    return bundle


def make_bundle(*, bundle_id: int, scope: Scope, now: datetime, today: date) -> None:
    """Make the file and tell underway how far it has come. A bundle that is done is left as it is.

    Enters the scope anew for each document: on PostgreSQL a scope is a transaction, and what is told inside one is
    seen by others only when it ends.
    """
    with inside(scope):
        bundle = Bundle.objects.select_related("assignment__network").get(pk=bundle_id)
        if bundle.state == "done":
            return
        _tell(bundle, state="running", done=0)
        wanted = [submission.pk for submission in _submissions(bundle.assignment)]
    with translation.override(bundle.language):
        parts = _parts(bundle, wanted, scope, today)
        write = _as_one if bundle.form == "pack" else _as_zip
        content = write(bundle, parts, now.replace(microsecond=0), today)
    with inside(scope):
        _tell(bundle, content=content, state="done", done=len(wanted), total=len(wanted), finished_at=now)


def _parts(bundle: Bundle, wanted: Sequence[int], scope: Scope, today: date) -> Iterator[Part]:
    """Yield whose each document is, and the document."""
    for number, pk in enumerate(wanted, start=1):
        with inside(scope):
            rows = Submission.objects.select_related(
                "team__municipality", "team__network", "assignment__gathering", "sheet__version"
            )
            submission = rows.get(pk=pk)
            document = document_of(submission, today, only_shared=bundle.only_shared)
            _tell(bundle, done=number)
        yield f"{submission.team.municipality}, {submission.team.name}", document


def _as_zip(bundle: Bundle, parts: Iterable[Part], now: datetime, today: date) -> bytes:
    from mentornett.documents.word import as_word  # noqa: PLC0415 (slow import)

    write = as_word if bundle.form == "word" else as_pdf
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (_whose, document) in enumerate(parts, start=1):
            file = write(document, written_at=now)
            archive.writestr(f"{number:03} {file.name}", file.content)
    return target.getvalue()


def _as_one(bundle: Bundle, parts: Iterable[Part], now: datetime, today: date) -> bytes:
    """Write all documents as one, each from a new page and under its team's name."""
    blocks: list[Block] = []
    for whose, document in parts:
        if blocks:
            blocks.append(PageBreak())
        blocks += [Heading(whose), *map(_one_level_down, document.blocks)]
    document = framed(
        title=in_language(bundle.assignment.title), subtitle=bundle.assignment.network.name, blocks=tuple(blocks),
        today=today, contents=True,
    )  # fmt: skip
    return as_pdf(document, written_at=now).content


def _one_level_down(block: Block) -> Block:
    return replace(block, level=min(block.level + 1, 4)) if isinstance(block, Heading) else block


def _tell(bundle: Bundle, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(bundle, name, value)
    bundle.save(update_fields=list(fields))


def mark_failed(*, bundle_id: int, scope: Scope, now: datetime) -> None:
    """Note that the job stopped, so that the page can say so."""
    with inside(scope):
        Bundle.objects.filter(pk=bundle_id).update(state="failed", finished_at=now)
