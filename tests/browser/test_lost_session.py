"""What is sent in a form after the session was lost is there again after log-in, without a word lost."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs, Site
from tests.browser.waiting import until
from tests.cast import Cast

pytestmark = pytest.mark.browser
PASSWORD = "et langt passord med ord"


@pytest.fixture(autouse=True)
def _password(cast: Cast, site: Site) -> None:
    with site.busy:
        cast.coordinator.set_password(PASSWORD)
        cast.coordinator.save()


def _log_in(page: Page) -> None:
    page.locator("[name=login]").wait_for()
    page.wait_for_load_state()  # a person is slower than the scripts
    page.locator("[name=login]").fill("coordinator@eksempel.no")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")


def test_form_sent_without_a_session_is_filled_in_again_after_log_in(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    address = f"/kommune/team/{cast.team.pk}/om/"
    page.goto(address)
    page.locator("[name=expectations]").fill("Vi vil beholde alle 🎉 <b>nye</b>")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Det du skrev, er tatt vare på")).to_be_visible()
    _log_in(page)
    page.wait_for_url(re.compile(re.escape(address)))
    expect(page.locator("[name=expectations]")).to_have_value("Vi vil beholde alle 🎉 <b>nye</b>")
    expect(page.get_by_text("står her igjen")).to_be_visible()
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()
    page.goto(address)
    expect(page.locator("[name=expectations]")).to_have_value("Vi vil beholde alle 🎉 <b>nye</b>")
    expect(page.get_by_text("står her igjen")).to_be_hidden()


def test_rows_that_were_added_come_back_too(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    address = f"/kommune/team/{cast.team.pk}/framdrift/"
    page.goto(address)
    page.locator("[data-add-row]").click()
    fields = page.locator('textarea[name$="-task"]')
    expect(fields).to_have_count(2)
    for number in range(2):
        fields.nth(number).fill(f"Oppgave {number}")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Lagre").first.click()
    _log_in(page)
    page.wait_for_url(re.compile(re.escape(address)))
    expect(fields).to_have_count(2)
    expect(fields.nth(1)).to_have_value("Oppgave 1")


def test_form_that_was_too_old_is_filled_in_again_on_the_way_back(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    address = f"/kommune/team/{cast.team.pk}/om/"
    page.goto(address)
    page.locator("[name=expectations]").fill("Skrevet før innloggingen")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("heading", name="Skjemaet var for gammelt")).to_be_visible()
    page.get_by_role("link", name="Tilbake til skjemaet").click()
    expect(page.locator("[name=expectations]")).to_have_value("Skrevet før innloggingen")


def test_half_written_form_outlives_the_sending_of_another_on_the_page(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("guide")
    page.goto(f"/arrangor/rapport/{cast.sent_report.pk}/")
    answer = page.locator(f"form[action$='/rapport/{cast.sent_report.pk}/svar/']")
    answer.locator("textarea").first.fill("Fint, men si mer 🎉")
    answer.locator("[type=radio]").nth(3).check()
    page.locator("summary", has_text="Kommenter denne delen").first.click()
    comment = page.locator("form[action$='/kommentar/']").first
    comment.locator("textarea").first.fill("Hva bremser?")
    comment.get_by_role("button").last.click()
    expect(page.get_by_text("Hva bremser?")).to_be_visible()
    expect(answer.locator("textarea").first).to_have_value("Fint, men si mer 🎉")
    expect(answer.locator("[type=radio]").nth(3)).to_be_checked()


def test_what_arrived_is_forgotten(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto(f"/kommune/team/{cast.team.pk}/om/")
    page.locator("[name=expectations]").fill("Lagret med en gang")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()
    until(page, "sessionStorage.getItem('mentornett:typed') === null")
