"""The template's standing texts, in the reader's language and with their blanks filled in."""

from __future__ import annotations

from dataclasses import dataclass

from mentornett.core.text import in_language
from mentornett.network.template.reader import read_template


@dataclass(frozen=True)
class WrittenText:
    """A standing text as one reader sees it."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    button: str


def standing_text(key: str, **values: str) -> WrittenText:
    """Return a standing text in the language in force. Raises KeyError for an unknown key or a missing value."""
    text = read_template().text(key)
    written = [in_language(text.title), *map(in_language, text.paragraphs), *map(in_language, text.items)]
    filled = [_fill(part, {name: values[name] for name in text.placeholders}) for part in written]
    after_title = 1 + len(text.paragraphs)
    button = in_language(text.button) if text.button else ""
    return WrittenText(filled[0], tuple(filled[1:after_title]), tuple(filled[after_title:]), button)


def _fill(text: str, values: dict[str, str]) -> str:
    """Replace each {name}; unlike str.format, the values and the rest of the text are left alone."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
