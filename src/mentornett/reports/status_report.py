"""A status report (or any other form that a team has filled in) as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Document, KeyValues, Note
from mentornett.network.queries.gatherings import full_name
from mentornett.network.queries.writing import Section
from mentornett.reports.answers import section_blocks
from mentornett.reports.words import framed, long_date


def submission_facts(submission: Any) -> KeyValues:
    """Return who it is from, for which gathering, and when it was sent."""
    team, assignment = submission.team, submission.assignment
    pairs = [
        (gettext("Municipality"), team.municipality.name if team.municipality else ""),
        (gettext("Team"), team.name),
        (gettext("Learning network"), team.network.name),
        (gettext("Before"), full_name(assignment.gathering)),
    ]
    if submission.sent_at:
        pairs.append((gettext("Sent"), long_date(timezone.localtime(submission.sent_at).date())))
    return KeyValues(tuple((name, value) for name, value in pairs if value))


def draft_note(submission: Any) -> Iterator[Block]:
    """Say so when what one reads has not been sent."""
    if submission.state in {"open", "draft", "reopened"}:
        yield Note(gettext("This is a draft. It has not been sent."), "warning")


def status_report(submission: Any, sections: Iterable[Section], *, today: date) -> Document:
    """Return one submission as a document, with the questions that have an answer."""
    blocks = (submission_facts(submission), *draft_note(submission), *section_blocks(sections))
    title = in_language(submission.assignment.title)
    return framed(title=title, subtitle=submission.team.name, blocks=blocks, today=today)
