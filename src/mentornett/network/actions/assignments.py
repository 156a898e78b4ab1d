"""What teams are asked for: added, changed, extended, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean, in_all, in_language
from mentornett.network.actions.from_template import built_in_version
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.choices import AssignmentKind, SubmissionState
from mentornett.network.models import Assignment, Gathering, Network, Submission
from mentornett.network.template.reader import read_template
from mentornett.network.template.shapes import AssignmentTemplate
from mentornett.questionnaires.models import Version
from mentornett.tenants.models import Person

NOT_BEGUN = (SubmissionState.PLANNED, SubmissionState.OPEN)


@dataclass(frozen=True)
class Wanted:
    """What an organiser says about an assignment. Offsets are days, see rules.work.deadline, rules.course.opening."""

    kind: AssignmentKind
    title: str
    instructions: str
    gathering: Gathering
    opens_offset: int
    due_offset: int
    hours: Decimal
    version: Version | None = None


@transaction.atomic
def add_assignment(*, network: Network, wanted: Wanted, by: Person, now: datetime) -> Assignment:
    """Ask all teams of a network for something; each gets its submission at once."""
    row = Assignment(network=network, key=_free_key(network, wanted.kind))
    _take(row, wanted)
    row.title, row.instructions = in_all(clean(wanted.title).strip()), in_all(clean(wanted.instructions).strip())
    row.save()
    ensure_submissions(network=network, by=by, now=now)
    audit.record(verb="assignment.added", on=network, by=by, now=now, details={"assignment": row.pk})
    return row


@transaction.atomic
def add_from_library(
    *, network: Network, template: AssignmentTemplate, gathering: Gathering, by: Person, now: datetime
) -> Assignment:
    """Ask for something from the template's library, due by a gathering."""
    form = read_template().form(template.form) if template.form else None
    row = Assignment.objects.create(
        network=network, key=_free_key(network, template.key), kind=template.kind, title=template.title,
        instructions=template.instructions, evidence=template.evidence, gathering=gathering,
        opens_offset=template.opens_offset_days, due_offset=template.due_offset_days, hours=template.hours,
        questionnaire_version=built_in_version(form, read_template().version, now) if form else None,
    )  # fmt: skip
    ensure_submissions(network=network, by=by, now=now)
    audit.record(verb="assignment.added", on=network, by=by, now=now, details={"assignment": row.pk})
    return row


@transaction.atomic
def change_assignment(*, assignment: Assignment, wanted: Wanted, by: Person, now: datetime) -> None:
    """Change an assignment. A text in several languages stays so unless it was changed; begun work keeps its form."""
    for name in ("title", "instructions"):
        text = clean(getattr(wanted, name)).strip()
        if text != in_language(getattr(assignment, name)):
            setattr(assignment, name, in_all(text))
    before = assignment.questionnaire_version_id
    _take(assignment, wanted)
    assignment.save()
    if assignment.questionnaire_version_id != before:
        _use_new_form(assignment)
    ensure_submissions(network=assignment.network, by=by, now=now)
    audit.record(
        verb="assignment.changed", on=assignment.network, by=by, now=now, details={"assignment": assignment.pk}
    )


def _take(row: Assignment, wanted: Wanted) -> None:
    row.kind, row.gathering, row.questionnaire_version = wanted.kind, wanted.gathering, wanted.version
    row.opens_offset, row.due_offset, row.hours = wanted.opens_offset, wanted.due_offset, wanted.hours


def _use_new_form(assignment: Assignment) -> None:
    """Work that nobody has begun gets the new form; ensure_submissions makes it again with a fresh sheet."""
    rows = Submission.objects.filter(
        assignment=assignment, state__in=NOT_BEGUN, sheet__answers__isnull=True, sheet__attachments__isnull=True,
        files__isnull=True, note="",
    )  # fmt: skip
    for row in rows.select_related("sheet"):
        sheet = row.sheet
        row.delete()
        if sheet:
            sheet.delete()


def _free_key(network: Network, wish: str) -> str:
    taken = set(Assignment.objects.filter(network=network).values_list("key", flat=True))
    return next(key for key in (wish, *(f"{wish}-{n}" for n in range(2, 10_000))) if key not in taken)


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: Person, now: datetime) -> None:
    """Ask for it no more. What teams have written stays; work that nobody began is taken away."""
    _set(assignment, by, now, "assignment.withdrawn", withdrawn=True)
    _use_new_form(assignment)


@transaction.atomic
def restore_assignment(*, assignment: Assignment, by: Person, now: datetime) -> None:
    """Ask for a withdrawn assignment again."""
    _set(assignment, by, now, "assignment.restored", withdrawn=False)
    ensure_submissions(network=assignment.network, by=by, now=now)


@transaction.atomic
def fix_deadline(*, assignment: Assignment, due: date | None, reason: str, by: Person, now: datetime) -> None:
    """Give the assignment a deadline as a date for all teams, or (None) let it follow its gathering again.

    Each change is logged with both dates, and the reason stands beside the deadline (X15).
    """
    details = {"before": str(assignment.fixed_due or ""), "after": str(due or "")}
    reason = clean(reason).strip() if due else ""
    _set(assignment, by, now, "assignment.deadline_set", details, fixed_due=due, fixed_due_reason=reason)
    ensure_submissions(network=assignment.network, by=by, now=now)


@transaction.atomic
def move_to_gathering(*, assignment: Assignment, gathering: Gathering, by: Person, now: datetime) -> None:
    """Let an assignment follow another gathering, such as when its own was cancelled."""
    _set(assignment, by, now, "assignment.moved", {"gathering": gathering.pk}, gathering=gathering)
    ensure_submissions(network=assignment.network, by=by, now=now)


def _set(
    row: Assignment, by: Person, now: datetime, verb: str, details: dict[str, Any] | None = None, **fields: Any
) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    audit.record(verb=verb, on=row.network, by=by, now=now, details={"assignment": row.pk, **(details or {})})
