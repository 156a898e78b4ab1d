"""Following links from the start page, each kind of page once: none leads astray, and the way goes far."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from tests.cast import Cast
from tests.conftest import LogIn
from tests.security.filling import tree_of

pytestmark = pytest.mark.sqlite  # which links a page has is told by the page (docs/adr/0010)

# person -> kinds of page that the cast's own rows lead to at least; "" is a visitor
PEOPLE = {"leader": 40, "guide": 25, "expert": 8, "coordinator": 25, "team_leader": 20, "sponsor": 8, "": 4}


def _links(links: list[html.HtmlElement], url: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of each page of ours that the links of a page lead to."""
    for link in links:
        parts = urlsplit(urldefrag(urljoin(url, link.get("href"))).url)
        if parts.netloc or parts.scheme:
            continue
        try:
            yield resolve(parts.path).view_name, parts.geturl()
        except Resolver404:
            yield f"nothing at {parts.path}", parts.geturl()


def _walk(client: Client, start: str) -> tuple[set[str], list[str]]:
    """Return the names of the pages that were opened, breadth first, and what went wrong."""
    waiting, seen, faults = [start], set[str](), []
    for url in waiting:  # grows underway
        page = client.get(url, follow=True)
        if page.status_code != 200:
            faults.append(f"{url} answered {page.status_code}")
        if page.streaming or not page.headers["Content-Type"].startswith("text/html"):
            continue
        links = tree_of(page).findall(".//a[@href]")
        nowhere = [link for link in links if not link.get("href") and "hidden" not in link.attrib]
        faults += [f"{url} has a link to nowhere: {link.text_content()}" for link in nowhere]
        for name, address in _links(links, url):
            if name not in seen:
                seen.add(name)
                waiting.append(address)
    return seen, faults


@pytest.mark.parametrize(("person", "least"), PEOPLE.items())
def test_links_lead_on_and_none_astray(person: str, least: int, quick_cast: Cast, quick_log_in: LogIn) -> None:
    seen, faults = _walk(quick_log_in(person) if person else Client(), "/na/" if person else "/")
    assert faults == []
    assert len(seen) >= least, sorted(seen)
