"""The main journeys without a mouse: what one needs can be reached with Tab and used with Enter, space and arrows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Submission
from tests.browser.conftest import OpenAs, Site
from tests.browser.keys import tab_to
from tests.browser.waiting import until
from tests.cast import Cast

pytestmark = pytest.mark.browser
PASSWORD = "fire ord som varer lenge"


def test_coordinator_logs_in_and_sends_a_report(cast: Cast, site: Site, open_as: OpenAs) -> None:
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save(update_fields=["password"])
    page = open_as()
    _log_in(page, "coordinator@eksempel.no")
    tab_to(page, page.locator(f"main a[href='/kommune/rapport/{cast.report.pk}/']"))
    page.keyboard.press("Enter")
    _write_report(page)
    tab_to(page, page.locator("button[name=summary]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/se-over/**")
    tab_to(page, page.locator("main form[action$='/send/'] button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*se-over).*$"))
    with site.busy, inside(EVERYONE):
        assert Submission.objects.get(pk=cast.report.pk).state == "sent"


def _log_in(page: Page, email: str) -> None:
    page.goto("/logg-inn/")
    tab_to(page, page.locator("input[type=email]"))
    page.keyboard.type(email)
    tab_to(page, page.locator("input[type=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/na/")


def _write_report(page: Page) -> None:
    tab_to(page, page.locator("textarea[name='q-status.achieved']"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Alle nye har fått mentor.")
    expect(page.locator("[data-save-status]").first).to_have_attribute("data-state", "saved")
    tab_to(page, page.locator("input[type=radio][name='q-status.score']"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name='q-status.score']:checked")).to_have_count(1)


def test_leader_finds_a_team_in_the_matrix(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("leader")
    page.goto(f"/arrangor/nettverk/{cast.network.pk}/")
    until(page, "window.htmx")  # comes after the page is drawn
    page.evaluate("window.sameVisit = true")
    tab_to(page, page.locator("input[name=words]"))
    page.keyboard.type("Røros")
    page.keyboard.press("Enter")
    expect(page.locator("#glance").get_by_text("Team Flesberg")).to_have_count(0)
    expect(page.locator("#glance").get_by_text("Team Røros").first).to_be_visible()
    assert page.evaluate("window.sameVisit")  # a part of the page was changed, not the page


def test_skip_link_leads_past_the_menu(open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto("/na/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_menu_closes_with_escape_and_gives_focus_back(open_as: OpenAs) -> None:
    page = open_as("coordinator", width=390)
    page.goto("/na/")
    menu = page.locator("header details > summary:visible").first
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(page.locator("header details[open]")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("header details[open]")).to_have_count(0)
    expect(menu).to_be_focused()
