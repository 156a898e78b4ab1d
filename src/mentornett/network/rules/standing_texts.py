"""Standing texts as somebody types them: paragraphs with an empty line between, a list with a dash before each item."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_DASH = re.compile(r"^[-–•*]\s+")
_PLACEHOLDER = re.compile(r"{([^{}\n]*)}")


def body_of(paragraphs: Sequence[str], items: Sequence[str]) -> str:
    """Return paragraphs and list items as one text to type in."""
    listed = "\n".join(f"- {item}" for item in items)
    return "\n\n".join([*paragraphs, *([listed] if listed else [])])


def parts_of(body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs and the list items of a typed text."""
    paragraphs, items = [], []
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        items += [_DASH.sub("", line) for line in lines if _DASH.match(line)]
        plain = " ".join(line for line in lines if not _DASH.match(line))
        paragraphs += [plain] if plain else []
    return tuple(paragraphs), tuple(items)


def unknown_placeholders(text: str, allowed: Collection[str]) -> list[str]:
    """Return the {names} in a text that nothing is known about, each once, in order."""
    return [name for name in dict.fromkeys(_PLACEHOLDER.findall(text)) if name not in allowed]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace each {name}; unlike str.format, the values and the rest of the text are left alone."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
