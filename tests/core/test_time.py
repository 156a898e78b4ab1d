"""Times in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from mentornett.core.time import lately_words


@pytest.mark.parametrize(
    ("language", "today", "words"),
    [("nb", date(2026, 11, 20), "kl. 10.42"), ("nb", date(2026, 11, 22), "20. november kl. 10.42"),
     ("nn", date(2027, 1, 2), "20. november 2026 kl. 10.42"), ("en-gb", date(2026, 11, 21), "20 November at 10:42")],
)  # fmt: skip
def test_what_was_saved_another_day_says_which(language: str, today: date, words: str) -> None:
    with translation.override(language):
        assert lately_words(datetime(2026, 11, 20, 9, 42, tzinfo=UTC), today) == words


def test_day_is_norways_not_the_clocks() -> None:
    just_after_midnight = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    with translation.override("nb"):
        assert lately_words(just_after_midnight, date(2026, 11, 20)) == "kl. 00.30"
