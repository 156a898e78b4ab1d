"""A network's answers, read in a municipality that takes part."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Participation
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.organiser.test_network_answers import UNTIL, _release


def _url(cast: Cast) -> str:
    return reverse("programme:network_answers", args=[cast.network.pk])


@pytest.mark.parametrize("name", ["programme_leader", "union_rep", "neighbour_programme_leader"])
def test_those_who_take_part_read_what_the_organiser_reads(cast: Cast, log_in: LogIn, name: str) -> None:
    _release(cast)
    page = log_in(name).get(_url(cast)).text
    assert "Sett nb" in page
    assert "30. juni 2025" in page
    assert "kanskje" not in page
    assert "har ikke noe mentorprogram her" not in page  # only the organiser is told who has nothing to count


def test_network_of_others_is_not_found(cast: Cast, log_in: LogIn) -> None:
    _release(cast)
    with inside(EVERYONE):
        Participation.objects.filter(network=cast.network, municipality=cast.flesberg).delete()
    assert log_in("programme_leader").get(_url(cast)).status_code == 404


def test_answers_of_the_municipality_lead_to_those_of_its_networks(cast: Cast, log_in: LogIn) -> None:
    assert _url(cast) in log_in("programme_leader").get(reverse("programme:answers")).text


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any, number: int
) -> None:
    _release(cast, UNTIL, answers=number)
    leader = log_in("programme_leader")
    with django_assert_num_queries(8):
        leader.get(_url(cast))
