"""Every deed and every page that the logs can name has words that a reader understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mentornett
from mentornett.web.audit_words import deed_words, page_words

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(mentornett.__path__[0]).rglob("*.py"))
VERBS = sorted(set(re.findall(r'\bverb="([a-z_]+\.[a-z_]+)"', SOURCE)))
PAGES = sorted(set(re.findall(r'reading\([^)]*\bpage="([^"]+)"', SOURCE)))


@pytest.mark.parametrize("verb", VERBS)
def test_deed_is_told_in_words(verb: str) -> None:
    assert deed_words(verb) != verb


@pytest.mark.parametrize("page", PAGES)
def test_page_is_told_in_words(page: str) -> None:
    assert page_words(page) != page


def test_deeds_and_pages_were_found_at_all() -> None:
    assert len(VERBS) > 50
    assert len(PAGES) > 5
