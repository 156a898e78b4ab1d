"""«We have talked», tapped in a basement without connection: kept, and sent once when there is one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.taps import tap_link
from mentornett.mentoring.models import Talk
from tests.browser.conftest import OpenAs, Site
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.browser
KEPT = "Svaret ditt er tatt vare på"


def answers(site: Site) -> int:
    with site.busy, inside(EVERYONE):
        return AuditEntry.objects.filter(verb="talk.noted").count()


def tap_without_connection(page: Page) -> None:
    page.wait_for_load_state()
    page.context.set_offline(True)
    page.get_by_role("button", name="Vi har snakket sammen").click()
    expect(page.locator("#tap-text")).to_contain_text(KEPT)


@pytest.mark.parametrize("by", ["page", "e-mail"])
def test_tap_without_connection_is_kept_and_sent_once(by: str, cast: Cast, site: Site, open_as: OpenAs) -> None:
    address = f"/par/samtale/{cast.talk_2.pk}/"
    if by == "e-mail":
        with site.busy, inside(EVERYONE):
            address = "/" + tap_link(cast.talk_2, cast.mentor).split("/", 3)[3]
    page = open_as("mentor" if by == "page" else "", width=390)
    page.goto(address)
    tap_without_connection(page)
    page.get_by_role("button", name="Vi har snakket sammen").click()  # once more, impatiently
    expect(page.locator("#tap-text")).to_be_visible()
    assert answers(site) == 0
    page.context.set_offline(False)
    expect(page.get_by_text("Takk, det er notert")).to_be_visible()
    with site.busy, inside(EVERYONE):
        talk = Talk.objects.get(pk=cast.talk_2.pk)
        assert (talk.state, talk.held_on, talk.said_by) == ("held", TODAY, cast.mentor)
    page.reload()
    page.wait_for_load_state()
    assert answers(site) == 1


def test_what_is_kept_goes_when_one_has_logged_in_again(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("mentor", width=390)
    page.goto(f"/par/samtale/{cast.talk_2.pk}/")
    tap_without_connection(page)
    context = page.context
    context.clear_cookies()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/na/")
    expect(page.locator("[name=login]")).to_be_visible()
    assert answers(site) == 0
    context.add_cookies(site.cookies("mentor"))  # type: ignore[arg-type]
    page.goto(f"/par/samtale/{cast.talk_2.pk}/")
    expect(page.get_by_text("Takk, det er notert")).to_be_visible()
    assert answers(site) == 1


def test_tap_that_is_kept_can_be_taken_back(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("mentor", width=390)
    page.goto(f"/par/samtale/{cast.talk_2.pk}/")
    tap_without_connection(page)
    page.get_by_role("button", name="Ikke send det").click()
    expect(page.locator("#tap-text")).to_be_hidden()
    page.context.set_offline(False)
    page.reload()
    page.wait_for_load_state()
    assert answers(site) == 0
