"""When a team's words may be quoted, and how the network report refers to quotes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mentornett.network.rules.work import DELIVERED_STATES

SHARED_LEVELS = frozenset({"network", "public"})
NEVER_QUOTED_AUDIENCE = "team_and_guide"
BEFORE_NOW_MARK, POLLS_MARK = "[tabell før og nå]", "[tabell avstemninger]"
ANSWERS_MARK, TEAMS_MARK = "[svar for nettverket]", "[diagram team for team]"
_KINDS = {BEFORE_NOW_MARK: "before_now", POLLS_MARK: "polls", ANSWERS_MARK: "answers", TEAMS_MARK: "teams"}
_MARK = re.compile(rf"\[sitat (?P<quote>\d{{1,12}})\]|{'|'.join(map(re.escape, _KINDS))}")
LONGEST_PASSAGE = 2_000


def may_be_quoted(*, sharing: str, answer_audience: str, state: str) -> bool:
    """Tell whether an answer may be quoted outside the team: it was sent, and the team shares it with the network."""
    return sharing in SHARED_LEVELS and answer_audience != NEVER_QUOTED_AUDIENCE and state in DELIVERED_STATES


def holds_passage(text: str, passage: str) -> bool:
    """Tell whether a text says a passage, whatever its line breaks and spaces."""
    wanted = " ".join(passage.split())
    return bool(wanted) and wanted in " ".join(text.split())


def quote_mark(excerpt_id: int) -> str:
    """Return what stands in the report's text where a quote goes."""
    return f"[sitat {excerpt_id}]"


class Part(NamedTuple):
    """A stretch of a section: "text" with its words, "quote" with its id, or that of a table or figures."""

    kind: str
    value: str


def parts_of(text: str) -> Iterator[Part]:
    """Yield a section's text with its marks parted out, in order."""
    at = 0
    for mark in _MARK.finditer(text):
        if before := text[at : mark.start()].strip():
            yield Part("text", before)
        yield _part(mark)
        at = mark.end()
    if rest := text[at:].strip():
        yield Part("text", rest)


def _part(mark: re.Match[str]) -> Part:
    if mark["quote"]:
        return Part("quote", mark["quote"])
    return Part(_KINDS[mark[0]], "")


def with_mark(text: str, mark: str) -> str:
    """Return a section's text with a mark last, on a line of its own; one that is there already is not repeated."""
    return text if mark in text else f"{text.rstrip()}\n\n{mark}".strip()
