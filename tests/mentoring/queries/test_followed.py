"""Whom a programme follows, and how lists tell of those who are through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Employment, Pair
from mentornett.mentoring.queries.followed import followed
from mentornett.mentoring.queries.hires import hires_like, with_mentor
from mentornett.mentoring.queries.matching import waiting
from mentornett.mentoring.queries.own_people import own_hires
from tests.cast import Cast

TODAY = date(2026, 3, 12)
YESTERDAY = date(2026, 3, 11)


def _end(cast: Cast, reason: str, ends: date = YESTERDAY) -> None:
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.things["pair"].pk).update(ends=ends, end_reason=reason)


def _names(rows: Any) -> list[str]:
    return sorted(row.person.name for row in rows)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("completed", ["Nils Nytilsatt"]),
        ("mentor_left", ["Nils Nytilsatt", "Nora Nytilsatt"]),
        ("changed", ["Nils Nytilsatt", "Nora Nytilsatt"]),
    ],
)
def test_only_who_has_completed_is_no_longer_followed(
    cast: Cast, everyone: None, reason: str, expected: list[str]
) -> None:
    _end(cast, reason)
    here = Employment.objects.filter(municipality=cast.things["flesberg"])
    assert _names(followed(here, TODAY)) == expected
    assert _names(waiting(cast.things["programme"], TODAY)) == expected
    assert _names(hires_like(here, words="", state="without", today=TODAY)) == expected
    assert sorted(row.employment.person.name for row in own_hires(here, TODAY)) == expected


def test_completed_with_a_last_day_ahead_is_followed_until_then(cast: Cast, everyone: None) -> None:
    _end(cast, "completed", date(2026, 3, 12))
    here = Employment.objects.filter(municipality=cast.things["flesberg"])
    assert "Nora Nytilsatt" in _names(followed(here, TODAY))
    assert "Nora Nytilsatt" not in _names(followed(here, date(2026, 3, 13)))


def test_who_has_left_or_is_in_no_programme_is_not_followed(cast: Cast, everyone: None) -> None:
    here = Employment.objects.filter(municipality=cast.things["flesberg"])
    here.filter(pk=cast.things["employment"].pk).update(programme=None)
    here.filter(pk=cast.things["new_employment"].pk).update(ends=YESTERDAY, end_reason="left")
    assert not followed(here, TODAY)


def test_row_says_who_is_through(cast: Cast, everyone: None) -> None:
    _end(cast, "completed")
    here = Employment.objects.filter(municipality=cast.things["flesberg"])
    assert {row.person.name: row.through for row in with_mentor(here, TODAY)} == {
        "Nora Nytilsatt": True, "Nils Nytilsatt": False
    }  # fmt: skip


def test_list_of_hires_does_not_miss_a_mentor_for_who_is_through(cast: Cast, log_in: Callable[[str], Client]) -> None:
    _end(cast, "completed")
    page = log_in("programme_leader").get("/program/nyansatte/").content.decode()
    assert "Har fullført programmet" in page
