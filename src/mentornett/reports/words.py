"""What all documents share: the reader's language, dates, the frame around the blocks, standing texts."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.utils.translation import get_language, gettext

from mentornett.core import time
from mentornett.documents.blocks import Block, Document, Language
from mentornett.network.queries.texts import standing_text


def language_now() -> Language:
    """Return the language in force as documents name it: nb, nn or en."""
    code = (get_language() or "nb")[:2]
    return cast(Language, code if code in {"nb", "nn", "en"} else "nb")


def decimal_mark() -> str:
    """Return what stands before the decimals in the language in force."""
    return "." if language_now() == "en" else ","


def long_date(day: date) -> str:
    """Write a date with its year, as papers that are kept must: «12. mars 2026»."""
    return time.date_words(day, date(day.year - 1, 1, 1), weekday=False)


def fingerprint(digest: str) -> str:
    """Write a fingerprint in groups of eight, so that lines break there and it can be copied as it is read."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def caveat(network: Any, key: str) -> str:
    """Return the paragraphs of a caveat in the reader's language."""
    return "\n\n".join(standing_text(network, f"caveat.{key}").paragraphs)


def before_now_caveat(network: Any) -> str:
    """Return the caveat that stands with every before/now table, in the same size as the table."""
    return caveat(network, "before_now")


def framed(
    *,
    title: str,
    blocks: tuple[Block, ...],
    today: date,
    subtitle: str = "",
    author: str = "",
    contents: bool = False,
    wide: bool = False,
) -> Document:
    """Put the frame that all documents have around blocks: date, header, footer, language.

    `wide`: the pages lie down, for tables of many columns.
    """
    return Document(
        title=title,
        language=language_now(),
        blocks=blocks,
        subtitle=subtitle,
        author=author,
        date_text=long_date(today),
        header_text=title,
        footer_text=gettext("Made with Mentornett"),
        table_of_contents=contents,
        wide=wide,
    )
