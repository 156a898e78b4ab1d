"""The pages of groups and their contracts."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from mentornett.competence.models import Group, Membership
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.circles_cast import divide_pool
from tests.conftest import LogIn


@pytest.fixture
def divided(cast: Cast) -> Cast:
    """The cast with the pool in one group, and its contract."""
    with inside(EVERYONE):
        divide_pool(cast)
    return cast


def test_group_and_contract_stand_on_the_page_and_at_the_meeting(divided: Cast, log_in: LogIn) -> None:
    for address in (
        reverse("competence:circle", args=[divided.pool.pk]),
        reverse("competence:meeting", args=[divided.pool.pk, divided.pool_next.pk]),
    ):
        text = log_in("other_mentor").get(address).text
        assert "Vi lytter" in text
        assert "https://teams.example/gruppe" in text
        assert "Grete" in text
        assert "Jeg er enig" in text


def test_contract_is_agreed_to_as_it_was_read(divided: Cast, log_in: LogIn) -> None:
    client = log_in("other_mentor")
    assert "Les gruppekontrakten" in client.get("/na/").text
    address = reverse("competence:contract_agree", args=[divided.pool.pk])
    assert "Den er endret" in client.post(address, {"version": "9"}, follow=True).text
    assert "Du har godtatt" in client.post(address, {"version": "1"}, follow=True).text
    assert "Les gruppekontrakten" not in client.get("/na/").text


def test_contract_begins_with_a_proposal_and_keeps_both_texts(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    address = reverse("competence:contract_change", args=[cast.pool.pk])
    assert "Det som blir sagt her, blir her." in client.get(address).text
    assert client.post(address, {"text": "Min", "since": "0"}).status_code == 302
    response = log_in("other_mentor").post(address, {"text": "Din", "since": "0"})
    assert "Sett de to tekstene sammen" in response.text
    assert "Min" in response.text
    assert "Din</textarea>" in response.text.replace("\n", "")
    assert log_in("other_mentor").post(address, {"text": "Vår", "since": "1"}).status_code == 302


def test_first_division_says_that_the_contract_of_all_is_put_aside(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    address = reverse("competence:groups", args=[cast.pool.pk])
    assert "legges bort" not in client.get(address).text
    client.post(reverse("competence:contract_change", args=[cast.pool.pk]), {"text": "Vår", "since": "0"})
    assert "Kontrakten dere alle har nå, legges bort" in client.get(address).text
    client.post(address, {"size": "2", "draw": "1"})
    assert "legges bort" not in client.get(address).text


def test_groups_are_divided_corrected_by_hand_and_given_a_room(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    address = reverse("competence:groups", args=[cast.pool.pk])
    assert client.post(address, {"size": "1", "draw": "1"}).status_code == 200
    assert client.post(address, {"size": "2", "draw": "1"}).status_code == 302
    with inside(EVERYONE):
        Group.objects.create(circle=cast.pool, number=2, municipality=cast.flesberg)
    move = reverse("competence:group_move", args=[cast.pool.pk, cast.pool_other_mentor.pk])
    assert client.post(move, {"group": "7"}).status_code == 404
    assert client.post(move, {"group": "x"}).status_code == 404
    assert client.post(move, {"group": "2"}).status_code == 302
    change = reverse("competence:group_change", args=[cast.pool.pk, 2])
    assert "link" in client.post(change, {"link": "javascript:alert(1)"}).context["form"].errors
    assert client.post(change, {"link": "https://teams.example/to", "guests": "Ola\nKari"}).status_code == 302
    with inside(EVERYONE):
        row = Membership.objects.select_related("group").get(pk=cast.pool_other_mentor.pk)
        assert row.group is not None
        assert (row.group.number, row.group.guests) == (2, ["Ola", "Kari"])


def test_course_shows_the_participant_their_group_and_nobody_else(cast: Cast, log_in: LogIn) -> None:
    opened = log_in("guide").post(reverse("competence:course_groups", args=[cast.course.pk]), follow=True)
    assert "Marit Nabomentor" in opened.text
    log_in("guide").post(opened.request["PATH_INFO"], {"size": "4", "draw": "1"})
    course = reverse("competence:course", args=[cast.course.pk])
    page = log_in("neighbour_mentor").get(course)
    assert "Mona Mentor" in page.text
    assert "mona" not in log_in("programme_leader").get(course).text.casefold().replace("monat", "")


def test_groups_ask_as_often_for_three_as_for_one(divided: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client, address = log_in("mentor"), reverse("competence:groups", args=[divided.pool.pk])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)
    with inside(EVERYONE):
        for number, person in ((2, divided.hr), (3, divided.union_rep)):
            group = Group.objects.create(circle=divided.pool, number=number, municipality=divided.flesberg)
            Membership.objects.create(circle=divided.pool, person=person, group=group, starts=divided.today,
                                      municipality=divided.flesberg)  # fmt: skip
    with django_assert_num_queries(10):
        client.get(address)
