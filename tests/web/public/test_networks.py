"""The public page of a network: off until the organiser turns it on, and nothing about persons or answers (A10)."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Gathering, GatheringChange, Participation, TeamMember
from mentornett.questionnaires.models import Answer
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast
from tests.conftest import LogIn
from tests.counting import counted

SECRET = "hemmelig-ord"


def _url(cast: Cast) -> str:
    return reverse("public:network", args=[cast.network.pk])


def _publish(cast: Cast) -> None:
    cast.network.published_at = cast.now
    cast.network.save(update_fields=["published_at"])


def _text(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("person", ["", "leader", "coordinator", "other_leader", "outsider"])
def test_there_is_no_page_until_it_is_published(cast: Cast, log_in: LogIn, person: str) -> None:
    client = log_in(person) if person else Client()
    assert client.get(_url(cast)).status_code == 404
    assert "Nettverk</h2>" not in Client().get("/").text


def test_organiser_turns_it_on_and_off_and_both_are_noted(cast: Cast, log_in: LogIn) -> None:
    leader, deed = log_in("leader"), reverse("organiser:publish", args=[cast.network.pk])
    settings = reverse("organiser:settings_public", args=[cast.network.pk])
    assert "Ikke offentlig" in _text(leader, settings)
    assert "Flesberg" in _text(leader, settings)  # the preview
    leader.post(deed, {"published": "yes"})
    assert "Alle kan lese siden" in _text(leader, settings)
    assert f'value="http://testserver{_url(cast)}"' in leader.get(settings).text
    assert Client().get(_url(cast)).status_code == 200
    assert cast.network.name in _text(Client(), "/")
    leader.post(deed, {"published": "no"})
    assert Client().get(_url(cast)).status_code == 404
    with inside(EVERYONE):
        verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["network.published", "network.unpublished"]
    page = _text(leader, reverse("organiser:log"))
    assert "Nettverk: publisert" in page
    assert "Nettverk: ikke lenger offentlig" in page


def test_page_says_who_takes_part_and_when_it_meets(cast: Cast) -> None:
    _publish(cast)
    with inside(EVERYONE):
        rows = Participation.objects.filter(network=cast.network)
        rows.filter(municipality=cast.roros).update(left=date(2026, 2, 3), left_reason=SECRET)
        rows.filter(municipality=cast.flesberg).update(completed=True)
    page = _text(Client(), _url(cast))
    assert cast.nord.name in page
    assert "Røros" in page
    assert "Sluttet 3.2.2026" in page
    assert "Fullført" in page
    assert "1 kommune har sluttet" in page
    assert "2 kommuner, 2 team" in page
    assert "Samling 3" in page


def test_page_shows_no_person_no_answer_and_nothing_internal(cast: Cast) -> None:
    _publish(cast)
    with inside(EVERYONE):
        Participation.objects.filter(network=cast.network).update(left_reason=SECRET)
        Gathering.objects.filter(network=cast.network).update(place=SECRET, link=f"https://{SECRET}.no")
        GatheringChange.objects.create(gathering=cast.gathering_3, kind="moved", reason=SECRET, by=cast.leader)
        answers = [each for each in Answer.objects.values_list("value", flat=True) if isinstance(each, str)]
        people = [row.person.name for row in TeamMember.objects.select_related("person")]
    page = Client().get(_url(cast)).text
    assert answers
    for word in (SECRET, CANARY, NEIGHBOUR_CANARY, cast.leader.name, *people, *answers):
        assert word not in page


def test_other_organisers_network_is_no_way_in(cast: Cast) -> None:
    _publish(cast)
    assert Client().get(reverse("public:network", args=[cast.other_network.pk])).status_code == 404
    assert CANARY not in Client().get("/").text


def test_page_asks_as_much_for_three_municipalities_as_for_two(cast: Cast) -> None:
    _publish(cast)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().get(_url(cast))
        return counted(queries)

    before = asked()
    with inside(EVERYONE):
        Participation.objects.create(
            network=cast.network, organiser=cast.nord, municipality=cast.moss, joined=date(2026, 1, 1)
        )
        for number in (8, 9):
            Gathering.objects.create(
                network=cast.network, number=number, title="Ny", starts=date(2026, 9, number),
                ends=date(2026, 9, number), uid=uuid.uuid4(),
            )  # fmt: skip
    assert asked() == before == 8
