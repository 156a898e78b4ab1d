"""Whether a picture that somebody gave can stand in documents: found out before it has to."""

from __future__ import annotations

import struct

import typst

from mentornett.documents.blocks import Document, Picture
from mentornett.documents.pdf import as_pdf

# a small file may hold a picture that takes gigabytes when it is opened: 6000 x 6000 points in 140 kB took 350 MB
MOST_POINTS = 25_000_000
_HEADER = struct.Struct(">8s4s4sII")  # signature, length, «IHDR», width, height


def fits_in_documents(png: bytes) -> bool:
    """Tell whether a PNG file is whole and small enough to be opened; tried by making documents of it."""
    if len(png) < _HEADER.size:
        return False
    from mentornett.documents.word import as_word  # noqa: PLC0415 (slow import)

    *_, kind, width, height = _HEADER.unpack_from(png)
    if kind != b"IHDR" or not 0 < width * height <= MOST_POINTS:
        return False
    document = Document("–", "nb", (Picture(png, "–"),))
    try:
        as_pdf(document)
        as_word(document)
    except (ValueError, typst.TypstError):
        return False
    return True
