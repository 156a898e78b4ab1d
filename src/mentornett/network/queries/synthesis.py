"""The organiser's reading across teams: one question, all teams; passages, tags and quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from mentornett.core.text import sort_key
from mentornett.network.models import Assignment, Excerpt, Gathering, Network, PollResult, Submission, Tag
from mentornett.network.rules import DELIVERED_STATES
from mentornett.network.rules.quoting import NEVER_QUOTED_AUDIENCE, SHARED_LEVELS, holds_passage, may_be_quoted
from mentornett.questionnaires.models import Answer, Question
from mentornett.questionnaires.rules import as_text

READ_KINDS = ("status_report", "final_report")


@dataclass(frozen=True)
class Said:
    """What one team answered to one question. `may_quote`: the team shares it with the network."""

    submission: Submission
    answer: Answer | None
    text: str
    may_quote: bool
    excerpts: list[Excerpt] = field(default_factory=list)


def assignments_to_read(network: Network) -> QuerySet[Assignment]:
    """Return the reports that teams were asked for, the newest first, with how many were delivered."""
    delivered = Count("submissions", filter=Q(submissions__state__in=DELIVERED_STATES))
    rows = Assignment.objects.filter(network=network, kind__in=READ_KINDS, withdrawn=False)
    rows = rows.filter(questionnaire_version__isnull=False).select_related("gathering", "questionnaire_version")
    return rows.annotate(delivered=delivered).order_by("-gathering__starts", "-due_offset", "-pk")


def questions_to_read(assignment: Assignment) -> QuerySet[Question]:
    """Return the questions whose answers the organiser reads; what is for the guide alone is not among them."""
    rows = Question.objects.filter(version=assignment.questionnaire_version_id).exclude(type="file")
    return rows.exclude(answer_audience=NEVER_QUOTED_AUDIENCE).order_by("position")


def _delivered(assignment: Assignment) -> list[Submission]:
    rows = Submission.objects.filter(assignment=assignment, state__in=DELIVERED_STATES, sheet__isnull=False)
    rows = rows.select_related("team__municipality")
    return sorted(rows, key=lambda row: (sort_key(str(row.team.municipality)), sort_key(row.team.name)))


def said_about(assignment: Assignment, questions: Iterable[Question], language: str) -> dict[int, list[Said]]:
    """Return question id -> what each team said, in four queries whatever the number of teams and questions."""
    asked = {question.pk: question for question in questions}
    submissions = _delivered(assignment)
    answers = Answer.objects.filter(sheet__in=[row.sheet_id for row in submissions], question__in=list(asked))
    found = {(answer.sheet_id, answer.question_id): answer for answer in answers}
    marked: dict[int, list[Excerpt]] = {}
    for excerpt in Excerpt.objects.filter(answer__in=list(found.values())).prefetch_related("tags").order_by("pk"):
        marked.setdefault(excerpt.answer_id, []).append(excerpt)
    return {
        key: [_said(row, question, found.get((row.sheet_id or 0, key)), marked, language) for row in submissions]
        for key, question in asked.items()
    }


def _said(
    submission: Submission, question: Question, answer: Answer | None, marked: dict[int, list[Excerpt]], language: str
) -> Said:
    if answer is None:
        return Said(submission, None, "", may_quote=False)
    allowed = may_be_quoted(sharing=answer.sharing, answer_audience=question.answer_audience, state=submission.state)
    return Said(submission, answer, as_text(question, answer.value, language), allowed, marked.get(answer.pk, []))


def tags_of(network: Network) -> QuerySet[Tag]:
    """Return a network's tags by name, with how many passages each has."""
    return Tag.objects.filter(network=network).annotate(passages=Count("excerpts")).order_by("text")


def excerpts_in(network: Network, *, tag: Tag | None = None, assignment: Assignment | None = None) -> QuerySet[Excerpt]:
    """Return the passages marked in a network, with all that is needed to show them, the newest first."""
    rows = Excerpt.objects.filter(submission__assignment__network=network)
    if tag:
        rows = rows.filter(tags=tag)
    if assignment:
        rows = rows.filter(submission__assignment=assignment)
    rows = rows.select_related(
        "submission__team__municipality", "submission__assignment__gathering", "answer__question", "by"
    )
    return rows.prefetch_related(Prefetch("tags", queryset=Tag.objects.order_by("text"))).order_by("-at", "-pk")


def is_shared(excerpt: Excerpt) -> bool:
    """Tell whether the team shares the answer that a passage stands in with the network now."""
    answer = excerpt.answer
    return may_be_quoted(
        sharing=answer.sharing, answer_audience=answer.question.answer_audience, state=excerpt.submission.state
    )


def is_quotable(excerpt: Excerpt, language: str = "nb") -> bool:
    """Tell whether a passage may be quoted now: the team shares the answer still, and the answer still says it."""
    answer = excerpt.answer
    return is_shared(excerpt) and holds_passage(as_text(answer.question, answer.value, language), excerpt.text)


def quotable_in(network: Network, *, assignment: Assignment | None = None) -> list[Excerpt]:
    """Return the passages that may be shown to the whole network now."""
    rows = excerpts_in(network, assignment=assignment).filter(
        answer__sharing__in=SHARED_LEVELS, submission__state__in=DELIVERED_STATES
    )
    return [excerpt for excerpt in rows if is_quotable(excerpt)]


def quotes_in(network: Network) -> dict[int, Excerpt]:
    """Return the passages chosen for the network report that may be quoted still, by id."""
    return {excerpt.pk: excerpt for excerpt in quotable_in(network) if excerpt.quoted}


def polls_of(network: Network) -> QuerySet[PollResult]:
    """Return the published poll figures in order."""
    return PollResult.objects.filter(network=network).order_by("position", "pk")


def held_in(network: Network) -> QuerySet[Gathering]:
    """Return the gatherings that were held, in order."""
    return Gathering.objects.filter(network=network, state="held").order_by("starts", "number")
