"""The roster and the team's own pages: who may change what, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import RoleRule, Team, TeamMember, TeamPause
from mentornett.tenants.models import Person, Unit
from tests.cast import NOW, Cast
from tests.conftest import LogIn

NEW = {"name": "Ny Person", "email": "ny@eksempel.no", "starts": "12.03.2026"}


def _members(cast: Cast) -> int:
    with inside(EVERYONE):
        return TeamMember.objects.filter(team=cast.team).count()


@pytest.mark.parametrize("page", ["", "folk/", "om/", "toppleder/", "pause/", "folk/ny/?role=hr"])
def test_team_page_opens_for_the_coordinator(page: str, cast: Cast, log_in: LogIn) -> None:
    assert log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/{page}").status_code == 200


def test_team_page_comes_in_the_order_that_matters(cast: Cast, log_in: LogIn) -> None:
    page = BeautifulSoup(log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/").content, "html.parser")
    assert [part["id"] for part in page.select("main section[id]")] == ["who", "where", "promised", "next", "said"]


def test_sponsor_sees_who_and_next_but_not_what_the_team_wrote(cast: Cast, log_in: LogIn) -> None:
    page = BeautifulSoup(log_in("sponsor").get(f"/kommune/team/{cast.team.pk}/").content, "html.parser")
    assert [part["id"] for part in page.select("main section[id]")] == ["who", "next"]


def test_coordinator_puts_somebody_into_the_team(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    client.post(f"/kommune/team/{cast.team.pk}/folk/ny/", {**NEW, "role": cast.role_hr.pk})
    assert "Ny Person" in client.get(f"/kommune/team/{cast.team.pk}/folk/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("email", "ikke en adresse"), ("email", ""), ("starts", "i går"), ("starts", "01.01.2020"),
     ("role", "999999"), ("name", "x" * 121)],
)  # fmt: skip
def test_bad_member_is_refused_and_nothing_typed_is_lost(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    before = _members(cast)
    data = {**NEW, "role": str(cast.role_hr.pk), "title": "rådgiver i HR", field: value}
    page = log_in("coordinator").post(f"/kommune/team/{cast.team.pk}/folk/ny/", data)
    assert page.status_code == 200
    assert b"ds-error-summary" in page.content
    assert "rådgiver i HR" in page.content.decode()
    assert _members(cast) == before


def test_role_and_unit_of_others_are_not_among_the_choices(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        unit = Unit.objects.create(municipality=cast.roros, name="Annet sted")
        role = RoleRule.objects.get(network=cast.other_network, key="hr")
    client = log_in("coordinator")
    for extra in ({"role": role.pk}, {"role": cast.role_hr.pk, "unit": unit.pk}):
        page = client.post(f"/kommune/team/{cast.team.pk}/folk/ny/", {**NEW, **extra})
        assert page.status_code == 200
    assert not Person.objects.filter(email="ny@eksempel.no").exists()


def test_team_that_is_full_takes_nobody_where_the_network_stops_it(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        cast.network.rules.update_or_create(key="team_size_max", defaults={"value": 4, "severity": "block"})
    page = log_in("coordinator").post(f"/kommune/team/{cast.team.pk}/folk/ny/", {**NEW, "role": cast.role_hr.pk})
    assert "4 personer" in page.content.decode()


@pytest.mark.parametrize("name", ["team_leader", "union", "sponsor", "guide"])
def test_who_only_sees_the_team_cannot_change_it(name: str, cast: Cast, log_in: LogIn) -> None:
    before = _members(cast)
    data = {**NEW, "role": cast.role_hr.pk}
    assert log_in(name).post(f"/kommune/team/{cast.team.pk}/folk/ny/", data).status_code == 403
    assert _members(cast) == before


@pytest.mark.parametrize("name", ["neighbour", "other_leader", "outsider", "reference"])
def test_others_do_not_find_the_team(name: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in(name)
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.union).pk
    data = {**NEW, "role": cast.role_hr.pk, "ends": "12.03.2026", "reason": "x", "on": "12.03.2026"}
    for path in (
        f"team/{cast.team.pk}/", f"team/{cast.team.pk}/folk/ny/", f"medlem/{member}/slutt/", f"medlem/{member}/rolle/",
        f"team/{cast.team.pk}/pause/", f"team/{cast.team.pk}/toppleder/", f"team/{cast.team.pk}/avslutt/",
    ):  # fmt: skip
        assert client.post(f"/kommune/{path}", data).status_code in {404, 405}


def test_member_who_leaves_stays_on_the_roster_with_the_reason(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.union)
    client = log_in("coordinator")
    client.post(f"/kommune/medlem/{member.pk}/slutt/", {"ends": "11.03.2026", "reason": "Ny jobb i Kongsberg"})
    body = client.get(f"/kommune/team/{cast.team.pk}/folk/").content.decode()
    assert "Ny jobb i Kongsberg" in body
    assert "Mangler" in client.get("/kommune/team/").content.decode()


def test_last_day_before_the_first_is_refused(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.union)
    page = log_in("coordinator").post(f"/kommune/medlem/{member.pk}/slutt/", {"ends": "01.01.2020"})
    assert b"ds-error-summary" in page.content
    with inside(EVERYONE):
        member.refresh_from_db()
    assert member.ends is None


def test_role_of_member_is_changed(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.deputy)
    log_in("leader").post(f"/kommune/medlem/{member.pk}/rolle/", {"role": cast.role_hr.pk, "on": "12.03.2026"})
    with inside(EVERYONE):
        assert TeamMember.objects.get(person=cast.deputy, ends__isnull=True).role == cast.role_hr


def test_pause_and_resume(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    client.post(f"/kommune/team/{cast.team.pk}/pause/", {"reason": "Sykdom i ledelsen"})
    with inside(EVERYONE):
        assert Team.objects.get(pk=cast.team.pk).state == "paused"
    client.post(f"/kommune/team/{cast.team.pk}/fortsett/")
    with inside(EVERYONE):
        assert Team.objects.get(pk=cast.team.pk).state == "active"


@pytest.mark.parametrize("data", [{"reason": ""}, {"reason": "x" * 251}, {"reason": "Jul", "ends": "01.01.2020"}])
def test_bad_pause_is_refused(data: dict[str, str], cast: Cast, log_in: LogIn) -> None:
    page = log_in("coordinator").post(f"/kommune/team/{cast.team.pk}/pause/", data)
    assert page.status_code == 200
    with inside(EVERYONE):
        assert not TeamPause.objects.exists()


def test_team_leaves_only_with_a_reason(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    path = f"/kommune/team/{cast.team.pk}/avslutt/"
    assert client.post(path, {"how": "withdrawn", "on": "12.03.2026"}).status_code == 200
    client.post(path, {"how": "withdrawn", "on": "12.03.2026", "reason": "Kommunesammenslåing"})
    with inside(EVERYONE):
        assert Team.objects.get(pk=cast.team.pk).state == "withdrawn"


def test_sponsor_is_named(cast: Cast, log_in: LogIn) -> None:
    log_in("coordinator").post(
        f"/kommune/team/{cast.team.pk}/toppleder/", {"sponsor_name": "Ny Sjef", "sponsor_email": "sjef@eksempel.no"}
    )
    with inside(EVERYONE):
        assert Team.objects.select_related("sponsor").get(pk=cast.team.pk).sponsor.email == "sjef@eksempel.no"  # type: ignore[union-attr]


def test_only_declared_fields_of_a_team_change(cast: Cast, log_in: LogIn) -> None:
    log_in("coordinator").post(
        f"/kommune/team/{cast.team.pk}/om/",
        {"name": "Nytt", "contact_preference": "often", "guidance_for": "leader", "default_sharing": "network",
         "state": "completed", "organiser": cast.sor.pk,
         "joined": "2020-01-01"},
    )  # fmt: skip
    with inside(EVERYONE):
        team = Team.objects.get(pk=cast.team.pk)
    assert (team.name, team.state, team.organiser_id, team.joined) == (
        "Nytt", "active", cast.nord.pk, cast.team.joined,
    )  # fmt: skip


def test_team_that_came_late_sees_what_to_catch_up_with(cast: Cast, log_in: LogIn) -> None:
    path = f"/kommune/team/{cast.team.pk}/"
    assert "Velkommen til" not in log_in("coordinator").get(path).content.decode()
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(joined=cast.today - timedelta(days=10))
    assert "Velkommen til" in log_in("coordinator").get(path).content.decode()


def test_ticks_of_the_checklist_are_kept_with_name_and_shown_to_the_guide(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(joined=cast.today - timedelta(days=10))
    client, step = log_in("union"), f"/kommune/team/{cast.team.pk}/sjekkliste/3/"
    assert client.post(step)["Location"].endswith(f"/kommune/team/{cast.team.pk}/#catching-up")
    client.post(step)
    for page in (f"/kommune/team/{cast.team.pk}/", f"/arrangor/team/{cast.team.pk}/"):
        text = log_in("guide").get(page).text
        assert "1 av 7 er gjort" in text
        assert "Tor Tillitsvalgt, " in text
        assert step not in text
    client.post(step, {"undo": "1"})
    assert "0 av 7 er gjort" in client.get(f"/kommune/team/{cast.team.pk}/").text
    assert client.post(f"/kommune/team/{cast.team.pk}/sjekkliste/8/").status_code == 404


def test_checklist_that_is_begun_stays_until_it_is_finished(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(joined=cast.today - timedelta(days=60))
    client, page = log_in("coordinator"), f"/kommune/team/{cast.team.pk}/"
    client.post(f"{page}sjekkliste/1/")
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(joined=cast.today - timedelta(days=90))
    assert "1 av 7 er gjort" in client.get(page).text
    for number in range(2, 8):
        client.post(f"{page}sjekkliste/{number}/")
    assert "sjekkliste" not in client.get(page).text


def test_colleagues_of_ones_own_teams_are_in_the_main_menu(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    assert 'href="/kommune/kolleger/"' in client.get("/na/").text
    page = client.get("/kommune/kolleger/").text
    assert "Tor Tillitsvalgt" in page
    assert "union@eksempel.no" in page
    assert "Nina Nabo" not in page
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(page="colleagues", subject=cast.union).exists()


def test_colleagues_ask_equally_often_with_one_and_three_teams(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    with django_assert_num_queries(7):
        client.get("/kommune/kolleger/")
    with inside(EVERYONE):
        for number in (2, 3):
            place = {"organiser": cast.nord, "municipality": cast.flesberg}
            team = Team.objects.create(network=cast.network, name=f"Team {number}", joined=cast.today, **place)
            TeamMember.objects.create(
                team=team, person=cast.coordinator, role=cast.role_coordinator, starts=cast.today, **place
            )
    with django_assert_num_queries(7):
        client.get("/kommune/kolleger/")


def test_new_leader_reads_one_page(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.team_leader)
    client = log_in("team_leader")
    page = client.get(f"/kommune/ny-leder/{member.pk}/").content.decode()
    assert cast.team.name in page
    assert "Kari Koordinator" in page
    client.post(f"/kommune/ny-leder/{member.pk}/lest/")
    with inside(EVERYONE):
        member.refresh_from_db()
    assert member.onboarded_at is not None
    assert abs(member.onboarded_at - NOW) < timedelta(minutes=5)


@pytest.mark.parametrize("path", ["team/", "team/{team}/folk/"])
def test_page_takes_as_many_queries_for_one_row_as_for_three(path: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    address = f"/kommune/{path.format(team=cast.team.pk)}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    place = {"organiser": cast.nord, "municipality": cast.flesberg}
    with inside(EVERYONE):
        for name in ("A", "B"):
            team = Team.objects.create(network=cast.network, name=name, joined=cast.network.starts, **place)
            for row in (team, cast.team):
                TeamMember.objects.create(
                    team=row, person=cast.coordinator, role=cast.role_hr if row == team else RoleRule.objects.create(
                        network=cast.network, key=f"ekstra-{name}", label={"nb": name}
                    ), starts=team.joined, **place,
                )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


def test_role_that_must_be_held_is_not_left_empty(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        member = TeamMember.objects.get(team=cast.team, person=cast.coordinator)
    client = log_in("coordinator")
    page = client.post(f"/kommune/medlem/{member.pk}/slutt/", {"ends": "12.03.2026"})
    assert "lar ikke rollen «Koordinator» være tom" in page.content.decode()
    change = {"role": str(cast.role_hr.pk), "on": "12.03.2026", "unit": ""}
    assert "lar ikke rollen" in client.post(f"/kommune/medlem/{member.pk}/rolle/", change).content.decode()
    with inside(EVERYONE):
        TeamMember.objects.filter(team=cast.team, person=cast.deputy).update(role=member.role)
    assert client.post(f"/kommune/medlem/{member.pk}/slutt/", {"ends": "12.03.2026"}).status_code == 302
