"""Units, the profile, and what members of a network see of each other."""

import pytest
from bs4 import BeautifulSoup

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Participation
from mentornett.tenants.models import Unit
from tests.cast import Cast
from tests.conftest import LogIn


def _add(cast: Cast, log_in: LogIn, name: str, **more: object) -> Unit:
    log_in("coordinator").post(f"/kommune/sted/{cast.flesberg.pk}/enhet/", {"name": name, **more})
    with inside(EVERYONE):
        return Unit.objects.get(name=name)


def test_coordinator_builds_a_tree_and_gives_each_level_a_leader(cast: Cast, log_in: LogIn) -> None:
    agency = _add(cast, log_in, "Helseetaten")
    home = _add(cast, log_in, "Solbakken", parent=agency.pk, kind="sykehjem")
    client = log_in("coordinator")
    client.post(f"/kommune/enhet/{home.pk}/toppleder/", {"name": "Eva Enhetsleder", "email": "eva@eksempel.no"})
    body = client.get(f"/kommune/sted/{cast.flesberg.pk}/").content.decode()
    assert body.index("Helseetaten") < body.index("Solbakken")
    assert 'data-depth="1"' in body
    assert "Eva Enhetsleder" in body


def test_unit_can_be_renamed_and_moved_but_not_into_itself(cast: Cast, log_in: LogIn) -> None:
    agency = _add(cast, log_in, "Helseetaten")
    home = _add(cast, log_in, "Solbakken", parent=agency.pk)
    client = log_in("coordinator")
    assert b"ds-error-summary" in client.post(
        f"/kommune/enhet/{agency.pk}/", {"name": "Helseetaten", "parent": home.pk}
    ).content  # fmt: skip
    client.post(f"/kommune/enhet/{home.pk}/", {"name": "Solbakken bo- og behandlingssenter", "parent": ""})
    with inside(EVERYONE):
        home.refresh_from_db()
    assert (home.name, home.parent) == ("Solbakken bo- og behandlingssenter", None)


def test_unit_of_another_municipality_is_not_found_and_not_among_the_choices(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        foreign = Unit.objects.create(municipality=cast.roros, name="Annet sted")
    client = log_in("coordinator")
    assert client.get(f"/kommune/enhet/{foreign.pk}/").status_code == 404
    page = client.post(f"/kommune/sted/{cast.flesberg.pk}/enhet/", {"name": "Ny", "parent": foreign.pk})
    assert b"ds-error-summary" in page.content
    assert "Annet sted" not in page.content.decode()


@pytest.mark.parametrize("value", ["0", "-4", "mange", "99999999999"])
def test_impossible_number_of_inhabitants_is_refused(value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("coordinator").post(
        f"/kommune/sted/{cast.flesberg.pk}/profil/", {"inhabitants": value, "organisation": "Én etat"}
    )
    assert b"ds-error-summary" in page.content
    assert "Én etat" in page.content.decode()


def test_profile_is_seen_by_the_neighbour_in_the_network_and_by_no_other(cast: Cast, log_in: LogIn) -> None:
    log_in("coordinator").post(
        f"/kommune/sted/{cast.flesberg.pk}/profil/", {"inhabitants": "2745", "organisation": "Én etat for alt"}
    )
    path = f"/kommune/nettverk/{cast.network.pk}/deltakere/"
    assert "Én etat for alt" in log_in("neighbour").get(path).content.decode()
    for name in ("other_coordinator", "other_leader", "outsider"):
        assert log_in(name).get(path).status_code == 404


def test_participants_are_counted_as_municipalities_and_as_teams(cast: Cast, log_in: LogIn) -> None:
    body = log_in("coordinator").get(f"/kommune/nettverk/{cast.network.pk}/deltakere/").content.decode()
    assert "2 kommuner" in body
    assert "2 team" in body
    assert "Moss" not in body


def test_participants_show_who_is_alike_and_the_largest_first(cast: Cast, log_in: LogIn) -> None:
    for place, inhabitants in ((cast.flesberg, 2700), (cast.roros, 3500)):
        place.inhabitants = inhabitants
        place.save(update_fields=["inhabitants"])
    path = f"/kommune/nettverk/{cast.network.pk}/deltakere/"
    page = BeautifulSoup(log_in("coordinator").get(path, {"order": "size"}).content, "html.parser")
    assert [heading.text for heading in page.select("main li h2")] == ["Røros", "Flesberg"]
    assert len(page.select("main li .status")) == 1
    page = BeautifulSoup(log_in("coordinator").get(path, {"county": cast.flesberg.county}).content, "html.parser")
    assert [heading.text for heading in page.select("main li h2")] == ["Flesberg"]


def _sized(cast: Cast, **inhabitants: int | None) -> str:
    for key, number in inhabitants.items():
        place = cast.things[key]
        place.inhabitants = number
        place.save(update_fields=["inhabitants"])
    return f"/kommune/nettverk/{cast.network.pk}/deltakere/"


@pytest.mark.parametrize(
    ("size", "names"),
    [("small", ["Flesberg"]), ("large", ["Røros"]), ("middle", []), ("alike", []), ("x", ["Flesberg", "Røros"])],
)
def test_peers_are_found_by_size(cast: Cast, log_in: LogIn, size: str, names: list[str]) -> None:
    path = _sized(cast, flesberg=2700, roros=35_000)
    page = BeautifulSoup(log_in("coordinator").get(path, {"size": size}).content, "html.parser")
    assert [heading.text for heading in page.select("main li h2")] == names
    assert ("Ingen av kommunene er slik." in page.text) == (not names)


def test_spread_in_size_is_told_to_teams_and_organiser(cast: Cast, log_in: LogIn) -> None:
    path = _sized(cast, flesberg=2700, roros=35_000)
    with inside(EVERYONE):
        Participation.objects.create(
            network=cast.network, organiser=cast.nord, municipality=cast.moss, joined=cast.network.starts
        )
    words = "Fra 2\xa0700 til 35\xa0000 innbyggere. Små: 1, mellomstore: 0, store: 1."
    for name, page in (("coordinator", path), ("guide", f"/arrangor/nettverk/{cast.network.pk}/om/")):
        body = log_in(name).get(page).text
        assert words in body
        assert "1 kommune har ikke oppgitt størrelsen." in body
    _sized(cast, roros=None)
    for name, page in (("coordinator", path), ("guide", f"/arrangor/nettverk/{cast.network.pk}/om/")):
        assert "mellomstore: " not in log_in(name).get(page).text  # one alone is no spread


@pytest.mark.parametrize("name", ["team_leader", "sponsor"])
def test_others_of_the_municipality_see_units_but_change_nothing(name: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in(name)
    assert client.get(f"/kommune/sted/{cast.flesberg.pk}/").status_code == 200
    assert client.post(f"/kommune/sted/{cast.flesberg.pk}/enhet/", {"name": "Ny"}).status_code == 403
    assert client.post(f"/kommune/sted/{cast.flesberg.pk}/profil/", {}).status_code == 403


def test_neighbour_does_not_find_the_municipality(cast: Cast, log_in: LogIn) -> None:
    assert log_in("neighbour").get(f"/kommune/sted/{cast.flesberg.pk}/").status_code == 404
