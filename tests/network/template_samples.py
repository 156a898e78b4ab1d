"""The built-in template, for the tests of its parts."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from mentornett.network.template.reader import read_parts, read_template
from mentornett.network.template.shapes import QuestionTemplate, texts_in

TEMPLATE = read_template()
PARTS = read_parts()
TEXTS = list(texts_in(PARTS))


def question(form: str, key: str) -> QuestionTemplate:
    return {row.key: row for row in TEMPLATE.form(form).questions}[key]


def changed(part: str, *path: Any, to: Any) -> dict[str, Any]:
    """Return the raw parts with one value replaced."""
    parts = copy.deepcopy(PARTS)
    inner: Any = parts[part]
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return parts


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


# Languages
