"""The union representative's page: figures and method, no person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.conftest import LogIn
from tests.mentoring.many import more_pairs

URL = "programme:figures"


def test_union_representative_reads_figures_and_method_and_no_name(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        more_pairs(cast, 5)
    client = log_in("union_rep")
    page = client.get(reverse(URL)).content.decode()
    assert "6 av 7 nyansatte" in page
    assert "Hvem ser hva" in page
    names = [cast.mentor, cast.mentee, cast.new_hire, cast.ward_leader, cast.programme_leader]
    assert not [person.name for person in names if person.name in page]
    assert "Ny nummer" not in page
    with inside(EVERYONE):
        assert not AccessEntry.objects.filter(reader=cast.union_rep).exists()
    assert reverse(URL) in client.get(reverse("programme:home")).content.decode()


def test_now_leads_the_union_representative_there_and_the_others_to_the_list(cast: Cast, log_in: LogIn) -> None:
    assert reverse(URL) in log_in("union_rep").get("/na/").content.decode()
    leader = log_in("ward_leader")
    page = leader.get("/na/").content.decode()
    assert "2 ting å følge opp i mentorprogrammet" in page
    assert leader.get(reverse("programme:follow_up")).context["total"] == 2
    assert "Har ingen mentor (1), Forpliktelsen ikke signert (1)" in page
    assert reverse("programme:follow_up") in page
    assert "følge opp i mentorprogrammet" not in log_in("mentor").get("/na/").content.decode()


def test_small_municipality_sees_that_they_are_too_few(cast: Cast, log_in: LogIn) -> None:
    page = log_in("union_rep").get(reverse(URL)).content.decode()
    assert "For få: færre enn 5 personer" in page
    assert "1 av 2" not in page


def test_list_leads_a_leader_to_the_figures_of_own_units(cast: Cast, log_in: LogIn) -> None:
    client = log_in("ward_leader")
    assert f'<a href="{reverse(URL)}">' in client.get(reverse("programme:follow_up")).content.decode()
    assert "Enhetene du leder." in client.get(reverse(URL)).content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_page_asks_as_much_with_few_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        more_pairs(cast, more)
    client = log_in("union_rep")
    client.get(reverse(URL))
    with django_assert_num_queries(13):
        client.get(reverse(URL))
