"""Files that are given as answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean, has_national_id
from mentornett.documents.pictures import fits_in_documents
from mentornett.questionnaires.actions.answers import SheetLockedError
from mentornett.questionnaires.choices import FileProblem
from mentornett.questionnaires.models import AnswerSheet, Attachment, Question
from mentornett.questionnaires.rules.files import LARGEST, MOST_FILES, content_type_of, safe_name
from mentornett.tenants.models import Person


class FileError(ValueError):
    """A file that cannot be attached."""

    def __init__(self, problem: FileProblem, **details: object) -> None:
        super().__init__(problem.value)
        self.problem, self.details = problem, details

    @property
    def message(self) -> str:
        """The sentence for the person who chose the file."""
        return str(self.problem.label) % self.details


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be attached: its safe name, and what its content says that it is."""

    name: str
    suffix: str
    content_type: str
    sha256: str


def check_file(name: str, content: bytes) -> CheckedFile:
    """Judge a file that somebody wants to attach, by its content. Raises FileError."""
    if not content:
        raise FileError(FileProblem.EMPTY)
    if len(content) > LARGEST:
        raise FileError(FileProblem.TOO_LARGE, limit=LARGEST // 1024**2)
    kind = content_type_of(content)
    if kind is None:
        raise FileError(FileProblem.WRONG_TYPE)
    if has_national_id(name):
        raise FileError(FileProblem.NATIONAL_ID)
    if kind[0] == "png" and not fits_in_documents(content):
        raise FileError(FileProblem.PICTURE)
    suffix, content_type = kind
    return CheckedFile(safe_name(name, suffix), suffix, content_type, hashlib.sha256(content).hexdigest())


@transaction.atomic
def attach_file(
    *, sheet: AnswerSheet, question: Question, name: str, content: bytes, by: Person, now: datetime, alt_text: str = ""
) -> Attachment:
    """Store a file with an answer; the same file twice is stored once. Raises FileError, SheetLockedError."""
    checked = check_file(name, content)
    if AnswerSheet.objects.select_for_update().get(pk=sheet.pk).locked:
        raise SheetLockedError
    rows = Attachment.objects.filter(sheet=sheet, question=question)
    if same := rows.filter(sha256=checked.sha256).first():
        return same
    if rows.count() >= MOST_FILES:
        raise FileError(FileProblem.TOO_MANY, limit=MOST_FILES)
    attachment = Attachment(
        sheet=sheet, question=question, name=checked.name, content_type=checked.content_type,
        size=len(content), sha256=checked.sha256, content=content, alt_text=clean(alt_text).strip()[:250],
        uploaded_by=by, uploaded_at=now, organiser_id=sheet.organiser_id, municipality_id=sheet.municipality_id,
    )  # fmt: skip
    attachment.save()
    details = {"question": question.key, "size": attachment.size, "type": checked.suffix}
    audit.record(verb="file.attached", on=attachment, by=by, now=now, details=details)
    return attachment


@transaction.atomic
def remove_file(*, attachment: Attachment, by: Person, now: datetime) -> None:
    """Remove a file. Raises SheetLockedError."""
    if AnswerSheet.objects.select_for_update().get(pk=attachment.sheet_id).locked:
        raise SheetLockedError
    details = {"question": attachment.question.key, "sha256": attachment.sha256}
    audit.record(verb="file.removed", on=attachment, by=by, now=now, details=details)
    attachment.delete()
