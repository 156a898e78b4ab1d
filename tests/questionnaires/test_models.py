"""What can never be stored about forms."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mentornett.core.scoping import EVERYONE, inside
from mentornett.questionnaires.models import Questionnaire
from tests.cast import Cast


@pytest.mark.parametrize("whose", ["nord", None])
def test_form_of_one_key_exists_once_at_an_organiser_and_once_built_in(whose: str | None, cast: Cast) -> None:
    row = {"organiser": cast.nord if whose else None, "key": "nytt-skjema", "title": {"nb": "Nytt"}}
    with inside(EVERYONE):
        Questionnaire.objects.create(**row)
        Questionnaire.objects.create(**row | {"organiser": None if whose else cast.nord})
        with pytest.raises(IntegrityError), transaction.atomic():
            Questionnaire.objects.create(**row)
