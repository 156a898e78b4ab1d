"""A finished file, and safe names for it."""

import re
import unicodedata
from dataclasses import dataclass

from mentornett.documents.cleaning import one_line

LONGEST_NAME = 100
_FORBIDDEN = re.compile(r'[\\/:*?"<>|%;\x00-\x1f]+')
_ASCII_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N"}
    | {"ŧ": "t", "Ŧ": "T", "ß": "ss", "ł": "l", "Ł": "L", "«": "", "»": "", "–": "-", "—": "-"}
)


@dataclass(frozen=True, slots=True)
class File:
    """What every writer returns. `name` keeps the user's letters; `ascii_name` is for old clients."""

    name: str
    content_type: str
    content: bytes

    @property
    def ascii_name(self) -> str:
        """The name with ASCII letters only, for `filename=` beside `filename*=` (RFC 6266)."""
        plain = unicodedata.normalize("NFKD", self.name.translate(_ASCII_LETTERS)).encode("ascii", "ignore").decode()
        stem, dot, extension = plain.rpartition(".")
        return f"{stem.strip(' .-_') or 'file'}{dot}{extension}"


def file_name(title: str, extension: str) -> str:
    """A name that every file system accepts, from a title that a person wrote. `extension` without the dot."""
    plain = _FORBIDDEN.sub(" ", one_line(title))
    stem = " ".join(plain.split())[:LONGEST_NAME].strip(" .")
    return f"{stem or 'file'}.{extension}"
