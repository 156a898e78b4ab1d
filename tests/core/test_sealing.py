"""Sealed texts are not readable without the key, and keys can be changed."""

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.sealing import SealBrokenError, seal, unseal


@given(st.text())
def test_text_comes_back_as_it_was(text: str) -> None:
    assert unseal(seal(text)) == text


def test_sealed_text_shows_nothing_and_differs_each_time() -> None:
    sealed = seal("samtalen om nattevakter")
    assert b"nattevakter" not in sealed
    assert sealed != seal("samtalen om nattevakter")


def test_old_key_opens_and_new_key_seals(settings: django_settings) -> None:
    settings.NOTES_KEYS = ["old"]
    sealed = seal("x")
    settings.NOTES_KEYS = ["new", "old"]
    assert unseal(sealed) == "x"
    newer = seal("y")
    settings.NOTES_KEYS = ["new"]
    assert unseal(newer) == "y"
    with pytest.raises(SealBrokenError):
        unseal(sealed)


def test_changed_text_is_found_out() -> None:
    sealed = bytearray(seal("x"))
    sealed[-5] ^= 1
    with pytest.raises(SealBrokenError):
        unseal(bytes(sealed))
