"""The mentor programme without a mouse: set it up, match and invite, answer, sign, and let a mentor leave."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Mentor, Pair, Programme, Signature, Talk
from tests.browser.conftest import OpenAs, Site
from tests.browser.keys import press, tab_to
from tests.cast import Cast

pytestmark = pytest.mark.browser


def test_project_leader_sets_up_a_programme(site: Site, open_as: OpenAs) -> None:
    page = open_as("programme_leader")
    page.goto("/program/")
    press(page, page.locator("main a[href$='/nytt/']"))
    press(page, page.locator("main a[href$='/nytt/trondheim/']"))
    tab_to(page, page.locator("[name=name]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Mentor for alle nye")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.get_by_text("Programmet er laget")).to_be_visible()
    with site.busy, inside(EVERYONE):
        assert Programme.objects.get(name="Mentor for alle nye").talks.count() > 10


def test_pair_from_proposal_to_signature(cast: Cast, site: Site, open_as: OpenAs) -> None:
    leader = open_as("programme_leader")
    leader.goto(f"/program/{cast.programme.pk}/matching/")
    press(leader, leader.get_by_role("button", name="Foreslå par"))
    tab_to(leader, leader.locator("input[type=checkbox][name=mentee]"))
    press(leader, leader.get_by_role("button", name="Send invitasjoner"))
    press(leader, leader.locator("[data-confirm-yes]"))
    expect(leader.get_by_text("1 par begynner")).to_be_visible()
    with site.busy, inside(EVERYONE):
        pair = Pair.objects.get(mentee=cast.new_hire)

    mentor = open_as("mentor", width=390)
    mentor.goto(f"/par/{pair.pk}/")
    press(mentor, mentor.get_by_role("button", name="Vi har snakket sammen"))
    expect(mentor.get_by_text("Takk, det er notert")).to_be_visible()
    with site.busy, inside(EVERYONE):
        assert Talk.objects.get(pair=pair, state="held").said_by == cast.mentor

    chief = open_as("ward_leader")
    chief.goto("/na/")
    press(chief, chief.locator("main a[href^='/par/avtale/']"))
    chief.wait_for_url("**/par/avtale/**")
    press(chief, chief.locator("main form[action$='/signer/'] button[type=submit]"))
    expect(chief.get_by_text("Du har signert").first).to_be_visible()
    with site.busy, inside(EVERYONE):
        assert Signature.objects.filter(commitment__pair=pair, party="leader").exists()


def test_mentor_leaves_and_another_takes_over(cast: Cast, site: Site, open_as: OpenAs) -> None:
    with site.busy, inside(EVERYONE):
        Mentor.objects.update(trained_on=date(2026, 1, 10))
    page = open_as("programme_leader")
    page.goto(f"/program/mentorer/{cast.mentor_row.pk}/")
    press(page, page.locator("main a[href$='/slutt/']"))
    tab_to(page, page.locator("[name=ends]"))
    page.keyboard.type("04042026")  # day and month in whichever order the browser wants them
    press(page, page.locator("[name=look]"))
    expect(page.locator("#follows h2")).to_contain_text("4. april")
    tab_to(page, page.locator(f"[name=pair_{cast.pair.pk}]"))
    page.keyboard.type("Mats")
    press(page, page.locator(".form-actions button[type=submit]"))
    expect(page.get_by_text("Den siste dagen til Mona Mentor er registrert")).to_be_visible()
    with site.busy, inside(EVERYONE):
        new = Pair.objects.get(mentor=cast.other_mentor_row)
    assert (new.mentee, new.starts) == (cast.mentee, date(2026, 4, 5))
