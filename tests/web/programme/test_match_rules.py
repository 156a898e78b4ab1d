"""The project leader edits the rules with plain words; both sides say whom they wish for, seen by nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.matching.choices import Criterion
from mentornett.mentoring.models import Programme, Wish
from tests.cast import Cast
from tests.conftest import LogIn


def _rules(**more: Any) -> dict[str, Any]:
    weights = {f"weight_{criterion}": 5 for criterion in Criterion}
    return {
        "first": "best_fit", "same_profession": "on", "professions": "sykepleier: Vernepleier, helsefagarbeider",
        "training_required": "on", "experience_months": 24, **weights, **more,
    }  # fmt: skip


def test_rules_are_saved_and_said_on_the_page_of_matching(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/regler/"
    data = _rules(
        near_one=cast.ward.pk, near_other=cast.home_care.pk, apart_one=cast.new_hire.pk, apart_other=cast.mentor.pk
    )
    text = client.post(page, data, follow=True).content.decode()
    assert "Først teller det hvor godt de passer" in text
    assert "1 par foreslås aldri" in text
    with inside(EVERYONE):
        rules = Programme.objects.get(pk=cast.programme.pk).match_rules
    assert rules["professions"] == {"sykepleier": ["helsefagarbeider", "sykepleier", "vernepleier"]}
    assert rules["apart"] == [[str(cast.new_hire.pk), str(cast.mentor.pk)]]
    shown = client.get(page).content.decode()
    assert "sykepleier: helsefagarbeider, vernepleier" in shown
    assert "Nils Nytilsatt – Mona Mentor" in shown
    client.post(page, _rules())  # nothing is kept that is not ticked
    with inside(EVERYONE):
        assert Programme.objects.get(pk=cast.programme.pk).match_rules["apart"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight_unit": "11"}, {"experience_months": "-1"}, {"professions": "sykepleier"}, {"first": "luck"},
        {"near_one": "999"}, {"apart_kept": "1-2"},
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused_beside_the_field(wrong: dict[str, str], cast: Cast, log_in: LogIn) -> None:
    page = f"/program/{cast.programme.pk}/matching/regler/"
    answer = log_in("programme_leader").post(page, _rules(**wrong))
    assert ("ds-error-summary" in answer.content.decode()) == ("apart_kept" not in wrong)


def test_half_a_pair_is_refused(cast: Cast, log_in: LogIn) -> None:
    page = f"/program/{cast.programme.pk}/matching/regler/"
    answer = log_in("programme_leader").post(page, _rules(apart_one=cast.new_hire.pk))
    assert "Velg begge, eller ingen" in answer.content.decode()


def test_wish_is_saved_changed_and_taken_back(cast: Cast, log_in: LogIn) -> None:
    client = log_in("new_hire")
    client.post("/par/onsker/", {"about": cast.mentor.pk, "kind": "not"})
    text = client.get("/par/onsker/").content.decode()
    assert "Mona Mentor" in text
    assert "Helst ikke" in text
    with inside(EVERYONE):
        wish = Wish.objects.get()
    assert "Helst ikke" not in log_in("mentor").get("/par/onsker/").content.decode().partition("<form")[0]
    assert log_in("mentor").post(f"/par/onsker/{wish.pk}/fjern/").status_code == 404
    assert client.post(f"/par/onsker/{wish.pk}/fjern/").status_code == 302
    with inside(EVERYONE):
        assert not Wish.objects.exists()


@pytest.mark.parametrize("about", ["", "999", "neighbour_mentor"])
def test_nobody_else_can_be_wished_for(about: str, cast: Cast, log_in: LogIn) -> None:
    key = cast.people[about].pk if about in cast.people else about
    answer = log_in("new_hire").post("/par/onsker/", {"about": key, "kind": "like"})
    assert "ds-error-summary" in answer.content.decode()
