"""What a unit does otherwise than drawn, the board beside the draw, and a page that learns that its outlook is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import RolloutDeparture, RolloutForesight
from mentornett.measurement.queries.drawn_plans import own_drawn_plan
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.rollouts import drawn_plan, network_plan, on_the_board, own_plan

LIST = "/program/maling/utrulling/"


def _departures(cast: Cast) -> str:
    """Draw a plan, and return where the real start of a unit is recorded."""
    with inside(EVERYONE):
        drawn_plan(cast)
    return f"{LIST}enhet/{cast.drawn_unit.pk}/"


def test_those_who_make_no_plan_are_told_who_does(cast: Cast, log_in: LogIn) -> None:
    told = "prosjektlederen for mentorprogrammet som lager planen"
    assert told in log_in("union_rep").get(LIST).text
    assert told not in log_in("programme_leader").get(LIST).text


def test_real_start_is_neither_the_drawn_day_nor_one_before_the_draw(cast: Cast, log_in: LogIn) -> None:
    address, client = _departures(cast), log_in("programme_leader")
    for day, said in ((cast.drawn_unit.start, "dagen som ble trukket"), (date(2019, 1, 1), "trukket etter den dagen")):
        answer = client.post(address, {"starts": "other", "real_start": day.isoformat(), "why": "Ny leder"})
        assert said in answer.text
    with inside(EVERYONE):
        assert not RolloutDeparture.objects.exists()


def test_what_was_recorded_stands_in_the_form_and_can_be_taken_back(cast: Cast, log_in: LogIn) -> None:
    address, client = _departures(cast), log_in("programme_leader")
    assert "som trukket likevel" not in client.get(address).text
    client.post(address, {"starts": "other", "real_start": "2026-09-01", "why": "Ny leder"})
    page = client.get(address).text
    for said in ('value="01.09.2026"', "Ny leder</textarea>", 'value="other"', "som trukket likevel"):
        assert said in page
    client.post(address, {"starts": "drawn", "real_start": "2026-09-01", "why": "Skrevet på feil enhet"})
    plan = client.get(f"{LIST}{cast.part.pk}/").text
    assert "Virkelig oppstart" not in plan
    assert plan.count("Noter en annen oppstart") == 4
    with inside(EVERYONE):
        assert RolloutDeparture.objects.count() == 2  # the record keeps both
        drawn = own_drawn_plan(cast.flesberg.pk)
    assert drawn is not None
    assert drawn.departed == 0  # and the answer is of units that all start as drawn


def test_board_says_that_a_drawn_unit_is_a_pilot(cast: Cast, log_in: LogIn) -> None:
    _departures(cast)
    with inside(EVERYONE):
        on_the_board(cast, "pilot")
    shown = log_in("programme_leader").get(f"{LIST}{cast.part.pk}/tavla/").text
    assert "Pilot fra 1.1.2026" in shown
    assert shown.count("Ikke begynt") == 3
    assert shown.count(" checked>") == 4  # a pilot says nothing of when the unit starts


@pytest.mark.parametrize(("state", "goes_on"), [("running", False), ("done", True), ("failed", True)])
@pytest.mark.parametrize(("prepare", "person"), [(own_plan, "programme_leader"), (network_plan, "leader")])
def test_page_is_fetched_anew_when_its_outlook_is_there(
    prepare: Callable[[Cast], None], person: str, state: str, goes_on: bool, cast: Cast, log_in: LogIn
) -> None:
    with inside(EVERYONE):
        prepare(cast)
        plan = cast.part.plan
        RolloutForesight.objects.create(
            plan=plan, organiser_id=plan.organiser_id, municipality_id=plan.municipality_id, state=state,
            asked_at=cast.now - timedelta(minutes=1),
        )  # fmt: skip
    page = (
        f"{LIST}{cast.part.pk}/"
        if prepare is own_plan
        else f"/arrangor/nettverk/{cast.network.pk}/utrulling/{plan.pk}/"
    )
    answer = log_in(person).get(page, headers={"HX-Request": "true"})
    assert answer.headers.get("HX-Redirect") == (page if goes_on else None)
    assert ('id="outlook"' in answer.text) is not goes_on
