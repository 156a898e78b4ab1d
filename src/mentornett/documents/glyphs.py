"""Which characters the fonts of this folder can show. Needed only when a text has others."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mentornett.documents.typesetting import FONTS

REPLACEMENT = "\ufffd"
_ALWAYS = frozenset(map(ord, "\n\t\u200b\u00ad"))


def without_unshowable(text: str) -> str:
    """The text with each character that no font here has replaced by the replacement character."""
    shown = _covered() | _ALWAYS
    return "".join(letter if ord(letter) in shown else REPLACEMENT for letter in text)


@cache
def _covered() -> frozenset[int]:
    letters = [frozenset(code_points(path)) for path in sorted(FONTS.glob("SourceSans3*.ttf"))]
    emoji = frozenset(code_points(FONTS / "NotoEmoji_400Regular.ttf"))
    return frozenset.intersection(*letters) | emoji


def code_points(font: Path) -> Iterator[int]:
    """The characters a TrueType font has, from its `cmap` table, formats 4 and 12 (OpenType specification)."""
    data = font.read_bytes()
    start = _table_start(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">L", data, start + 4 + number * 8 + 4)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == 4:
            yield from _format_4(data, start + offset)
        elif kind == 12:
            yield from _format_12(data, start + offset)


def _table_start(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _checksum, start, _length = struct.unpack_from(">4sLLL", data, 12 + number * 16)
        if tag == name:
            return int(start)
    raise ValueError(f"The font has no table {name!r}.")


def _format_4(data: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", data, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _format_12(data: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", data, at + 12)
    for number in range(groups):
        first, last, _glyph = struct.unpack_from(">LLL", data, at + 16 + number * 12)
        yield from range(first, last + 1)
