"""The register of mentors and matching count places and mentees in the same way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.mentoring.models import Mentor, MentorPlaces, Pair, Programme
from mentornett.mentoring.queries.capacity import Capacity, capacities
from mentornett.mentoring.queries.hires import mentor_rows
from mentornett.mentoring.queries.matching import given_for, waiting
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _both(cast: Cast) -> set[tuple[int, int]]:
    """Return places and load of the mentor, as the register and as matching count them."""
    rows = mentor_rows(Mentor.objects.all(), state="", today=cast.today)
    given = given_for(cast.programme, waiting(cast.programme, cast.today), cast.today)
    register = next((row.places, row.load) for row in rows if row.mentor == cast.mentor_row)
    matched = next((one.places, one.load) for one in given.mentors if one.key == str(cast.mentor.pk))
    return {register, matched}


def test_both_count_a_pair_that_is_arranged(cast: Cast) -> None:
    Pair.objects.create(
        employment=cast.new_employment, mentee=cast.new_hire, mentor=cast.mentor_row, municipality=cast.flesberg,
        starts=cast.today + timedelta(days=30),
    )  # fmt: skip
    assert _both(cast) == {(2, 2)}


def test_both_keep_to_what_the_programme_allows(cast: Cast) -> None:
    MentorPlaces.objects.update(places=3)
    Programme.objects.filter(pk=cast.programme.pk).update(most_mentees=1)
    cast.programme.refresh_from_db()
    assert _both(cast) == {(1, 1)}


def test_mentor_without_a_period_has_one_place(cast: Cast) -> None:
    assert capacities([cast.other_mentor_row], cast.today)[cast.other_mentor_row.pk] == Capacity(1, 0)


def test_substitute_takes_no_place_and_nobody_has_less_than_none(cast: Cast) -> None:
    Pair.objects.update(role="substitute")
    assert capacities([cast.mentor_row], cast.today)[cast.mentor_row.pk].load == 0
    assert Capacity(places=1, load=3).free == 0
