"""Colleagues, teams taken in, and the log of what was done."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Network, Rule, Team
from mentornett.tenants.models import Municipality, Person, Role
from tests.cast import CANARY, Cast
from tests.conftest import LogIn

NEW = {"name": "Ny Veileder", "email": "ny@eksempel.no", "kind": "guide"}


def test_leader_gives_a_colleague_a_role_and_an_invitation(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.post("/arrangor/folk/ny/", NEW)
    with inside(EVERYONE):
        assert Role.objects.get(person__email="ny@eksempel.no").organiser == cast.nord
    assert "Ny Veileder" in client.get("/arrangor/folk/").content.decode()


def test_role_at_another_organiser_cannot_be_given(cast: Cast, log_in: LogIn) -> None:
    log_in("leader").post("/arrangor/folk/ny/", {**NEW, "organiser": str(cast.sor.pk)})
    with inside(EVERYONE):
        assert Role.objects.get(person__email="ny@eksempel.no").organiser == cast.nord


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("email", "nei"), ("kind", "sponsor"), ("kind", "")])
def test_bad_colleague_is_refused(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("leader").post("/arrangor/folk/ny/", {**NEW, field: value})
    assert b"ds-error-summary" in page.content
    assert not Person.objects.filter(email="ny@eksempel.no").exists()


@pytest.mark.parametrize("name", ["operative", "guide"])
def test_only_network_leaders_give_roles(name: str, cast: Cast, log_in: LogIn) -> None:
    assert log_in(name).post("/arrangor/folk/ny/", NEW).status_code == 403


def test_ended_role_is_gone_at_once(cast: Cast, log_in: LogIn) -> None:
    guide = log_in("guide")
    assert guide.get("/arrangor/folk/").status_code == 200
    with inside(EVERYONE):
        role = Role.objects.get(person=cast.guide)
    log_in("leader").post(f"/arrangor/folk/rolle/{role.pk}/slutt/")
    assert guide.get("/arrangor/folk/").status_code == 404


def test_nobody_ends_their_own_role(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        role = Role.objects.get(person=cast.leader)
    assert log_in("leader").post(f"/arrangor/folk/rolle/{role.pk}/slutt/").status_code == 403


def test_role_of_another_organiser_is_not_found(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        role = Role.objects.get(person=cast.other_leader)
    assert log_in("leader").post(f"/arrangor/folk/rolle/{role.pk}/slutt/").status_code == 404


@pytest.mark.parametrize("typed", ["3334", "Flesberg", "3334 Flesberg", "flesberg"])
def test_team_is_taken_in_by_name_or_number(typed: str, cast: Cast, log_in: LogIn) -> None:
    data = {"municipality": typed, "name": "Flesberg 2", "joined": "12.03.2026"}
    response = log_in("leader").post(f"/arrangor/nettverk/{cast.network.pk}/team/ny/", data)
    with inside(EVERYONE):
        team = Team.objects.get(name="Flesberg 2")
    assert (team.municipality, team.joined) == (cast.flesberg, cast.today)
    assert response["Location"] == f"/kommune/team/{team.pk}/folk/ny/"


def test_team_is_put_together_before_the_network_begins(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=cast.network.pk).update(starts=cast.today + timedelta(days=40))
    path, client = f"/arrangor/nettverk/{cast.network.pk}/team/ny/", log_in("leader")
    assert 'value="12.03.2026"' in client.get(path).text
    client.post(path, {"municipality": "Flesberg", "name": "Flesberg 2", "joined": "12.03.2026"})
    with inside(EVERYONE):
        assert Team.objects.get(name="Flesberg 2").joined == cast.today


@pytest.mark.parametrize(
    ("field", "value"),
    [("municipality", "Atlantis"), ("municipality", ""), ("name", ""), ("joined", "01.01.2020"), ("joined", "i morgen"),
     ("name", "Team Flesberg")],
)  # fmt: skip
def test_bad_team_is_refused(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    data = {"municipality": "Flesberg", "name": "Flesberg 2", "joined": "12.03.2026", field: value}
    page = log_in("leader").post(f"/arrangor/nettverk/{cast.network.pk}/team/ny/", data)
    assert b"ds-error-summary" in page.content
    with inside(EVERYONE):
        assert Team.objects.filter(network=cast.network).count() == 2


def test_municipality_that_has_ceased_is_not_taken_in(cast: Cast, log_in: LogIn) -> None:
    Municipality.objects.create(
        number="0101", name="Gamle Halden", county_number="01", county="Østfold", valid_from="1994-01-01",
        valid_to="2019-12-31",
    )  # fmt: skip
    data = {"municipality": "Gamle Halden", "name": "Halden", "joined": "12.03.2026"}
    page = log_in("leader").post(f"/arrangor/nettverk/{cast.network.pk}/team/ny/", data)
    assert b"ds-error-summary" in page.content


def test_name_that_two_municipalities_have_is_asked_about_and_the_number_is_taken(cast: Cast, log_in: LogIn) -> None:
    for number, county in (("1515", "Møre og Romsdal"), ("1818", "Nordland")):
        Municipality.objects.create(
            number=number, name="Herøy", county_number=number[:2], county=county, valid_from="2020-01-01"
        )
    path, client = f"/arrangor/nettverk/{cast.network.pk}/team/ny/", log_in("leader")
    data = {"municipality": "Herøy", "name": "Team Herøy", "joined": "12.03.2026"}
    assert "Skriv nummeret: 1515 Møre og Romsdal, 1818 Nordland." in client.post(path, data).text
    client.post(path, data | {"municipality": "1818 Herøy"})
    with inside(EVERYONE):
        assert Team.objects.get(name="Team Herøy").municipality.number == "1818"


def test_list_of_teams_says_what_is_missing_and_counts_both_teams_and_municipalities(cast: Cast, log_in: LogIn) -> None:
    body = log_in("guide").get(f"/arrangor/nettverk/{cast.network.pk}/team/").content.decode()
    assert "2 team" in body
    assert "2 kommuner" in body
    assert "Tillitsvalgt" in body


def test_list_of_teams_says_which_is_too_small(cast: Cast, log_in: LogIn) -> None:
    path = f"/arrangor/nettverk/{cast.network.pk}/team/"
    with inside(EVERYONE):
        Rule.objects.update_or_create(network=cast.network, key="team_size_min", defaults={"value": 30})
        Rule.objects.update_or_create(network=cast.network, key="team_size_max", defaults={"value": 40})
    assert "minst 30 er ønsket" in log_in("leader").get(path).content.decode()


def test_list_of_teams_takes_as_many_queries_with_three(cast: Cast, log_in: LogIn) -> None:
    client, path = log_in("leader"), f"/arrangor/nettverk/{cast.network.pk}/team/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    with inside(EVERYONE):
        for name in ("A", "B", "C"):
            Team.objects.create(
                network=cast.network, name=name, joined=cast.today, organiser=cast.nord, municipality=cast.flesberg
            )
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(few) == len(many)


def test_list_of_teams_as_excel_opens_again(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(service_area="=1+1")
    response = log_in("leader").get(f"/arrangor/nettverk/{cast.network.pk}/team/fil/excel/")
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)  # type: ignore[union-attr]
    assert ("Flesberg", "Team Flesberg", "=1+1") in [row[:3] for row in rows]
    assert not any(CANARY in str(row) and "Sør" in str(row) for row in rows)


def test_log_shows_deeds_of_one_s_own_organiser_only_and_filters(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.post("/arrangor/folk/ny/", NEW)
    log_in("other_leader").post("/arrangor/folk/ny/", {**NEW, "email": "sor@eksempel.no", "name": "Sørlending"})
    body = client.get("/arrangor/logg/").content.decode()
    assert "Astrid Nettverksleder" in body
    assert "Sissel" not in body
    assert "role.given" not in client.get(f"/arrangor/logg/?person={cast.guide.pk}").content.decode()
    tomorrow = cast.today + timedelta(days=1)
    assert "Astrid Nettverksleder</td>" not in client.get(f"/arrangor/logg/?from={tomorrow}").content.decode()


@pytest.mark.parametrize(
    "query", ["person=x", "person=99999999999999999999", "from=2026-99-99", "to=i går", "verb=%00", "page=x"]
)
def test_strange_filters_are_left_out(query: str, cast: Cast, log_in: LogIn) -> None:
    assert log_in("leader").get(f"/arrangor/logg/?{query}").status_code == 200


def test_log_as_excel_has_the_same_rows(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.post("/arrangor/folk/ny/", NEW)
    with inside(EVERYONE):
        number = AuditEntry.objects.filter(organiser_id=cast.nord.pk).count()
    book = openpyxl.load_workbook(BytesIO(client.get("/arrangor/logg/fil/excel/").content))
    assert len(list(book.active.values)) == number + 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "path",
    ["nettverk/{0}/team/fil/{1}/", "logg/fil/{1}/", "nettverk/{0}/oversikt/{1}/", "nettverk/{0}/for-og-na/fil/{1}/"],
)
def test_tables_come_as_csv_too(cast: Cast, log_in: LogIn, path: str) -> None:
    client = log_in("leader")
    answer = client.get("/arrangor/" + path.format(cast.network.pk, "csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert client.get("/arrangor/" + path.format(cast.network.pk, "odt")).status_code == 404
