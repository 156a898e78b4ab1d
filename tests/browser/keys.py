"""Going through a page as those do who have no mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 120


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted element has focus; fail when the whole page has been walked through."""
    expect(wanted.first).to_be_visible()
    for _ in range(MOST_STOPS):
        if wanted.first.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never comes to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    """Go to a link or a button with Tab, and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
