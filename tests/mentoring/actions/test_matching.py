"""Proposals are kept, run again to the same, adjusted by a human, and approved in whole or in part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.matching.choices import Obstacle
from mentornett.matching.explaining import why_not
from mentornett.mentoring.actions.hires import move_hire
from mentornett.mentoring.actions.matching import approve, propose
from mentornett.mentoring.models import Employment, MatchRun, Mentor, MentorPlaces, Pair, Wish
from mentornett.mentoring.queries.matching import given_for, near_units, open_run, proposal_of, waiting
from mentornett.tenants.models import Letter, Person
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _propose(cast: Cast, **changes: Any) -> MatchRun:
    return propose(programme=cast.programme, by=cast.programme_leader, now=cast.now, **changes)


@pytest.fixture
def second(cast: Cast) -> Employment:
    """Return one more new hire, in home care, who waits too."""
    person = Person.objects.create(email="ny2@eksempel.no", name="Nina Ny", activated_at=cast.now)
    MentorPlaces.objects.update(places=3)
    return Employment.objects.create(
        person=person, unit=cast.home_care, profession="Sykepleier", starts=date(2026, 3, 20),
        programme=cast.programme, followed_from=date(2026, 3, 20), municipality=cast.flesberg,
    )  # fmt: skip


def test_proposal_can_be_made_among_a_pool_and_stays_there(cast: Cast) -> None:
    outside = Mentor.objects.create(
        person=cast.hr, unit=cast.ward, profession="sykepleier", starts=date(2026, 1, 1), municipality=cast.flesberg,
        trained_on=date(2025, 10, 15),
    )  # fmt: skip

    def keys(run: MatchRun) -> set[str]:
        return {row["key"] for row in run.given["mentors"]}

    members = {str(cast.mentor.pk), str(cast.other_mentor.pk)}
    assert keys(_propose(cast)) == members | {str(outside.person_id)}
    assert keys(_propose(cast, pool=cast.pool.pk)) == members
    assert keys(_propose(cast)) == members
    locked = _propose(cast, pool=0, changes={str(cast.new_hire.pk): str(outside.person_id)})
    assert keys(locked) == members | {str(outside.person_id)}
    again = _propose(cast, pool=cast.pool.pk)  # a locked mentor is kept, in the pool or not
    assert again.result["pairs"] == {str(cast.new_hire.pk): str(outside.person_id)}
    assert keys(again) == members | {str(outside.person_id)}


def test_only_those_without_a_mentor_wait(cast: Cast) -> None:
    assert list(waiting(cast.programme, cast.today)) == [cast.new_employment]


def test_people_become_what_the_matching_room_asks_for(cast: Cast) -> None:
    Wish.objects.create(by=cast.new_hire, about=cast.mentor, municipality=cast.flesberg)
    Wish.objects.create(by=cast.mentor, about=cast.new_hire, rather_not=True, municipality=cast.flesberg)
    given = given_for(cast.programme, [cast.new_employment], cast.today)
    mentee, mentors = given.mentees[0], {one.key: one for one in given.mentors}
    assert (mentee.unit, mentee.leaders) == (str(cast.ward.pk), (str(cast.ward_leader.pk),))
    assert mentee.wishes == {str(cast.mentor.pk)}
    trained, untrained = mentors[str(cast.mentor.pk)], mentors[str(cast.other_mentor.pk)]
    assert (trained.places, trained.load, trained.trained, trained.experience_months) == (2, 1, True, 129)
    assert trained.excluded == {str(cast.new_hire.pk)}
    assert (untrained.places, untrained.load, untrained.trained) == (1, 0, False)


def test_leader_above_is_never_the_mentor(cast: Cast) -> None:
    cast.mentor_row.person = cast.ward_leader
    cast.mentor_row.save(update_fields=["person"])
    proposal = proposal_of(_propose(cast))
    assert not proposal.pairs
    assert why_not(proposal, proposal.unmatched[0]).obstacles[Obstacle.OWN_LEADER] == 1


def test_neighbours_share_the_unit_above_or_stand_under_one_another() -> None:
    assert near_units({1: None, 2: 1, 3: 1, 4: None}) == [["1", "2"], ["1", "3"], ["2", "3"]]


def test_kept_run_gives_the_same_again_after_everything_has_changed(cast: Cast, second: Employment) -> None:
    run = _propose(cast)
    MentorPlaces.objects.update(places=0)
    Employment.objects.filter(pk=second.pk).update(profession="annet")
    again = proposal_of(MatchRun.objects.get(pk=run.pk))
    assert {pair.mentee.key: pair.mentor.key for pair in again.pairs} == run.result["pairs"]
    assert again.proof.total == run.result["total"]
    assert len(again.pairs) == 2


def test_lock_stays_through_the_next_proposal_until_it_is_opened(cast: Cast) -> None:
    mentee, mentor = str(cast.new_hire.pk), str(cast.other_mentor.pk)
    assert _propose(cast, changes={mentee: mentor}).result["pairs"] == {mentee: mentor}
    assert _propose(cast).result["pairs"] == {mentee: mentor}
    assert _propose(cast, changes={mentee: None}).result["pairs"] == {mentee: str(cast.mentor.pk)}


def test_approval_of_some_leaves_the_rest_open_and_tells_only_them(cast: Cast, second: Employment) -> None:
    run = _propose(cast)
    assert not Letter.objects.exists()
    done = approve(run=run, mentees=[str(second.person_id)], by=cast.programme_leader, now=cast.now)
    assert [(pair.mentee, pair.starts) for pair in done.pairs] == [(second.person, date(2026, 3, 20))]
    assert not Letter.objects.filter(to_person=cast.new_hire).exists()
    assert open_run(cast.programme) == run
    approve(run=run, mentees=[str(cast.new_hire.pk)], by=cast.programme_leader, now=cast.now)
    assert open_run(cast.programme) is None
    assert AuditEntry.objects.filter(verb="matching.approved").count() == 2


def test_approval_twice_begins_nothing_twice(cast: Cast) -> None:
    run = _propose(cast)
    for _time in range(2):
        approve(run=run, mentees=[str(cast.new_hire.pk)], by=cast.programme_leader, now=cast.now)
    assert Pair.objects.filter(mentee=cast.new_hire).count() == 1


def test_mentor_who_became_full_meanwhile_is_told_about(cast: Cast) -> None:
    run = _propose(cast)
    MentorPlaces.objects.update(places=1)
    done = approve(run=run, mentees=[str(cast.new_hire.pk)], by=cast.programme_leader, now=cast.now)
    assert (done.pairs, done.too_late) == ([], [cast.new_employment])
    assert open_run(cast.programme) == run


def test_newer_proposal_takes_the_place_of_the_older_ones(cast: Cast) -> None:
    _propose(cast)
    newest = _propose(cast)
    approve(run=newest, mentees=[str(cast.new_hire.pk)], by=cast.programme_leader, now=cast.now)
    assert open_run(cast.programme) is None


def test_completed_mentee_does_not_wait_again_and_a_changed_one_does(cast: Cast) -> None:
    for reason, wait in (("completed", False), ("mentor_left", True)):
        Pair.objects.filter(pk=cast.pair.pk).update(ends=date(2026, 3, 1), end_reason=reason)
        assert (cast.employment in waiting(cast.programme, cast.today)) is wait


def test_who_is_to_change_unit_waits_once_there_and_since_the_first_day(cast: Cast) -> None:
    hire = cast.new_employment
    first, on = hire.starts, cast.today + timedelta(days=60)
    moved = move_hire(hire=hire, unit=cast.home_care, on=on, by=cast.hr, now=cast.now)
    assert [(row, row.first_day) for row in waiting(cast.programme, cast.today)] == [(moved, first)]
    run = _propose(cast)
    approve(run=run, mentees=list(run.result["pairs"]), by=cast.programme_leader, now=cast.now)
    pair = Pair.objects.get(mentee=hire.person_id)
    assert (pair.employment, pair.starts) == (moved, max(first, cast.today))
