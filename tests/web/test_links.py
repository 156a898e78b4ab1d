"""Every page can be reached: some template, or a page that sends one on, names its address."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from tests.web.test_access import TABLE

PAGES = sorted(name for name, row in TABLE.items() if row.method == "get")
# reached by a machine, by a letter, or from the log-in parts that are not ours
FROM_OUTSIDE = {
    "public:isready", "public:isalive", "public:invitation", "public:digest", "public:research", "account_inactive",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_reauthenticate", "account_set_password", "mfa_authenticate", "mfa_reauthenticate",
}  # fmt: skip
TEXTS = [path.read_text(encoding="utf-8") for path in settings.PACKAGE.rglob("*.html")]
CODE = [path.read_text(encoding="utf-8") for path in settings.PACKAGE.rglob("*.py") if path.name != "urls.py"]


@pytest.mark.parametrize("name", [page for page in PAGES if page not in FROM_OUTSIDE])
def test_page_is_linked_from_somewhere(name: str) -> None:
    assert any(f'"{name}"' in text for text in TEXTS + CODE)


BLOCK = re.compile(r"{% (?:block (\w+)|endblock) %}")
SET = re.compile(r"{% url [^%]* as (\w+) %}")
USED = re.compile(r'href="{{ (\w+) }}"')


def _by_block(template: str) -> dict[str, str]:
    """Return the text of each block without those inside it."""
    parts, open_blocks, end = dict[str, str](), [""], 0
    for tag in BLOCK.finditer(template):
        parts[open_blocks[-1]] = parts.get(open_blocks[-1], "") + template[end : tag.start()]
        open_blocks = [*open_blocks, tag[1]] if tag[1] else open_blocks[:-1]
        end = tag.end()
    return parts


def test_no_link_takes_its_address_from_another_block_where_it_is_not_known() -> None:
    """What a block sets is gone after it, in the pages that fill the template too: the link would lead nowhere."""
    lost = []
    for path in settings.PACKAGE.glob("web/*/templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        above = re.search(r'{% extends "(\w+/\w+\.html)" %}', text)
        parent = [one for one in path.parents[1].rglob(above[1]) if above] if above else []
        set_above = {name for one in parent for name in SET.findall(one.read_text(encoding="utf-8"))}
        blocks = _by_block(text)
        for block, part in blocks.items():
            elsewhere = {name for other, its in blocks.items() if other != block for name in SET.findall(its)}
            wrong = set(USED.findall(part)) & (elsewhere | set_above) - set(SET.findall(part))
            lost += [f"{path.name}, {block}: {name}" for name in sorted(wrong)]
    assert lost == []


def test_pages_from_outside_are_still_there() -> None:
    assert set(PAGES) >= FROM_OUTSIDE
