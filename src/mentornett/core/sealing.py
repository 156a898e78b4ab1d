"""Texts that the database never holds in clear. The keys stand outside it, in the environment."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBrokenError(RuntimeError):
    """A sealed text cannot be opened: its key is gone, or it was changed."""


def _box() -> MultiFernet:
    """Return the newest key for sealing, and all keys for opening."""
    keys = [hashlib.sha256(f"mentornett notes {key}".encode()).digest() for key in settings.NOTES_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def seal(text: str) -> bytes:
    """Return the text encrypted and signed (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _box().encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """Return the text again. Raises SealBrokenError."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SealBrokenError("A sealed text cannot be opened") from error
