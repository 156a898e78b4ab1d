"""The pages of mentor networks: what each person gets there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.competence.models import Circle, Meeting, Membership
from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.circles_cast import CIRCLE_CANARY
from tests.conftest import LogIn
from tests.counting import counted


def _page(log_in: LogIn, name: str, address: str, *args: Any) -> BeautifulSoup:
    response = log_in(name).get(reverse(address, args=args))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_member_sees_next_meeting_big_and_what_was_taken_from_the_last(cast: Cast, log_in: LogIn) -> None:
    page = _page(log_in, "other_mentor", "competence:circle", cast.pool.pk)
    following = page.select_one("#next")
    assert following is not None
    assert "tirsdag 17. mars kl. 13.00" in following.get_text()
    assert following.select_one("a[href='https://teams.example/rom']") is not None
    assert CIRCLE_CANARY in page.get_text()
    assert page.select_one("a[href$='/endre/']") is None


def test_project_leader_sees_how_often_they_met_and_not_what_they_wrote(cast: Cast, log_in: LogIn) -> None:
    page = _page(log_in, "programme_leader", "competence:circle", cast.pool.pk)
    assert "1 av 1 planlagte møter er holdt" in page.get_text()
    assert "Vanligvis kom 2" in page.get_text()
    assert CIRCLE_CANARY not in page.get_text()
    meeting = _page(log_in, "programme_leader", "competence:meeting", cast.pool.pk, cast.pool_held.pk)
    assert "Mona Mentor" not in meeting.get_text()


def test_member_from_elsewhere_sees_names_and_municipalities_alone(cast: Cast, log_in: LogIn) -> None:
    page = _page(log_in, "neighbour_programme_leader", "competence:circle", cast.leaders_network.pk)
    members = page.select_one("#members")
    assert members is not None
    assert "Pia Prosjektleder" in members.get_text()
    assert "Flesberg" in members.get_text()
    assert "eksempel.no" not in page.get_text()
    assert "sykepleier" not in members.get_text()


def test_reading_the_members_is_logged(cast: Cast, log_in: LogIn) -> None:
    _page(log_in, "programme_leader", "competence:circle", cast.pool.pk)
    with inside(EVERYONE):
        read = set(AccessEntry.objects.filter(page="circle").values_list("subject", flat=True))
    assert read == {cast.mentor.pk, cast.other_mentor.pk}


def test_meeting_of_another_network_is_not_found_under_ones_own(cast: Cast, log_in: LogIn) -> None:
    address = reverse("competence:meeting", args=[cast.pool.pk, cast.neighbour_next.pk])
    assert log_in("mentor").get(address).status_code == 404


def test_network_is_made_filled_in_and_opened(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    address = reverse("competence:circle_new", args=[f"municipality-{cast.flesberg.pk}"])
    assert "Vi møtes for å dele" in client.get(address).text
    data = {"name": "Mentornettverket", "kind": "network", "form": "mixed", "about": "Dele", "leads": "on"}
    assert client.post(address, {**data, "name": ""}).status_code == 200
    response = client.post(address, data, follow=True)
    assert "Legg til medlemmene nå" in response.text
    with inside(EVERYONE):
        made = Circle.objects.get(name="Mentornettverket")
    members = client.post(reverse("competence:circle_members", args=[made.pk]), {"people": [cast.mentor.pk]})
    assert members.status_code == 302
    page = _page(log_in, "mentor", "competence:circle", made.pk)
    assert "Ingen møter er planlagt" in page.get_text()


def test_person_by_unknown_address_is_refused_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    address = reverse("competence:circle_members", args=[cast.leaders_network.pk])
    response = log_in("programme_leader").post(address, {"emails": "ukjent@eksempel.no"})
    assert "Ingen med adressen ukjent@eksempel.no" in response.text
    assert "ukjent@eksempel.no</textarea>" in response.text.replace("\n", "")


def test_team_member_may_only_make_a_network_of_project_leaders(cast: Cast, log_in: LogIn) -> None:
    address = reverse("competence:circle_new", args=[f"municipality-{cast.flesberg.pk}"])
    data = {"name": "Pool", "kind": "pool", "form": "mixed"}
    assert "kind" in log_in("coordinator").post(address, data).context["form"].errors
    assert log_in("coordinator").post(address, {**data, "kind": "leaders"}).status_code == 302


def test_series_comes_with_topics_for_the_first_year_and_leaves_july_out(cast: Cast, log_in: LogIn) -> None:
    client = log_in("neighbour_mentor")
    with inside(EVERYONE):
        Meeting.objects.filter(circle=cast.neighbour_pool).delete()
    address = reverse("competence:meetings_new", args=[cast.neighbour_pool.pk])
    assert "Å lytte og spørre" in client.get(address).text
    data = {
        "first": "2026-05-12", "starts": "14:00", "minutes": "90", "interval": "months_2", "number": "3",
        "skip_july": "on", "topics": "En\nTo",
    }  # fmt: skip
    assert client.post(address, {**data, "first": "2026-03-01"}).status_code == 200
    assert "Medlemmene får alle datoene i én e-post." in client.post(address, data, follow=True).text
    with inside(EVERYONE):
        rows = list(Meeting.objects.filter(circle=cast.neighbour_pool))
    assert [(row.starts_at.date().isoformat(), row.topic) for row in rows] == [
        ("2026-05-12", "En"), ("2026-09-08", "To"), ("2026-11-10", ""),
    ]  # fmt: skip


def test_move_is_refused_into_the_past_and_to_the_same_time(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    address = reverse("competence:meeting_move", args=[cast.pool.pk, cast.pool_next.pk])
    for day in ("2026-03-01", "2026-03-17"):
        assert client.post(address, {"day": day, "starts": "13:00"}).status_code == 200
    assert client.post(address, {"day": "2026-03-18", "starts": "13:00", "reason": "Kurs"}).status_code == 302
    assert "Flyttet: Kurs" in client.get(reverse("competence:meeting", args=[cast.pool.pk, cast.pool_next.pk])).text
    with inside(EVERYONE):
        assert Letter.objects.filter(kind="circle_moved").count() == 2


def test_held_meeting_is_not_moved_and_attendance_waits_for_the_meeting(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    held = reverse("competence:meeting_move", args=[cast.pool.pk, cast.pool_held.pk])
    assert client.get(held).status_code == 403
    client.post(reverse("competence:meeting_present", args=[cast.pool.pk, cast.pool_next.pk]), {"present": []})
    with inside(EVERYONE):
        assert Meeting.objects.get(pk=cast.pool_next.pk).state == "planned"


def test_text_of_two_writers_is_kept_and_put_together(cast: Cast, log_in: LogIn) -> None:
    address = reverse("competence:meeting_takeaway", args=[cast.pool.pk, cast.pool_held.pk])
    response = log_in("other_mentor").post(address, {"text": "Det jeg skrev", "since": "2026-01-01T00:00:00+00:00"})
    assert "Det jeg skrev</textarea>" in response.text.replace("\n", "")
    assert "Sett de to tekstene sammen" in response.text
    assert CIRCLE_CANARY in response.text
    form = response.context["takeaway_form"]
    again = log_in("other_mentor").post(address, {"text": "Sammen", "since": form["since"].value()})
    assert again.status_code == 302


def test_leaving_takes_the_page_away(cast: Cast, log_in: LogIn) -> None:
    client = log_in("other_mentor")
    assert client.post(reverse("competence:circle_leave", args=[cast.pool.pk])).status_code == 302
    assert client.get(reverse("competence:circle", args=[cast.pool.pk])).status_code == 404


def test_closed_network_can_be_read_and_not_changed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    client.post(reverse("competence:circle_close", args=[cast.pool.pk]))
    page = client.get(reverse("competence:circle", args=[cast.pool.pk])).text
    assert "Avsluttet" in page
    assert "planlegger et møte" not in page, "nobody will plan one"
    assert client.get(reverse("competence:meetings_new", args=[cast.pool.pk])).status_code == 403


def test_calendar_file_and_feed_hold_the_same_event(cast: Cast, log_in: LogIn) -> None:
    file = log_in("mentor").get(reverse("competence:meeting_calendar", args=[cast.pool.pk, cast.pool_next.pk]))
    assert f"UID:{cast.pool_next.uid}@mentornett" in file.text
    made = log_in("neighbour_programme_leader").post(reverse("everyone:calendar_make"))
    feed = log_in("mentee").get(f"/{made.context['address'].split('/', 3)[3]}")
    assert f"UID:{cast.leaders_next.uid}@mentornett" in feed.text
    assert str(cast.pool_next.uid) not in feed.text


@pytest.mark.parametrize("name", ["circles", "circle"])
def test_page_asks_the_database_as_often_for_three_as_for_one(
    name: str, cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    expected = {"circles": 7, "circle": 12}[name]
    address = reverse(f"competence:{name}", args=[cast.pool.pk] if name == "circle" else [])
    client = log_in("mentor")
    client.get(address)
    with django_assert_num_queries(expected):
        client.get(address)
    with inside(EVERYONE):
        for number in range(2):
            Meeting.objects.create(
                circle=cast.pool, starts_at=cast.now + timedelta(days=40 + number), municipality=cast.flesberg
            )
            circle = Circle.objects.create(name=f"Nr. {number}", kind="peer", municipality=cast.flesberg,
                                           starts=cast.today)  # fmt: skip
            for where, who in ((circle, cast.mentor), (cast.pool, [cast.hr, cast.union_rep][number])):
                Membership.objects.create(circle=where, person=who, starts=cast.today, municipality=cast.flesberg)
    with django_assert_num_queries(expected):
        client.get(address)


def test_now_shows_member_the_meeting_and_leader_what_it_needs(cast: Cast, log_in: LogIn) -> None:
    leader = BeautifulSoup(log_in("mentor").get("/na/").content, "html.parser")
    things = [item.h2.get_text() for item in leader.select(".now-item")]  # type: ignore[union-attr]
    assert {"Sett temaet for neste møte", "Møte i Mentorpoolen"} <= set(things)
    member = BeautifulSoup(log_in("other_mentor").get("/na/").content, "html.parser")
    things = [item.h2.get_text() for item in member.select(".now-item")]  # type: ignore[union-attr]
    assert "Møte i Mentorpoolen" in things
    assert "Sett temaet for neste møte" not in things
    with inside(EVERYONE):
        Meeting.objects.filter(pk=cast.pool_next.pk).update(starts_at=cast.now - timedelta(days=2), topic="X")
    assert "Noter hvem som var på møtet" in log_in("mentor").get("/na/").text
    assert "Noter hvem som var på møtet" not in log_in("other_mentor").get("/na/").text


def test_now_of_member_from_elsewhere_shows_what_comes(cast: Cast, log_in: LogIn) -> None:
    assert "Møte i Prosjektlederne i regionen kl. 09.00" in log_in("neighbour_programme_leader").get("/na/").text


def test_now_asks_once_more_for_those_in_no_network(cast: Cast, log_in: LogIn) -> None:
    client = log_in("outsider")
    client.get("/na/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/na/")
    assert sum("competence_" in query["sql"] for query in queries) == 1
    assert counted(queries) > 0


@pytest.mark.parametrize(
    "name", ["circle_new", "circle_change", "circle_members", "meetings_new", "meeting_change", "meeting_move",
             "meeting_cancel", "contract_change"],
)  # fmt: skip
def test_every_form_has_a_way_back(name: str, cast: Cast, log_in: LogIn) -> None:
    args = {"circle_new": [f"municipality-{cast.flesberg.pk}"]}.get(name, [cast.pool.pk])
    args += [cast.pool_next.pk] if name.startswith("meeting_") else []
    person = "programme_leader" if name == "circle_new" else "mentor"
    page = _page(log_in, person, f"competence:{name}", *args)
    links = [link["href"] for link in page.select("main .form-actions a")]
    assert links
    assert all(str(link).startswith("/kompetanse/nettverk/") for link in links)
