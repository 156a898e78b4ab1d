"""What teams have chosen to share with the whole network (A15): the only text that crosses between municipalities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mentornett.core.scoping import Scope, inside
from mentornett.core.text import in_language, search_key
from mentornett.network.models import Network, Submission
from mentornett.network.rules import DELIVERED_STATES
from mentornett.questionnaires.choices import AnswerAudience
from mentornett.questionnaires.models import Answer
from mentornett.questionnaires.rules import as_text
from mentornett.tenants.choices import Sharing


@dataclass(frozen=True)
class SharedText:
    """One answer that a team shares: from whom, in which report, when."""

    team: str
    municipality: str
    report: str
    sent_on: date | None
    text: str


def shared_texts(network: Network, language: str, words: str = "") -> dict[str, list[SharedText]]:
    """Return shared answers by question, newest first, of reports that were sent; `words` narrows by what is in them.

    Only questions whose audience is the whole network count, and only answers that the team shares that far.
    """
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        sent = {
            row.sheet_id: row
            for row in Submission.objects.filter(
                assignment__network=network, state__in=DELIVERED_STATES, sheet__isnull=False
            ).select_related("team__municipality", "assignment")
        }
        answers = Answer.objects.filter(
            sheet__in=sent,
            question__answer_audience=AnswerAudience.NETWORK,
            sharing__in=[Sharing.NETWORK, Sharing.PUBLIC],
        ).select_related("question")
        rows = [(answer, sent[answer.sheet_id]) for answer in answers]
    rows.sort(key=lambda row: (row[1].sent_at is not None, row[1].sent_at), reverse=True)
    found: dict[str, list[SharedText]] = defaultdict(list)
    for answer, submission in rows:
        text = as_text(answer.question, answer.value, language)
        if text and search_key(words) in search_key(text):
            found[in_language(answer.question.label, language)].append(_shared(submission, text, language))
    return dict(found)


def _shared(submission: Submission, text: str, language: str) -> SharedText:
    team = submission.team
    return SharedText(
        team=team.name,
        municipality=team.municipality.name if team.municipality else "",
        report=in_language(submission.assignment.title, language),
        sent_on=submission.sent_at.date() if submission.sent_at else None,
        text=text,
    )
