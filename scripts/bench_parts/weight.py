"""How many bytes a page is over the wire: at the first visit, and when styles and scripts are there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings

from bench_parts.measuring import Visit, ask, browser_of

FIRST_VISIT, LATER_VISIT = 120_000, 30_000  # bytes


@dataclass(frozen=True)
class Weight:
    """Bytes of one page."""

    html: int
    files: int

    @property
    def first(self) -> int:
        """Bytes at the first visit."""
        return self.html + self.files


class _Links(HTMLParser):
    """Collects the addresses that a browser fetches together with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        fetched = {"stylesheet", "preload", "icon", "modulepreload"} & set((values.get("rel") or "").split())
        later = values.get("content") if values.get("name") == "script-later" else None
        address = values.get("href") if tag == "link" and fetched else values.get("src") or later
        if address and address.startswith(settings.STATIC_URL):
            self.found.add(address)


def weigh(visit: Visit) -> Weight:
    """Open a page as a browser does, with gzip, and add up what it fetches in the smallest form that is served."""
    browser = browser_of(visit.person)
    html = ask(browser, visit.url, "gzip, br")
    links = _Links()
    links.feed(ask(browser, visit.url).content.decode())
    return Weight(len(html.content), sum(_smallest(address) for address in links.found))


def _smallest(address: str) -> int:
    path = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    return min(file.stat().st_size for file in _forms(path))


def _forms(path: Path) -> Iterator[Path]:
    for suffix in ("", ".br", ".gz"):
        if (file := path.with_name(path.name + suffix)).exists():
            yield file
