"""Answers to choose from and columns of a table, written as lines: one on each line, in up to three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentornett.core.text import LANGUAGES

Row = Mapping[str, Any]
Lines = Mapping[str, Sequence[str]]  # language -> one text for each row


def as_lines(rows: Sequence[Row], language: str) -> str:
    """Return the labels in one language, one on each line; nothing when none is written in it."""
    return "\n".join(row["label"].get(language, "") for row in rows).strip()


def split_lines(text: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def rows_of(lines: Lines, before: Sequence[Row], name: str, new: Row) -> list[dict[str, Any]]:
    """Return the rows that the lines stand for. Languages that are written have equally many lines.

    A row that was there keeps its identity (`name`: «value» or «key»), so that earlier answers stay understandable:
    first where a label is the same, then, when there are as many rows as before, in order: one was only reworded.
    """
    written = {language: texts for language, texts in lines.items() if texts}
    count = max((len(texts) for texts in written.values()), default=0)
    labels = [{language: texts[place] for language, texts in written.items()} for place in range(count)]
    matched = _matched(labels, before)
    left = [row for row in before if row not in matched]
    if len(labels) == len(before):
        matched = [row or left.pop(0) for row in matched]
    taken = {row[name] for row in before}
    return [
        {**(row or {name: _free(taken, number), **new}), "label": label}
        for number, (row, label) in enumerate(zip(matched, labels, strict=True), start=1)
    ]


def _matched(labels: Sequence[Mapping[str, str]], before: Sequence[Row]) -> list[Row | None]:
    left, found = list(before), []
    for label in labels:
        same = next((row for row in left if _same(row["label"], label)), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    return found


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one.get(language) and one.get(language) == other.get(language) for language in LANGUAGES)


def _free(taken: set[str], number: int) -> str:
    key = next(f"c{n}" for n in range(number, number + len(taken) + 1) if f"c{n}" not in taken)
    taken.add(key)
    return key
