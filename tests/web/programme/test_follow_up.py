"""The page «To follow up», its file, and the letters that are sent from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Pair, Talk
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn
from tests.mentoring.many import more_pairs
from tests.web.access.mentor_follow_up import make_work

URL = "programme:follow_up"


def _page(client: Any, query: str = "") -> str:
    return str(client.get(reverse(URL) + query).content.decode())


def test_list_names_who_what_since_when_and_the_button(cast: Cast, log_in: LogIn) -> None:
    make_work(cast)
    page = _page(log_in("programme_leader"))
    first, soon = page.index("Nils Nytilsatt"), page.index("Nora Nytilsatt og Mona Mentor")
    assert first < soon
    assert "Begynte 2. mars." in page
    assert "Ingen samtale er notert siden 2. desember 2025." in page
    assert reverse("programme:matching", args=[cast.programme.pk]) in page
    assert reverse("programme:follow_up_remind", args=[cast.pair.pk]) in page


@pytest.mark.parametrize("who", ["hr", "ward_leader"])
def test_wanted_talk_stands_nowhere_for_others(cast: Cast, log_in: LogIn, who: str) -> None:
    make_work(cast)
    client = log_in(who)
    pages = [_page(client), client.get(reverse("programme:follow_up_file", args=["csv"])).content.decode()]
    if who == "ward_leader":
        pages.append(client.get(reverse("programme:pair", args=[cast.pair.pk])).content.decode())
    assert not [page for page in pages if "ønsket" in page]


def test_hr_gets_no_button_to_what_they_may_not_open(cast: Cast, log_in: LogIn) -> None:
    make_work(cast)
    page = _page(log_in("hr"))
    assert "/minn/" not in page
    assert reverse("programme:pair", args=[cast.pair.pk]) not in page


@pytest.mark.parametrize("text", ["Den første tiden", "Hva overrasket", "etterskudd", "forsinket"])
def test_no_topic_and_no_blame(cast: Cast, log_in: LogIn, text: str) -> None:
    make_work(cast)
    assert text not in _page(log_in("programme_leader"))


def test_one_kind_alone_and_nonsense_shows_all(cast: Cast, log_in: LogIn) -> None:
    make_work(cast)
    client = log_in("programme_leader")
    assert "Nora Nytilsatt" not in _page(client, "?kind=no_mentor").split("<main")[1]
    assert _page(client, "?kind=nonsense&page=99").count("now-item--") == _page(client).count("now-item--")


def test_reminder_goes_to_both_once_a_week(cast: Cast, log_in: LogIn) -> None:
    make_work(cast)
    client, url = log_in("ward_leader"), reverse("programme:follow_up_remind", args=[cast.pair.pk])
    assert "En påminnelse er sendt." in client.post(url, {"kind": "lost"}, follow=True).content.decode()
    again = client.post(url, {"kind": "lost"}, follow=True).content.decode()
    assert "allerede fått en påminnelse" in again
    assert "Påminnet denne uken" in again
    letters = Letter.objects.filter(kind="pair_reminded")
    assert set(letters.values_list("to_person", flat=True)) == {cast.mentor.pk, cast.mentee.pk}
    assert len(set(letters.values_list("text", flat=True))) == 2
    assert not [letter for letter in letters if "Den første tiden" in letter.text + letter.subject]


def test_reminder_of_the_signature_goes_to_those_who_lack_it(cast: Cast, log_in: LogIn) -> None:
    log_in("programme_leader").post(
        reverse("programme:follow_up_remind", args=[cast.pair.pk]), {"kind": "unsigned"}
    )  # fmt: skip
    assert set(Letter.objects.values_list("to_person", flat=True)) == {cast.mentor.pk, cast.mentee.pk}


def test_nothing_to_remind_of_is_said_and_not_sent(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(state="planned").update(state="dropped")
    url = reverse("programme:follow_up_remind", args=[cast.pair.pk])
    answer = log_in("programme_leader").post(url, {"kind": "silent"}, follow=True)
    assert "ikke noe å minne om" in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("kind", ["", "nonsense", "no_mentor", "talk_wanted"])
def test_only_reminders_are_sent_from_there(cast: Cast, log_in: LogIn, kind: str) -> None:
    url = reverse("programme:follow_up_remind", args=[cast.pair.pk])
    assert log_in("programme_leader").post(url, {"kind": kind}).status_code == 404


def test_who_would_rather_change_sets_off_a_talk_that_the_project_leader_ends(cast: Cast, log_in: LogIn) -> None:
    log_in("mentee").post(reverse("pair:fit", args=[cast.pair.pk]), {"fit": "change"})
    (letter,) = Letter.objects.filter(kind="talk_wanted")
    assert letter.to_person_id == cast.programme_leader.pk
    client = log_in("programme_leader")
    assert "En samtale om paret er ønsket." in _page(client)
    page = client.post(reverse("programme:pair_talked", args=[cast.pair.pk]), follow=True).content.decode()
    assert "Vi har snakket sammen" not in page
    assert "ønsket" not in _page(client)
    with inside(EVERYONE):
        assert Pair.objects.get(pk=cast.pair.pk).mentee_fit == "change"


@pytest.mark.parametrize("form", ["excel", "csv"])
def test_file_holds_what_the_page_shows(cast: Cast, log_in: LogIn, form: str) -> None:
    answer = log_in("programme_leader").get(reverse("programme:follow_up_file", args=[form]))
    assert answer.status_code == 200
    if form == "csv":
        assert "Nils Nytilsatt" in answer.content.decode("utf-8-sig")


def test_unknown_form_is_not_found(cast: Cast, log_in: LogIn) -> None:
    assert log_in("programme_leader").get(reverse("programme:follow_up_file", args=["pdf"])).status_code == 404


@pytest.mark.parametrize("more", [0, 2, 4])
def test_page_asks_as_much_with_few_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        more_pairs(cast, more)
        Talk.objects.filter(pk=cast.talk_1.pk).update(held_on=cast.today - timedelta(days=100))
    client = log_in("programme_leader")
    client.get(reverse(URL))
    with django_assert_num_queries(18):
        client.get(reverse(URL))
