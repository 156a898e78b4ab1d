"""Facts about a network: group by group, with source, and marked where they are assumed (E14, G03, J04–J08, M04)."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Fact
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.counting import counted

TYPED = {"group": "event", "what": "Åpen dag", "when_text": "17. mars 2026", "more": "Sarpsborg", "source": "Avisa"}


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, *args])


def _page(client: Client, cast: Cast) -> BeautifulSoup:
    return BeautifulSoup(client.get(_url(cast, "facts")).content, "html.parser")


def _add(leader: Client, cast: Cast, **typed: str) -> Fact:
    assert leader.post(_url(cast, "fact_new"), TYPED | typed).status_code == 302
    return Fact.objects.order_by("-pk")[0]


def test_page_without_facts_says_what_to_write_and_only_to_those_who_may(cast: Cast, log_in: LogIn) -> None:
    for name, links in (("leader", 1), ("guide", 0)):
        page = _page(log_in(name), cast)
        assert "Ingen opplysninger ennå" in page.text
        assert len(page.select(f'a[href="{_url(cast, "fact_new")}"]')) == links


def test_facts_stand_in_their_groups_with_source_and_what_is_assumed(cast: Cast, leader: Client, log_in: LogIn) -> None:
    _add(leader, cast)
    _add(leader, cast, group="activity", what="Film", when_text="", source="", more="", assumed="on")
    page = _page(log_in("guide"), cast)
    assert [heading.text for heading in page.select("section h2")] == ["Aktivitetsplan", "Offentlige arrangementer"]
    film, day = page.select("tbody tr")
    assert film.select_one(".chip").text == "antatt"  # type: ignore[union-attr]
    assert [cell.get_text(" ", strip=True) for cell in day.find_all(["th", "td"])] == [
        "Åpen dag Sarpsborg", "17. mars 2026",
    ]  # fmt: skip
    assert "Kilde: Avisa" in page.text  # once, since all in the group have it
    assert [cell.text for cell in page.select("#activity thead th")] == ["Det vi vet"]  # no empty columns
    assert f'href="{_url(cast, "facts")}"' in log_in("guide").get(_url(cast, "network")).text


def test_different_sources_stand_in_a_column(cast: Cast, leader: Client) -> None:
    _add(leader, cast)
    _add(leader, cast, source="Rapporten")
    page = _page(leader, cast)
    assert [cell.text for cell in page.select('td[data-label="Kilde"]')] == ["Avisa", "Rapporten"]
    assert "Kilde: " not in page.text


def test_fact_is_changed_and_removed_and_each_deed_is_noted(cast: Cast, leader: Client) -> None:
    row = _add(leader, cast)
    assert 'value="Åpen dag"' in leader.get(_url(cast, "fact", row.pk)).text
    leader.post(_url(cast, "fact", row.pk), TYPED | {"what": "  Åpent hus\x00 "})
    row.refresh_from_db()
    assert row.what == "Åpent hus"
    leader.post(_url(cast, "fact_remove", row.pk))
    assert not Fact.objects.exists()
    with inside(EVERYONE):
        verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["fact.added", "fact.changed", "fact.removed"]


def test_what_a_colleague_has_removed_already_is_told_of_and_leads_on(cast: Cast, leader: Client) -> None:
    gone = _url(cast, "fact_remove", _add(leader, cast).pk)
    leader.post(gone)
    answer = leader.post(gone, headers={"referer": f"http://testserver{_url(cast, 'facts')}"})
    assert answer.status_code == 404
    assert "Det er ikke der lenger" in answer.text
    assert f'href="{_url(cast, "facts")}"' in answer.text
    assert "Det er ikke der lenger" not in leader.get(_url(cast, "fact", 999)).text


@pytest.mark.parametrize(
    "wrong", [{"what": ""}, {"what": "x" * 251}, {"group": "gossip"}, {"more": "x" * 501}, {"source": "x" * 161}]
)
def test_bad_fact_is_refused_and_what_was_typed_stays(cast: Cast, leader: Client, wrong: dict[str, str]) -> None:
    page = leader.post(_url(cast, "fact_new"), TYPED | wrong).text
    assert "ds-error-summary" in page
    assert "17. mars 2026" in page
    assert not Fact.objects.exists()


def test_fact_of_another_network_is_not_found(cast: Cast, leader: Client) -> None:
    theirs = Fact.objects.create(network=cast.other_network, group="event", what=CANARY)
    assert leader.get(_url(cast, "fact", theirs.pk)).status_code == 404
    assert leader.post(_url(cast, "fact_remove", theirs.pk)).status_code == 404
    assert CANARY not in _page(leader, cast).text


def test_page_escapes_what_was_typed(cast: Cast, leader: Client) -> None:
    _add(leader, cast, what="<script>alert(1)</script> 🦊")
    assert "<script>alert" not in leader.get(_url(cast, "facts")).text
    assert "🦊" in _page(leader, cast).text


def test_page_asks_as_much_for_three_facts_as_for_one(cast: Cast, leader: Client) -> None:
    def asked() -> int:
        _page(leader, cast)
        with CaptureQueriesContext(connection) as queries:
            _page(leader, cast)
        return counted(queries)

    _add(leader, cast)
    before = asked()
    for group in ("activity", "other"):
        _add(leader, cast, group=group)
    assert asked() == before
