"""A refused password is told why in the reader's language, whatever is wrong with it."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from mentornett.tenants.models import Person


def _why(password: str, language: str) -> list[str]:
    person = Person(email="kari.elverum@kommune.no", name="Kari Elverum")
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password(password, person)
    return refused.value.messages


@pytest.mark.parametrize("password", ["kort", "123456789012345", "password1234", "kari.elverum@kommune.no"])
def test_refusal_is_told_in_each_language(password: str) -> None:
    told = {language: _why(password, language) for language in ("nb", "nn", "en-gb")}
    for messages in zip(*told.values(), strict=True):
        assert len(set(messages)) == 3
