"""Several networks at once: what each is, which to show, and how many municipalities they reach together (A02, X06)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.actions.networks import clone_network
from mentornett.network.actions.plans import add_plan_version
from mentornett.network.models import Gathering, Network, Team
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted

LIST = reverse("organiser:networks")


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _network(cast: Cast, name: str, municipalities: list[Any], **fields: Any) -> Network:
    """Write a network of ours with one team from each municipality."""
    network = Network.objects.create(
        organiser=cast.nord, name=name, starts=date(2025, 1, 1), ends=date(2026, 12, 1), created_at=cast.now, **fields
    )
    for place in municipalities:
        Team.objects.create(
            network=network, organiser=cast.nord, municipality=place, name=place.name, joined=network.starts
        )
    return network


@pytest.fixture
def several(cast: Cast) -> Cast:
    """Our network with two municipalities, one in the north with Flesberg again, and a withdrawn team in it."""
    with inside(EVERYONE):
        Network.objects.filter(pk=cast.network.pk).update(kind="regional", region="Østlandet", cohort=1)
        north = _network(cast, "Nord", [cast.flesberg, cast.moss], kind="regional", region="Troms og Finnmark")
        Team.objects.filter(network=north, municipality=cast.moss).update(state="withdrawn")
        _network(cast, "Byene", [], kind="cities", cohort=2)
    return cast


def _shown(leader: Client, **asked: str) -> list[str]:
    soup = BeautifulSoup(leader.get(LIST, asked).content, "html.parser")
    return [link.get_text() for link in soup.select("tbody th a")]


def _text(leader: Client, **asked: str) -> str:
    return " ".join(BeautifulSoup(leader.get(LIST, asked).content, "html.parser").get_text(" ").split())


def test_list_says_what_each_network_is_and_what_they_reach_together(several: Cast, leader: Client) -> None:
    page = _text(leader)
    assert "Regionalt: Østlandet, kull 1" in page
    assert "Storbyer, kull 2" in page
    assert "2 kommuner er med i minst ett av disse nettverkene, 1 av dem i flere. De har 3 team." in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 3), ({"kind": "regional"}, 2), ({"region": "Østlandet"}, 1), ({"cohort": "2"}, 1),
     ({"kind": "regional", "cohort": "2"}, 0), ({"kind": "'; drop"}, 3), ({"cohort": "99"}, 3)],
)  # fmt: skip
def test_networks_are_chosen_by_type_region_and_cohort(
    several: Cast, leader: Client, asked: dict[str, str], count: int
) -> None:
    assert len(_shown(leader, **asked)) == count
    if not count:
        assert "Ingen nettverk er slik." in _text(leader, **asked)


def test_sum_is_of_the_networks_that_are_shown(several: Cast, leader: Client) -> None:
    assert "1 kommune er med i minst ett av disse nettverkene. De har 1 team." in _text(
        leader, region="Troms og Finnmark"
    )


def test_overview_says_how_many_of_all_municipalities_are_in_this_network(several: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        north = Network.objects.get(name="Nord")
    page = leader.get(reverse("organiser:network", args=[north.pk])).text
    assert "1 av de 2 kommunene som er med i et av nettverkene dine" in page
    page = leader.get(reverse("organiser:network", args=[several.network.pk])).text
    assert "kommunene som er med i et av nettverkene dine" not in page  # it has them all


def test_other_organisers_region_is_not_among_the_choices(several: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=several.other_network.pk).update(region="Sørlandet")
    assert "Sørlandet" not in leader.get(LIST).text


def test_nothing_to_choose_where_nothing_is_stated(cast: Cast, leader: Client) -> None:
    assert "filter-bar" not in leader.get(LIST).text


def test_kind_region_and_cohort_are_edited_and_shown(cast: Cast, leader: Client) -> None:
    url = reverse("organiser:network_edit", args=[cast.network.pk])
    typed = {"name": "N", "starts": "1.9.2025", "ends": "1.9.2027", "kind": "regional", "region": "  Innlandet ",
             "cohort": "2"}  # fmt: skip
    assert leader.post(url, typed).status_code == 302
    page = leader.get(reverse("organiser:network", args=[cast.network.pk])).text
    assert "Regionalt: Innlandet, kull 2" in " ".join(BeautifulSoup(page, "html.parser").get_text().split())
    for wrong in ({"kind": "moon"}, {"cohort": "0"}, {"cohort": "mange"}, {"region": "x" * 81}):
        assert "ds-error-summary" in leader.post(url, typed | wrong).text
    assert leader.post(url, typed | {"kind": "", "region": "", "cohort": ""}).status_code == 302
    cast.network.refresh_from_db()
    assert (cast.network.kind, cast.network.region, cast.network.cohort) == ("", "", None)


@pytest.mark.parametrize(("cohort", "following"), [(None, None), (1, 2)])
def test_network_like_another_is_the_next_cohort(cast: Cast, cohort: int | None, following: int | None) -> None:
    with inside(EVERYONE):
        source = _network(cast, "Kull", [], kind="regional", region="Østlandet", cohort=cohort)
        Gathering.objects.create(
            network=source, number=1, title="En", starts=source.starts, ends=source.starts, uid=uuid.uuid4()
        )
        made = clone_network(network=source, name="Neste", starts=date(2027, 1, 4), by=cast.leader, now=cast.now)
    assert (made.kind, made.region, made.cohort) == ("regional", "Østlandet", following)


def test_list_asks_as_much_for_three_networks_as_for_one(cast: Cast, leader: Client) -> None:
    def asked() -> int:
        leader.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            leader.get(LIST)
        return counted(queries)

    before = asked()
    with inside(EVERYONE):
        for name in ("To", "Tre"):
            _network(cast, name, [cast.flesberg, cast.roros], kind="cities", cohort=1)
    assert asked() == before


def test_network_without_gatherings_opens(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        network = _network(cast, "Tomt", [])
    assert "Ingen ennå." in leader.get(reverse("organiser:network", args=[network.pk])).text


def test_plans_and_teams_are_cards_with_a_label_at_each_cell(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        add_plan_version(network=cast.network, title="Invitasjonen", by=cast.leader, now=cast.now)
    page = BeautifulSoup(leader.get(reverse("organiser:network", args=[cast.network.pk])).content, "html.parser")
    plans, teams = page.select_one("#plans table"), page.select_one("#teams table")
    for table in (plans, teams):
        assert "table-cards" in table["class"]
        headings = [each.text for each in table.select("thead th")][1:]
        assert {tuple(cell["data-label"] for cell in row.select("td")) for row in table.select("tbody tr")} == {
            tuple(headings)
        }
    assert len(plans.select("thead th")) == 3


@pytest.mark.parametrize(
    ("state", "offered"), [("planned", ["running"]), ("running", ["closed", "planned"]), ("closed", ["running"])]
)
def test_status_is_changed_by_a_button_that_says_what_it_leads_to(
    state: str, offered: list[str], cast: Cast, leader: Client
) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=cast.network.pk).update(state=state)
    page = BeautifulSoup(leader.get(reverse("organiser:network", args=[cast.network.pk])).content, "html.parser")
    buttons = page.select("button[name=state]")
    assert [button["value"] for button in buttons] == offered
    assert all(len(str(button["data-confirm"])) > 60 for button in buttons)
    assert (page.select_one("#begin") is not None) == (state == "planned")


def test_network_that_is_ended_on_its_page_tells_the_coordinators(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=cast.network.pk).update(state="running")
    leader.post(reverse("organiser:network_state", args=[cast.network.pk]), {"state": "closed"})
    assert Letter.objects.filter(kind="network_ended", to_person=cast.coordinator).count() == 1
