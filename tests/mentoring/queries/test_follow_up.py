"""The work list of each reader: what stands on it, in which order, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from mentornett.mentoring.actions.hires import move_hire
from mentornett.mentoring.choices import FollowUp, TalkKind, TalkState
from mentornett.mentoring.models import (
    Commitment,
    Employment,
    Leave,
    Mentor,
    MentorLeave,
    Pair,
    Programme,
    Signature,
    Talk,
    TimeUsed,
)
from mentornett.mentoring.permissions.follow_up import followed_by
from mentornett.mentoring.queries.follow_up import work_list
from mentornett.mentoring.queries.follow_up_entries import Line, lines_of
from mentornett.mentoring.queries.follow_up_pairs import last_held, mentor_leaves_of, talks_open
from mentornett.mentoring.queries.follow_up_words import words_of
from mentornett.mentoring.rules.plan import Away
from mentornett.tenants.models import Person, Role
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast
from tests.mentoring.many import more_pairs

pytestmark = pytest.mark.usefixtures("everyone")


def lines(cast: Cast, person: Person) -> list[Line]:
    viewer = Viewer(person, tuple(roles_today(person.pk, cast.today)), cast.today)
    return lines_of(work_list(followed_by(viewer), cast.today))


def kinds(cast: Cast, person: Person) -> list[str]:
    return [line.found.kind.value for line in lines(cast, person)]


def held(cast: Cast, days: int) -> None:
    Talk.objects.filter(pk=cast.talk_1.pk).update(held_on=cast.today - timedelta(days=days))


def test_project_leader_and_hr_see_the_municipality_and_the_leader_own_unit(cast: Cast) -> None:
    assert kinds(cast, cast.programme_leader) == ["no_mentor", "unsigned"]
    assert kinds(cast, cast.hr) == ["no_mentor", "unsigned"]
    assert kinds(cast, cast.ward_leader) == ["no_mentor", "unsigned"]
    assert kinds(cast, cast.other_ward_leader) == []


def test_the_unsigned_are_named_and_the_signed_are_not(cast: Cast) -> None:
    (line,) = [row for row in lines(cast, cast.programme_leader) if row.found.kind == FollowUp.UNSIGNED]
    what = words_of(line, cast.today).what
    assert (cast.mentor.name in what, cast.mentee.name in what, cast.ward_leader.name in what) == (True, True, False)


def test_the_order_is_the_most_urgent_and_then_the_oldest(cast: Cast) -> None:
    held(cast, 100)
    Pair.objects.filter(pk=cast.pair.pk).update(talk_wanted_at=cast.now)
    Mentor.objects.filter(pk=cast.mentor_row.pk).update(trained_on=None)
    Programme.objects.filter(pk=cast.programme.pk).update(review_on=cast.today)
    expected = ["no_mentor", "talk_wanted", "lost", "untrained", "unsigned", "review"]
    assert kinds(cast, cast.programme_leader) == expected


@pytest.mark.parametrize("who", ["hr", "ward_leader", "other_ward_leader"])
def test_nobody_but_the_project_leader_is_told_that_a_talk_is_wanted(cast: Cast, who: str) -> None:
    Pair.objects.filter(pk=cast.pair.pk).update(talk_wanted_at=cast.now, mentee_fit="change")
    assert "talk_wanted" not in kinds(cast, getattr(cast, who))


def test_project_leader_elsewhere_who_leads_a_unit_here_is_not_told(cast: Cast) -> None:
    Pair.objects.filter(pk=cast.pair.pk).update(talk_wanted_at=cast.now)
    Role.objects.create(
        person=cast.neighbour_programme_leader, kind="unit_leader", unit=cast.ward, municipality=cast.flesberg,
        starts=cast.today,
    )  # fmt: skip
    found = kinds(cast, cast.neighbour_programme_leader)
    assert "no_mentor" in found
    assert "talk_wanted" not in found


def test_silence_is_told_with_the_day_of_the_plan(cast: Cast) -> None:
    held(cast, 30)
    Talk.objects.filter(pk=cast.talk_2.pk).update(due=cast.today - timedelta(days=2))
    (line,) = [row for row in lines(cast, cast.programme_leader) if row.found.kind == FollowUp.SILENT]
    assert words_of(line, cast.today).why == "Planen har en som skulle holdes innen 10. mars."


def test_long_silence_in_a_time_without_planned_talks_is_no_silence(cast: Cast) -> None:
    held(cast, 120)
    waiting = Talk.objects.filter(pair=cast.pair, state="planned")
    waiting.update(opens=cast.today - timedelta(days=10), due=cast.today + timedelta(days=4))
    assert "lost" in kinds(cast, cast.programme_leader)
    waiting.update(opens=cast.today + timedelta(days=1), due=cast.today + timedelta(days=90))
    assert "lost" not in kinds(cast, cast.programme_leader)


def test_pause_is_left_in_peace(cast: Cast) -> None:
    held(cast, 300)
    Leave.objects.create(employment=cast.employment, starts=cast.today, municipality=cast.flesberg)
    assert kinds(cast, cast.programme_leader) == ["no_mentor"]


def test_unused_time_is_told_to_the_leader_who_promised_it_alone(cast: Cast) -> None:
    long_ago = cast.now - timedelta(days=200)
    Signature.objects.update(signed_at=long_ago)
    Pair.objects.filter(pk=cast.pair.pk).update(starts=long_ago.date())
    Employment.objects.filter(pk=cast.employment.pk).update(starts=long_ago.date(), followed_from=long_ago.date())
    assert "time" in kinds(cast, cast.ward_leader)
    assert "time" not in kinds(cast, cast.programme_leader)
    TimeUsed.objects.create(
        pair=cast.pair, person=cast.mentor, day=cast.today, minutes=90, municipality=cast.flesberg
    )  # fmt: skip
    assert "time" not in kinds(cast, cast.ward_leader)


def test_promise_that_is_not_signed_is_no_promise(cast: Cast) -> None:
    Signature.objects.all().delete()
    Commitment.objects.update(made_at=cast.now - timedelta(days=200))
    assert "time" not in kinds(cast, cast.ward_leader)


def test_mentor_with_more_mentees_than_places(cast: Cast) -> None:
    more_pairs(cast, 2)
    (line,) = [row for row in lines(cast, cast.programme_leader) if row.found.kind == FollowUp.OVER]
    assert (line.found.number, line.found.most) == (3, 2)


def test_mentor_on_a_pause_is_left_in_peace_when_a_substitute_steps_in(cast: Cast) -> None:
    MentorLeave.objects.create(mentor=cast.mentor_row, starts=cast.today, municipality=cast.flesberg)
    assert "over" in kinds(cast, cast.programme_leader)
    Pair.objects.create(
        employment=cast.employment, mentee=cast.mentee, mentor=cast.other_mentor_row, role="substitute",
        starts=cast.today, municipality=cast.flesberg,
    )  # fmt: skip
    assert "over" not in kinds(cast, cast.programme_leader)


@pytest.mark.parametrize("more", [0, 2])
def test_list_asks_as_much_with_few_and_many(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    more_pairs(cast, more)
    viewer = Viewer(cast.programme_leader, tuple(roles_today(cast.programme_leader.pk, cast.today)), cast.today)
    followed = followed_by(viewer)
    with django_assert_num_queries(10):
        assert work_list(followed, cast.today)


def test_nothing_is_asked_for_while_the_mentor_is_away(cast: Cast) -> None:
    before = mentor_leaves_of([cast.mentor_row.pk], cast.today)
    MentorLeave.objects.create(mentor=cast.mentor_row, municipality=cast.flesberg, starts=cast.today)
    after = mentor_leaves_of([cast.mentor_row.pk], cast.today + timedelta(days=3))
    assert before == {}
    assert after == {cast.mentor_row.pk: [Away(cast.today, cast.today + timedelta(days=3))]}


def test_dates_of_the_talks_are_those_of_every_talk_gone_through(cast: Cast) -> None:
    Talk.objects.all().delete()
    ago = {day: cast.today - timedelta(days=day) for day in (200, 120, 90, 60, 30, 1, 0, -1)}
    for number, (day, (state, kind)) in enumerate(product(ago, product(TalkState, TalkKind))):
        held = ago[day] - timedelta(days=number % 5) if state == TalkState.HELD else None
        Talk.objects.create(
            employment=cast.employment, pair=cast.pair, number=number, kind=kind, topic="Samtale", state=state,
            opens=ago[day] - timedelta(days=number % 3), due=ago[day], held_on=held, municipality=cast.flesberg,
        )  # fmt: skip
    every = [row for row in Talk.objects.filter(pair=cast.pair) if row.kind == TalkKind.MENTOR]
    asked = [row for row in every if row.opens <= cast.today and row.state in ("planned", "not_held")]
    over = [row for row in asked if row.due < cast.today]
    unanswered = [row.due for row in over if row.state == TalkState.PLANNED]
    waiting = [row for row in asked if row.state == TalkState.PLANNED]
    pairs = Pair.objects.filter(pk=cast.pair.pk)
    found = talks_open(pairs, cast.today)[cast.pair.pk]
    assert found == (max(row.due for row in over), len(unanswered), min(unanswered), len(waiting))
    assert pairs.annotate(held=last_held()).get().held == max(row.held_on for row in every if row.held_on)


def test_move_to_another_unit_begins_no_waiting_anew(cast: Cast) -> None:
    Talk.objects.filter(pair=cast.pair).update(state="planned", held_on=None)
    before = kinds(cast, cast.programme_leader)
    assert (before.count("no_mentor"), before.count("first_talk")) == (1, 1)
    for hire in (cast.employment, cast.new_employment):
        hire.refresh_from_db()
        move_hire(hire=hire, unit=cast.home_care, on=cast.today + timedelta(days=20), by=cast.hr, now=cast.now)
    assert kinds(cast, cast.programme_leader) == before
