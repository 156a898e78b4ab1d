"""A roll-out across municipalities: the organiser asks, locks and draws, and sees no person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.models import RolloutPart, RolloutPlan, RolloutUnit
from mentornett.tenants.models import Letter, Role, Unit
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.rollouts import (
    FIELDS,
    TYPED,
    drawn_network_plan,
    locked_network_plan,
    network_plan,
    ready_network_plan,
)

LOCK = {"discussed": "on", "discussed_on": "2026-03-10", "understood": "on"}


def _home(cast: Cast) -> str:
    return f"/arrangor/nettverk/{cast.network.pk}/utrulling/"


def _with(cast: Cast, before: Callable[[Cast], None]) -> str:
    with inside(EVERYONE):
        before(cast)
    return f"{_home(cast)}{cast.network_plan.pk}/"


def _asked(cast: Cast) -> dict[str, Any]:
    return TYPED | {"answer_by": "2026-04-01", "asked": [str(cast.flesberg.pk), str(cast.roros.pk)]}


def test_network_asks_and_the_project_leaders_get_a_letter(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    assert "Ingen plan ennå" in client.get(_home(cast)).text
    said = client.post(f"{_home(cast)}ny/", _asked(cast), follow=True).text
    assert "De kan svare til og med 1. april." in said
    assert said.count("Spurt") == 2
    with inside(EVERYONE):
        letters = {letter.to_email: letter.text for letter in Letter.objects.filter(kind="rollout_asked")}
        parts = {part.municipality_id: part.pk for part in RolloutPart.objects.all()}
    assert set(letters) == {"programme_leader@eksempel.no", "neighbour_programme_leader@eksempel.no"}
    assert f"/maling/utrulling/{parts[cast.flesberg.pk]}/" in letters["programme_leader@eksempel.no"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer_by": "2026-03-11"}, "Dagen er forbi."), ({"answer_by": "2026-07-01"}, "før den første oppstarten"),
        ({"asked": []}, "Velg minst"), ({"asked": ["0"]}, "Velg et"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_at_its_field(
    changed: dict[str, Any], said: str, cast: Cast, log_in: LogIn
) -> None:
    assert said in log_in("leader").post(f"{_home(cast)}ny/", _asked(cast) | changed).text
    with inside(EVERYONE):
        assert not RolloutPlan.objects.exists()


def test_network_locks_and_draws_for_all_and_all_are_told(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, ready_network_plan)
    client = log_in("leader")
    client.post(f"{page}las/", LOCK)
    assert "Rekkefølgen er trukket." in client.post(f"{page}trekk/", follow=True).text
    protocol = client.get(f"{page}protokoll/").text
    for said in ("Flesberg, Røros", "Øra sykehjem", "Astrid Nettverksleder"):
        assert said in protocol
    with inside(EVERYONE):
        assert Letter.objects.filter(kind="rollout_drawn").count() == 3
        part = RolloutPart.objects.get(municipality=cast.roros)
        own = RolloutUnit.objects.get(part=part)
    theirs = log_in("neighbour_programme_leader")
    shown = theirs.get(f"/program/maling/utrulling/{part.pk}/").text
    assert "Sone 0" in shown
    assert shown.count("Noter en annen oppstart") == 1  # of its own unit alone
    theirs.post(f"/program/maling/utrulling/{part.pk}/tavla/", {"units": [str(own.pk)]})
    why = {"starts": "never", "why": "Lagt ned"}
    assert theirs.post(f"/program/maling/utrulling/enhet/{own.pk}/", why).status_code == 302
    assert "Starter ikke: Lagt ned" in client.get(page).text


def test_municipality_without_a_project_leader_is_pointed_out(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, network_plan)
    assert "Ingen prosjektleder i Mentornett ennå" not in log_in("leader").get(page).text
    with inside(EVERYONE):
        Role.objects.filter(municipality=cast.flesberg, kind="programme_leader").update(ends=date(2026, 3, 1))
    assert log_in("leader").get(page).text.count("Ingen prosjektleder i Mentornett ennå") == 1


def test_who_has_not_answered_holds_the_plan_up_until_the_day(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, network_plan)
    said = log_in("leader").get(page).text
    assert "Ikke alle kommunene har svart" in said
    assert log_in("leader").get(f"{page}las/").status_code == 302


def test_more_are_asked_and_times_changed_until_the_lock(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, network_plan)
    with inside(EVERYONE):
        actions.decline_part(part=cast.part, by=cast.programme_leader, now=cast.now)
    client = log_in("leader")
    assert "Røros" not in client.get(f"{page}spor/").content.decode().split("<main")[1].split("</form>")[0]
    client.post(f"{page}spor/", {"asked": [str(cast.flesberg.pk)]})
    client.post(f"{page}endre/", TYPED | {"answer_by": "2026-05-01", "months_between": "4"})
    with inside(EVERYONE):
        assert RolloutPart.objects.get(pk=cast.part.pk).state == "asked"
        assert RolloutPlan.objects.get().months_between == 4


@pytest.mark.parametrize("deed", ["endre", "spor", "kast"])
def test_locked_plan_says_that_it_is_too_late(deed: str, cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, locked_network_plan)
    with inside(EVERYONE):
        RolloutPart.objects.filter(municipality=cast.roros).update(state="declined")
    sent = TYPED | {"answer_by": "2026-04-01", "asked": [str(cast.roros.pk)]}
    assert "Ingenting ble endret" in log_in("leader").post(f"{page}{deed}/", sent, follow=True).text


def test_plan_is_discarded_taken_back_and_ended(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, ready_network_plan)
    client = log_in("leader")
    assert "Angre" in client.post(f"{page}kast/").text
    assert client.get(page).status_code == 404
    with inside(EVERYONE):
        part = cast.part.pk
    assert log_in("programme_leader").get(f"/program/maling/utrulling/{part}/").status_code == 404
    assert "Planen er tilbake." in client.post(f"{page}tilbake/", follow=True).text
    client.post(f"{page}las/", LOCK)
    client.post(f"{page}trekk/")
    assert "Nettverket slutter" in client.post(f"{page}avslutt/", {"why": "Nettverket slutter"}, follow=True).text


@pytest.mark.parametrize("form", ["pdf", "word"])
def test_protocol_is_a_document_for_a_guide_too(form: str, cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, drawn_network_plan)
    assert len(log_in("guide").get(f"{page}protokoll/{form}/").content) > 5000


@pytest.mark.parametrize("more", [0, 2])
def test_pages_ask_as_little_for_three_units_and_plans_as_for_one(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    page = _with(cast, ready_network_plan)
    with inside(EVERYONE):
        for _plan in range(more):
            fields = FIELDS | {"answer_by": cast.today}
            actions.make_network_plan(network=cast.network, asked=[cast.roros], by=cast.leader, now=cast.now, **fields)
        kept = list(RolloutUnit.objects.filter(part=cast.part).values_list("pk", flat=True)[: 1 + more])
        RolloutUnit.objects.filter(part=cast.part).exclude(pk__in=kept).delete()
        assert Unit.objects.exists()
    client = log_in("leader")
    with django_assert_num_queries(5):
        client.get(_home(cast))
    with django_assert_num_queries(10):
        client.get(page)
