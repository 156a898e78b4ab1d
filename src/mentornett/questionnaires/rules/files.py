"""Which files may be attached, judged by what they hold and not by what they are called."""

from __future__ import annotations

import io
import re
import zipfile

from mentornett.core.text import clean

LARGEST = 10 * 1024 * 1024  # bytes
MOST_FILES = 10
_OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
_SIGNATURES = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
)
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')


def content_type_of(content: bytes) -> tuple[str, str] | None:
    """Return the suffix and the type of a file that may be attached; None for all others."""
    for signature, suffix, content_type in _SIGNATURES:
        if content.startswith(signature):
            return suffix, content_type
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return ("txt", "text/plain; charset=utf-8") if _is_text(content) else None


def _office_type(content: bytes) -> tuple[str, str] | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if "[Content_Types].xml" not in names or any(name.casefold().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names)), None)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    lowered = text.lstrip().casefold()
    return clean(text).strip() != "" and "\x00" not in text and not lowered.startswith(("<", "#!", "mz"))


def safe_name(name: str, suffix: str) -> str:
    """Return a file name without folders, control characters or a false suffix, at most 120 characters."""
    last = re.split(r"[\\/]", clean(name))[-1]
    stem = _UNSAFE.sub("", last).strip(" .")
    endings = ("jpg", "jpeg") if suffix == "jpg" else (suffix,)
    for ending in endings:
        if stem.casefold().endswith(f".{ending}"):
            stem = stem[: -len(ending) - 1].strip(" .")
    return f"{stem[:115] or 'vedlegg'}.{suffix}"
