"""Pages of a call for mentors, with an account and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Mentor, MentorCall, Nomination
from tests.cast import Cast
from tests.conftest import LogIn

ANSWER = {"name": "Ny Mentor", "email": "ny@flesberg.no", "profession": "sykepleier", "consent": "on"}


@pytest.fixture
def call(cast: Cast, log_in: LogIn) -> MentorCall:
    cache.clear()
    page = f"/program/kommune/{cast.flesberg.pk}/mentorer/sok/nytt/"
    log_in("programme_leader").post(page, {"title": "Vi søker mentorer", "text": "Har du lyst?", "least_months": "24"})
    with inside(EVERYONE):
        return MentorCall.objects.get()


def _public(call: MentorCall) -> str:
    return f"/bli-mentor/{call.secret}/"


def test_colleague_answers_without_an_account_and_the_leader_says_yes(
    call: MentorCall, cast: Cast, log_in: LogIn
) -> None:
    visitor = Client()
    assert "Minst 24 måneder i yrket" in visitor.get(_public(call)).text
    assert "Takk. Prosjektlederen leser det" in visitor.post(_public(call), ANSWER, follow=True).text
    leader = log_in("programme_leader")
    assert "1 venter på svar fra deg" in leader.get("/program/mentorer/sok/").text
    page = leader.get(f"/program/mentorer/sok/{call.pk}/").text
    assert "Ny Mentor" in page
    assert call.secret in page
    with inside(EVERYONE):
        made = Nomination.objects.get()
    leader.post(f"/program/mentorer/sok/svar/{made.pk}/", {"answer": "yes"})
    with inside(EVERYONE):
        assert Mentor.objects.filter(person__email="ny@flesberg.no").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"why": "01017012345"}, "fødselsnummer"), ({"name": "Ola 01017012345"}, "fødselsnummer"),
        ({"consent": ""}, "obligatorisk"), ({"email": "ny@gmail.com"}, "adressen på jobb"),
    ],
)  # fmt: skip
def test_answer_is_refused_with_the_reason_and_nothing_typed_is_lost(
    changed: dict[str, Any], said: str, call: MentorCall
) -> None:
    page = Client().post(_public(call), {**ANSWER, "education": "Mastergrad", **changed}).text
    assert said in page or "ds-error-summary" in page
    assert "Mastergrad" in page
    with inside(EVERYONE):
        assert not Nomination.objects.exists()


def test_too_many_answers_from_one_place_are_stopped(call: MentorCall) -> None:
    visitor = Client()
    codes = [
        visitor.post(_public(call), {**ANSWER, "email": f"ny{number}@flesberg.no"}).status_code for number in range(31)
    ]
    assert codes[:30] == [302] * 30
    assert codes[30] == 429


def test_closed_call_is_gone_for_visitors(call: MentorCall, log_in: LogIn) -> None:
    page = f"/program/mentorer/sok/{call.pk}/endre/"
    log_in("programme_leader").post(page, {"title": call.title, "closes_on": "2026-03-11"})
    assert Client().get(_public(call)).status_code == 404
    assert "Avsluttet" in log_in("programme_leader").get("/program/mentorer/sok/").text


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_a_call(more: int, call: MentorCall, log_in: LogIn, django_assert_num_queries: Any) -> None:
    for number in range(1 + more):
        Client().post(_public(call), {**ANSWER, "email": f"ny{number}@flesberg.no"})
    client = log_in("programme_leader")
    client.get(f"/program/mentorer/sok/{call.pk}/")
    with django_assert_num_queries(5):
        client.get(f"/program/mentorer/sok/{call.pk}/")
