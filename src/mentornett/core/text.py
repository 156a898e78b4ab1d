"""Texts: in three languages, for sorting and searching, and without national identity numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from django.utils import translation

LANGUAGES = ("nb", "nn", "en")
_FALLBACKS = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_ELEVEN_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[ .-]?(\d{5})(?!\d)")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Multilingual = Mapping[str, str]


def in_language(value: Multilingual | str, language: str | None = None) -> str:
    """Return a text that is stored in several languages in the reader's one, or in the nearest there is."""
    if isinstance(value, str):
        return value
    wanted = (language or translation.get_language() or "nb")[:2]
    if text := value.get(wanted):
        return text
    return next((value[code] for code in _FALLBACKS.get(wanted, LANGUAGES) if value.get(code)), "")


def django_language(code: str) -> str:
    """Return a stored language (nb, nn, en) as Django names it: English is British English here."""
    return "en-gb" if code == "en" else code


def in_all(text: str) -> dict[str, str]:
    """Wrap a text that a person wrote in one language, so that it shows in all."""
    return dict.fromkeys(LANGUAGES, text)


def clean(text: str) -> str:
    """Normalise (NFC) and drop control characters; line breaks and tabs stay."""
    return _FORBIDDEN.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n")


def sort_key(text: str) -> str:
    """Return a key that sorts as Norwegian lists do: æ, ø, å last, other marks ignored (Áltá as Alta)."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_key(text: str) -> str:
    """Return the text as it is searched for: NFC, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def word_count(text: str) -> int:
    """Count words as Word does: runs of characters between white space."""
    return len(text.split())


def has_national_id(text: str) -> bool:
    """Tell whether a text seems to hold a Norwegian national identity number (D, H and synthetic numbers too).

    The date part alone decides, since check digits change in 2032; an eleven-digit bank account may be caught too.
    """
    return any(_is_id_date(int(day), int(month)) for day, month, _, _ in _ELEVEN_DIGITS.findall(text))


def _is_id_date(day: int, month: int) -> bool:
    day_of_month = day - 40 if day > 40 else day
    month_of_year = next((month - shift for shift in (80, 65, 40, 0) if month > shift), 0)
    return 1 <= day_of_month <= 31 and 1 <= month_of_year <= 12
