"""A mentor leaves, a new hire changes unit, and both taken back: one deed, nothing half done, nothing lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions.hires import OverlapError, end_hire, register_hire
from mentornett.mentoring.actions.leaving import (
    TooLateError,
    change_unit,
    hire_stays,
    mentor_leaves,
    mentor_stays,
    take_back_move,
)
from mentornett.mentoring.actions.mentor_leaves import begin_mentor_leave, mentor_back
from mentornett.mentoring.actions.mentors import end_mentor
from mentornett.mentoring.actions.pairs import PairError, begin_pair, change_mentor, end_pair, resume_pair
from mentornett.mentoring.choices import PairEnd
from mentornett.mentoring.models import Commitment, Employment, Mentor, MentorLeave, MentorPlaces, Pair, Programme, Talk
from mentornett.mentoring.queries.leaving import can_go_on, when_hire_moves, when_mentor_leaves
from mentornett.tenants.models import Letter, Role
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
LAST = date(2026, 3, 31)


@pytest.fixture
def trained(cast: Cast) -> Mentor:
    """Let the other mentor be trained."""
    row: Mentor = cast.other_mentor_row
    row.trained_on = date(2026, 1, 10)
    row.save(update_fields=["trained_on"])
    return row


def _leave(cast: Cast, successors: dict[int, Mentor | None]) -> list[Pair]:
    return mentor_leaves(
        mentor=cast.mentor_row, ends=LAST, successors=successors, by=cast.programme_leader, now=cast.now
    )


def test_preview_tells_what_stays_what_moves_who_is_told_and_who_fits(cast: Cast, trained: Mentor) -> None:
    [row] = when_mentor_leaves(cast.mentor_row, LAST, cast.today)
    assert ([talk.number for talk in row.stays], [talk.number for talk in row.after]) == ([2], [3])
    assert row.told == [cast.mentor, cast.mentee, cast.ward_leader]
    assert [mentor for _match, mentor in row.offered] == [trained]
    assert row.starts == LAST + timedelta(days=1)
    assert not AuditEntry.objects.exists()


def test_two_mentees_are_not_proposed_the_same_last_place(cast: Cast, trained: Mentor) -> None:
    begin_pair(
        employment=cast.new_employment, mentor=cast.mentor_row, starts=cast.today, by=cast.programme_leader,
        now=cast.now,
    )  # fmt: skip
    rows = when_mentor_leaves(cast.mentor_row, LAST, cast.today)
    proposed = [row.candidates.proposal.pairs for row in rows if row.candidates.proposal]
    assert len(rows) == 2
    assert all(len(pairs) == 1 for pairs in proposed)
    chosen: dict[int, Mentor | None] = {row.pair.pk: trained for row in rows}
    with pytest.raises(PairError, match="full"):
        _leave(cast, chosen)


def test_mentor_leaves_and_the_pair_goes_to_the_next(cast: Cast, trained: Mentor) -> None:
    [new] = _leave(cast, {cast.pair.pk: trained})
    cast.pair.refresh_from_db()
    assert (cast.pair.ends, cast.pair.end_reason) == (LAST, PairEnd.MENTOR_LEFT)
    assert (new.starts, list(new.talks.values_list("number", flat=True))) == (LAST + timedelta(days=1), [3])
    assert Role.objects.get(person=cast.mentor, kind="mentor").ends == LAST
    assert Commitment.objects.filter(pair=new).count() == 1
    assert AuditEntry.objects.filter(verb="mentor.ended").count() == 1


def test_mentor_leaves_and_the_mentee_waits(cast: Cast) -> None:
    assert _leave(cast, {}) == []
    assert Pair.objects.get(pk=cast.pair.pk).ends == LAST
    assert Talk.objects.get(pk=cast.talk_3.pk).pair is None
    assert Letter.objects.filter(kind="pair_ended").count() == 3


def test_mentor_who_left_yesterday_hands_over_today(cast: Cast, trained: Mentor) -> None:
    yesterday = cast.today - timedelta(days=1)
    [new] = mentor_leaves(
        mentor=cast.mentor_row, ends=yesterday - timedelta(days=5), successors={cast.pair.pk: trained},
        by=cast.programme_leader, now=cast.now,
    )  # fmt: skip
    assert new.starts == cast.today
    assert Pair.objects.get(pk=cast.pair.pk).ends == yesterday - timedelta(days=5)


def test_full_successor_changes_nothing(cast: Cast, trained: Mentor) -> None:
    MentorPlaces.objects.create(mentor=trained, places=0, starts=cast.today, municipality=cast.flesberg)
    with pytest.raises(PairError, match="full"):
        _leave(cast, {cast.pair.pk: trained})
    assert Pair.objects.get(pk=cast.pair.pk).ends is None
    assert Mentor.objects.get(pk=cast.mentor_row.pk).ends is None
    assert not Letter.objects.exists()


def test_last_day_taken_back_lets_the_pair_go_on(cast: Cast) -> None:
    _leave(cast, {})
    assert mentor_stays(mentor=cast.mentor_row, by=cast.programme_leader, now=cast.now) == [cast.pair]
    assert Pair.objects.get(pk=cast.pair.pk).ends is None
    assert set(Talk.objects.filter(pair=cast.pair).values_list("number", flat=True)) == {1, 2, 3}
    assert Role.objects.filter(person=cast.mentor, kind="mentor", ends=None).count() == 1
    assert Letter.objects.filter(kind="pair_resumed").count() == 3


def test_who_has_a_new_mentor_keeps_them_when_the_old_one_stays(cast: Cast, trained: Mentor) -> None:
    _leave(cast, {cast.pair.pk: trained})
    assert mentor_stays(mentor=cast.mentor_row, by=cast.programme_leader, now=cast.now) == []
    assert not can_go_on(Pair.objects.get(pk=cast.pair.pk), cast.today)


def test_pair_that_never_began_gives_its_days_free(cast: Cast, trained: Mentor) -> None:
    arranged = change_mentor(
        pair=cast.pair, mentor=trained, starts=LAST, by=cast.programme_leader, now=cast.now
    )  # fmt: skip
    end_pair(pair=arranged, ends=cast.today, reason=PairEnd.OTHER, by=cast.programme_leader, now=cast.now)
    assert arranged.ends is not None
    assert arranged.ends < cast.pair.starts


def test_completed_pair_can_go_on_with_its_talks(cast: Cast) -> None:
    end_pair(pair=cast.pair, ends=cast.today, reason=PairEnd.COMPLETED, by=cast.programme_leader, now=cast.now)
    assert can_go_on(cast.pair, cast.today)
    resume_pair(pair=cast.pair, by=cast.programme_leader, now=cast.now)
    assert list(Talk.objects.filter(pair=cast.pair).values_list("state", flat=True)) == ["held", "planned", "planned"]


def test_hire_who_stays_after_all_has_mentor_and_plan(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=LAST, reason="left", by=cast.hr, now=cast.now)
    hire_stays(hire=cast.employment, by=cast.hr, now=cast.now)
    assert Employment.objects.get(pk=cast.employment.pk).ends is None
    assert Pair.objects.get(pk=cast.pair.pk).ends is None
    assert not Talk.objects.filter(employment=cast.employment, state="dropped").exists()
    assert Role.objects.filter(person=cast.mentee, kind="mentee", ends=None).count() == 1


def test_hire_who_begins_elsewhere_cannot_stay(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.hr, now=cast.now)
    register_hire(
        municipality=cast.flesberg, email=cast.mentee.email, name="x", unit=cast.home_care, profession="lege",
        starts=cast.today + timedelta(days=1), by=cast.hr, now=cast.now,
    )  # fmt: skip
    with pytest.raises(OverlapError):
        hire_stays(hire=cast.employment, by=cast.hr, now=cast.now)


# A change of unit


def _move(cast: Cast, **more: Any) -> Employment:
    values: dict[str, Any] = {"unit": cast.home_care, "on": LAST, "follows": None, **more}
    return change_unit(hire=cast.employment, by=cast.programme_leader, now=cast.now, **values)


def test_preview_of_a_move_names_both_leaders(cast: Cast, trained: Mentor) -> None:
    moving = when_hire_moves(cast.employment, cast.home_care, LAST, cast.today)
    assert (moving.leader_before, moving.leader_after) == (cast.ward_leader, cast.other_ward_leader)
    assert moving.signs_anew
    assert not moving.must_change
    assert [mentor for _match, mentor in moving.offered] == [trained]
    assert cast.employment.unit == cast.ward


def test_mentor_who_leads_the_new_unit_cannot_go_on(cast: Cast) -> None:
    Role.objects.create(
        person=cast.mentor, kind="unit_leader", unit=cast.home_care, municipality=cast.flesberg, starts=cast.today
    )
    assert when_hire_moves(cast.employment, cast.home_care, LAST, cast.today).must_change


def test_same_mentor_goes_on_and_the_new_leader_signs(cast: Cast) -> None:
    moved = _move(cast)
    pair = moved.pairs.get()
    assert pair.ends is None
    newest = Commitment.objects.filter(pair=pair).order_by("-made_at").first()
    assert newest is not None
    assert newest.leader == cast.other_ward_leader
    told = Letter.objects.filter(kind="pair_moved").values_list("to_person", flat=True)
    assert set(told) == {cast.mentor.pk, cast.mentee.pk, cast.other_ward_leader.pk}


def test_leader_of_the_unit_that_is_left_is_told_the_last_day_and_nothing_else(cast: Cast) -> None:
    _move(cast)
    letter = Letter.objects.get(kind="hire_left")
    assert letter.to_person == cast.ward_leader
    assert "31. mars" in letter.text
    assert "30. mars" in letter.text
    assert not {talk.topic for talk in cast.employment.talks.all()} & set(letter.text.split("\n"))
    assert cast.mentor.name not in letter.text


def test_leader_who_registers_the_move_gets_no_letter_about_it(cast: Cast) -> None:
    change_unit(hire=cast.employment, unit=cast.home_care, on=LAST, follows=None, by=cast.ward_leader, now=cast.now)
    assert not Letter.objects.filter(kind="hire_left").exists()


def test_move_under_the_same_leader_is_nothing_for_the_leaders(cast: Cast) -> None:
    Role.objects.filter(person=cast.other_ward_leader).update(person=cast.ward_leader)
    _move(cast, goes_on=False)
    assert not Letter.objects.filter(kind__startswith="hire_").exists()


def test_both_leaders_are_told_of_somebody_without_a_mentor(cast: Cast) -> None:
    hire = cast.new_employment
    day = max(hire.starts, cast.today) + timedelta(days=5)
    moved = change_unit(hire=hire, unit=cast.home_care, on=day, follows=None, by=cast.hr, now=cast.now)
    told = Letter.objects.filter(kind__startswith="hire_").values_list("kind", "to_person")
    assert set(told) == {("hire_left", cast.ward_leader.pk), ("hire_coming", cast.other_ward_leader.pk)}
    take_back_move(hire=moved, by=cast.hr, now=cast.now)
    told = Letter.objects.filter(kind="hire_stays").values_list("to_person", flat=True)
    assert set(told) == {cast.ward_leader.pk, cast.other_ward_leader.pk}


def test_unit_that_was_registered_wrongly_has_no_last_day(cast: Cast) -> None:
    hire = cast.new_employment
    change_unit(hire=hire, unit=cast.home_care, on=hire.starts, follows=None, by=cast.hr, now=cast.now)
    letter = Letter.objects.get(kind="hire_left")
    assert f"og ikke i {cast.ward.name}" in letter.text
    assert "Siste dag" not in letter.text


def test_other_mentor_follows_in_the_new_unit(cast: Cast, trained: Mentor) -> None:
    moved = _move(cast, follows=trained)
    old, new = moved.pairs.order_by("starts")
    assert (old.end_reason, old.ends, new.mentor) == (PairEnd.MENTEE_MOVED, LAST - timedelta(days=1), trained)


def test_mentee_waits_in_the_new_unit(cast: Cast) -> None:
    moved = _move(cast, goes_on=False)
    assert moved.pairs.get().end_reason == PairEnd.MENTEE_MOVED
    assert Talk.objects.get(pk=cast.talk_3.pk).pair is None


def test_other_programme_gives_the_rest_of_its_own_plan(cast: Cast) -> None:
    other = Programme.objects.create(municipality=cast.flesberg, name="Kort", template="eleven", starts=cast.today)
    for number, day in enumerate((10, 100), start=1):
        other.talks.create(number=number, topic=f"Nytt {day}", opens_day=day, due_day=day, municipality=cast.flesberg)
    moved = _move(cast, programme=other)
    rows = Talk.objects.filter(employment=moved).order_by("number")
    assert [(row.topic, row.state) for row in rows] == [
        ("Velkommen", "held"), ("Den første tiden", "dropped"), ("Hvordan går det?", "dropped"),
        ("Nytt 100", "planned"),
    ]  # fmt: skip


def test_move_is_taken_back_before_it_begins(cast: Cast) -> None:
    moved = _move(cast)
    before = take_back_move(hire=moved, by=cast.programme_leader, now=cast.now)
    assert (before.pk, before.ends) == (cast.employment.pk, None)
    assert before.pairs.get() == cast.pair
    assert before.talks.count() == 3
    assert [row.leader for row in Commitment.objects.filter(pair=cast.pair)] == [cast.ward_leader]
    told = Letter.objects.filter(kind="hire_stays").values_list("to_person", flat=True)
    assert set(told) == {cast.mentor.pk, cast.mentee.pk, cast.ward_leader.pk, cast.other_ward_leader.pk}
    with pytest.raises(TooLateError):
        take_back_move(hire=before, by=cast.programme_leader, now=cast.now)


def test_pair_that_waited_goes_on_when_the_move_is_taken_back(cast: Cast) -> None:
    before = take_back_move(hire=_move(cast, goes_on=False), by=cast.programme_leader, now=cast.now)
    pair = before.pairs.get()
    assert (pair, pair.ends, pair.end_reason) == (cast.pair, None, "")
    assert Talk.objects.get(pk=cast.talk_3.pk).pair == cast.pair


def test_former_mentor_goes_on_and_the_next_is_told_when_the_move_is_taken_back(cast: Cast, trained: Mentor) -> None:
    moved = _move(cast, follows=trained)
    before = take_back_move(hire=moved, by=cast.programme_leader, now=cast.now)
    assert [row.mentor for row in before.pairs.filter(ends=None)] == [cast.mentor_row]
    assert Talk.objects.get(pk=cast.talk_3.pk).pair == cast.pair
    told = Letter.objects.filter(kind="pair_ended", to_person=trained.person)
    assert "begynner ikke" in told.get().subject
    told = Letter.objects.filter(kind__in=("pair_resumed", "hire_stays"), to_person=cast.mentor)
    assert told.count() == 2


def test_next_mentor_stays_when_the_former_has_left_and_the_move_is_taken_back(cast: Cast, trained: Mentor) -> None:
    moved = _move(cast, follows=trained)
    end_mentor(mentor=cast.mentor_row, ends=LAST - timedelta(days=1), by=cast.programme_leader, now=cast.now)
    before = take_back_move(hire=moved, by=cast.programme_leader, now=cast.now)
    assert [row.mentor for row in before.pairs.filter(ends=None)] == [trained]
    assert not Letter.objects.filter(kind="pair_ended", to_person=trained.person).exists()


# A mentor is away


def test_plan_waits_while_the_mentor_is_away(cast: Cast) -> None:
    due = cast.talk_3.due
    begin_mentor_leave(
        mentor=cast.mentor_row, starts=cast.today, ends=cast.today + timedelta(days=9), substitutes={},
        by=cast.programme_leader, now=cast.now,
    )  # fmt: skip
    assert Talk.objects.get(pk=cast.talk_3.pk).due == due + timedelta(days=10)
    with pytest.raises(OverlapError):
        begin_mentor_leave(
            mentor=cast.mentor_row, starts=cast.today, ends=None, substitutes={}, by=cast.hr, now=cast.now
        )
    mentor_back(mentor=cast.mentor_row, on=cast.today, by=cast.hr, now=cast.now)
    assert not MentorLeave.objects.exists()
    assert Talk.objects.get(pk=cast.talk_3.pk).due == due


def _away(cast: Cast, starts: date, ends: date | None, substitute: Mentor | None) -> MentorLeave:
    return begin_mentor_leave(
        mentor=cast.mentor_row, starts=starts, ends=ends, substitutes={cast.pair.pk: substitute},
        by=cast.programme_leader, now=cast.now,
    )  # fmt: skip


def test_time_away_that_has_not_begun_is_taken_back_with_its_substitute(cast: Cast, trained: Mentor) -> None:
    due = cast.talk_3.due
    kept = _away(cast, cast.today + timedelta(days=60), None, None)
    leave = _away(cast, cast.today + timedelta(days=20), cast.today + timedelta(days=40), trained)
    mentor_back(mentor=cast.mentor_row, on=cast.today, leave=leave, by=cast.hr, now=cast.now)
    assert list(MentorLeave.objects.all()) == [kept]
    assert Talk.objects.get(pk=cast.talk_3.pk).due == due
    assert not Pair.objects.filter(mentor=trained, ends__gte=cast.today).exists()
    told = Letter.objects.filter(kind="pair_ended", to_person=trained.person).get()
    assert "begynner ikke likevel" in told.text
    assert Pair.objects.get(pk=cast.pair.pk).ends is None


def test_substitute_steps_back_when_the_mentor_is_back_early(cast: Cast, trained: Mentor) -> None:
    _away(cast, cast.today - timedelta(days=5), None, trained)
    mentor_back(mentor=cast.mentor_row, on=cast.today, by=cast.hr, now=cast.now)
    second = Pair.objects.get(mentor=trained)
    assert second.ends == cast.today - timedelta(days=1)
    assert "Siste dag" in Letter.objects.filter(kind="pair_ended", to_person=cast.mentee).get().text


def test_pair_that_begins_after_the_time_away_needs_nobody(cast: Cast, trained: Mentor) -> None:
    Pair.objects.filter(pk=cast.pair.pk).update(starts=cast.today + timedelta(days=20))
    begin_mentor_leave(
        mentor=cast.mentor_row, starts=cast.today, ends=cast.today + timedelta(days=9),
        substitutes={cast.pair.pk: trained}, by=cast.programme_leader, now=cast.now,
    )  # fmt: skip
    assert not Pair.objects.filter(role="substitute").exists()


def test_plan_goes_on_with_a_substitute(cast: Cast, trained: Mentor) -> None:
    ends = cast.today + timedelta(days=9)
    begin_mentor_leave(
        mentor=cast.mentor_row, starts=cast.today, ends=ends, substitutes={cast.pair.pk: trained},
        by=cast.programme_leader, now=cast.now,
    )  # fmt: skip
    second = Pair.objects.get(role="substitute")
    assert (second.mentor, second.starts, second.ends) == (trained, cast.today, ends)
    assert Talk.objects.get(pk=cast.talk_3.pk).due == cast.talk_3.due
    assert AuditEntry.objects.filter(verb="second_mentor.added").count() == 1
    assert Letter.objects.filter(kind="second_mentor").count() == 4


def test_pair_that_ended_because_one_leaves_is_not_taken_up_before_that_is_taken_back(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=LAST, reason="left", by=cast.hr, now=cast.now)
    pair = Pair.objects.get(pk=cast.pair.pk)
    assert not can_go_on(pair, cast.today)
    with pytest.raises(PairError):
        resume_pair(pair=pair, by=cast.programme_leader, now=cast.now)
    assert Pair.objects.get(pk=pair.pk).ends == LAST


def test_pair_that_is_taken_up_again_ends_when_one_of_them_leaves(cast: Cast) -> None:
    end_pair(pair=cast.pair, ends=cast.today, reason=PairEnd.OTHER, by=cast.programme_leader, now=cast.now)
    end_hire(hire=cast.employment, ends=LAST, reason="left", by=cast.hr, now=cast.now)
    resume_pair(pair=cast.pair, by=cast.programme_leader, now=cast.now)
    pair = Pair.objects.get(pk=cast.pair.pk)
    assert (pair.ends, pair.end_reason) == (LAST, PairEnd.MENTEE_LEFT)
    assert not Talk.objects.filter(pair=pair, state="planned", opens__gt=LAST).exists()
    hire_stays(hire=cast.employment, by=cast.hr, now=cast.now)
    assert Pair.objects.get(pk=pair.pk).ends is None


def test_who_stays_after_the_mentor_has_left_stays_without(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=LAST, reason="left", by=cast.hr, now=cast.now)
    end_mentor(mentor=cast.mentor_row, ends=cast.today, by=cast.hr, now=cast.now)
    hire_stays(hire=cast.employment, by=cast.hr, now=cast.now)
    assert Employment.objects.get(pk=cast.employment.pk).ends is None
    assert not can_go_on(Pair.objects.get(pk=cast.pair.pk), cast.today)
