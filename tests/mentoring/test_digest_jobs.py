"""The weekly letters, promised time, and the day of the review: once each, to whom they concern, and only then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.jobs import remind_of_reviews, send_weekly_lists
from mentornett.mentoring.models import Employment, Pair, Programme, Signature, Talk
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast

THURSDAY = NOW  # 12 March 2026, nine in the morning in Norway


@pytest.fixture(autouse=True)
def _everybody_looked_at_but_those_of_flesberg(cast: Cast) -> None:
    Person.objects.exclude(pk__in=[cast.programme_leader.pk, cast.ward_leader.pk, cast.other_ward_leader.pk]).update(
        weekly_looked_on=NOW.date()
    )


def letters(kind: str = "weekly_list") -> list[Letter]:
    return list(Letter.objects.filter(kind=kind).order_by("to_person"))


def readers(kind: str = "weekly_list") -> set[int | None]:
    return {letter.to_person_id for letter in letters(kind)}


def test_project_leader_and_the_leader_with_something_get_a_letter_once_a_week(cast: Cast) -> None:
    assert send_weekly_lists(THURSDAY) == 2
    assert readers() == {cast.programme_leader.pk, cast.ward_leader.pk}
    assert send_weekly_lists(THURSDAY + timedelta(hours=1)) == 0
    assert send_weekly_lists(THURSDAY + timedelta(days=4)) > 0


def test_letter_holds_names_and_dates_and_the_link_and_no_topic(cast: Cast) -> None:
    send_weekly_lists(THURSDAY)
    (letter,) = [row for row in letters() if row.to_person_id == cast.ward_leader.pk]
    assert letter.subject == "2 ting å følge opp i mentorprogrammet"
    assert "– Nils Nytilsatt: Har ingen mentor ennå. Begynte 2. mars." in letter.text
    assert "/program/oppfolging/" in letter.text
    assert "/meg/" in letter.text
    assert not [text for text in ("Velkommen", "Den første tiden", "Hva overrasket") if text in letter.text]


def test_letter_is_in_the_readers_language(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ward_leader.pk).update(language="nn")
    send_weekly_lists(THURSDAY)
    (letter,) = [row for row in letters() if row.to_person_id == cast.ward_leader.pk]
    assert letter.subject == "2 ting å følgje opp i mentorprogrammet"
    assert "Har ingen mentor enno." in letter.text


@pytest.mark.parametrize("change", [{"weekly_letter": False}, {"activated_at": None}, {"is_active": False}])
def test_who_has_switched_it_off_or_has_no_account_gets_none(cast: Cast, change: dict[str, object]) -> None:
    Person.objects.filter(pk=cast.ward_leader.pk).update(**change)
    send_weekly_lists(THURSDAY)
    assert readers() == {cast.programme_leader.pk}


@pytest.mark.parametrize(
    "moment", [datetime.fromisoformat("2026-03-14T09:00+00:00"), datetime.fromisoformat("2026-03-12T05:59+00:00")]
)
def test_nothing_is_written_at_night_or_in_the_week_end(cast: Cast, moment: datetime) -> None:
    assert send_weekly_lists(moment) == 0


def test_wanted_talk_stands_in_the_project_leaders_letter_alone(cast: Cast) -> None:
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.pair.pk).update(talk_wanted_at=NOW)
    send_weekly_lists(THURSDAY)
    told = {letter.to_person_id for letter in letters() if "ønsket" in letter.text}
    assert told == {cast.programme_leader.pk}


def test_long_list_is_cut_and_says_how_much_more_there_is(cast: Cast) -> None:
    with inside(EVERYONE):
        for number in range(25):
            person = Person.objects.create(email=f"many{number}@eksempel.no", name=f"Ny nummer {number}")
            Employment.objects.create(
                person=person, unit=cast.ward, profession="sykepleier", starts=cast.today, programme=cast.programme,
                municipality=cast.flesberg,
            )  # fmt: skip
    send_weekly_lists(THURSDAY)
    assert all("Og 7 til." in letter.text for letter in letters())


def test_unused_time_is_told_to_its_leader_once_a_quarter_though_the_weekly_letter_is_off(cast: Cast) -> None:
    with inside(EVERYONE):
        start = NOW - timedelta(days=200)
        Signature.objects.update(signed_at=start)
        Pair.objects.filter(pk=cast.pair.pk).update(starts=start.date())
        Employment.objects.filter(pk=cast.employment.pk).update(starts=start.date(), followed_from=start.date())
    Person.objects.filter(pk=cast.ward_leader.pk).update(weekly_letter=False)
    for days in (0, 7, 14):
        send_weekly_lists(THURSDAY + timedelta(days=days))
    assert readers("time_unused") == {cast.ward_leader.pk}
    (letter,) = letters("time_unused")
    assert "0 av de 180 minuttene" in letter.text
    send_weekly_lists(THURSDAY + timedelta(days=28))
    assert [row.to_person_id for row in letters("time_unused")].count(cast.ward_leader.pk) == 2


def test_used_time_is_not_told(cast: Cast) -> None:
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_1.pk).update(held_on=cast.today)
    send_weekly_lists(THURSDAY)
    assert not letters("time_unused")


@pytest.mark.parametrize(("days", "count"), [(15, 0), (14, 1), (0, 1), (-14, 1), (-15, 0)])
def test_owner_is_reminded_of_the_review(cast: Cast, days: int, count: int) -> None:
    with inside(EVERYONE):
        Programme.objects.filter(pk=cast.programme.pk).update(
            review_on=cast.today + timedelta(days=days), owner=cast.hr
        )  # fmt: skip
    assert [remind_of_reviews(NOW), remind_of_reviews(NOW)] == [count, 0]
    assert readers("review_day") == ({cast.hr.pk} if count else set())


def test_review_is_told_before_and_on_its_day_and_to_the_project_leader_when_nobody_owns_it(cast: Cast) -> None:
    with inside(EVERYONE):
        Programme.objects.filter(pk=cast.programme.pk).update(review_on=cast.today + timedelta(days=3))
    assert [remind_of_reviews(NOW + timedelta(days=days)) for days in (0, 2, 3, 4)] == [1, 0, 1, 0]
    assert readers("review_day") == {cast.programme_leader.pk}
