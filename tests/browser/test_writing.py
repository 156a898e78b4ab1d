"""A coordinator writes a report, loses the network and the session, finds every word, and sends it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Submission
from mentornett.questionnaires.models import Answer
from tests.browser.conftest import OpenAs, Site
from tests.cast import Cast

pytestmark = pytest.mark.browser
ACHIEVED, HARD = '[name="q-status.achieved"]', '[name="q-status.hard"]'
PASSWORD = "et langt passord med ord"


@pytest.fixture(autouse=True)
def _clean_slate(cast: Cast, site: Site) -> None:
    with site.busy, inside(EVERYONE):
        Answer.objects.filter(sheet=cast.report.sheet).delete()
        cast.coordinator.set_password(PASSWORD)
        cast.coordinator.save()


def stored(cast: Cast, site: Site) -> dict[str, Any]:
    with site.busy, inside(EVERYONE):
        rows = Answer.objects.filter(sheet=cast.report.sheet).select_related("question")
        return {row.question.key: row.value for row in rows}


def status(page: Page, words: str) -> None:
    expect(page.locator("[data-save-text]").first).to_contain_text(words)


def test_every_word_survives_a_lost_connection_and_a_lost_session(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto(f"/kommune/rapport/{cast.report.pk}/")
    page.locator(ACHIEVED).fill("Seks mentorer er i gang.")
    status(page, "Lagret kl.")
    assert stored(cast, site) == {"status.achieved": "Seks mentorer er i gang."}

    page.context.set_offline(True)
    page.locator(ACHIEVED).press("End")
    page.locator(ACHIEVED).press_sequentially(" Uten nett: fire til 🎉")
    status(page, "Ingen")
    page.locator(HARD).fill("Tid i turnus")

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.set_offline(False)
    status(page, "logget ut")
    page.locator("[data-save-link]").first.click()
    page.locator("[name=login]").wait_for()
    page.wait_for_load_state()  # a person is slower than the scripts
    page.locator("[name=login]").fill("coordinator@eksempel.no")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")

    page.wait_for_url(re.compile(rf"/kommune/rapport/{cast.report.pk}/"))
    expect(page.locator(ACHIEVED)).to_have_value("Seks mentorer er i gang. Uten nett: fire til 🎉")
    expect(page.locator(HARD)).to_have_value("Tid i turnus")
    status(page, "Lagret kl.")
    assert stored(cast, site) == {
        "status.achieved": "Seks mentorer er i gang. Uten nett: fire til 🎉",
        "status.hard": "Tid i turnus",
    }

    page.locator('[name="q-status.score"]').nth(4).check()
    page.get_by_role("button", name="Se over og send").click()
    page.wait_for_url(re.compile("/se-over/"))
    page.get_by_role("button", name=re.compile("^Send til")).click()
    expect(page.get_by_text("Sendt. Du finner den her")).to_be_visible()
    with site.busy, inside(EVERYONE):
        assert Submission.objects.get(pk=cast.report.pk).state == "sent"


def test_two_editors_choose_and_nothing_is_overwritten(cast: Cast, site: Site, open_as: OpenAs) -> None:
    coordinator, deputy = open_as("coordinator"), open_as("deputy")
    for page in (coordinator, deputy):
        page.goto(f"/kommune/rapport/{cast.report.pk}/")
    coordinator.locator(ACHIEVED).fill("Karis tekst")
    status(coordinator, "Lagret kl.")
    deputy.locator(ACHIEVED).fill("Dags tekst")
    conflict = deputy.locator('[data-question="status.achieved"] .conflict')
    expect(conflict).to_contain_text("Karis tekst")
    expect(conflict).to_contain_text("Dags tekst")
    assert stored(cast, site)["status.achieved"] == "Karis tekst"
    deputy.get_by_role("button", name="Slå sammen").click()
    status(deputy, "Lagret kl.")
    assert stored(cast, site)["status.achieved"] == "Karis tekst\n\nDags tekst"


def test_row_added_without_network_is_there_after_a_reload(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto(f"/kommune/rapport/{cast.report.pk}/")
    goals = page.locator('[data-question="status.goals"]')
    with site.busy, inside(EVERYONE):
        cast.questionnaire.questions.filter(key="status.goals").update(options={"levels": ["sub", "action"]})
    page.reload()
    page.context.set_offline(True)
    goals.locator("[data-add-row]").click()
    goals.locator('[name="q-status.goals-n1-text"]').fill("Kaffe med nye")
    status(page, "Ingen")
    page.context.set_offline(False)
    page.reload()
    expect(goals.locator('[name="q-status.goals-n1-text"], .goal-text .strong')).to_have_count(1)
    status(page, "Lagret kl.")
    assert [row["text"] for row in stored(cast, site)["status.goals"]] == ["Kaffe med nye"]


def test_form_is_filled_in_and_sent_by_keyboard_without_javascript(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("coordinator", width=320, javascript=False)
    page.goto(f"/kommune/rapport/{cast.report.pk}/")
    page.locator(ACHIEVED).focus()
    page.keyboard.type("Skrevet uten JavaScript")
    page.locator('[name="q-status.score"]').nth(4).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Se over og send").press("Enter")
    page.wait_for_url(re.compile("/se-over/"))
    page.get_by_role("button", name=re.compile("^Send til")).press("Enter")
    page.wait_for_url(re.compile(rf"/kommune/rapport/{cast.report.pk}/$"))
    assert stored(cast, site)["status.achieved"] == "Skrevet uten JavaScript"


def test_sharing_is_folded_and_its_line_follows_the_choice(cast: Cast, site: Site, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto(f"/kommune/rapport/{cast.report.pk}/")
    question = page.locator('[data-question="status.achieved"]')
    question.locator(ACHIEVED).fill("Seks mentorer")
    status(page, "Lagret kl.")
    choice = question.locator("select[data-setting]")
    expect(choice).to_be_hidden()
    question.locator("summary", has_text="Leses av").press("Enter")
    with page.expect_response(re.compile("/svar/")):
        choice.select_option("network")
    expect(question.locator("[data-chosen]")).to_have_text("Alle team i nettverket")
    with site.busy, inside(EVERYONE):
        assert Answer.objects.get(sheet=cast.report.sheet, question__key="status.achieved").sharing == "network"
