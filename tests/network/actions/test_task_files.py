"""Files that show what was done in a task without a form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network.actions.task_files import (
    KEPT_AFTER_REMOVAL,
    add_task_file,
    forget_removed_files,
    remove_task_file,
    restore_task_file,
)
from mentornett.network.models import Submission, TaskFile
from mentornett.questionnaires.actions import FileError, SheetLockedError
from mentornett.questionnaires.rules.files import MOST_FILES
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")
PDF = b"%PDF-1.7 kurs"


def add(cast: Cast, name: str = "kurs.pdf", content: bytes = PDF) -> Any:
    return add_task_file(submission=cast.report, name=name, content=content, by=cast.coordinator, now=NOW)


def test_file_is_stored_with_type_by_content_and_an_audit_row(cast: Cast) -> None:
    row = add(cast, "kurs.exe")
    assert (row.name, row.content_type, row.size) == ("kurs.exe.pdf", "application/pdf", len(PDF))
    assert AuditEntry.objects.get(verb="file.attached").object_id == str(row.pk)


def test_same_file_twice_is_stored_once_and_too_many_are_refused(cast: Cast) -> None:
    assert add(cast).pk == add(cast, "annet.pdf").pk
    for number in range(1, MOST_FILES):
        add(cast, content=PDF + str(number).encode())
    with pytest.raises(FileError, match="too_many"):
        add(cast, content=PDF + b"one more")


def test_program_in_disguise_is_refused(cast: Cast) -> None:
    with pytest.raises(FileError, match="wrong_type"):
        add(cast, "kurs.pdf", b"MZ\x90\x00")
    assert not TaskFile.objects.exists()


def test_removed_file_can_be_put_back_until_it_is_forgotten(cast: Cast) -> None:
    row = add(cast)
    remove_task_file(file=row, by=cast.coordinator, now=NOW)
    forget_removed_files(NOW + KEPT_AFTER_REMOVAL)
    restore_task_file(file=row, by=cast.coordinator, now=NOW)
    assert TaskFile.objects.get().removed_at is None
    remove_task_file(file=row, by=cast.coordinator, now=NOW)
    forget_removed_files(NOW + KEPT_AFTER_REMOVAL + timedelta(seconds=1))
    assert not TaskFile.objects.exists()
    assert AuditEntry.objects.filter(verb__in=["file.removed", "file.restored"]).count() == 3


def test_sent_task_keeps_its_files(cast: Cast) -> None:
    row = add(cast)
    Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=NOW)
    with pytest.raises(SheetLockedError):
        add(cast, content=PDF + b"late")
    with pytest.raises(SheetLockedError):
        remove_task_file(file=row, by=cast.coordinator, now=NOW)
