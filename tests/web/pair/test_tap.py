"""One tap from an e-mail: after log-out, twice, late, and by both at the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.taps import tap_link
from mentornett.mentoring.models import Talk
from tests.cast import NOW, Cast


def link(cast: Cast, name: str) -> str:
    return tap_link(cast.talk_2, cast.people[name])


def state(cast: Cast) -> str:
    with inside(EVERYONE):
        return str(Talk.objects.get(pk=cast.talk_2.pk).state)


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    page = Client().get(link(cast, "mentee")).content.decode()
    assert "Har du snakket med Mona Mentor?" in page
    assert "samtalehemmelighet" not in page
    assert state(cast) == "planned"


def test_twice_late_and_by_both_is_one_answer(cast: Cast) -> None:
    links = [link(cast, "mentee"), link(cast, "mentee"), link(cast, "mentor")]
    with time_machine.travel(NOW + timedelta(days=50)):
        for url in links:
            assert Client().post(url, {"state": "held"}).status_code == 302
    assert state(cast) == "held"
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(verb="talk.noted").count() == 1


def test_old_false_and_other_links_open_nothing(cast: Cast) -> None:
    url = link(cast, "mentee")
    with time_machine.travel(NOW + timedelta(days=61)):
        assert Client().post(url, {"state": "held"}).status_code == 404
    for token in ("tull", signing.dumps([cast.talk_2.pk, cast.mentee.pk], salt="annet")):
        assert Client().get(reverse("public:talk_answer", args=[token])).status_code == 404
    assert state(cast) == "planned"


@pytest.mark.parametrize("name", ["hr", "programme_leader", "neighbour_mentor", "outsider"])
def test_link_of_somebody_who_is_not_of_the_two_opens_nothing(cast: Cast, name: str) -> None:
    assert Client().get(link(cast, name)).status_code == 404


def test_language_chosen_at_the_foot_of_the_page_holds_there(cast: Cast) -> None:
    client, url = Client(), link(cast, "mentee")
    assert "Har du snakket med" in client.get(url).text
    client.post(reverse("everyone:language"), {"language": "nn"})
    assert "Har du snakka med" in client.get(url).text
