"""How the pulse is read: own answers with one's own words, and the municipality's figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mentornett.competence.models import Pulse, PulseTally
from mentornett.competence.rules.pulse import QUESTIONS, SCALE, median
from mentornett.core.sealing import unseal


@dataclass(frozen=True)
class OwnAnswer:
    """An answer as its author reads it."""

    pulse: Pulse
    text: str


@dataclass(frozen=True)
class QuestionFigures:
    """How many answered 1, 2, 3, 4 and 5 to a question, and the median."""

    question: str
    counts: tuple[int, ...]
    median: float | None


@dataclass(frozen=True)
class HalfYear:
    """The figures of half a year in a municipality."""

    tally: PulseTally
    rows: tuple[QuestionFigures, ...]


def own_answers(pulses: Iterable[Pulse]) -> list[OwnAnswer]:
    """Return answers with their words. Hand it only what `permissions.pulse.pulses_of` gave."""
    return [OwnAnswer(row, unseal(bytes(row.sealed)) if row.sealed else "") for row in pulses]


def half_years(tallies: Iterable[PulseTally]) -> list[HalfYear]:
    """Return what was last shown of each count, question by question."""
    return [HalfYear(row, tuple(_figures(row, question) for question in QUESTIONS)) for row in tallies]


def _figures(row: PulseTally, question: str) -> QuestionFigures:
    counts = tuple(row.shown.get(question, [0] * len(SCALE)))
    return QuestionFigures(question, counts, median(counts))
