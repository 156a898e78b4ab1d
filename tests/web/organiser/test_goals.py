"""The goals of a network, changed in the browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Goal, TeamGoal
from tests.cast import Cast
from tests.conftest import LogIn
from tests.network.guidance_samples import place


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


@pytest.fixture
def effect(cast: Cast) -> Goal:
    """A goal in three languages, with one under it."""
    goal = Goal.objects.create(
        network=cast.network, level="effect", text={"nb": "Flere blir", "nn": "Fleire blir", "en": "More stay"}
    )
    Goal.objects.create(network=cast.network, level="result", parent=goal, text={"nb": "Alle får mentor"}, position=1)
    return goal


def test_goal_is_added_under_another(cast: Cast, leader: Client, effect: Goal) -> None:
    url = reverse("organiser:goals", args=[cast.network.pk])
    assert "Flere blir" in leader.get(url).content.decode()
    leader.post(url, {"text": "Halvparten slutter", "level": "sub", "parent": effect.pk})
    made = Goal.objects.get(level="sub")
    assert (made.parent, made.text["nn"], made.position) == (effect, "Halvparten slutter", 2)
    assert url in leader.get(reverse("organiser:network", args=[cast.network.pk])).content.decode()


def test_unchanged_text_keeps_its_languages(cast: Cast, leader: Client, effect: Goal) -> None:
    url = reverse("organiser:goal", args=[cast.network.pk, effect.pk])
    leader.post(url, {"text": "Flere blir", "level": "result", "parent": ""})
    effect.refresh_from_db()
    assert (effect.level, effect.text["nn"]) == ("result", "Fleire blir")
    leader.post(url, {"text": "Flest mulig blir", "level": "result", "parent": ""})
    effect.refresh_from_db()
    assert effect.text["nn"] == "Flest mulig blir"


def test_goal_cannot_stand_under_itself_or_one_of_its_own(cast: Cast, leader: Client, effect: Goal) -> None:
    under = effect.children.get()
    url = reverse("organiser:goal", args=[cast.network.pk, effect.pk])
    for parent in (effect.pk, under.pk, 999):
        body = leader.post(url, {"text": "Flere blir", "level": "effect", "parent": parent}).content.decode()
        assert "ds-error-summary" in body


def test_goal_in_use_is_not_taken_away(cast: Cast, leader: Client, effect: Goal) -> None:
    under = effect.children.get()
    with inside(EVERYONE):
        own = TeamGoal.objects.create(
            team=cast.team, inherited=under, level="result", text="Alle får mentor", **place(cast.team)
        )
    for goal in (effect, under):
        url = reverse("organiser:goal_remove", args=[cast.network.pk, goal.pk])
        assert "Team arbeider mot dette" in leader.post(url, follow=True).content.decode()
    with inside(EVERYONE):
        own.delete()
    leader.post(reverse("organiser:goal_remove", args=[cast.network.pk, under.pk]))
    assert list(Goal.objects.filter(network=cast.network)) == [effect]


@pytest.mark.parametrize("text", ["", " ", "x" * 401, "Ola 01017012345"])
def test_bad_goal_is_refused_and_kept(cast: Cast, leader: Client, text: str) -> None:
    url = reverse("organiser:goals", args=[cast.network.pk])
    body = leader.post(url, {"text": text, "level": "sub", "parent": ""}).content.decode()
    assert "ds-error-summary" in body
    assert text.strip() in body
    assert not Goal.objects.filter(network=cast.network).exists()


def test_risk_is_changed_in_the_browser(cast: Cast, leader: Client) -> None:
    leader.post(reverse("organiser:risk_add", args=[cast.network.pk]), {"risk-text": "Dyrt", "risk-mitigation": "A"})
    risk = cast.network.risks.get()
    url = reverse("organiser:risk", args=[cast.network.pk, risk.pk])
    assert ">A</textarea>" in leader.get(url).content.decode().replace("\n", "")
    leader.post(url, {"text": "For dyrt", "mitigation": "A\nB"})
    risk.refresh_from_db()
    assert [risk.text["nb"], *(row["text"]["nb"] for row in risk.mitigations)] == ["For dyrt", "A", "B"]
