"""«Now»: what it holds, for whom, and how many queries it takes."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Programme
from mentornett.network import actions
from mentornett.network.models import Comment, Gathering, Network, SponsorQuestion, Submission, Team, TeamMember
from mentornett.tenants.models import Role
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.network.guidance_samples import guide_team
from tests.web.access.rollouts import network_plan
from tests.web.access.table import EVERYBODY


def _page(log_in: LogIn, name: str) -> BeautifulSoup:
    response = log_in(name).get("/na/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _things(page: BeautifulSoup) -> list[str]:
    return [item.h2.get_text() for item in page.select(".now-item")]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", EVERYBODY.split())
def test_now_opens_for_everybody_and_shows_nothing_of_the_other_side(name: str, cast: Cast, log_in: LogIn) -> None:
    body = log_in(name).get("/na/").content.decode()
    if not name.startswith("other_") or name == "other_guide":
        assert CANARY not in body


def test_now_of_coordinator_leads_with_the_open_report(cast: Cast, log_in: LogIn) -> None:
    page = _page(log_in, "coordinator")
    assert _things(page)[0] == "Statusrapport før samling 3"
    first = page.select_one(".now-item--first")
    assert first is not None
    assert first.select_one("a")["href"] == f"/kommune/rapport/{cast.report.pk}/"  # type: ignore[index]
    assert "30. mars" in first.get_text()
    assert "Koordinator" in first.get_text()


def test_now_of_member_without_coordinating_role_shows_the_deadline_as_coming(cast: Cast, log_in: LogIn) -> None:
    page = _page(log_in, "union")
    assert _things(page) == []
    assert "Statusrapport før samling 3" in page.get_text()


@pytest.mark.parametrize("name", ["coordinator", "union"])
def test_network_that_has_ended_asks_for_nothing_but_what_is_opened_anew(name: str, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=cast.network.pk).update(state="closed")
    page = _page(log_in, name)
    assert (_things(page), "Statusrapport" in page.get_text()) == ([], False)
    team = log_in(name).get(f"/kommune/team/{cast.team.pk}/").text
    assert "Nettverket er avsluttet" in team
    assert "Statusrapport før samling 3" not in team
    assert "Nettverket er avsluttet" in log_in(name).get("/kommune/team/").text
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="reopened")
    assert "Statusrapport før samling 3" in _page(log_in, name).get_text()


def test_now_of_outsider_says_that_all_is_done(cast: Cast, log_in: LogIn) -> None:
    assert _page(log_in, "outsider").select_one(".empty") is not None


def test_leader_is_asked_to_settle_gatherings(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_2.pk).update(state="confirmed")
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(state="proposed")
    found = {thing.split(": ")[0] for thing in _things(_page(log_in, "leader"))}
    assert {"Noter hvordan det gikk", "Bekreft datoen"} <= found
    assert not any("samling" in thing.casefold() and "Noter" in thing for thing in _things(_page(log_in, "guide")))


def test_reopened_report_comes_before_everything_and_says_why(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.sent_report.pk).update(state="reopened", reopened_reason="Tallet mangler.")
    page = _page(log_in, "coordinator")
    assert _things(page)[0] == "Statusrapport før samling 2"
    assert "Tallet mangler." in page.get_text()


def test_question_from_sponsor_waits_for_the_coordinator_until_it_is_answered(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        question = SponsorQuestion.objects.create(
            team=cast.team, organiser=cast.nord, municipality=cast.flesberg, text="Hva koster det?",
            asked_by=cast.sponsor, asked_at=cast.now,
        )  # fmt: skip
    assert "«Hva koster det?»" in _page(log_in, "coordinator").get_text()
    with inside(EVERYONE):
        question.answer, question.answered_at = "Lite.", cast.now
        question.save()
    assert "Hva koster det?" not in _page(log_in, "coordinator").get_text()


def test_top_leader_sees_the_newest_page_until_it_is_read_and_may_ask_for_a_new_link(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        earlier, latest = (
            actions.send_digest(team=cast.team, gathering=gathering, now=cast.now, today=cast.today)
            for gathering in (cast.gathering_2, cast.gathering_3)
        )
        assert earlier
        assert latest
    assert _things(_page(log_in, "sponsor")) == [f"Les siden om {cast.team.name}"]
    client = log_in("sponsor")
    assert "på vei til e-posten" in client.post(f"/kommune/oppsummering/{latest.pk}/", follow=True).content.decode()
    with inside(EVERYONE):
        actions.note_digest_read(digest=latest, now=cast.now)
    assert _things(_page(log_in, "sponsor")) == []


def test_empty_role_shows_the_same_day(cast: Cast, log_in: LogIn) -> None:
    assert not any("roller" in thing for thing in _things(_page(log_in, "coordinator")))
    with inside(EVERYONE):
        TeamMember.objects.filter(team=cast.team, person=cast.union).update(ends=cast.today - timedelta(days=1))
    page = _page(log_in, "coordinator")
    assert "Tillitsvalgt" in page.get_text()


def test_new_leader_is_asked_to_read_until_it_is_confirmed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("team_leader")
    with inside(EVERYONE):
        member = TeamMember.objects.get(person=cast.team_leader)
    assert f"/kommune/ny-leder/{member.pk}/" in client.get("/na/").content.decode()
    client.post(f"/kommune/ny-leder/{member.pk}/lest/")
    assert f"/kommune/ny-leder/{member.pk}/" not in client.get("/na/").content.decode()


def test_remarks_on_one_report_are_one_thing(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for text in ("Fint.", "Mer om tall."):
            Comment.objects.create(
                submission=cast.sent_report, text=text, by=cast.guide, at=cast.now, organiser=cast.nord,
                municipality=cast.flesberg,
            )  # fmt: skip
    things = _things(_page(log_in, "coordinator"))
    assert sum("Gunnar Veileder" in thing for thing in things) == 1


def test_guide_is_asked_to_read_what_was_sent(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.sent_report.pk).update(state="sent")
    page = _page(log_in, "guide")
    assert f"/arrangor/rapport/{cast.sent_report.pk}/" in str(page)


def test_done_holds_what_one_did_this_week(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    client.post(
        f"/kommune/team/{cast.team.pk}/om/",
        {"name": "Nytt navn", "contact_preference": "often", "guidance_for": "leader", "default_sharing": "network"},
    )
    text = BeautifulSoup(client.get("/na/").content, "html.parser").select_one("details[data-remember=now-done]")
    assert text is not None
    assert len(text.select("li")) == 1


def _queries(log_in: LogIn, name: str) -> int:
    client = log_in(name)
    client.get("/na/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/na/")
    return counted(queries)


@pytest.mark.parametrize(("name", "number"), [("coordinator", 17), ("leader", 21), ("guide", 22), ("outsider", 5)])
def test_now_takes_a_fixed_number_of_queries(name: str, number: int, cast: Cast, log_in: LogIn) -> None:
    assert _queries(log_in, name) == number


@pytest.mark.parametrize(("name", "number"), [("coordinator", 17), ("leader", 21)])
def test_now_takes_as_many_queries_with_three_times_as_much(name: str, number: int, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for extra in ("A", "B"):
            _another_team(cast, extra)
    assert _queries(log_in, name) == number


def test_what_many_teams_lack_is_said_once_and_few_teams_are_named(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for extra in "ABCDEFGH":
            _another_team(cast, extra)
    page = _page(log_in, "leader")
    cards = [item for item in page.select(".now-item") if "av 10 team har ikke sendt" in item.h2.get_text()]  # type: ignore[union-attr]
    assert [card.h2.get_text() for card in cards] == [  # type: ignore[union-attr]
        "Statusrapport før samling 2: 8 av 10 team har ikke sendt"
    ]
    link = cards[0].select_one("a")
    assert link is not None
    assert f"/arrangor/nettverk/{cast.network.pk}/?period=" in link["href"]
    shown = log_in("leader").get(str(link["href"]))
    assert len(BeautifulSoup(shown.content, "html.parser").select(".matrix tbody tr")) == 8
    more = page.select_one(f'a[href="/arrangor/nettverk/{cast.network.pk}/oppfolging/"]')
    assert len(page.select('.now-item a[href^="/arrangor/team/"]')) == 4
    assert more is not None
    assert more.get_text() == "6 team til trenger oppmerksomhet"


def test_guide_is_led_to_own_teams_that_lack_the_same(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for extra in "ABCD":
            _another_team(cast, extra)
        for team in Team.objects.filter(name__in=["A", "B", "C"]):
            guide_team(team, cast.guide, team.joined)
    page = _page(log_in, "guide")
    assert "Statusrapport før samling 2: 3 av 4 team har ikke sendt" in _things(page)
    link = next(a["href"] for a in page.select(".now-item a") if a.get_text() == "Se teamene")
    shown = log_in("guide").get(str(link))
    assert len(BeautifulSoup(shown.content, "html.parser").select(".matrix tbody tr")) == 3


def test_what_few_teams_lack_stays_with_the_team(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        _another_team(cast, "A")
    page = _page(log_in, "leader")
    assert "har ikke sendt" not in page.get_text()
    assert "Statusrapport før samling 2" in page.get_text()


def _another_team(cast: Cast, name: str) -> None:
    place = {"organiser": cast.nord, "municipality": cast.flesberg}
    team = Team.objects.create(network=cast.network, name=name, joined=cast.network.starts, **place)
    TeamMember.objects.create(
        team=team, person=cast.coordinator, role=cast.role_coordinator, starts=team.joined, **place
    )
    for assignment in (cast.assignment_2, cast.assignment_3):
        Submission.objects.create(team=team, assignment=assignment, state="open", opened_on=cast.today, **place)


def test_project_leader_without_a_programme_is_led_to_the_templates(cast: Cast, log_in: LogIn) -> None:
    address = reverse("programme:new", args=[cast.flesberg.pk])
    assert address not in str(_page(log_in, "programme_leader")), "there is a programme"
    with inside(EVERYONE):
        Programme.objects.filter(municipality=cast.flesberg).update(municipality=cast.roros)
    page = _page(log_in, "programme_leader")
    assert "Lag mentorprogrammet" in _things(page)
    assert address in str(page)


def test_role_that_begins_later_is_told_with_its_day(cast: Cast, log_in: LogIn) -> None:
    assert "Tilgangen din" not in _page(log_in, "outsider").get_text()
    with inside(EVERYONE):
        Role.objects.create(
            person=cast.people["outsider"], kind="unit_leader", unit=cast.ward, municipality=cast.flesberg,
            starts=cast.today + timedelta(days=20),
        )  # fmt: skip
    text = _page(log_in, "outsider").get_text()
    assert "Tilgangen din begynner onsdag 1. april" in text
    assert "Fra den dagen er du her som: Enhetsleder, Flesberg." in text
    assert "Ingenting venter på deg" not in text


def test_now_asks_the_project_leader_about_a_joint_roll_out(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        network_plan(cast)
    page = _page(log_in, "programme_leader")
    (card,) = [item for item in page.select(".now-item") if "felles utrulling" in item.get_text()]
    assert "1. april" in card.get_text()
    assert card.select_one("a")["href"] == f"/program/maling/utrulling/{cast.part.pk}/"  # type: ignore[index]
    assert "felles utrulling" not in _page(log_in, "measure_lead").get_text()
    log_in("programme_leader").post(f"/program/maling/utrulling/{cast.part.pk}/nei/")
    assert "felles utrulling" not in _page(log_in, "programme_leader").get_text()
