"""Every deed and every page that the logs can name has words that a reader understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

import mentornett
from mentornett.core import audit
from mentornett.core.scoping import EVERYONE, inside
from mentornett.web.audit_words import deed_words, page_words
from tests.cast import Cast
from tests.conftest import LogIn

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(mentornett.__path__[0]).rglob("*.py"))
VERBS = sorted(set(re.findall(r'\bverb="([a-z_]+\.[a-z_]+)"', SOURCE)))
PAGES = sorted(set(re.findall(r'\bpage="([a-z_: ]+)"', SOURCE)))


@pytest.mark.parametrize("verb", VERBS)
def test_deed_is_told_in_words(verb: str) -> None:
    assert deed_words(verb) != verb


@pytest.mark.parametrize("page", PAGES)
def test_page_is_told_in_words(page: str) -> None:
    assert page_words(page) != page


def test_deeds_and_pages_were_found_at_all() -> None:
    assert len(VERBS) > 50
    assert len(PAGES) > 15


def test_file_of_ones_own_data_tells_in_words_too(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE), transaction.atomic():
        for page in PAGES:
            audit.reading(reader=cast.guide, subjects=[cast.coordinator], page=page, now=cast.now)
        for verb in VERBS:
            audit.record(verb=verb, on=cast.team, by=cast.coordinator, now=cast.now)
    found = log_in("coordinator").get(reverse("everyone:data_file", args=["json"])).json()
    shown = {row["Side"] for row in found["readings"]["rows"]}
    assert shown == {page_words(page) for page in PAGES}
    assert {row["Hva"] for row in found["deeds"]["rows"]} >= {deed_words(verb) for verb in VERBS}
    assert not {row["Hva"] for row in found["deeds"]["rows"]} & set(VERBS)
