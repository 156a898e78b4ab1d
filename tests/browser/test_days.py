"""The device's calendar writes the day as the form shows days."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import OpenAs

pytestmark = pytest.mark.browser
CHOSEN = """(calendar, day) => {
    calendar.value = day;
    calendar.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_day_is_typed_or_chosen_in_the_calendar(open_as: OpenAs) -> None:
    page = open_as("leader")
    page.goto(reverse("organiser:network_new"))
    field, calendar = page.locator("input[name=starts]"), page.locator("input.calendar")
    field.fill("3. september 2026")
    page.locator("[data-calendar]").first.click()
    expect(calendar).to_have_value("")  # what it cannot read, it leaves alone
    field.fill("3.9.2026")
    page.locator("[data-calendar]").first.click()
    expect(calendar).to_have_value("2026-09-03")
    calendar.evaluate(CHOSEN, "2026-12-24")
    expect(field).to_have_value("24.12.2026")
    expect(field).to_be_focused()
