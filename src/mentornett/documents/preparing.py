"""What every writer does first: clean all texts, mend heading levels."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from mentornett.documents.blocks import (
    Block,
    Column,
    Document,
    DocumentLabels,
    Heading,
    KeyValues,
    Picture,
    Quote,
    Table,
)
from mentornett.documents.cleaning import clean, one_line

Part = TypeVar("Part")

# Fields that stand on one line whatever was typed.
_ONE_LINE: dict[type, frozenset[str]] = {
    Document: frozenset({"title", "subtitle", "author", "date_text", "header_text", "footer_text"}),
    DocumentLabels: frozenset({"contents", "page", "of", "table", "figure"}),
    Heading: frozenset({"text"}),
    Column: frozenset({"title"}),
    Table: frozenset({"caption", "note"}),
    Quote: frozenset({"source"}),
    Picture: frozenset({"alt", "caption"}),
}


def prepared(document: Document) -> Document:
    """The document with clean texts and heading levels that never skip one. Raises ValueError when no title is left."""
    cleaned = _cleaned(document)
    return replace(cleaned, blocks=tuple(_levelled(_without_empty(cleaned.blocks))))


def cover_and_rest(document: Document) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Facts that a document opens with stand in the title area, before the table of contents."""
    first = document.blocks[:1]
    if document.table_of_contents and first and isinstance(first[0], KeyValues):
        return first, document.blocks[1:]
    return (), document.blocks


def _cleaned(part: Part) -> Part:
    if not is_dataclass(part) or isinstance(part, type):
        return part
    narrow = _ONE_LINE.get(type(part), frozenset())
    changes = {f.name: _cleaned_value(getattr(part, f.name), f.name in narrow) for f in fields(part)}
    return replace(part, **changes)


def _cleaned_value(value: Any, narrow: bool) -> Any:
    if isinstance(value, str):
        return one_line(value) if narrow else clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned_value(item, narrow) for item in value)
    return _cleaned(value)


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    deepest = 1
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, deepest)
            deepest = level + 1
            block = replace(block, level=level)
        yield block


def _without_empty(blocks: Iterable[Block]) -> Iterator[Block]:
    """An empty heading is announced as one by a screen reader; an empty fact list is no list."""
    for block in blocks:
        empty_heading = isinstance(block, Heading) and not block.text
        empty_facts = isinstance(block, KeyValues) and not block.pairs
        if not (empty_heading or empty_facts):
            yield block
