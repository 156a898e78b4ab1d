"""The leader's page: who has a mentor, dates and time, never content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions import talks as actions
from mentornett.mentoring.actions.commitments import sign_commitment
from mentornett.mentoring.choices import TalkState
from mentornett.mentoring.models import ChecklistTask, Talk
from mentornett.mentoring.queries.commitments import digest_of
from tests.cast import NOW, Cast
from tests.conftest import LogIn

URL = "programme:own_people"


def test_leader_sees_who_has_a_mentor_dates_and_time(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        actions.answer_talk(talk=cast.talk_2, answer=actions.Answer(TalkState.HELD), by=cast.mentor, now=NOW)
    page = log_in("ward_leader").get(reverse(URL)).content.decode()
    assert page.index("Nils Nytilsatt") < page.index("Nora Nytilsatt")
    assert "1 har ingen mentor ennå." in page
    assert "45 av 60 minutter" in page
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(reader=cast.ward_leader, subject=cast.mentee).exists()


def test_leader_never_sees_topic_reason_guide_place_or_note(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_2.pk).update(reason="hemmelig-a", place="hemmelig-b", tool="hemmelig-c")
    page = log_in("ward_leader").get(reverse(URL)).content.decode()
    assert not [text for text in ("hemmelig", "Den første tiden", "Hva overrasket") if text in page]


def test_other_leader_sees_only_own_people(cast: Cast, log_in: LogIn) -> None:
    page = log_in("other_ward_leader").get(reverse(URL)).content.decode()
    assert "Nytilsatt" not in page
    assert "Ingen blir fulgt opp" in page


def test_leader_signs_off_own_task_and_no_other(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("ward_leader"), reverse("programme:own_task", args=[cast.task.pk])
    assert client.post(url).status_code == 404
    with inside(EVERYONE):
        ChecklistTask.objects.filter(pk=cast.task.pk).update(signer="leader")
    assert "Medisinrommet" in client.get(reverse(URL)).content.decode()
    page = client.post(url, follow=True).content.decode()
    assert "Kvittert ut torsdag 12. mars" in page
    assert "Kvitter ut<" not in page
    assert "Kvitter ut<" in client.post(url, {"done": "no"}, follow=True).content.decode()
    with inside(EVERYONE):
        ChecklistTask.objects.filter(pk=cast.task.pk).update(done_on=cast.today, done_by=cast.other_ward_leader)
    assert "Medisinrommet" not in client.get(reverse(URL)).content.decode()  # somebody else's to undo


@pytest.mark.parametrize("more", [0, 2])
def test_page_asks_as_much_with_few_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        for number in range(more):
            talk = Talk.objects.get(pk=cast.talk_2.pk)
            talk.pk, talk.number = None, 10 + number
            talk.save()
    client = log_in("ward_leader")
    client.get(reverse(URL))
    with django_assert_num_queries(13):
        client.get(reverse(URL))


def test_leader_sees_how_many_have_signed_and_no_empty_lines_for_those_without_a_mentor(
    cast: Cast, log_in: LogIn
) -> None:
    page = log_in("ward_leader").get(reverse(URL)).content.decode()
    assert "1 av 3 har signert" in page
    waiting = page[page.index("Nils Nytilsatt") : page.index("Nora Nytilsatt")]
    assert "–" not in waiting
    assert '<td data-label="Samtaler holdt"></td>' in waiting  # left out where rows are cards
    with inside(EVERYONE):
        shown = digest_of(cast.commitment)
        for person in (cast.ward_leader, cast.mentor, cast.mentee):
            sign_commitment(commitment=cast.commitment, shown=shown, by=person, now=NOW)
    assert "Signert av alle" in log_in("ward_leader").get(reverse(URL)).content.decode()
