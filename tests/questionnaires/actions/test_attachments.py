"""Files as answers."""

from __future__ import annotations

from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.questionnaires.actions import FileError, SheetLockedError, attach_file, lock_sheet, remove_file
from mentornett.questionnaires.models import Attachment
from mentornett.questionnaires.rules.files import LARGEST, MOST_FILES
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")
PDF = b"%PDF-1.7 plan"


def attach(cast: Cast, name: str = "plan.pdf", content: bytes = PDF) -> Any:
    question = cast.questionnaire.questions.first()
    return attach_file(
        sheet=cast.report.sheet, question=question, name=name, content=content, by=cast.coordinator, now=NOW
    )


def test_file_is_stored_with_type_by_content_and_an_audit_row(cast: Cast) -> None:
    row = attach(cast, "Plan.docx")
    assert (row.name, row.content_type, row.size) == ("Plan.docx.pdf", "application/pdf", len(PDF))
    assert AuditEntry.objects.get(verb="file.attached").details["type"] == "pdf"


def test_same_file_twice_is_stored_once(cast: Cast) -> None:
    assert attach(cast).pk == attach(cast, "annet navn.pdf").pk


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("tom.pdf", b"", "empty"), ("stor.pdf", b"%PDF-" + b"x" * LARGEST, "file_too_large"),
        ("plan.pdf", b"MZ\x90\x00", "wrong_type"), ("01017012345.pdf", PDF, "file_national_id"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_attached_says_why(cast: Cast, name: str, content: bytes, problem: str) -> None:
    with pytest.raises(FileError) as caught:
        attach(cast, name, content)
    assert caught.value.problem == problem
    assert "%(" not in caught.value.message
    assert not Attachment.objects.exists()


def test_too_many_files_are_refused(cast: Cast) -> None:
    for number in range(MOST_FILES):
        attach(cast, content=PDF + str(number).encode())
    with pytest.raises(FileError, match="too_many"):
        attach(cast, content=PDF + b"one more")


def test_removed_file_is_gone_and_the_audit_row_knows_which(cast: Cast) -> None:
    row = attach(cast)
    sha256 = row.sha256
    remove_file(attachment=row, by=cast.coordinator, now=NOW)
    assert not Attachment.objects.exists()
    assert AuditEntry.objects.get(verb="file.removed").details["sha256"] == sha256


def test_locked_sheet_keeps_its_files(cast: Cast) -> None:
    row = attach(cast)
    lock_sheet(sheet=cast.report.sheet)
    with pytest.raises(SheetLockedError):
        attach(cast, content=PDF + b"late")
    with pytest.raises(SheetLockedError):
        remove_file(attachment=row, by=cast.coordinator, now=NOW)
