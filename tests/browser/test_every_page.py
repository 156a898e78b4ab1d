"""Every page of the access table, opened in Chromium by somebody who may.

For each page: axe in all three languages, in Bokmål at 1280 px in light colours, in Nynorsk at 320 px in dark ones, in
English at 320 px in light ones, whose contrast is not computed anew (docs/adr/0010); no sideways scrolling at 320 px in
any language; title, language, one h1, no complaint in the console (errors, blocked content, missing files), no layout
shift; the keyboard's first stop is the skip link; twice as large text. The whole product of pages × languages × colours
× widths would take four times as long and finds the same faults.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize

import tests.web.access as access
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Person
from tests.browser import looking
from tests.browser.conftest import Site
from tests.cast import Cast
from tests.web.access.table import Row

pytestmark = pytest.mark.browser
LANGUAGES = ("nb", "nn", "en")
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=700)
BOTH_SIDES = ("leader", "coordinator", "sponsor")  # pages open to many look different to these


def _rows() -> dict[str, Row]:
    modules = [
        importlib.import_module(f"tests.web.access.{each.name}") for each in pkgutil.iter_modules(access.__path__)
    ]
    return {name: row for module in modules for name, row in getattr(module, "ROWS", {}).items()}


ROWS = _rows()


def _visits() -> Iterator[tuple[str, str]]:
    """Pages with who opens them; "" is a visitor."""
    for name, row in sorted(ROWS.items()):
        if row.method != "get":
            continue
        if row.visitors == 200:
            yield name, ""
        allowed = [person for person in row.ok.split() if row.expected(person) == 200]
        many = [each for each in BOTH_SIDES if each in allowed] if name.startswith("everyone:") else []
        for person in many or allowed[:1]:
            yield name, person


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab for all pages."""
    context: BrowserContext = chromium.new_context(viewport=WIDE)
    looking.prepare(context)
    page = context.new_page()
    yield page
    context.close()


def _is_page(tab: Page, url: str) -> bool:
    """Open an address and tell whether it is a whole page, and not a download or a part of a page."""
    try:
        response = tab.goto(url)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert response
    assert response.status == 200
    return bool(tab.evaluate("document.doctype !== null"))


def _speak(site: Site, tab: Page, person: str, language: str) -> None:
    with site.busy:
        Person.objects.update(language=language)  # all, since a letter's page speaks as the one it was written to
    if not person:
        tab.context.add_cookies([{"name": "language", "value": language, "url": site.address}])


@pytest.mark.parametrize(("name", "person"), sorted(_visits()))
def test_page_has_no_fault(name: str, person: str, cast: Cast, site: Site, tab: Page) -> None:
    row = ROWS[name]
    with inside(EVERYONE):
        row.before(cast)
        url = reverse(name, args=row.args(cast)) + row.query
    complaints = looking.Complaints()
    tab.context.clear_cookies()
    tab.context.add_cookies(site.cookies(person))  # type: ignore[arg-type]
    complaints.listen(tab)
    faults: list[str] = []
    for language in LANGUAGES:
        _speak(site, tab, person, language)
        _look_as(tab, language)
        if not _is_page(tab, site.address + url):
            break
        faults += _faults(tab, language)
    else:
        faults += looking.faults_of_large_text(tab)
    tab.goto("about:blank")
    if faults + complaints.found:
        pytest.fail("\n".join(faults + complaints.found), pytrace=False)


def _look_as(tab: Page, language: str) -> None:
    tab.set_viewport_size(WIDE if language == "nb" else NARROW)
    tab.emulate_media(color_scheme="dark" if language == "nn" else "light")


def _faults(tab: Page, language: str) -> list[str]:
    faults = looking.faults_of_frame(tab, language)
    faults += looking.violations(tab, language, contrast=language != "en")
    if language == "nb":
        faults += looking.faults_of_skip_link(tab)
    tab.set_viewport_size(NARROW)
    return faults + looking.faults_of_width(tab, f"{language} at 320 px")
