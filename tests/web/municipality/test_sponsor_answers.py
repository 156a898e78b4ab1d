"""The team's answer to what its top leader wonders about."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mentornett.network.models import SponsorQuestion
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture
def page(cast: Cast) -> str:
    question = SponsorQuestion.objects.create(
        team=cast.team, organiser=cast.nord, municipality=cast.flesberg, text="Hva trenger dere?",
        asked_by=cast.sponsor, asked_at=cast.now,
    )  # fmt: skip
    return reverse("municipality:answer_sponsor", args=[question.pk])


def test_who_answers_second_is_told_and_loses_no_word(cast: Cast, log_in: LogIn, page: str) -> None:
    assert log_in("coordinator").post(page, {"answer": "To timer i uka."}).status_code == 302
    response = log_in("deputy").post(page, {"answer": "Tre timer, <b>helst</b>."})
    body = response.content.decode()
    assert "Det du skrev, ble ikke sendt" in body
    assert "Tre timer, &lt;b&gt;helst&lt;/b&gt;." in body
    assert "To timer i uka." in body
    assert SponsorQuestion.objects.get().answered_by == cast.coordinator
    assert Letter.objects.filter(kind="sponsor_answer").count() == 1


def test_empty_answer_is_refused_beside_the_field(log_in: LogIn, page: str) -> None:
    assert "ds-error-summary" in log_in("coordinator").post(page, {"answer": "  "}).content.decode()
    assert SponsorQuestion.objects.get().answered_at is None
