"""The text of a page or a downloaded file, so that a canary is found in compressed ones too."""

from __future__ import annotations

import io
from zipfile import ZipFile, is_zipfile

from tests.documents.pdf_reading import read, text_of


def text_inside(body: bytes) -> bytes:
    """Return what somebody could read: the letters of a PDF, the parts of Word, Excel, slides and zip, else itself."""
    if body.startswith(b"%PDF") and b"startxref" in body:  # attachments of the cast only begin like one
        return text_of(read(body)).encode()
    if body.startswith(b"PK") and is_zipfile(io.BytesIO(body)):
        with ZipFile(io.BytesIO(body)) as file:
            return b"\n".join(text_inside(file.read(name)) for name in file.namelist())
    return body
