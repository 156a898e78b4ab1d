"""The final report is drafted from what was written underway; nothing that the team has touched is changed by it.

A paragraph is {"id", "text", "original", "source", "state"}: `original` is the drafted text, `source` where it came
from ({"submission", "label", "sent"}, None for the team's own), `state` used, changed or left_out (K08).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Paragraph = dict[str, Any]
USED, CHANGED, LEFT_OUT = "used", "changed", "left_out"
MOST_RESULTS = 2


def source_key(paragraph: Mapping[str, Any]) -> tuple[Any, str]:
    """Return what tells whether two paragraphs come from the same place; (None, "") for the team's own."""
    source = paragraph.get("source") or {}
    submission = source.get("submission")
    return (submission, "" if submission else str(source.get("label", "")))


def is_untouched(paragraph: Mapping[str, Any]) -> bool:
    """Tell whether a drafted paragraph still stands as it was drafted."""
    return bool(paragraph["state"] == USED and paragraph["text"] == paragraph.get("original"))


def merged(stored: Sequence[Paragraph], drafted: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the stored paragraphs with what has come since: new sources last, in their order.

    A paragraph that nobody has touched follows its source when the report was revised; all others stay as they are.
    """
    news = {source_key(paragraph): paragraph for paragraph in drafted}
    kept = [_followed(paragraph, news.get(source_key(paragraph))) for paragraph in stored]
    known = {source_key(paragraph) for paragraph in stored}
    taken = {paragraph["id"] for paragraph in stored}
    for paragraph in drafted:
        if source_key(paragraph) not in known:
            fresh = {**paragraph, "id": _free_id(taken)}
            taken.add(fresh["id"])
            kept.append(fresh)
    return kept


def _followed(paragraph: Paragraph, newest: Paragraph | None) -> Paragraph:
    if newest is None or not paragraph.get("source") or not is_untouched(paragraph):
        return paragraph
    if newest["text"] == paragraph["text"]:
        return paragraph  # its source may be called something else now; that is no news
    return {**paragraph, "text": newest["text"], "original": newest["text"], "source": newest["source"]}


def _free_id(taken: set[str]) -> str:
    numbers = [int(name[1:]) for name in taken if name[:1] == "p" and name[1:].isdigit()]
    return f"p{max(numbers, default=0) + 1}"


def as_candidates(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return drafted paragraphs as ones to choose among: none is in the report until it is chosen."""
    return [{**paragraph, "state": LEFT_OUT} for paragraph in paragraphs]


def chosen(paragraphs: Iterable[Paragraph], wanted: str) -> list[Paragraph]:
    """Return the paragraphs with one of them in the report and the rest left out; a text the team wrote is kept."""
    return [
        {**paragraph, "state": _use_of(paragraph) if paragraph["id"] == wanted else LEFT_OUT}
        for paragraph in paragraphs
    ]


def _use_of(paragraph: Mapping[str, Any]) -> str:
    return USED if paragraph["text"] == paragraph.get("original") else CHANGED


def are_two_results(wanted: Sequence[str], paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether exactly two different paragraphs of those there are were chosen (K02)."""
    known = {paragraph["id"] for paragraph in paragraphs}
    return len(wanted) == MOST_RESULTS == len(set(wanted)) and set(wanted) <= known


def uses(paragraphs: Iterable[Paragraph]) -> Counter[str]:
    """Count how the team has used the drafted paragraphs; its own do not count."""
    return Counter(paragraph["state"] for paragraph in paragraphs if paragraph.get("source"))
