"""Pages of a municipality's own schemes."""

from __future__ import annotations

from typing import Any

import pytest

from mentornett.competence.models import Scheme
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.conftest import LogIn


def test_page_shows_own_and_shared_but_no_neighbours_log(cast: Cast, log_in: LogIn) -> None:
    page = log_in("mentor").get("/kompetanse/opplegg/").text
    assert "Mentorlunsj flesberg" in page
    assert "Mentorlunsj roros" in page
    assert "nabohemmelighet" not in page
    assert log_in("mentor").get(f"/kompetanse/opplegg/{cast.neighbour_scheme.pk}/").status_code == 404


def test_leader_notes_a_day_and_a_mentor_may_not(cast: Cast, log_in: LogIn) -> None:
    page = f"/kompetanse/opplegg/{cast.scheme.pk}/"
    data = {"on": "2026-03-10", "theme": "Å lytte", "present": "7"}
    assert log_in("mentor").post(page, data).status_code == 403
    assert "Å lytte" in log_in("programme_leader").post(page, data, follow=True).text
    refused = log_in("programme_leader").post(page, {**data, "theme": "01017012345"})
    assert "fødselsnummer" in refused.text


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_schemes(more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    with inside(EVERYONE):
        for number in range(more):
            for place in (cast.flesberg, cast.roros):
                Scheme.objects.create(
                    municipality=place, kind="books", title=f"B{number}", starts=cast.today, shared=True
                )
    client = log_in("mentor")
    client.get("/kompetanse/opplegg/")
    with django_assert_num_queries(7):
        client.get("/kompetanse/opplegg/")
