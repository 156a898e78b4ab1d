"""One Chromium and one server for all browser tests; the database is each test's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.chromium import launch
from tests.browser.serving import serving
from tests.cast import NOW, Cast
from tests.conftest import LogIn


@pytest.fixture(autouse=True)
def _clock_of_the_cast() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = launch(playwright)
    yield browser
    browser.close()


@dataclass
class Site:
    """The site, served for a browser."""

    address: str
    busy: threading.Lock
    log_in: LogIn

    def cookies(self, person: str) -> list[dict[str, str]]:
        """Return the cookies of a person of the cast who is logged in; none for a visitor."""
        if not person:
            return []
        with self.busy:
            client: Client = self.log_in(person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        return [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}]


@pytest.fixture(scope="session")
def _server(chromium: Browser, django_db_setup: None) -> Iterator[tuple[str, threading.Lock]]:
    # after the browser: beside its loop Django uses a connection of its own, the one that the tests will use, too
    with serving() as server:
        yield server


@pytest.fixture
def site(cast: Cast, log_in: LogIn, _server: tuple[str, threading.Lock]) -> Iterator[Site]:
    """The site with the cast in it. When the test ends, it waits for the last answer."""
    address, busy = _server
    yield Site(address, busy, log_in)
    busy.acquire()
    busy.release()


OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, site: Site) -> Iterator[OpenAs]:
    """Return a function that gives a page (a tab) in which a person of the cast, or a visitor, is logged in."""
    opened: list[BrowserContext] = []

    def new_tab(person: str = "", *, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site.address, viewport={"width": width, "height": height}, java_script_enabled=javascript
        )
        context.add_cookies(site.cookies(person))  # type: ignore[arg-type]
        opened.append(context)
        return context.new_page()

    yield new_tab
    for context in opened:
        context.close()
