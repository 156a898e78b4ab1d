"""What will happen is shown first, nothing else is done than what was shown, and it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.pairs import begin_pair
from mentornett.mentoring.models import Employment, Mentor, MentorLeave, MentorPlaces, Pair
from mentornett.mentoring.queries.own_people import own_hires
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.programme.confirming import confirmed

ENDS = "2026-03-31"


@pytest.fixture(autouse=True)
def _trained(cast: Cast) -> None:
    with inside(EVERYONE):
        Mentor.objects.update(trained_on=date(2026, 1, 10))


def _pair(cast: Cast) -> Pair:
    with inside(EVERYONE):
        return Pair.objects.select_related("mentor").get(pk=cast.pair.pk)


def test_looking_changes_nothing_and_says_what_will_happen(cast: Cast, log_in: LogIn) -> None:
    page = f"/program/mentorer/{cast.mentor_row.pk}/slutt/"
    text = log_in("programme_leader").post(page, {"ends": ENDS, "look": "yes"}).content.decode()
    for words in ("Nora Nytilsatt", "1 samtale fram til da", "1 samtale etter det", "Mats Mentor", "Vilde Enhetsleder"):
        assert words in text
    assert _pair(cast).ends is None


def test_mentor_leaves_with_a_successor_and_comes_back(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("programme_leader"), f"/program/mentorer/{cast.mentor_row.pk}/"
    confirmed(client, f"{at}slutt/", {"ends": ENDS, f"pair_{cast.pair.pk}": cast.other_mentor_row.pk})
    with inside(EVERYONE):
        new = Pair.objects.get(mentor=cast.other_mentor_row)
    assert (str(_pair(cast).ends), str(new.starts)) == (ENDS, "2026-04-01")
    assert "blir/" in client.get(at).content.decode()
    page = client.post(f"{at}blir/", follow=True).text
    assert "blir stående i registeret.<" in page.replace("\n", "")
    assert "1 nyansatt har fått en annen mentor, og beholder den." in page
    with inside(EVERYONE):
        assert Mentor.objects.get(pk=cast.mentor_row.pk).ends is None


def test_day_that_was_not_looked_at_is_shown_before_it_is_done(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/mentorer/{cast.mentor_row.pk}/slutt/"
    answer = client.post(page, {"ends": ENDS, "seen": "something else"})
    assert answer.status_code == 200
    assert "bekreft en gang til" in answer.content.decode()
    assert _pair(cast).ends is None


def test_two_mentees_for_one_place_are_told_of_and_nothing_is_done(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        MentorPlaces.objects.update(places=3)
        second = begin_pair(
            employment=cast.new_employment, mentor=cast.mentor_row, starts=cast.today, by=cast.programme_leader,
            now=cast.now,
        )  # fmt: skip
    client, page = log_in("programme_leader"), f"/program/mentorer/{cast.mentor_row.pk}/slutt/"
    other = cast.other_mentor_row.pk
    shown = client.get(page).text
    assert len(re.findall(rf'value="{other}"[^>]*checked', shown)) == 1, "one place is proposed to one of them"
    assert len(re.findall(r'value="later"[^>]*checked', shown)) == 1
    data = {"ends": ENDS, f"pair_{cast.pair.pk}": other, f"pair_{second.pk}": other}
    with pytest.raises(AssertionError, match="Mats Mentor kan ikke ta imot alle du valgte"):
        confirmed(client, page, data)
    assert _pair(cast).ends is None


def test_hr_registers_the_day_and_the_project_leader_finds_the_next(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("hr"), f"/program/mentorer/{cast.mentor_row.pk}/slutt/"
    assert f'name="pair_{cast.pair.pk}"' not in client.get(page).content.decode()
    confirmed(client, page, {"ends": "2026-03-12", f"pair_{cast.pair.pk}": cast.other_mentor_row.pk})
    assert _pair(cast).end_reason == "mentor_left"
    with inside(EVERYONE):
        assert not Pair.objects.filter(mentor=cast.other_mentor_row).exists()


@pytest.mark.parametrize("ends", ["", "2020-01-01", "i går"])
def test_bad_last_day_is_refused_beside_the_field(ends: str, cast: Cast, log_in: LogIn) -> None:
    answer = log_in("hr").post(f"/program/mentorer/{cast.mentor_row.pk}/slutt/", {"ends": ends, "seen": "x"})
    assert "ds-error-summary" in answer.content.decode()


def test_hire_leaves_and_stays_after_all(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("hr"), f"/program/nyansatte/{cast.employment.pk}/"
    confirmed(client, f"{at}slutt/", {"ends": ENDS, "reason": "left"})
    assert _pair(cast).end_reason == "mentee_left"
    assert client.post(f"{at}blir/").status_code == 302
    assert _pair(cast).ends is None
    assert client.post(f"{at}blir/").status_code == 404


def test_hire_moves_with_another_mentor_and_the_move_is_taken_back(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("programme_leader"), f"/program/nyansatte/{cast.employment.pk}/"
    data = {"unit": cast.home_care.pk, "on": "2026-04-01", "mentor": cast.other_mentor_row.pk}
    moved = confirmed(client, f"{at}flytt/", data)
    assert _pair(cast).end_reason == "mentee_moved"
    assert "flytter-ikke/" in client.get(moved).content.decode()
    assert client.post(f"{moved}flytter-ikke/")["Location"] == at
    with inside(EVERYONE):
        assert Employment.objects.get(person=cast.mentee).unit == cast.ward


def test_leader_lets_somebody_move_out_of_the_unit_and_takes_it_back(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("ward_leader"), f"/program/nyansatte/{cast.employment.pk}/"
    data = {"unit": cast.home_care.pk, "on": "2026-04-01"}
    assert 'name="mentor"' not in client.post(f"{at}flytt/", {**data, "look": "yes"}).content.decode()
    assert confirmed(client, f"{at}flytt/", data) == at  # the new unit is not theirs to look into
    assert _pair(cast).ends is None
    assert "flytter-ikke/" in client.get(at).content.decode()
    assert client.post(f"{at}flytter-ikke/")["Location"] == at
    with inside(EVERYONE):
        assert Employment.objects.get(person=cast.mentee).unit == cast.ward


def test_mentor_is_seen_in_the_present_unit_until_the_move(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("ward_leader"), f"/program/nyansatte/{cast.employment.pk}/"
    confirmed(client, f"{at}flytt/", {"unit": cast.home_care.pk, "on": "2026-04-01"})
    for page in (at, "/program/mine/", "/program/nyansatte/?state=with"):
        assert "Mona Mentor" in client.get(page).content.decode()
    with inside(EVERYONE):
        own = own_hires(Employment.objects.filter(pk=cast.employment.pk), cast.today)
    assert [(len(row.held), row.following is not None) for row in own] == [(1, True)]


def test_leader_who_corrects_the_unit_at_once_comes_back_to_the_list(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("ward_leader"), f"/program/nyansatte/{cast.employment.pk}/"
    assert confirmed(client, f"{at}flytt/", {"unit": cast.home_care.pk, "on": "2026-02-01"}) == "/program/nyansatte/"
    assert client.get(at).status_code == 404


def test_leader_corrects_and_ends_and_takes_back(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("ward_leader"), f"/program/nyansatte/{cast.employment.pk}/"
    page = client.get(f"{at}endre/").content.decode()
    assert 'name="shift"' in page
    confirmed(client, f"{at}slutt/", {"ends": ENDS, "reason": "left"})
    assert _pair(cast).end_reason == "mentee_left"
    assert client.post(f"{at}blir/").status_code == 302
    assert _pair(cast).ends is None


def test_mentor_is_away_with_a_substitute_and_back(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("programme_leader"), f"/program/mentorer/{cast.mentor_row.pk}/"
    data = {"starts": "2026-03-12", "ends": "2026-04-12", f"pair_{cast.pair.pk}": cast.other_mentor_row.pk}
    assert confirmed(client, f"{at}borte/", data) == at
    assert "tilbake/" in client.get(at).content.decode()
    with inside(EVERYONE):
        assert Pair.objects.get(role="substitute").mentor == cast.other_mentor_row
    assert b"ds-error-summary" in client.post(f"{at}borte/", {"starts": "2026-04-01", "ends": "2026-03-01"}).content
    assert client.post(f"{at}tilbake/").status_code == 302
    with inside(EVERYONE):
        assert not MentorLeave.objects.exists()


@pytest.mark.parametrize("more", [0, 2])
def test_wizard_asks_as_much_with_one_and_with_three_candidates(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with inside(EVERYONE):
        for number in range(more):
            row = Mentor.objects.get(pk=cast.other_mentor_row.pk)
            row.pk, row.person = None, cast.people[("hr", "union_rep")[number]]
            row.save()
    client = log_in("programme_leader")
    page = f"/program/mentorer/{cast.mentor_row.pk}/slutt/"
    client.get(page)
    with django_assert_num_queries(18):
        client.get(page)


@pytest.mark.parametrize("who", ["mentor", "hire"])
def test_time_away_that_has_not_begun_can_be_taken_back(who: str, cast: Cast, log_in: LogIn) -> None:
    client, row = log_in("programme_leader"), cast.mentor_row if who == "mentor" else cast.employment
    page = f"/program/{'mentorer' if who == 'mentor' else 'nyansatte'}/{row.pk}/"
    with inside(EVERYONE):
        kept = row.leaves.create(starts=cast.today - timedelta(days=1), ends=cast.today, municipality=cast.flesberg)
        leave = row.leaves.create(starts=cast.today + timedelta(days=3), municipality=cast.flesberg)
    assert f'name="leave" value="{leave.pk}"' in client.get(page).text
    for other in (str(kept.pk), "9" * 30, "x"):
        assert client.post(f"{page}tilbake/", {"leave": other}).status_code == 404
    assert "Fraværet er tatt tilbake." in client.post(f"{page}tilbake/", {"leave": leave.pk}, follow=True).text
    with inside(EVERYONE):
        assert list(row.leaves.all()) == [kept]
