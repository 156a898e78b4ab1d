"""Organisers' pages of a network's course: what they show, and what they do with good and bad input."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.actions.networks import create_network
from mentornett.network.actions.plans import PlanRow, add_plan_version, save_plan
from mentornett.network.models import Assignment, Gathering, Network, PlannedGathering, Slot
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn

NASTY = "<script>alert(1)</script> 🌷 «Åse»"


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, *args])


def _soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def _text(response: Any) -> str:
    return " ".join(_soup(response).get_text(" ").split())


def _gathering(cast: Cast, number: int = 3) -> Gathering:
    with inside(EVERYONE):
        return Gathering.objects.get(network=cast.network, number=number)


def test_networks_say_municipalities_and_teams_apart(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        cast.neighbour_team.pk, cast.neighbour_team.name = None, "Team Røros 2"
        cast.neighbour_team.save(force_insert=True)
    (row,) = _soup(leader.get(reverse("organiser:networks"))).select("tbody tr")
    assert [cell.get_text() for cell in row.select("td.number")] == ["2", "2", "3"]
    assert "9. april" in row.get_text()


def test_networks_empty_state_says_how_to_begin(cast: Cast, log_in: LogIn) -> None:
    response = log_in("reference").get(reverse("organiser:networks"))
    assert "Ingen nettverk ennå" in _text(response)
    assert reverse("organiser:network_new") not in response.content.decode()


def test_network_new_proposes_dates_without_writing(cast: Cast, leader: Client) -> None:
    response = leader.get(reverse("organiser:network_new"), {"name": "Nytt", "starts": "2026-09-03", "ends": ""})
    soup = _soup(response)
    assert soup.select_one("input[name=starts_1]")["value"] == "03.09.2026"  # type: ignore[index]
    assert len(soup.select("input[name^=starts_]")) == 7
    with inside(EVERYONE):
        assert Network.objects.filter(name="Nytt").count() == 0


def _dates(**changes: str) -> dict[str, str]:
    months = ["2026-09-03", "2026-12-03", "2027-05-03", "2027-09-06", "2027-11-03", "2028-06-05", "2028-12-04"]
    data = {f"starts_{number}": day for number, day in enumerate(months, start=1)}
    return {"name": "Nytt", "starts": "2026-09-03", "ends": "", **data,
            **{f"days_{number}": "1" for number in range(1, 8)}, **changes}  # fmt: skip


def test_network_new_makes_it_with_the_edited_dates(cast: Cast, leader: Client) -> None:
    response = leader.post(reverse("organiser:network_new"), _dates(starts_2="2026-12-10", days_2="2"))
    with inside(EVERYONE):
        network = Network.objects.get(name="Nytt")
        second = network.gatherings.get(number=2)
    assert response.headers["Location"] == reverse("organiser:network", args=[network.pk])
    assert (network.organiser, second.starts, second.ends) == (cast.nord, date(2026, 12, 10), date(2026, 12, 11))


def test_network_new_says_where_dates_are_out_of_order(cast: Cast, leader: Client) -> None:
    response = leader.post(reverse("organiser:network_new"), _dates(starts_6="2027-06-07"))
    assert "Samling 6 må komme etter samling 5." in _text(response)
    assert _soup(response).select_one("input[name=starts_6]")["value"] == "2027-06-07"  # type: ignore[index]
    with inside(EVERYONE):
        assert not Network.objects.filter(name="Nytt").exists()


def test_gatherings_after_the_last_day_are_told_when_proposed_and_refused_when_made(cast: Cast, leader: Client) -> None:
    url, start = reverse("organiser:network_new"), {"name": "Nytt", "starts": "2026-09-03", "ends": "2028-12-03"}
    assert "etter siste dag. Flytt den" in _text(leader.get(url, start | {"ends": "2028-11-01"}))
    assert "etter siste dag. Flytt" not in _text(leader.get(url, start | {"ends": "2029-12-31"}))
    refused = leader.post(url, _dates(**start))
    assert _text(refused).count("Dette er etter siste dag i nettverket.") == 2  # at the top and beside the day
    assert leader.post(url, _dates(**start | {"ends": "2028-12-04"})).status_code == 302
    assert leader.post(url, _dates(**start, starts_7="2028-12-03", days_7="2")).status_code == 200
    with inside(EVERYONE):
        assert Network.objects.get(name="Nytt").ends == date(2028, 12, 4)


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"name": ""}, "må fylles ut"), ({"name": "x" * 161}, "Skriv høyst 160 tegn her. Du har 161."),
     ({"starts": "1066-10-14"}, "Året ser ikke riktig ut"),
     ({"ends": "2026-01-01"}, "Siste dag er før første dag"), ({"starts": "i morgen"}, "dato"),
     ({"name": "Kari 01017012345"}, "fødselsnummer")],
)  # fmt: skip
def test_network_new_bad_start(cast: Cast, leader: Client, changes: dict[str, str], message: str) -> None:
    response = leader.post(reverse("organiser:network_new"), _dates(**changes))
    assert response.status_code == 200
    errors = " ".join(each.get_text() for each in _soup(response).select(".ds-validation-message"))
    assert message in errors


def test_network_clone_shifts(cast: Cast, leader: Client) -> None:
    data = {"name": "Runde 2", "starts": "2027-09-02", "ends": ""}
    page = _soup(leader.get(_url(cast, "network_clone"), data))
    typed = {field["name"]: field["value"] for field in page.select("input[name^=starts_], input[name^=days_]")}
    leader.post(_url(cast, "network_clone"), data | typed)
    with inside(EVERYONE):
        assert Network.objects.get(name="Runde 2").cloned_from == cast.network


def test_network_shows_plans_beside_gatherings(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        plan = add_plan_version(network=cast.network, title=NASTY, by=cast.leader, now=cast.now)
        rows = [PlanRow(2, "april 2022", date(2023, 4, 1), date(2023, 4, 30), "month", True, theme="Rekruttering")]
        save_plan(plan=plan, rows=rows, by=cast.leader, now=cast.now, title=NASTY, dated=None, stated_gatherings=9,
                  stated_duration="2,5 år", note="")  # fmt: skip
    response = leader.get(_url(cast, "network"))
    text = _text(response)
    assert "april 2022 trolig april 2023" in text
    assert "sier 9 samlinger" in text
    assert "2 kommuner, 2 team" in text
    assert "om lag 25 måneder (756 dager)" in text
    assert "<script>alert" not in response.content.decode()
    assert _soup(response).select_one("figure svg title")


def test_network_edit_wrong_order_keeps_what_was_typed(cast: Cast, leader: Client) -> None:
    data = {"name": NASTY, "starts": "2026-01-01", "ends": "2025-01-01"}
    response = leader.post(_url(cast, "network_edit"), data)
    assert "Siste dag er før første dag." in _text(response)
    assert _soup(response).select_one("input[name=name]")["value"] == NASTY  # type: ignore[index]


def test_move_says_what_follows_before_it_is_done(cast: Cast, leader: Client) -> None:
    typed = {"starts": "2026-04-16", "ends": "2026-04-16", "reason": "Hotellet er fullt"}
    response = leader.get(_url(cast, "gathering_change", 3, "move"), typed)
    text = _text(response)
    assert "1 frist flyttes." in text
    assert "2 team får beskjed: 6 personer." in text
    assert "mandag 6. april" in text
    with inside(EVERYONE):
        assert not Letter.objects.exists()
    leader.post(_url(cast, "gathering_move", 3), typed)
    assert _gathering(cast).starts == date(2026, 4, 16)
    with inside(EVERYONE):
        assert Letter.objects.count() == 6


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"reason": ""}, "Skriv hvorfor"), ({"reason": "x" * 401}, "400"),
     ({"starts": "2026-04-09", "ends": "2026-04-09"}, "nå"),
     ({"ends": "2026-04-01"}, "Siste dag er før"), ({"starts": "2025-10-02", "ends": "2025-10-02"}, "Samling 2"),
     ({"starts": ""}, "må fylles ut"), ({"starts": "igår"}, "Skriv datoen")],
)  # fmt: skip
def test_move_bad_input_changes_nothing(cast: Cast, leader: Client, changes: dict[str, str], message: str) -> None:
    typed = {"starts": "2026-04-16", "ends": "2026-04-16", "reason": "Fullt", **changes}
    response = leader.post(_url(cast, "gathering_move", 3), typed)
    errors = " ".join(each.get_text() for each in _soup(response).select(".ds-validation-message"))
    assert message in errors
    assert _gathering(cast).starts == date(2026, 4, 9)


def test_move_of_a_gathering_that_somebody_held_meanwhile(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(state="held")
    typed = {"starts": "2026-04-16", "ends": "2026-04-16", "reason": "Fullt"}
    response = leader.post(_url(cast, "gathering_move", 3), typed, follow=True)
    assert "noen har endret samlingen i mellomtiden" in _text(response)
    assert _gathering(cast).starts == date(2026, 4, 9)


def test_cancelled_gathering_makes_work_wait(cast: Cast, leader: Client) -> None:
    assert "1 oppgave er uten frist" in _text(leader.get(_url(cast, "gathering_change", 3, "cancel")))
    leader.post(_url(cast, "gathering_cancel", 3), {"reason": "For få"})
    assert "Venter: samlingen er avlyst" in _text(leader.get(_url(cast, "assignments")))
    leader.post(_url(cast, "assignment_move", cast.assignment_3.pk), {"gathering": cast.gathering_2.pk})
    assert "Venter: samlingen er avlyst" not in _text(leader.get(_url(cast, "assignments")))


def test_gathering_shows_plan_beside_what_was_done_and_changes(cast: Cast, leader: Client) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(planned_theme="Planlegge permanent drift")
    assert "Noter at den er holdt" not in _text(leader.get(_url(cast, "gathering", 3)))
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(starts=cast.today, ends=cast.today)
    leader.post(_url(cast, "gathering_hold", 3), {"themes": f"Juss\nEtikk\n{NASTY}", "elements": "Plakatvandring"})
    response = leader.get(_url(cast, "gathering", 3))
    text = _text(response)
    assert "Planlegge permanent drift" in text
    assert "Plakatvandring" in text
    assert "Astrid Nettverksleder" in text
    assert "<script>alert" not in response.content.decode()
    leader.post(_url(cast, "gathering_take_back", 3))
    assert _gathering(cast).state == "confirmed"


def test_programme_hint_until_it_is_whole(cast: Cast, leader: Client) -> None:
    for kind in ("exchange", "own_team", "homework"):
        leader.post(_url(cast, "slot_add", 3), {"type": kind, "title": kind, "day": "1", "minutes": "20"})
    text = _text(leader.get(_url(cast, "programme", 3)))
    assert "Her mangler: Evaluering" in text
    leader.post(_url(cast, "slot_add", 3), {"type": "evaluation", "title": NASTY, "day": "1", "minutes": "20"})
    response = leader.get(_url(cast, "programme", 3))
    assert "Noe mangler i programmet" not in _text(response)
    assert "80 minutter i alt" in _text(response)


@pytest.mark.parametrize(
    "changes", [{"minutes": "0"}, {"minutes": "mange"}, {"day": "2"}, {"title": ""}, {"type": "dans"}]
)
def test_slot_bad_input_is_said_and_not_stored(cast: Cast, leader: Client, changes: dict[str, str]) -> None:
    data = {"type": "exchange", "title": "Runde", "day": "1", "minutes": "20", **changes}
    response = leader.post(_url(cast, "slot_add", 3), data)
    assert _soup(response).select("[data-error-summary] a")
    with inside(EVERYONE):
        assert not Slot.objects.exists()


def _plan_data(rows: list[tuple[str, str]], **changes: str) -> dict[str, str]:
    data = {"title": "Invitasjonen", "rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for place, (number, written) in enumerate(rows):
        data |= {f"rows-{place}-number": number, f"rows-{place}-written": written, f"rows-{place}-form": "unknown"}
    return data | changes


@pytest.fixture
def plan_url(cast: Cast) -> str:
    with inside(EVERYONE):
        add_plan_version(network=cast.network, title="Invitasjonen", by=cast.leader, now=cast.now)
    return _url(cast, "plan", 1)


def test_plan_with_april_2022_after_december_2022_is_caught_at_its_row(leader: Client, plan_url: str) -> None:
    rows = [("5", "desember 2022"), ("6", "april 2022"), ("7", "august 2023")]
    response = leader.post(plan_url, _plan_data(rows))
    soup = _soup(response)
    second = soup.select(".row-editor > li")[1]
    assert "Dette er før samling 5. Det kan bety 1. april 2023." in " ".join(second.get_text(" ").split())
    assert second.select_one("input[name=rows-1-assume]")
    assert second.select_one("input[name=rows-1-written]")["value"] == "april 2022"  # type: ignore[index]
    assert len(soup.select(".row-editor .ds-validation-message")) == 1
    with inside(EVERYONE):
        assert not PlannedGathering.objects.exists()


def test_plan_can_be_kept_as_written_with_the_probable_date(leader: Client, plan_url: str) -> None:
    rows = [("5", "desember 2022"), ("6", "april 2022"), ("7", "august 2023")]
    leader.post(plan_url, _plan_data(rows, **{"rows-1-assume": "on"}))
    with inside(EVERYONE):
        row = PlannedGathering.objects.get(number=6)
        others = PlannedGathering.objects.exclude(number=6)
        assert not any(each.assumed for each in others)
    assert (row.as_written, row.starts, row.ends, row.precision, row.assumed) == (
        "april 2022", date(2023, 4, 1), date(2023, 4, 30), "month", True,
    )  # fmt: skip


def test_plan_saved_again_unchanged_stays_the_same(cast: Cast, leader: Client, plan_url: str) -> None:
    rows = [("1", "25.–26. november 2021"), ("2", "april 2022")]
    leader.post(plan_url, _plan_data(rows))
    page = _soup(leader.get(plan_url))
    typed = {field["name"]: field.get("value", "") for field in page.select("form.stack input[name]")
             if field.get("type") != "checkbox"}  # fmt: skip
    typed |= {f"rows-{place}-form": "unknown" for place in range(3)}
    assert leader.post(plan_url, typed).status_code == 302
    with inside(EVERYONE):
        assert list(PlannedGathering.objects.order_by("number").values_list("number", "as_written")) == [
            (1, "25.–26. november 2021"), (2, "april 2022"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [([("1", "snart")], "Skriv en dato eller en måned"), ([("1", "mai 2022"), ("1", "juni 2022")], "to ganger"),
     ([("0", "mai 2022")], "1"), ([("1", "x" * 61)], "60")],
)  # fmt: skip
def test_plan_bad_rows(leader: Client, plan_url: str, rows: list[tuple[str, str]], message: str) -> None:
    response = leader.post(plan_url, _plan_data(rows))
    errors = " ".join(each.get_text() for each in _soup(response).select(".row-editor .ds-validation-message"))
    assert message in errors


def test_plan_without_its_row_count_is_refused_and_not_lost(leader: Client, plan_url: str) -> None:
    response = leader.post(plan_url, {"title": "Bare tittel"})
    assert response.status_code == 200
    assert "Bare tittel" in response.content.decode()


def test_calendar_file_of_network_with_deadlines(cast: Cast, leader: Client) -> None:
    response = leader.get(_url(cast, "calendar"), {"deadlines": "1"})
    assert response["Content-Type"].startswith("text/calendar")
    assert response.content.count(b"BEGIN:VEVENT") == 5


@pytest.mark.parametrize("name", ["network", "gatherings", "assignments", "course", "settings"])
def test_course_pages_ask_no_more_for_more_rows(cast: Cast, log_in: LogIn, name: str) -> None:
    counts = []
    client = log_in("leader")
    client.get(_url(cast, name))
    with CaptureQueriesContext(connection) as small:
        client.get(_url(cast, name))
    counts.append(len(small))
    with inside(EVERYONE):
        large = create_network(organiser=cast.nord, name="Stort", starts=date(2026, 9, 3), by=cast.leader, now=cast.now)
        for number in range(3):
            add_plan_version(network=large, title=f"v{number}", by=cast.leader, now=cast.now,
                             gatherings=large.gatherings.all())  # fmt: skip
    with CaptureQueriesContext(connection) as big:
        client.get(reverse(f"organiser:{name}", args=[large.pk]))
    # planned gatherings are fetched only where there is a plan
    assert len(big) - counts[0] <= (1 if name == "network" else 0)


def test_list_of_networks_has_a_fixed_number_of_queries(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.get(reverse("organiser:networks"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("organiser:networks"))
    with inside(EVERYONE):
        for name in ("To", "Tre"):
            create_network(organiser=cast.nord, name=name, starts=date(2026, 9, 3), by=cast.leader, now=cast.now)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("organiser:networks"))
    assert len(one) == len(three)


def test_assignment_opens_after_due_is_said(cast: Cast, leader: Client) -> None:
    data = {"title": "Film", "kind": "task", "gathering": cast.gathering_3.pk, "opens_offset": "-1",
            "due_offset": "-10", "hours": "1,5"}  # fmt: skip
    assert "Da åpner den etter fristen." in _text(leader.post(_url(cast, "assignment_new"), data))
    leader.post(_url(cast, "assignment_new"), data | {"opens_offset": "-20"})
    with inside(EVERYONE):
        assert str(Assignment.objects.get(key="task").hours) == "1.5"


def test_assignment_of_another_networks_gathering_is_refused(cast: Cast, leader: Client) -> None:
    data = {"title": "Film", "kind": "task", "gathering": cast.other_gathering_3.pk, "opens_offset": "-20",
            "due_offset": "-10", "hours": "1"}  # fmt: skip
    assert leader.post(_url(cast, "assignment_new"), data).status_code == 200
    assert leader.post(_url(cast, "assignment_from_library"), {"key": "slogan", "gathering": cast.other_gathering_3.pk}
                       ).status_code == 200  # fmt: skip
    with inside(EVERYONE):
        assert Assignment.objects.filter(network=cast.network).count() == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [({"due": "2026-04-07", "reason": ""}, "Skriv hvorfor"), ({"due": "2020-01-01", "reason": "x"}, "passert"),
     ({"due": "2026-04-07", "reason": "x" * 251}, "250")],
)  # fmt: skip
def test_deadline_bad_input(cast: Cast, leader: Client, data: dict[str, str], message: str) -> None:
    response = leader.post(_url(cast, "assignment_deadline", cast.assignment_3.pk), data)
    errors = " ".join(each.get_text() for each in _soup(response).select(".ds-validation-message"))
    assert message in errors
