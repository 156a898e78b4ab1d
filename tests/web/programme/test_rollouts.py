"""The planner's pages: from choosing units to the protocol, and what is refused on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.rollouts import Chosen
from mentornett.measurement.models import RolloutDeparture, RolloutForesight, RolloutPart, RolloutPlan, RolloutUnit
from mentornett.measurement.models.plan_locks import unlocked_plans
from mentornett.measurement.rules.rollouts import LOST_AFTER
from mentornett.mentoring.models import UnitStep
from mentornett.tenants.models import Role, Unit
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.rollouts import FIELDS, TYPED, drawn_plan, locked_plan, network_plan, on_the_board, own_plan

LIST = "/program/maling/utrulling/"


def _with(cast: Cast, before: Callable[[Cast], None]) -> str:
    """Prepare a plan, and return the address of its page."""
    with inside(EVERYONE):
        before(cast)
    return f"{LIST}{cast.part.pk}/"


def _plan() -> RolloutPlan:
    with inside(EVERYONE):
        return RolloutPlan.objects.get()


def _typed(units: list[Unit], **more: str) -> dict[str, str]:
    typed = {"leaving": "40"}
    for unit in units:
        typed |= {
            f"take{unit.pk}": "on",
            f"hires{unit.pk}": "6,5",
            f"staying{unit.pk}": "",
            f"place{unit.pk}": "anywhere",
        }
    return typed | more


def test_plan_goes_from_units_to_protocol_and_board(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        units = [Unit.objects.create(municipality=cast.flesberg, name=f"Sone {number}") for number in range(4)]
        every = list(Unit.objects.filter(municipality=cast.flesberg))
    client = log_in("programme_leader")
    assert "Ingen plan ennå" in client.get(LIST).text
    made = client.post(f"/program/{cast.programme.pk}/utrulling/ny/", TYPED)
    places = {f"place{unit.pk}": "anywhere" for unit in every}
    saved = client.post(made["Location"], places | _typed(units), follow=True)
    assert "Sone 3" in saved.text
    page = made["Location"].removesuffix("enheter/")
    assert "kan starte i høyst 6 ulike rekkefølger, så det kan aldri sies" in client.get(f"{page}las/").text
    client.post(f"{page}las/", {"discussed": "on", "discussed_on": "2026-03-10", "understood": "on"})
    assert _plan().locked_at is not None
    assert "Rekkefølgen er trukket." in client.post(f"{page}trekk/", follow=True).text
    protocol = client.get(f"{page}protokoll/").text
    plan = _plan()
    for said in (str(plan.seed), plan.digest, plan.set_digest, "Pia Prosjektleder", "Sone 0"):
        assert said in protocol
    with inside(EVERYONE):
        keys = [str(unit.pk) for unit in RolloutUnit.objects.order_by("start")]
    board = client.post(f"{page}tavla/", {"units": keys}, follow=True).text
    assert board.count("Trukket oppstart:") == 4
    with inside(EVERYONE):
        assert UnitStep.objects.filter(note="Trukket oppstart").count() == 4


def test_public_page_shows_the_protocol_without_persons(cast: Cast, client: Client) -> None:
    with inside(EVERYONE):
        drawn_plan(cast)
    plan = _plan()
    page = client.get(f"/loddtrekning/{plan.code}/").text
    assert str(plan.seed) in page
    assert "Sone 0" in page
    assert "Prosjektleder" not in page.replace("Prosjektleder for", "")
    assert client.get(f"/loddtrekning/{plan.code}/plan.txt").content.decode() == plan.text
    assert client.get("/loddtrekning/finnes-ikke/").status_code == 404


def test_protocol_says_when_the_plan_is_not_what_was_locked(cast: Cast, client: Client) -> None:
    with inside(EVERYONE):
        drawn_plan(cast)
    page = f"/loddtrekning/{_plan().code}/"
    assert "ikke den som ble låst" not in client.get(page).text
    with inside(EVERYONE), unlocked_plans():
        RolloutPlan.objects.update(text="{}")
    assert "ikke den som ble låst" in client.get(page).text


def test_protocol_is_enough_to_draw_again(cast: Cast, tmp_path: Path) -> None:
    with inside(EVERYONE):
        drawn_plan(cast)
        starts = {unit.key: str(unit.start) for unit in RolloutUnit.objects.all()}
    plan, file, said = _plan(), tmp_path / "plan.txt", io.StringIO()
    file.write_text(f"{plan.text}\n", encoding="utf-8")
    call_command("draw_again", str(file), seed=plan.seed, stdout=said)
    told = said.getvalue()
    assert plan.digest in told
    assert plan.set_digest in told
    assert all(f"{day}  {key}" in told for key, day in starts.items())
    file.write_text("ikke en plan", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("draw_again", str(file), seed=plan.seed)


@pytest.mark.parametrize("form", ["pdf", "word"])
def test_protocol_is_a_document(form: str, cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, drawn_plan)
    answer = log_in("union_rep").get(f"{page}protokoll/{form}/")
    assert answer.status_code == 200
    assert len(answer.content) > 5000
    assert log_in("union_rep").get(f"{page}protokoll/excel/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"first": "2026-03-12"}, "må ligge fram i tid"), ({"at_a_time": "0"}, "Skriv 1 eller mer"),
        ({"months_between": "60"}, "Skriv 24 eller mindre"), ({"months_after": "2"}, "Skriv 6 eller mer"),
        ({"name": ""}, "må fylles ut"),
    ],
)  # fmt: skip
def test_plan_that_cannot_be_is_told_at_its_field(
    changed: dict[str, str], said: str, cast: Cast, log_in: LogIn
) -> None:
    page = log_in("programme_leader").post(f"/program/{cast.programme.pk}/utrulling/ny/", TYPED | changed)
    assert page.status_code == 200
    assert said in page.text
    with inside(EVERYONE):
        assert not RolloutPlan.objects.exists()


def test_units_need_hires_and_cannot_lie_within_each_other(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, own_plan)
    with inside(EVERYONE):
        every = list(Unit.objects.filter(municipality=cast.flesberg))
    places = {f"place{unit.pk}": "anywhere" for unit in every}
    typed = places | _typed([cast.care_home, cast.ward], **{f"hires{cast.ward.pk}": ""})
    said = log_in("programme_leader").post(f"{page}enheter/", typed).text
    assert "Ligger under en annen enhet som er valgt" in said
    assert "Hvor mange ansettes i et vanlig år?" in said
    with inside(EVERYONE):
        assert cast.part.units.count() == 4  # nothing was changed


def test_what_was_typed_stands_beside_its_message(cast: Cast, log_in: LogIn) -> None:
    ward, page = cast.ward.pk, _with(cast, own_plan)
    typed = _typed([cast.ward], **{f"hires{ward}": "ti", f"staying{ward}": "11", f"place{ward}": "last"})
    said = log_in("programme_leader").post(f"{page}enheter/", typed).text
    for name, value in (("hires", "ti"), ("staying", "11")):
        told = f'aria-invalid="true" aria-describedby="id_{name}{ward}_error"'
        assert f'name="{name}{ward}" id="id_{name}{ward}" value="{value}" {told}' in said
        assert f'id="id_{name}{ward}_error"><p class="ds-validation-message">' in said
    assert f'name="take{ward}" id="id_take{ward}" checked>' in said
    assert 'value="last" selected' in said


def test_units_that_use_the_programme_already_are_not_offered(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, own_plan)
    with inside(EVERYONE):
        chosen = cast.part.units.order_by("pk")[0].unit
        for unit in (cast.home_care, chosen):
            UnitStep.objects.create(
                municipality=cast.flesberg, programme=cast.programme, unit=unit, phase="in_operation",
                starts=date(2026, 1, 1),
            )  # fmt: skip
    shown = log_in("programme_leader").get(f"{page}enheter/").text
    assert f'name="take{cast.ward.pk}"' in shown  # a pilot alone
    assert f'name="take{cast.home_care.pk}"' not in shown
    assert "bruker mentorprogrammet allerede: Hjemmesykepleien." in shown
    assert f'name="take{chosen.pk}"' in shown  # what was chosen does not vanish


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"discussed_on": "2026-03-10", "understood": "on"}, "Kryss av her"),
        ({"discussed": "on", "discussed_on": "2026-03-13", "understood": "on"}, "fram i tid"),
        ({"discussed": "on", "discussed_on": "2026-03-10"}, "Kryss av her"),
    ],
)
def test_lock_needs_the_union_and_that_one_knows(sent: dict[str, str], said: str, cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, own_plan)
    assert said in log_in("programme_leader").post(f"{page}las/", sent).text
    assert _plan().locked_at is None


def test_plan_that_lacks_something_is_not_locked_and_says_what(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, own_plan)
    with inside(EVERYONE):
        cast.part.units.exclude(pk=cast.part.units.first().pk).delete()
    client = log_in("programme_leader")
    assert client.get(f"{page}las/").status_code == 302
    assert "Velg minst to enheter." in client.get(page).text


@pytest.mark.parametrize("deed", ["endre", "enheter", "kast"])
def test_locked_plan_says_that_it_is_too_late(deed: str, cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, locked_plan)
    with inside(EVERYONE):
        every = list(Unit.objects.filter(municipality=cast.flesberg))
    typed = TYPED | {f"place{unit.pk}": "anywhere" for unit in every} | {"leaving": "30"}
    said = log_in("programme_leader").post(f"{page}{deed}/", typed, follow=True).text
    assert "Ingenting ble endret" in said


def test_draw_that_is_sent_twice_changes_nothing(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, drawn_plan)
    assert "Ingenting ble endret" in log_in("programme_leader").post(f"{page}trekk/", follow=True).text
    assert _plan().seed == 7


def test_board_keeps_what_stands_there_unless_one_says_so(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, drawn_plan)
    with inside(EVERYONE):
        on_the_board(cast, "in_operation")
    shown = log_in("programme_leader").get(f"{page}tavla/").text
    assert shown.count(" checked>") == 3
    assert "I drift fra 1.1.2026" in shown
    answer = log_in("programme_leader").post(f"{page}tavla/", {"sent": "1"})
    assert "Velg minst én enhet." in answer.text


def test_departure_is_told_on_plan_and_board_and_changes_no_draw(cast: Cast, log_in: LogIn) -> None:
    _with(cast, drawn_plan)
    client, start = log_in("programme_leader"), cast.drawn_unit.start
    address = f"{LIST}enhet/{cast.drawn_unit.pk}/"
    empty = client.post(address, {"why": ""}).text
    assert "Velg hva som skjer." in empty
    assert "Skriv hvorfor, med noen få ord." in empty
    assert f"/program/{cast.programme.pk}/spredning/" in empty
    assert "Hvilken dag starter den?" in client.post(address, {"starts": "other", "why": "Ny leder"}).text
    said = client.post(address, {"starts": "other", "real_start": "2026-09-01", "why": "Ny leder"}, follow=True).text
    assert "Virkelig oppstart 1. september 2026: Ny leder" in said
    assert "Ny leder" in log_in("union_rep").get(f"/program/{cast.programme.pk}/spredning/").text
    client.post(address, {"starts": "never", "real_start": "2026-09-01", "why": "Lagt ned"})
    with inside(EVERYONE):
        assert RolloutDeparture.objects.order_by("-pk")[0].real_start is None
        assert RolloutUnit.objects.get(pk=cast.drawn_unit.pk).start == start


def test_plan_is_discarded_taken_back_and_ended(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, own_plan)
    client = log_in("programme_leader")
    assert "Angre" in client.post(f"{page}kast/").text
    assert client.get(page).status_code == 404
    assert "Planen er tilbake." in client.post(f"{page}tilbake/", follow=True).text
    assert client.get(f"{page}avslutt/").status_code == 302  # nothing is drawn
    with inside(EVERYONE):
        actions.lock_plan(plan=_plan(), discussed_on=cast.today, by=cast.programme_leader, now=cast.now)
        actions.draw_plan(plan=_plan(), seed=7, by=cast.programme_leader, now=cast.now)
    assert "Skriv hvorfor" in client.post(f"{page}avslutt/", {"why": ""}).text
    assert "Slått sammen" in client.post(f"{page}avslutt/", {"why": "Slått sammen"}, follow=True).text


def test_municipality_joins_a_network_s_plan(cast: Cast, log_in: LogIn) -> None:
    page = _with(cast, network_plan)
    client = log_in("programme_leader")
    assert "er spurt om å delta i utrullingen «Utrulling»" in client.get("/program/").text
    asked = client.get(page).text
    assert "spør om dere vil delta" in asked
    assert "Øra sykehjem" in asked  # the others are seen by the names of their units
    client.post(f"{page}delta/", {"programme": str(cast.programme.pk)})
    with inside(EVERYONE):
        assert cast.network_plan.parts.get(municipality=cast.flesberg).state == "accepted"
    assert "er spurt om å delta" not in client.get("/program/").text
    for deed in ("endre", "las", "avslutt"):
        assert client.get(f"{page}{deed}/").status_code == 404  # the organiser does that
    assert "Dere har takket nei" in client.post(f"{page}nei/", follow=True).text


def test_municipality_without_a_programme_makes_one_before_it_joins(cast: Cast, log_in: LogIn) -> None:
    _with(cast, network_plan)
    with inside(EVERYONE):
        Role.objects.create(person=cast.hr, kind="programme_leader", municipality=cast.moss, starts=date(2026, 1, 1))
        asked = RolloutPart.objects.create(
            plan=cast.network_plan, municipality=cast.moss, organiser=cast.nord, asked_at=cast.now
        )  # fmt: skip
    client = log_in("hr")
    shown = client.get(f"{LIST}{asked.pk}/delta/").text
    assert "Lag mentorprogrammet deres først" in shown
    assert f"/program/kommune/{cast.moss.pk}/nytt/" in shown
    assert client.post(f"{LIST}{asked.pk}/delta/", {}).status_code == 200


def test_outlook_is_ordered_once_and_told_when_it_is_old(cast: Cast, log_in: LogIn, monkeypatch: Any) -> None:
    monkeypatch.setattr("mentornett.web.rollouts.foresee_rollout", SimpleNamespace(enqueue=lambda *args: None))
    page = _with(cast, own_plan)
    client = log_in("programme_leader")
    for _twice in range(2):
        client.post(f"{page}utsikter/")
    with inside(EVERYONE):
        row = RolloutForesight.objects.get()
        RolloutForesight.objects.update(done=37, state="running")
    making = client.get(page).text
    assert 'hx-trigger="every 2s"' in making
    assert making.count("(fullført)") == 1, "the units alone: the outlook is not made yet"
    assert "<html" not in client.get(page, headers={"hx-request": "true"}).text
    with inside(EVERYONE):
        RolloutForesight.objects.update(state="done", words={"nb": [["alone", "Alene?", ["Nei."]]]})
    told = client.get(page).text
    assert "Alene?" in told
    assert "Gå videre til å låse planen" in told
    assert "Planen er endret" not in told
    assert told.count("(fullført)") == 2
    client.post(f"{page}endre/", TYPED | {"at_a_time": "1"})
    assert "Planen er endret" in client.get(page).text
    assert row.about != ""


def _plans(cast: Cast, count: int) -> None:
    with inside(EVERYONE):
        for number in range(count):
            part = actions.make_plan(programme=cast.programme, by=cast.hr, now=cast.now, **FIELDS)
            unit = Unit.objects.create(municipality=cast.flesberg, name=f"Ny sone {number}")
            actions.choose_units(
                part=part, chosen=[Chosen(unit, Decimal(6), None, "anywhere")], leaving=40, by=cast.hr, now=cast.now
            )


@pytest.mark.parametrize("more", [0, 2])
def test_list_asks_as_little_for_three_plans_as_for_one(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    _plans(cast, 1 + more)
    client = log_in("programme_leader")
    with django_assert_num_queries(7):
        client.get(LIST)


@pytest.mark.parametrize("state", ["waiting", "running", "failed"])
def test_outlook_whose_job_failed_or_vanished_says_so_and_is_made_again(
    state: str, cast: Cast, log_in: LogIn, monkeypatch: Any
) -> None:
    monkeypatch.setattr("mentornett.web.rollouts.foresee_rollout", SimpleNamespace(enqueue=lambda *args: None))
    page, client = _with(cast, own_plan), log_in("programme_leader")
    client.post(f"{page}utsikter/")
    with inside(EVERYONE):
        RolloutForesight.objects.update(state=state, asked_at=cast.now - LOST_AFTER)
    told = client.get(page).text
    assert "Det stanset før det var ferdig" in told
    assert "hx-get" not in told
    client.post(f"{page}utsikter/")
    assert "hx-get" in client.get(page).text
    with inside(EVERYONE):
        assert RolloutForesight.objects.count() == 2


@pytest.mark.parametrize("units", [1, 3])
def test_plan_and_board_ask_as_little_for_three_units_as_for_one(
    units: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    page = _with(cast, drawn_plan)
    with inside(EVERYONE), unlocked_plans():
        kept = list(RolloutUnit.objects.order_by("pk").values_list("pk", flat=True)[:units])
        RolloutUnit.objects.exclude(pk__in=kept).delete()
    client = log_in("programme_leader")
    with django_assert_num_queries(9):
        client.get(page)
    with django_assert_num_queries(11):
        client.get(f"/program/{cast.programme.pk}/spredning/")
