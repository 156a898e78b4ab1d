"""Files that show what a team did in a task without a form."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from mentornett.core import audit
from mentornett.network.models import Submission, TaskFile
from mentornett.network.rules import WRITABLE_STATES
from mentornett.questionnaires.actions import FileError, SheetLockedError, check_file
from mentornett.questionnaires.choices import FileProblem
from mentornett.questionnaires.rules.files import MOST_FILES
from mentornett.tenants.models import Person

KEPT_AFTER_REMOVAL = timedelta(days=30)


def _hold_open(submission: Submission) -> None:
    """Keep the task from being sent meanwhile. Raises SheetLockedError when it is sent already."""
    if Submission.objects.select_for_update().get(pk=submission.pk).state not in WRITABLE_STATES:
        raise SheetLockedError


def _check_room(submission: Submission) -> None:
    if TaskFile.objects.filter(submission=submission, removed_at=None).count() >= MOST_FILES:
        raise FileError(FileProblem.TOO_MANY, limit=MOST_FILES)


@transaction.atomic
def add_task_file(*, submission: Submission, name: str, content: bytes, by: Person, now: datetime) -> TaskFile:
    """Store a file; the same file twice is stored once. Raises FileError, SheetLockedError."""
    checked = check_file(name, content)
    _hold_open(submission)
    if same := TaskFile.objects.filter(submission=submission, sha256=checked.sha256, removed_at=None).first():
        return same
    _check_room(submission)
    file = TaskFile(
        submission=submission, name=checked.name, content_type=checked.content_type, size=len(content),
        sha256=checked.sha256, content=content, added_by=by, added_at=now, organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    )  # fmt: skip
    file.save()
    details = {"size": file.size, "type": checked.suffix}
    audit.record(verb="file.attached", on=file, by=by, now=now, details=details)
    return file


@transaction.atomic
def remove_task_file(*, file: TaskFile, by: Person, now: datetime) -> None:
    """Take a file out; it can be put back. Raises SheetLockedError."""
    _hold_open(file.submission)
    file.removed_at = now
    file.save(update_fields=["removed_at"])
    audit.record(verb="file.removed", on=file, by=by, now=now, details={"sha256": file.sha256})


@transaction.atomic
def restore_task_file(*, file: TaskFile, by: Person, now: datetime) -> None:
    """Put a removed file back. Raises FileError, SheetLockedError."""
    _hold_open(file.submission)
    _check_room(file.submission)
    file.removed_at = None
    file.save(update_fields=["removed_at"])
    audit.record(verb="file.restored", on=file, by=by, now=now)


def forget_removed_files(now: datetime) -> None:
    """Delete for good what was removed more than 30 days ago."""
    TaskFile.objects.filter(removed_at__lt=now - KEPT_AFTER_REMOVAL).delete()
