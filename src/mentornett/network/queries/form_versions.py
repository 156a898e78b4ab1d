"""A network's forms: their versions, which assignments ask with them, and what a draft changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.network.choices import SubmissionState
from mentornett.network.models import Assignment, Network
from mentornett.network.queries.setup import AssignmentRow, assignments_of
from mentornett.network.queries.version_words import Change, Form, changes_between
from mentornett.questionnaires.choices import VersionState
from mentornett.questionnaires.models import AnswerSheet, Question, Version
from mentornett.questionnaires.queries import questions_of

NOT_BEGUN = (SubmissionState.PLANNED, SubmissionState.OPEN)


def versions_for(network: Network) -> QuerySet[Version]:
    """Return all versions, with `question_count`, of the built-in forms and of the organiser's own."""
    owned = Q(questionnaire__organiser=None) | Q(questionnaire__organiser=network.organiser_id)
    rows = Version.objects.filter(owned).select_related("questionnaire")
    return rows.annotate(question_count=Count("questions")).order_by("questionnaire__key", "questionnaire", "number")


def version_name(version: Version) -> str:
    """Say whose version it is, and which."""
    values = {"number": version.number}
    if version.questionnaire.organiser_id is None:
        return gettext("Built in, version %(number)s") % values
    if version.state == VersionState.DRAFT:
        return gettext("Our own, version %(number)s (draft)") % values
    return gettext("Our own, version %(number)s") % values


@dataclass(frozen=True)
class Used:
    """A version and the assignments of the network that ask with it."""

    version: Version
    name: str
    assignments: list[AssignmentRow]

    @property
    def is_draft(self) -> bool:
        """Tell whether it is being written."""
        return self.version.state == VersionState.DRAFT


@dataclass(frozen=True)
class FormUse:
    """A form with its versions, the newest first: the organiser's own before the built-in."""

    key: str
    title: str
    versions: list[Used]

    @property
    def in_use(self) -> list[Used]:
        """Return the versions that some assignment asks with."""
        return [row for row in self.versions if row.assignments]

    @property
    def draft(self) -> Used | None:
        """Return the draft, if one is being written."""
        return next((row for row in self.versions if row.is_draft), None)

    @property
    def newest(self) -> Version:
        """Return the version that a new draft begins as: the newest that is published."""
        return next((row.version for row in self.versions if not row.is_draft), self.versions[0].version)

    def used(self, pk: int) -> Used | None:
        """Return one of the versions."""
        return next((row for row in self.versions if row.version.pk == pk), None)


def forms_of(network: Network) -> list[FormUse]:
    """Return the forms that the network can use, in two queries whatever their number."""
    asked: dict[int, list[AssignmentRow]] = {}
    for row in assignments_of(network):
        if row.assignment.questionnaire_version_id and not row.assignment.withdrawn:
            asked.setdefault(row.assignment.questionnaire_version_id, []).append(row)
    forms: dict[str, list[Used]] = {}
    for version in versions_for(network):
        used = Used(version, version_name(version), asked.get(version.pk, []))
        forms.setdefault(version.questionnaire.key, []).append(used)
    return [_form(key, rows) for key, rows in forms.items()]


def _form(key: str, rows: list[Used]) -> FormUse:
    rows.sort(key=lambda row: (row.version.questionnaire.organiser_id is not None, row.version.number), reverse=True)
    return FormUse(key, in_language(rows[0].version.questionnaire.title), rows)


@dataclass(frozen=True)
class Part:
    """A part of a version with its questions."""

    key: str
    title: str
    questions: list[Question]


def parts_of(version: Version, questions: Sequence[Question]) -> list[Part]:
    """Return a version's questions in its parts."""
    return [
        Part(part["key"], in_language(part["title"]), [row for row in questions if row.section == part["key"]])
        for part in version.sections
    ]


def _as_form(version: Version) -> Form:
    return Form(version.sections, list(questions_of(version)))


def changes_from(earlier: Version, later: Version) -> list[Change]:
    """Return what is different in the later of two versions."""
    return changes_between(_as_form(earlier), _as_form(later))


def sheets_not_begun(assignments: Sequence[Assignment]) -> QuerySet[AnswerSheet]:
    """Return the answer sheets in which nobody has written or attached anything."""
    rows = AnswerSheet.objects.filter(submission__assignment__in=assignments, submission__state__in=NOT_BEGUN)
    return rows.filter(answers=None, attachments=None)


@dataclass(frozen=True)
class Step:
    """An assignment from which a version can be taken into use; `begun` reports keep the form they have."""

    row: AssignmentRow
    following: list[Assignment]
    begun: int


def steps_for(form: FormUse, today: date) -> list[Step]:
    """Return the assignments that ask with some version of a form and are still to come, in order of deadline."""
    rows = sorted(
        (row for used in form.versions for row in used.assignments), key=lambda row: (row.due, row.assignment.pk)
    )
    coming = [row for row in rows if row.due >= today]
    begun = _begun([row.assignment for row in coming])
    return [
        Step(row, [each.assignment for each in coming[place:]], begun.get(row.assignment.pk, 0))
        for place, row in enumerate(coming)
    ]


def _begun(assignments: Sequence[Assignment]) -> dict[int, int]:
    left = sheets_not_begun(assignments).values("pk")
    rows: QuerySet[Any] = Assignment.objects.filter(pk__in=[row.pk for row in assignments])
    counted = rows.annotate(
        begun=Count("submissions", filter=Q(submissions__sheet__isnull=False) & ~Q(submissions__sheet__in=left))
    )
    return dict(counted.values_list("pk", "begun"))
