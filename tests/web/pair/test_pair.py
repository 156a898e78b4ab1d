"""The pair's page: the next talk, the three answers, notes and checklist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import date_words
from mentornett.mentoring.actions.pairs import change_mentor
from mentornett.mentoring.models import ChecklistTask, Pair, Talk
from tests.cast import NOW, Cast
from tests.conftest import LogIn
from tests.mentoring.many import more_pairs


def talk_of(cast: Cast) -> Talk:
    with inside(EVERYONE):
        return Talk.objects.get(pk=cast.talk_2.pk)


@pytest.mark.parametrize(("name", "other"), [("mentor", "Nora Nytilsatt"), ("mentee", "Mona Mentor")])
def test_the_only_pair_is_the_first_page_with_the_next_talk(cast: Cast, log_in: LogIn, name: str, other: str) -> None:
    page = log_in(name).get(reverse("pair:home")).content.decode()
    assert f"<h1>{other}</h1>" in page
    assert "Den første tiden" in page
    assert "Hva overrasket?" in page
    assert f"samtalehemmelighet {name}_note" in page
    assert ("samtalehemmelighet shared_note" in page) == (name == "mentor")
    assert "Fristen var" not in page


def test_one_tap_notes_that_the_talk_was_held(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentee")
    url = reverse("pair:answer", args=[cast.talk_2.pk])
    page = client.post(url, {"state": "held"}, follow=True).content.decode()
    assert talk_of(cast).state == "held"
    assert "Takk, det er notert." in page


def test_a_day_to_come_is_refused_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    url = reverse("pair:answer", args=[cast.talk_2.pk])
    page = log_in("mentor").post(url, {"state": "held", "on": "2026-04-01"}).content.decode()
    assert "Denne dagen er ikke kommet ennå." in page
    assert talk_of(cast).state == "planned"


def test_time_is_proposed_by_one_and_accepted_by_the_other(cast: Cast, log_in: LogIn) -> None:
    data = {"day": "2026-03-16", "starts": "14:00", "place": "Rom 2"}
    log_in("mentor").post(reverse("pair:time", args=[cast.talk_2.pk]), data)
    proposed = talk_of(cast).proposed_at
    assert proposed is not None
    log_in("mentee").post(reverse("pair:accept", args=[cast.talk_2.pk]), {"at": proposed.isoformat()})
    assert talk_of(cast).agreed_at == proposed
    file = log_in("mentee").get(reverse("pair:calendar", args=[cast.talk_2.pk])).content.decode()
    assert "DTSTART;TZID=Europe/Oslo:20260316T140000" in file


@pytest.mark.parametrize("typed", ["", "tull", "2026-03-16T14:00"])
def test_accepting_what_is_not_proposed_says_so(cast: Cast, log_in: LogIn, typed: str) -> None:
    url = reverse("pair:accept", args=[cast.talk_2.pk])
    page = log_in("mentee").post(url, {"at": typed}, follow=True).content.decode()
    assert "Forslaget er endret" in page


def test_mentor_signs_off_a_task_and_takes_it_back(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("mentor"), reverse("pair:task", args=[cast.pair.pk, cast.task.pk])
    for done, day in (("yes", date(2026, 3, 12)), ("no", None)):
        client.post(url, {"done": done})
        with inside(EVERYONE):
            assert ChecklistTask.objects.get(pk=cast.task.pk).done_on == day


def test_now_names_the_next_talk_without_scolding(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_2.pk).update(due=NOW.date() - timedelta(days=2), opens=date(2026, 3, 1))
    page = log_in("mentee").get(reverse("everyone:now")).content.decode()
    assert "Finn en tid for en samtale med Mona Mentor" in page
    assert "Når det passer dere begge" in page
    assert "Frist" not in page


@pytest.mark.parametrize(
    ("days", "mentor_reads", "mentee_reads"),
    [
        (2, "Nora Nytilsatt har ikke svart på tiden du foreslo ennå", "Svar på tiden Mona Mentor foreslår"),
        (-2, "Finn en tid for en samtale med Nora Nytilsatt", "Finn en tid for en samtale med Mona Mentor"),
    ],
)
def test_now_asks_the_one_who_is_to_answer_a_proposal_as_long_as_it_can_be_kept(
    cast: Cast, log_in: LogIn, days: int, mentor_reads: str, mentee_reads: str
) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_2.pk).update(proposed_at=NOW + timedelta(days=days), proposed_by=cast.mentor)
    for person, reads in (("mentor", mentor_reads), ("mentee", mentee_reads)):
        client = log_in(person)
        assert reads in client.get(reverse("everyone:now")).text
        page = client.get(reverse("pair:talk", args=[cast.talk_2.pk])).text
        assert ("Ja, det passer for meg" in page) == (person == "mentee" and days > 0)


def test_window_that_has_passed_is_not_named_on_the_pages_of_the_pair(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_2.pk).update(due=NOW.date() - timedelta(days=2), opens=date(2026, 3, 1))
    client = log_in("mentee")
    assert "Når det passer dere begge, 45 minutter." in client.get(reverse("pair:talk", args=[cast.talk_2.pk])).text
    assert "Planen sier mellom" not in client.get(reverse("pair:time", args=[cast.talk_2.pk])).text


@pytest.mark.parametrize("more", [0, 2])
def test_page_asks_as_much_with_one_and_with_three_of_each(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        for number in range(more):
            task = ChecklistTask.objects.get(pk=cast.task.pk)
            task.pk, task.number = None, 10 + number
            task.save()
            talk = Talk.objects.get(pk=cast.talk_2.pk)
            talk.pk, talk.number = None, 10 + number
            talk.save()
    client = log_in("mentor")
    client.get(reverse("pair:home"))
    with django_assert_num_queries(11):
        client.get(reverse("pair:home"))


def test_mentee_with_an_old_and_a_new_mentor_sees_whose_they_are_and_until_when(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        change_mentor(
            pair=cast.pair, mentor=cast.other_mentor_row, starts=cast.today + timedelta(days=5),
            by=cast.programme_leader, now=cast.now,
        )  # fmt: skip
        Talk.objects.filter(pair=cast.pair).update(kind="leader")
    page = log_in("mentee").get(reverse("pair:home")).content.decode()
    assert "<h1>Mentorene dine</h1>" in page
    assert f"Siste dag er {date_words(cast.today + timedelta(days=4), cast.today)}." in page
    assert cast.talk_2.topic not in page  # a talk with the leader is no talk with the mentor


def test_completed_pair_among_several_is_asked_for_no_talk(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        more_pairs(cast, 1)
    asked = reverse("pair:pair", args=[cast.pair.pk])
    page = log_in("mentor").get(reverse("pair:home")).content.decode()
    assert "<h1>De du er mentor for</h1>" in page
    assert cast.talk_2.topic in page
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.pair.pk).update(ends=cast.today, end_reason="completed")
    page = log_in("mentor").get(reverse("pair:home")).content.decode()
    assert asked in page
    assert cast.talk_2.topic not in page
