"""What is known already when a team opens a form: nobody retypes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.network.models import Action, Submission, TeamGoal
from mentornett.network.queries.course import members_today
from mentornett.network.queries.goals import actions_of, goals_of, network_goals
from mentornett.network.queries.roster import vacancies_in
from mentornett.network.queries.work import EarlierAnswer, delivered_sheets, earlier_answers
from mentornett.network.rules.goal_rows import ACTION_TABLES, OPEN_ACTIONS, action_row, goal_row, in_tree_order
from mentornett.questionnaires.models import Answer, Question
from mentornett.questionnaires.queries import answers_by_key
from mentornett.questionnaires.rules import as_text

Source = Callable[["Facts", Question], Any]
REPORT_KINDS = {"status": ("status_report",), "project": ("project_plan",), "communication": ("communication_plan",)}


@dataclass(frozen=True)
class Earlier:
    """A delivered report and its answers by question key."""

    submission: Submission
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Facts:
    """What is known about a team, each part read when the first question asks for it."""

    submission: Submission
    today: date

    @cached_property
    def language(self) -> str:
        """Return the reader's language as stored texts name it."""
        return (translation.get_language() or "nb")[:2]

    @cached_property
    def goals(self) -> list[TeamGoal]:
        """Return the team's goals."""
        return goals_of(self.submission.team)

    @cached_property
    def actions(self) -> list[Action]:
        """Return the team's actions."""
        return list(actions_of(self.submission.team))

    @cached_property
    def earlier(self) -> list[EarlierAnswer]:
        """Return what earlier reports of the same kind answered, the newest report first."""
        return earlier_answers(self.submission)

    @cached_property
    def _last(self) -> dict[str, EarlierAnswer]:
        return {row.key: row for row in reversed(self.earlier) if row.value is not None}

    @cached_property
    def _delivered(self) -> list[Earlier]:
        every = {kind for kinds in REPORT_KINDS.values() for kind in kinds}
        return _with_answers(list(delivered_sheets(self.submission.team_id, every)))

    def delivered(self, form: str) -> list[Earlier]:
        """Return what the team has delivered on a form («status», «project»), the newest first."""
        kinds = REPORT_KINDS.get(form, ())
        return [row for row in self._delivered if row.submission.assignment.kind in kinds]

    def last_answer(self, key: str) -> EarlierAnswer | None:
        """Return the newest earlier answer to a question that was answered."""
        return self._last.get(key)

    @cached_property
    def closed_before(self) -> set[str]:
        """Return the rows that the last report already showed as done or dropped."""
        last = [answer for answer in self.earlier if answer.sheet_id == self.earlier[0].sheet_id]
        rows = [row for answer in last if answer.type == "goals" for row in answer.value or []]
        return {row["id"] for row in rows if row["kind"] == "action" and row["state"] not in OPEN_ACTIONS}

    @cached_property
    def newly_done(self) -> list[Action]:
        """Return the actions that were done since the last report."""
        return [row for row in self.actions if row.state == "done" and f"a{row.pk}" not in self.closed_before]


def _with_answers(submissions: list[Submission]) -> list[Earlier]:
    answers = answers_by_key(row.sheet_id for row in submissions if row.sheet_id)
    return [Earlier(row, answers.get(row.sheet_id or 0, {})) for row in submissions]


def suggestion(facts: Facts, question: Question, extra: Mapping[str, Source] | None = None) -> Any:
    """Return the value a question opens with, None when nothing is known.

    `extra` are sources from rooms above, by the name that stands in the question's `prefill`.
    """
    if not question.prefill:
        return None
    name, _, key = question.prefill.partition(":")
    source = (extra or {}).get(question.prefill) or (extra or {}).get(name) or SOURCES.get(name)
    if source is None and name in REPORT_KINDS:
        return _from_report(facts, question, name, key)
    return (source(facts, question) if source else None) or None


def _goals(facts: Facts, question: Question) -> Any:
    levels = dict(question.options or {}).get("levels", ["sub", "action"])
    rows = [row for row in _goal_rows(facts) if row["level"] in levels]
    if "action" in levels:
        rows += [_row_of(action) for action in facts.actions if _is_news(action, facts)]
    return in_tree_order(rows)


def _goal_rows(facts: Facts) -> list[dict[str, Any]]:
    rows = [
        goal_row(
            f"g{goal.pk}", level=goal.level, text=goal.text, percent=goal.percent, comment=goal.result,
            fixed=goal.inherited_id is not None and goal.level != "sub",
        )
        for goal in facts.goals
    ]  # fmt: skip
    inherited = {goal.inherited_id for goal in facts.goals}
    fresh = [goal for goal in network_goals(facts.submission.team.network_id) if goal.pk not in inherited]
    rows += [
        goal_row(
            f"i{goal.pk}", level=goal.level, text=in_language(goal.text), percent=None, comment="",
            fixed=goal.level != "sub",
        )
        for goal in fresh
    ]  # fmt: skip
    return sorted(rows, key=lambda row: ("effect", "result", "sub").index(row["level"]))


