"""A pair begins with a plan, a commitment and letters; it ends without losing anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.time import date_words
from mentornett.mentoring.actions.hires import end_hire
from mentornett.mentoring.actions.leaving import mentor_stays
from mentornett.mentoring.actions.mentors import end_mentor
from mentornett.mentoring.actions.pairs import PairError, begin_pair, change_mentor, end_pair
from mentornett.mentoring.choices import PairEnd, TalkState
from mentornett.mentoring.jobs import let_go_of_ended_pairs
from mentornett.mentoring.models import Commitment, MentorPlaces, Pair, Talk
from mentornett.tenants.models import Letter, Role
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _begin(cast: Cast) -> Pair:
    return begin_pair(
        employment=cast.new_employment,
        mentor=cast.mentor_row,
        starts=cast.today,
        by=cast.programme_leader,
        now=cast.now,
    )


def test_pair_begins_with_plan_commitment_and_a_letter_to_each(cast: Cast) -> None:
    pair = _begin(cast)
    assert pair.talks.count() == 3
    commitment = Commitment.objects.get(pair=pair)
    assert (commitment.leader, commitment.minutes_a_month, commitment.text) == (cast.ward_leader, 60, cast.text)
    letters = Letter.objects.filter(kind="pair_begun").order_by("pk")
    assert [letter.to_person for letter in letters] == [cast.mentor, cast.new_hire, cast.ward_leader]
    assert AuditEntry.objects.filter(verb="pair.begun").count() == 1


def test_somebody_who_never_logged_in_gets_the_way_in_with_the_letter(cast: Cast) -> None:
    cast.new_hire.activated_at = None
    cast.new_hire.save(update_fields=["activated_at"])
    Role.objects.filter(person=cast.new_hire).delete()
    _begin(cast)
    letter = Letter.objects.get(to_person=cast.new_hire)
    assert letter.kind == "invitation"
    assert cast.mentor.name in letter.subject
    assert "/invitasjon/" in letter.text
    assert Role.objects.get(person=cast.new_hire).kind == "mentee"


def test_full_mentor_and_mentee_with_a_mentor_are_refused(cast: Cast) -> None:
    MentorPlaces.objects.update(places=1)
    with pytest.raises(PairError, match="full"):
        _begin(cast)
    MentorPlaces.objects.update(places=2)
    _begin(cast)
    with pytest.raises(PairError, match="taken"):
        _begin(cast)


def test_pause_is_a_mentor_without_places(cast: Cast) -> None:
    cast.other_mentor_row.trained_on = date(2026, 1, 1)
    MentorPlaces.objects.create(
        mentor=cast.other_mentor_row, places=0, starts=date(2026, 3, 1), municipality=cast.flesberg
    )
    with pytest.raises(PairError, match="full"):
        begin_pair(
            employment=cast.new_employment, mentor=cast.other_mentor_row, starts=cast.today, by=cast.programme_leader,
            now=cast.now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "state", "kept"),
    [
        (PairEnd.COMPLETED, TalkState.DROPPED, True),
        (PairEnd.MENTEE_LEFT, TalkState.DROPPED, True),
        (PairEnd.MENTOR_LEFT, TalkState.PLANNED, False),
    ],
)
def test_what_lies_after_the_last_day_is_dropped_or_waits(
    reason: PairEnd, state: TalkState, kept: bool, cast: Cast
) -> None:
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=cast.now + timedelta(days=3))
    end_pair(pair=cast.pair, ends=cast.today, reason=reason, by=cast.programme_leader, now=cast.now)
    held, second, third = Talk.objects.filter(employment=cast.employment)
    assert (held.state, held.pair) == (TalkState.HELD, cast.pair)
    assert (second.state, second.pair is not None, second.agreed_at, second.sequence) == (state, kept, None, 1)
    assert (third.state, third.pair is not None) == (state, kept)


@pytest.mark.parametrize("reason", [PairEnd.COMPLETED, PairEnd.MENTOR_LEFT])
def test_what_comes_before_the_last_day_stays_with_the_pair(reason: PairEnd, cast: Cast) -> None:
    at = cast.now + timedelta(days=3)
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=at)
    Talk.objects.filter(pk=cast.talk_3.pk).update(proposed_at=at + timedelta(days=60), proposed_by=cast.mentor)
    ends = cast.today + timedelta(days=40)
    end_pair(pair=cast.pair, ends=ends, reason=reason, by=cast.programme_leader, now=cast.now)
    _held, second, third = Talk.objects.filter(employment=cast.employment)
    assert (second.state, second.pair, second.agreed_at) == (TalkState.PLANNED, cast.pair, at)
    assert (third.state, third.pair, third.proposed_at) == (TalkState.PLANNED, cast.pair, None)


def test_next_mentor_gets_what_comes_after_the_first_one(cast: Cast) -> None:
    ends = cast.today + timedelta(days=20)
    new = change_mentor(
        pair=cast.pair, mentor=cast.other_mentor_row, starts=ends + timedelta(days=1), by=cast.programme_leader,
        now=cast.now,
    )  # fmt: skip
    assert Talk.objects.get(pk=cast.talk_2.pk).pair == cast.pair
    assert list(new.talks.values_list("number", flat=True)) == [3]
    later = cast.now + timedelta(days=28)
    assert [let_go_of_ended_pairs(later), let_go_of_ended_pairs(later)] == [1, 0]
    assert Talk.objects.get(pk=cast.talk_2.pk).pair == new


def test_unanswered_talk_of_a_mentee_who_left_is_dropped_after_a_week(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.hr, now=cast.now)
    assert let_go_of_ended_pairs(cast.now + timedelta(days=7)) == 0
    assert let_go_of_ended_pairs(cast.now + timedelta(days=8)) == 1
    assert Talk.objects.get(pk=cast.talk_2.pk).state == TalkState.DROPPED


def test_letter_of_the_end_tells_the_day_and_never_why(cast: Cast) -> None:
    end_pair(pair=cast.pair, ends=cast.today, reason=PairEnd.CHANGED, by=cast.programme_leader, now=cast.now)
    letters = Letter.objects.filter(kind="pair_ended")
    assert {letter.to_person for letter in letters} == {cast.mentor, cast.mentee, cast.ward_leader}
    assert not any(str(PairEnd.CHANGED.label) in letter.text for letter in letters)
    assert {letter.to_person for letter in letters if "egne notater" in letter.text} == {cast.mentor, cast.mentee}


def test_new_mentor_takes_over_the_day_after(cast: Cast) -> None:
    new = change_mentor(
        pair=cast.pair, mentor=cast.other_mentor_row, starts=cast.today, by=cast.programme_leader, now=cast.now
    )
    cast.pair.refresh_from_db()
    assert (cast.pair.ends, cast.pair.end_reason) == (cast.today - timedelta(days=1), PairEnd.CHANGED)
    assert set(new.talks.values_list("number", flat=True)) == {2, 3}
    ended = Letter.objects.filter(kind="pair_ended")
    assert [letter.to_person for letter in ended] == [cast.mentor]
    last = f"Siste dag med {cast.mentor.name} som mentor er {date_words(cast.pair.ends, cast.today)}."
    told = {letter.to_person for letter in Letter.objects.exclude(kind="pair_ended") if last in letter.text}
    assert told == {cast.mentee, cast.ward_leader}  # the new mentor is not told whose place it was


def test_change_that_cannot_be_changes_nothing(cast: Cast) -> None:
    MentorPlaces.objects.create(
        mentor=cast.other_mentor_row, places=0, starts=date(2026, 1, 1), municipality=cast.flesberg
    )
    with pytest.raises(PairError):
        change_mentor(
            pair=cast.pair, mentor=cast.other_mentor_row, starts=cast.today, by=cast.programme_leader, now=cast.now
        )
    cast.pair.refresh_from_db()
    assert cast.pair.ends is None
    assert not Letter.objects.exists()


def test_pair_that_would_begin_after_the_last_day_of_work_is_refused(cast: Cast) -> None:
    end_hire(hire=cast.employment, ends=cast.today, reason="left", by=cast.programme_leader, now=cast.now)
    later = cast.today + timedelta(days=1)
    with pytest.raises(PairError, match="over"):
        begin_pair(
            employment=cast.employment, mentor=cast.mentor_row, starts=later, by=cast.programme_leader, now=cast.now
        )


def test_pair_that_goes_on_gives_a_mentor_who_had_left_the_way_in_again(cast: Cast) -> None:
    end_mentor(mentor=cast.mentor_row, ends=cast.today, by=cast.programme_leader, now=cast.now)
    end_pair(pair=cast.pair, ends=cast.today, reason=PairEnd.MENTOR_LEFT, by=cast.programme_leader, now=cast.now)
    mentor_stays(mentor=cast.mentor_row, by=cast.programme_leader, now=cast.now)
    roles = Role.objects.filter(person=cast.mentor, kind="mentor", municipality=cast.flesberg)
    assert roles.filter(ends__isnull=True).count() == 1
