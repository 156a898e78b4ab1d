"""What teams have chosen to share with the whole network (A15): the only text that crosses between municipalities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.core.text import in_language, search_key
from mentornett.network.models import Network, NetworkGuest, Submission
from mentornett.network.rules import DELIVERED_STATES
from mentornett.questionnaires.choices import AnswerAudience
from mentornett.questionnaires.models import Answer, Question
from mentornett.questionnaires.rules import as_text
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Person

SHOWN = ("sheet_id", "question_id", "value")


@dataclass(frozen=True)
class SharedText:
    """One answer that a team shares: from whom, in which report, when."""

    team: str
    municipality: str
    report: str
    sent_on: date | None
    text: str
    sent_by: Person | None


def shared_texts(network: Network, language: str, words: str = "") -> dict[str, list[SharedText]]:
    """Return shared answers by question, newest first, of reports that were sent; `words` narrows by what is in them.

    Only questions whose audience is the whole network count, and only answers that the team shares that far.
    """
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        sent = {row.sheet_id: row for row in _sent(network)}
        versions = {row.sheet.version_id for row in sent.values() if row.sheet}
        asked = Question.objects.filter(version__in=versions, answer_audience=AnswerAudience.NETWORK).in_bulk()
        answers = Answer.objects.filter(
            sheet__in=sent, question__in=asked, sharing__in=[Sharing.NETWORK, Sharing.PUBLIC]
        )
        rows = [(sent[sheet], asked[key], value) for sheet, key, value in answers.values_list(*SHOWN)]
    rows.sort(key=lambda row: (row[0].sent_at is not None, row[0].sent_at), reverse=True)
    found: dict[str, list[SharedText]] = defaultdict(list)
    wanted = search_key(words)
    for submission, question, value in rows:
        text = as_text(question, value, language)
        if text and wanted in search_key(text):
            found[in_language(question.label, language)].append(_shared(submission, text, language))
    return dict(found)


def number_of_guests(network: Network, today: date) -> int:
    """Return how many people of other networks may read what is shared here today."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        return NetworkGuest.objects.filter(network=network, starts__lte=today, ends__gte=today).count()


def _sent(network: Network) -> QuerySet[Submission]:
    rows = Submission.objects.filter(assignment__network=network, state__in=DELIVERED_STATES, sheet__isnull=False)
    return rows.select_related("team__municipality", "assignment", "sheet", "sent_by").only(
        "sheet__version", "sent_at", "sent_by__name", "team__name", "team__municipality__name", "assignment__title"
    )


def _shared(submission: Submission, text: str, language: str) -> SharedText:
    team = submission.team
    return SharedText(
        team=team.name,
        municipality=team.municipality.name if team.municipality else "",
        report=in_language(submission.assignment.title, language),
        sent_on=submission.sent_at.date() if submission.sent_at else None,
        text=text,
        sent_by=submission.sent_by,
    )
