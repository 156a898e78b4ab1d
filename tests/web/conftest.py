"""Page tests run at the cast's own time."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Playwright

from tests.browser.chromium import launch
from tests.cast import NOW


@pytest.fixture(autouse=True)
def _clock_of_the_cast() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = launch(playwright)
    yield browser
    browser.close()
