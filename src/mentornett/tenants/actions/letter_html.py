"""How a letter looks in an e-mail program: its text laid out, with our own links as buttons."""

from __future__ import annotations

import re
from itertools import groupby

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mentornett.core.text import django_language

_DASHES = ("- ", "– ", "• ")
_LONGEST_BUTTON = 40
_LINK = re.compile(r"(?:(?P<words>.+?):\s+)?(?P<address>https?://\S+)")
_PAGE = """<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>
body {{ margin: 0; background: #f3f5f7; color: #1f2933; font: 16px/1.5 Inter, "Segoe UI", Arial, sans-serif; }}
.letter {{ max-width: 36rem; margin: 0 auto; padding: 24px 20px; background: #fff; overflow-wrap: anywhere; }}
.sender {{ margin: 0 0 20px; color: #0b4f6c; font-weight: 600; }}
a {{ color: #0b4f6c; }}
li {{ margin: 0 0 8px; }}
.button {{ display: inline-block; padding: 10px 18px; border-radius: 4px; background: #0b4f6c; color: #fff;
  font-weight: 600; text-decoration: none; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14191f; color: #e8edf2; }}
  .letter {{ background: #1d242c; }}
  .sender, a {{ color: #8ecae6; }}
  .button {{ background: #8ecae6; color: #10202a; }}
}}
</style>
</head>
<body>
<div class="letter">
<p class="sender">Mentornett</p>
{}
</div>
</body>
</html>"""


def as_html(subject: str, text: str, language: str) -> str:
    """Return a letter as a page: paragraphs, lists, and a button where a line is a name and an address of ours."""
    blocks = [block.strip().splitlines() for block in re.split(r"\n\s*\n", text) if block.strip()]
    leading, link = _leading(blocks)
    parts = (_and_button(link, language) if link and block is leading else _parts(block) for block in blocks)
    body = format_html_join("\n", "{}", ((each,) for part in parts for each in part))
    return format_html(_PAGE, language, subject, body)


def _leading(blocks: list[list[str]]) -> tuple[list[str], re.Match[str] | None]:
    """Return the sentence that leads to a page of ours, the first one, in a letter without a button by itself."""
    links = [(block, found) for block in blocks if len(block) == 1 and (found := _own_link(block[0]))]
    if any(found["words"] and len(found["words"]) <= _LONGEST_BUTTON for _block, found in links):
        return [], None
    return next(iter(links), ([], None))


def _and_button(link: re.Match[str], language: str) -> list[SafeString]:
    with translation.override(django_language(language)):
        button = _button(link["address"], gettext("Open the page"))
    return [format_html("<p>{}</p>", _linked(f"{link['words']}:")), button] if link["words"] else [button]


def _button(address: str, words: str) -> SafeString:
    return format_html('<p><a class="button" href="{}">{}</a></p>', address, words)


def _parts(lines: list[str]) -> list[SafeString]:
    """Return the lists and paragraphs of lines that stand together."""
    parts = []
    for listed, group in groupby(lines, key=lambda line: line.startswith(_DASHES)):
        if listed:
            items = ((_linked(line[2:]),) for line in group)
            parts.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items)))
        else:
            parts.append(_paragraph(list(group)))
    return parts


def _paragraph(lines: list[str]) -> SafeString:
    own = _own_link(lines[0]) if len(lines) == 1 else None
    if own and own["words"] and len(own["words"]) <= _LONGEST_BUTTON:
        return _button(own["address"], own["words"])
    rest = format_html_join("", "<br>{}", ((_linked(line),) for line in lines[1:]))
    return format_html("<p>{}{}</p>", _linked(lines[0]), rest)


def _linked(line: str) -> SafeString:
    own = _own_link(line)
    if own and own["words"]:
        return format_html('<a href="{}">{}</a>', own["address"], own["words"])
    return SafeString(urlize(line, autoescape=True))  # it escapes what it is given


def _own_link(line: str) -> re.Match[str] | None:
    """Return name and address; an address that somebody else wrote into a letter stays visible as it is."""
    found = _LINK.fullmatch(line.strip())
    return found if found and found["address"].startswith(f"{settings.BASE_URL}/") else None