def _is_news(action: Action, facts: Facts) -> bool:
    return action.state in OPEN_ACTIONS or (action.state == "done" and action in facts.newly_done)


def _row_of(action: Action) -> dict[str, Any]:
    return action_row(
        f"a{action.pk}", text=action.text, state=action.state, comment=action.comment, due=action.due,
        parent=f"g{action.goal_id}" if action.goal_id else "", responsible=action.responsible,
    )  # fmt: skip


def _actions(facts: Facts, question: Question) -> Any:
    if question.key in ACTION_TABLES:
        return _last_plan(facts, question)
    lines = [gettext("Done: %(action)s") % {"action": action.text} for action in facts.newly_done]
    return "\n".join(lines)


def _last_plan(facts: Facts, question: Question) -> Any:
    open_rows = [action for action in facts.actions if action.state in OPEN_ACTIONS]
    if question.type == "paragraphs":
        text = "\n".join(action.text for action in open_rows)
        return [_paragraph(1, text, {"label": gettext("The progress plan"), "submission": None})] if text else None
    columns = ACTION_TABLES.get(question.key, {})
    return [{"id": f"a{row.pk}"} | {key: _plain(row, name) for key, name in columns.items()} for row in open_rows]


def _plain(action: Action, name: str) -> str:
    value = getattr(action, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _last_answer(facts: Facts, question: Question) -> Any:
    answer = facts.last_answer(question.key)
    return answer.value if answer else None


def _roster(facts: Facts, question: Question) -> Any:
    team = facts.submission.team
    rows = [(in_language(row.role.label), row.person.name) for row in members_today(facts.today).filter(team=team)]
    rows += [(in_language(empty.label), gettext("Vacant")) for empty in vacancies_in([team], facts.today)[team.pk]]
    if question.type == "paragraphs":
        text = "\n".join(dict.fromkeys(role for role, _ in rows))  # roles, never names
        return [_paragraph(1, text, {"label": gettext("The team list"), "submission": None})] if text else None
    return [{"id": f"r{number}", "role": role, "name": name} for number, (role, name) in enumerate(rows, start=1)]


def _profile(facts: Facts, question: Question) -> Any:
    place = facts.submission.team.municipality
    parts = [place.organisation.strip()] if place else []
    if place and place.inhabitants:
        number = number_format(place.inhabitants, force_grouping=True)
        told = {"name": place, "number": number, "source": place.inhabitants_source}
        with_source = gettext("%(name)s has %(number)s inhabitants (%(source)s).")
        parts.append((with_source if told["source"] else gettext("%(name)s has %(number)s inhabitants.")) % told)
    return _as_asked(question, "\n\n".join(filter(None, parts)), gettext("The municipality's profile"))


def _expectations(facts: Facts, question: Question) -> Any:
    return _as_asked(question, facts.submission.team.expectations, gettext("The team's expectations"))


def _as_asked(question: Question, text: str, label: str) -> Any:
    if question.type != "paragraphs" or not text:
        return text
    return [_paragraph(1, text, {"label": label, "submission": None})]


def _communication_plan(facts: Facts, question: Question) -> Any:
    if own := facts.last_answer(question.key):
        return own.value
    rows = (report.answers.get("communication.rows") for report in facts.delivered("communication"))
    newest = next((answer for answer in rows if answer and answer.value), None)
    if newest is None:
        return None
    columns = {column["key"] for column in question.options}
    return [{key: cell for key, cell in row.items() if key in columns | {"id"}} for row in newest.value or []]


def _from_report(facts: Facts, question: Question, form: str, key: str) -> Any:
    """Return what earlier reports on another form said: a paragraph from each, or the newest answer."""
    reports = [report for report in facts.delivered(form) if report.answers.get(key)]
    texts = [(report, _written(report.answers[key], facts.language)) for report in reports]
    if question.type != "paragraphs":
        return next((text for _, text in texts if text), None)
    return [
        _paragraph(number, text, source_of(report.submission))
        for number, (report, text) in enumerate(reversed(texts), start=1)
        if text
    ] or None


def _written(answer: Answer, language: str) -> str:
    return "" if answer.value is None else as_text(answer.question, answer.value, language)


def source_of(submission: Submission) -> dict[str, Any]:
    """Return where a paragraph comes from, as it is stored with the paragraph."""
    sent = submission.sent_at.date().isoformat() if submission.sent_at else ""
    return {"submission": submission.pk, "label": in_language(submission.assignment.title), "sent": sent}


def _paragraph(number: int, text: str, source: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": f"p{number}", "text": text, "original": text, "source": dict(source), "state": "used"}


SOURCES: dict[str, Source] = {
    "goals": _goals,
    "actions": _actions,
    "last_plan": _last_plan,
    "last_answer": _last_answer,
    "roster": _roster,
    "profile": _profile,
    "expectations": _expectations,
    "communication_plan": _communication_plan,
}
