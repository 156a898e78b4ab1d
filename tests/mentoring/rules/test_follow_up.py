"""The edges of what is followed up: the day before nothing is said, the day after it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.choices import FollowUp, Party
from mentornett.mentoring.rules.follow_up import (
    FIRST,
    SOON,
    Limits,
    PairFacts,
    days_that_count,
    of_hire,
    of_mentor,
    of_pair,
    of_review,
    of_time,
)
from mentornett.mentoring.rules.plan import Away

TODAY = date(2026, 3, 12)
LIMITS = Limits()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def kinds(facts: PairFacts, limits: Limits = LIMITS) -> list[FollowUp]:
    return [row.kind for row in of_pair(facts, limits, TODAY)]


@pytest.mark.parametrize(("days", "limit", "told"), [(14, 14, False), (15, 14, True), (7, 7, False), (8, 7, True)])
def test_first_talk_is_told_the_day_after_the_limit(days: int, limit: int, told: bool) -> None:
    assert (kinds(PairFacts(ago(days)), Limits(first_talk_days=limit)) == [FollowUp.FIRST_TALK]) is told


def test_pair_that_begins_later_is_left_in_peace() -> None:
    assert kinds(PairFacts(ago(-20))) == []


@pytest.mark.parametrize(("days", "told"), [(21, []), (22, [FollowUp.SILENT])])
def test_silence_is_told_when_the_plan_had_a_talk_meanwhile(days: int, told: list[FollowUp]) -> None:
    assert kinds(PairFacts(ago(200), held=ago(days), due=ago(3))) == told


@pytest.mark.parametrize("due", [None, ago(40), ago(50), TODAY, ago(-10)])
def test_who_follows_the_plan_is_not_silent(due: date | None) -> None:
    assert kinds(PairFacts(ago(200), held=ago(40), due=due)) == []


@pytest.mark.parametrize(("days", "told"), [(90, []), (91, [FollowUp.LOST])])
def test_long_silence_is_told_whatever_the_plan_says(days: int, told: list[FollowUp]) -> None:
    assert kinds(PairFacts(ago(400), held=ago(days))) == told


def test_nothing_is_asked_when_talks_are_only_when_wanted() -> None:
    assert kinds(PairFacts(ago(600), held=ago(200), goes_on=False)) == []


def test_pause_stops_the_count_and_silences_the_pair() -> None:
    away = (Away(ago(10), TODAY),)
    assert kinds(PairFacts(ago(60), away=away, ready=ago(60), unsigned=(Party.LEADER,))) == []
    back = (Away(ago(30), ago(11)),)
    assert kinds(PairFacts(ago(34), away=back)) == []
    assert kinds(PairFacts(ago(35), away=back)) == [FollowUp.FIRST_TALK]


def test_wanted_talk_is_told_during_a_pause_too() -> None:
    facts = PairFacts(ago(60), held=ago(50), wanted=ago(1), away=(Away(ago(10), TODAY),))
    assert kinds(facts) == [FollowUp.TALK_WANTED]


@pytest.mark.parametrize(("days", "told"), [(7, []), (8, [FollowUp.UNANSWERED])])
def test_talk_without_an_answer_is_told_after_a_week(days: int, told: list[FollowUp]) -> None:
    assert kinds(PairFacts(ago(60), held=ago(12), unanswered=2, unanswered_since=ago(days))) == told


def test_silence_speaks_for_the_unanswered_talks_too() -> None:
    facts = PairFacts(ago(90), held=ago(40), due=ago(20), unanswered=3, unanswered_since=ago(30))
    assert kinds(facts) == [FollowUp.SILENT]


@pytest.mark.parametrize(("days", "told"), [(7, []), (8, [FollowUp.UNSIGNED])])
def test_unsigned_commitment_names_the_parties(days: int, told: list[FollowUp]) -> None:
    found = of_pair(PairFacts(ago(8), ready=ago(days), unsigned=(Party.LEADER, Party.MENTEE)), LIMITS, TODAY)
    assert [row.kind for row in found] == told
    assert all(row.parties == (Party.LEADER, Party.MENTEE) for row in found)


@pytest.mark.parametrize(("starts", "tier"), [(-31, 0), (-30, SOON), (-1, SOON), (0, FIRST), (50, FIRST)])
def test_missing_mentor_is_told_a_month_before_the_first_day(starts: int, tier: int) -> None:
    found = of_hire(ago(starts), TODAY)
    assert (found.tier if found else 0) == tier


@pytest.mark.parametrize(
    ("load", "places", "trained", "told"),
    [
        (2, 2, True, []), (3, 2, True, [FollowUp.OVER]), (1, 0, True, [FollowUp.OVER]),
        (0, 0, False, []), (1, 1, False, [FollowUp.UNTRAINED]), (2, 1, False, [FollowUp.OVER, FollowUp.UNTRAINED]),
    ],
)  # fmt: skip
def test_mentor(load: int, places: int, trained: bool, told: list[FollowUp]) -> None:
    found = of_mentor(load=load, places=places, trained=trained, since=ago(9))
    assert [row.kind for row in found] == told


@pytest.mark.parametrize(("day", "told"), [(None, False), (ago(-1), False), (TODAY, True), (ago(5), True)])
def test_review_is_told_on_its_day(day: date | None, told: bool) -> None:
    assert (of_review(day, TODAY) is not None) is told


@pytest.mark.parametrize(
    ("signed", "used", "away", "told"),
    [
        (59, 0, (), False), (60, 0, (), True), (60, 90, (), False), (60, 89, (), True), (400, 134, (), True),
        (400, 135, (), False), (90, 0, (Away(ago(40), ago(1)),), False),
    ],
)  # fmt: skip
def test_promised_time(signed: int, used: int, away: tuple[Away, ...], told: bool) -> None:
    found = of_time(signed_on=ago(signed), minutes_a_month=90, used=used, away=away, today=TODAY)
    assert (found is not None) is told


SPANS = st.builds(
    lambda start, length: Away(ago(start), ago(start) + timedelta(days=length)), st.integers(-20, 200),
    st.integers(0, 60),
)  # fmt: skip


@given(st.integers(0, 150), st.lists(SPANS, max_size=5))
def test_days_that_count_are_those_on_which_nobody_is_away(since: int, away: list[Away]) -> None:
    days = [ago(since) + timedelta(days=number) for number in range(1, since + 1)]
    assert days_that_count(ago(since), TODAY, away) == sum(
        not any(one.starts <= day <= one.ends for one in away) for day in days
    )


@given(st.integers(0, 300), st.lists(SPANS, max_size=3))
def test_being_away_never_makes_anything_more_urgent(held: int, away: list[Away]) -> None:
    facts = PairFacts(ago(400), held=ago(held), due=ago(1))
    waiting = PairFacts(ago(400), held=ago(held), due=ago(1), away=tuple(away))
    order = [None, SOON, FIRST]
    before, after = (of_pair(row, LIMITS, TODAY) for row in (facts, waiting))
    assert order.index(after[0].tier if after else None) <= order.index(before[0].tier if before else None)
