"""A question without a database, for tests of rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What the rules look at in a question."""

    type: str = "text"
    key: str = "form.question"
    label: dict[str, str] = field(default_factory=lambda: {"nb": "Spørsmål", "nn": "Spørsmål", "en": "Question"})
    required: bool = False
    word_limit: int | None = None
    options: Any = field(default_factory=list)


def said(value: str, key: str = "form.question") -> dict[str, list[str]]:
    """Return a form with one field."""
    return {f"q-{key}": [value]}


COLUMNS = [
    {"key": "what", "type": "text", "label": {"nb": "Hva", "en": "What"}},
    {"key": "due", "type": "date", "label": {"nb": "Frist", "en": "Due"}},
    {"key": "count", "type": "number", "label": {"nb": "Antall", "en": "Count"}},
    {"key": "state", "type": "choice", "label": {"nb": "Status", "en": "Status"},
     "options": [{"value": "open", "label": {"nb": "Åpen"}}, {"value": "done", "label": {"nb": "Gjort"}}]},
]  # fmt: skip
CHOICES = [{"value": "yes", "label": {"nb": "Ja", "en": "Yes"}}, {"value": "no", "label": {"nb": "Nei", "en": "No"}}]
SCALE = {"min": 0.5, "max": 5.0, "step": 0.5, "labels": {"2.5": {"nb": "Pilot i gang", "en": "Pilot running"}}}
