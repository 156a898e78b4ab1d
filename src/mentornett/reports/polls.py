"""Poll results as they were published: the part that cannot be read is shown as unknown, never as a whole (X28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Cell, Column, Table
from mentornett.measurement.rules import number_words
from mentornett.reports.words import language_now


@dataclass
class Poll:
    """One question with its answers; `n` is None where the source does not say how many answered."""

    topic: str
    n: int | None
    notes: list[str] = field(default_factory=list)
    answers: list[tuple[str, str, bool]] = field(default_factory=list)  # category, percentage, unknown

    @property
    def n_words(self) -> str:
        """How many answered, in words."""
        return gettext("%(n)s answered") % {"n": self.n} if self.n else gettext("It is not known how many answered.")


def polls_shown(results: Iterable[Any]) -> list[Poll]:
    """Gather results by topic, in order. What is missing to 100 % is a row of its own: unknown."""
    polls: dict[str, Poll] = {}
    for result in results:
        topic = in_language(result.topic)
        poll = polls.setdefault(topic, Poll(topic, result.n))
        category = (
            gettext("Unknown: cannot be read in the source") if result.unknown_rest else in_language(result.category)
        )
        if result.percent is not None:
            poll.answers.append((category, _percent(result.percent), result.unknown_rest))
        note = in_language(result.note)
        if note and note not in poll.notes:
            poll.notes.append(note)
    return list(polls.values())


def _percent(value: Decimal) -> str:
    return f"{number_words(value, language_now())} %"


def poll_blocks(results: Iterable[Any]) -> Iterator[Block]:
    """Yield one table for each poll, with n and notes under it."""
    for poll in polls_shown(results):
        rows = tuple(_row(*answer) for answer in poll.answers)
        note = " ".join([poll.n_words, *poll.notes])
        yield Table(
            caption=poll.topic,
            columns=(Column(gettext("Answer"), width_weight=4), Column(gettext("Share"), "right")),
            rows=rows or ((Cell(gettext("Cannot be read in the source")), Cell("–")),),
            note=note,
        )


def _row(category: str, percent: str, unknown: bool) -> tuple[Cell, Cell]:
    tone = "neutral" if unknown else None
    return (Cell(category, tone), Cell(percent, tone))  # type: ignore[arg-type]
