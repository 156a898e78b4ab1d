"""Rows of teams' communication plans whose day has come (E13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.network.choices import AssignmentKind
from mentornett.network.models import Team
from mentornett.questionnaires.models import Answer

KEY = "communication.rows"
REMEMBERED = timedelta(days=14)  # a row that was forgotten longer ago is not asked about


@dataclass(frozen=True)
class DueMessage:
    """A message that a team wrote it would give on a day: to whom, what, how."""

    row: str
    on: date
    audience: str
    message: str


def messages_due(teams: Iterable[Team], today: date) -> dict[int, list[DueMessage]]:
    """Return what each team's newest plan has for the past days and is still only planned, in one query."""
    answers = Answer.objects.filter(
        sheet__submission__team__in=list(teams), question__key=KEY, sheet__submission__assignment__withdrawn=False,
        sheet__submission__assignment__kind=AssignmentKind.COMMUNICATION_PLAN,
    )  # fmt: skip
    in_order = answers.order_by("sheet__submission__assignment__gathering__starts", "sheet__submission")
    newest = dict(in_order.values_list("sheet__submission__team", "value"))  # a later plan stands for an earlier one
    found = {pk: _due(rows or [], today) for pk, rows in newest.items()}
    return {pk: due for pk, due in found.items() if due}


def _due(rows: list[dict[str, str]], today: date) -> list[DueMessage]:
    found = []
    for row in rows:
        on = date.fromisoformat(row["when"]) if row.get("when") else None
        if on and today - REMEMBERED <= on <= today and row.get("status") not in ("done", "dropped"):
            found.append(DueMessage(row.get("id", ""), on, row.get("audience") or "", row.get("message") or ""))
    return sorted(found, key=lambda each: each.on)
