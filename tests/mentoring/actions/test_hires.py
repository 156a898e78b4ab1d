"""Hires and mentors through their days: nothing overlaps, nothing is lost, no letter is sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions import hires, mentors
from mentornett.mentoring.models import Employment, Leave, MentorPlaces, Pair, Talk
from mentornett.tenants.models import Letter, Person, Role
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _register(cast: Cast, email: str = "ny@eksempel.no", starts: date | None = None) -> Employment:
    return hires.register_hire(
        municipality=cast.flesberg, email=email, name="Ny Ansatt", unit=cast.ward, profession="sykepleier",
        starts=starts or cast.today, programme=cast.programme, by=cast.hr, now=cast.now,
    )  # fmt: skip


def test_registered_hire_has_a_way_in_and_no_letter(cast: Cast) -> None:
    letters = Letter.objects.count()
    hire = _register(cast, starts=cast.today + timedelta(days=20))
    role = Role.objects.get(person=hire.person)
    assert (role.kind, role.starts, hire.followed_from) == ("mentee", cast.today, hire.starts)
    assert Letter.objects.count() == letters
    assert AuditEntry.objects.filter(verb="hire.registered", object_id=str(hire.pk)).count() == 1


def test_nobody_is_registered_twice_in_the_same_days(cast: Cast) -> None:
    _register(cast)
    with pytest.raises(hires.OverlapError):
        _register(cast, "NY@eksempel.no", cast.today + timedelta(days=9))
    assert Person.objects.filter(email="ny@eksempel.no").count() == 1


def test_who_left_can_begin_again(cast: Cast) -> None:
    hire = _register(cast, starts=date(2025, 1, 1))
    hires.end_hire(hire=hire, ends=date(2025, 6, 1), reason="left", by=cast.hr, now=cast.now)
    assert _register(cast).person == hire.person


def test_move_takes_the_whole_plan_along(cast: Cast) -> None:
    moved = hires.move_hire(hire=cast.employment, unit=cast.home_care, on=cast.today, by=cast.hr, now=cast.now)
    cast.employment.refresh_from_db()
    assert cast.employment.ends == cast.today - timedelta(days=1)
    assert Talk.objects.filter(employment=moved).count() == 3
    assert Pair.objects.get(employment=moved).ends is None
    assert moved.followed_from == cast.employment.starts


def test_move_on_the_first_day_corrects_the_unit(cast: Cast) -> None:
    moved = hires.move_hire(
        hire=cast.employment, unit=cast.home_care, on=cast.employment.starts, by=cast.hr, now=cast.now
    )
    assert moved.pk == cast.employment.pk
    assert Employment.objects.filter(person=cast.mentee).count() == 1


def test_last_day_ends_the_pair_and_closes_the_way_in(cast: Cast) -> None:
    hires.end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.hr, now=cast.now)
    pair = Pair.objects.get(pk=cast.pair.pk)
    assert (pair.ends, pair.end_reason) == (cast.today, "mentee_left")
    assert list(Talk.objects.filter(pair=pair).values_list("state", flat=True)) == ["held", "planned", "dropped"]
    assert Role.objects.get(person=cast.mentee, kind="mentee").ends == cast.today
    told = Letter.objects.filter(kind="pair_ended").values_list("to_person", flat=True)
    assert set(told) == {cast.mentor.pk, cast.mentee.pk, cast.ward_leader.pk}
    assert AuditEntry.objects.filter(verb="hire.ended").count() == 1


def test_last_day_months_ahead_keeps_the_talks_until_then(cast: Cast) -> None:
    ends = cast.today + timedelta(days=90)
    hires.end_hire(hire=cast.employment, ends=ends, reason="left", by=cast.hr, now=cast.now)
    assert set(Talk.objects.filter(pair=cast.pair).values_list("state", flat=True)) == {"held", "planned"}


def test_talk_that_waits_for_a_mentor_is_dropped_when_the_mentee_has_left(cast: Cast) -> None:
    Talk.objects.filter(pk=cast.talk_3.pk).update(pair=None)
    hires.end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.hr, now=cast.now)
    assert Talk.objects.get(pk=cast.talk_3.pk).state == "dropped"


def test_leave_ends_with_the_last_day_and_one_after_it_is_forgotten(cast: Cast) -> None:
    for starts, ends in ((-9, -5), (-2, None)):
        hires.begin_leave(
            hire=cast.employment, starts=cast.today + timedelta(days=starts), by=cast.hr, now=cast.now,
            ends=cast.today + timedelta(days=ends) if ends else None,
        )  # fmt: skip
    hires.end_hire(hire=cast.employment, ends=cast.today - timedelta(days=4), reason="left", by=cast.hr, now=cast.now)
    assert [row.ends for row in Leave.objects.all()] == [cast.today - timedelta(days=5)]


def test_time_away_moves_the_plan_until_they_are_back(cast: Cast) -> None:
    due = Talk.objects.get(pk=cast.talk_3.pk).due
    week = timedelta(days=6)
    hires.begin_leave(hire=cast.employment, starts=cast.today, ends=cast.today + week, by=cast.hr, now=cast.now)
    assert Talk.objects.get(pk=cast.talk_3.pk).due == due + timedelta(days=7)
    with pytest.raises(hires.OverlapError):
        hires.begin_leave(hire=cast.employment, starts=cast.today + week, ends=None, by=cast.hr, now=cast.now)
    hires.come_back(hire=cast.employment, on=cast.today, by=cast.hr, now=cast.now)
    assert not Leave.objects.exists()
    assert Talk.objects.get(pk=cast.talk_3.pk).due == due


def test_correction_moves_the_day_from_which_the_plan_counts(cast: Cast) -> None:
    hire = _register(cast)
    hires.change_hire(hire=hire, by=cast.hr, now=cast.now, starts=cast.today + timedelta(days=7), percent=80)
    assert Employment.objects.get(pk=hire.pk).followed_from == cast.today + timedelta(days=7)
    with pytest.raises(ValueError, match="person"):
        hires.change_hire(hire=hire, by=cast.hr, now=cast.now, person=cast.mentor)


def test_mentor_stands_in_the_register_once(cast: Cast) -> None:
    with pytest.raises(hires.OverlapError):
        mentors.add_mentor(
            municipality=cast.flesberg, email=cast.mentor.email, name="Mona", starts=cast.today, profession="lege",
            by=cast.hr, now=cast.now,
        )  # fmt: skip


def test_pause_lies_over_the_places_and_they_come_back(cast: Cast) -> None:
    month = timedelta(days=30)
    mentors.set_places(
        mentor=cast.mentor_row, places=0, starts=cast.today, ends=cast.today + month, by=cast.hr, now=cast.now,
        reason="Videreutdanning",
    )  # fmt: skip
    rows = list(MentorPlaces.objects.filter(mentor=cast.mentor_row).order_by("starts"))
    assert [(row.places, row.reason) for row in rows] == [(2, ""), (0, "Videreutdanning"), (2, "")]
    assert rows[2].starts == cast.today + month + timedelta(days=1)


def test_mentor_leaves_the_register(cast: Cast) -> None:
    mentors.end_mentor(mentor=cast.other_mentor_row, ends=cast.today, by=cast.hr, now=cast.now)
    assert Role.objects.get(person=cast.other_mentor, kind="mentor").ends == cast.today
