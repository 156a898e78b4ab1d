"""Large registers in words: thousands are set apart, and a range that rounds to one number is one number."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from django.utils.translation import override

from mentornett.measurement.rules.employed import follow
from mentornett.reports.employed_words import Answer, described
from mentornett.reports.row_words import Told
from mentornett.statistics.spells import Spells

TOLD = Told(date(2026, 9, 1), planned=1_234, first_end=date(2024, 1, 1), hired_earlier=2_345)


def _told(hires: int, left: int) -> Answer:
    """Tell of so many hires who were followed for 36 months, and of whom so many left after 6."""
    kind = (np.arange(hires) < left).astype(int)
    group = follow("Alle", Spells.of(np.where(kind, 6.0, 36.0), kind), date(2020, 1, 1), [12, 24])
    return described([group], TOLD)


@pytest.mark.parametrize(
    ("language", "hires", "stayed"),
    [("nb", "av 50\xa0000 ansettelser", "45\xa0000"), ("en-gb", "of 50,000 hires", "45,000")],
)
def test_thousands_are_set_apart(language: str, hires: str, stayed: str) -> None:
    with override(language):
        answer = _told(50_000, 5_000)
    assert hires in answer.seen[0]
    assert stayed in answer.seen[0]
    assert stayed in answer.certainty[0]
    separator = hires.removesuffix(" hires").removesuffix(" ansettelser")[-4]
    assert f"1{separator}234" in answer.unknown[1]
    assert f"2{separator}345" in answer.unknown[2]


def test_range_of_one_number_is_that_number() -> None:
    with override("en-gb"):
        large, small = _told(50_000, 5_000).certainty, _told(200, 20).certainty
    assert "probably 90 of 100." in large[0]
    assert "probably between 85 and 93 of 100." in small[0]
    assert (large[-1].endswith("24."), "between" in small[-1]) == (True, True)
