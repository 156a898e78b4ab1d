"""What all documents share: the reader's language, dates, the frame around the blocks, standing texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from django.utils.translation import get_language, gettext

from mentornett.core import time
from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Document, Language
from mentornett.network.template.reader import read_template


def language_now() -> Language:
    """Return the language in force as documents name it: nb, nn or en."""
    code = (get_language() or "nb")[:2]
    return cast(Language, code if code in {"nb", "nn", "en"} else "nb")


def long_date(day: date) -> str:
    """Write a date with its year, as papers that are kept must: «12. mars 2026»."""
    return time.date_words(day, date(day.year - 1, 1, 1), weekday=False)


@cache
def _built_in_texts() -> dict[str, tuple[Mapping[str, str], ...]]:
    return {text.key: text.paragraphs for text in read_template().standing_texts}


def standing_text(network: Any, key: str) -> str:
    """Return a standing text in the reader's language: the network's own wording, else the built-in one."""
    own = network.texts.get(key) if network else None
    if own:
        return in_language(own)
    return "\n\n".join(in_language(paragraph) for paragraph in _built_in_texts().get(key, ()))


def before_now_caveat(network: Any) -> str:
    """Return the caveat that stands with every before/now table, in the same size as the table."""
    return standing_text(network, "caveat.before_now")


def framed(
    *, title: str, blocks: tuple[Block, ...], today: date, subtitle: str = "", author: str = "", contents: bool = False
) -> Document:
    """Put the frame that all documents have around blocks: date, header, footer, language."""
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
    )
