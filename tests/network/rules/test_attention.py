"""Reasons for looking at a team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.choices import SubmissionState
from mentornett.network.rules.attention import AskedWork, Limits, TeamFacts, is_gap, reasons
from mentornett.network.rules.periods import Period
from mentornett.network.rules.roster import Vacancy

TODAY = date(2026, 3, 12)
PERIOD = Period(3, 30, date(2025, 11, 22), date(2026, 4, 9))
JOINED = date(2025, 9, 4)
LATE = AskedWork("Statusrapport 3", "status_report", "draft", TODAY - timedelta(days=4), 7)
LEADER = Vacancy("leader", {}, "required", "warn", True)
COORDINATOR = Vacancy("coordinator", {}, "required", "block", False)
FINE = TeamFacts(joined=JOINED, last_contact=TODAY, gatherings_attended=2)

scores = st.none() | st.decimals("0.5", "5.0", places=1)
works = st.builds(
    AskedWork, st.text(max_size=5), st.sampled_from(["status_report", "task"]), st.sampled_from(SubmissionState.values),
    st.dates(date(2025, 9, 1), date(2026, 12, 31)),
)  # fmt: skip
facts = st.builds(
    TeamFacts, joined=st.dates(date(2025, 9, 1), date(2026, 3, 12)), work=st.lists(works, max_size=4),
    last_contact=st.none() | st.dates(date(2025, 9, 1), TODAY), wants_contact=st.booleans(), has_guide=st.booleans(),
    vacancies=st.lists(st.sampled_from([LEADER, COORDINATOR]), unique_by=lambda v: v.key), self_score=scores,
    guide_score=scores, question_asked_on=st.none() | st.dates(date(2025, 9, 1), TODAY),
    baseline_measured=st.none() | st.booleans(), gatherings_attended=st.integers(0, 7),
)  # fmt: skip


def keys(team: TeamFacts, **more: Any) -> list[str]:
    return [reason.key for reason in reasons(team, period=PERIOD, today=TODAY, **more)]


def test_reasons_when_all_is_well_are_none() -> None:
    assert keys(FINE) == []


def test_reasons_report_late_counts_the_days() -> None:
    (late,) = reasons(replace(FINE, work=[LATE]), period=PERIOD, today=TODAY)
    assert (late.key, late.days, late.name, late.reference) == ("late", 4, "Statusrapport 3", 7)


def test_reasons_much_late_work_is_counted() -> None:
    tasks = [AskedWork(str(n), "task", "open", TODAY - timedelta(days=n)) for n in range(1, 4)]
    (many,) = reasons(replace(FINE, work=tasks), period=PERIOD, today=TODAY)
    assert (many.key, many.count, many.days) == ("late_many", 3, 3)
    assert keys(replace(FINE, work=tasks[:2])) == ["late", "late"]


def test_reasons_no_contact_counts_from_the_last_one() -> None:
    (alone,) = reasons(replace(FINE, last_contact=TODAY - timedelta(days=120)), period=PERIOD, today=TODAY)
    assert (alone.key, alone.days) == ("no_contact", 120)


def test_reasons_no_report_and_no_contact_is_one_reason_silent() -> None:
    assert keys(replace(FINE, work=[LATE], last_contact=None)) == ["silent"]


def test_reasons_no_contact_early_in_the_period_is_none() -> None:
    team = replace(FINE, last_contact=None)
    assert reasons(team, period=PERIOD, today=PERIOD.starts + timedelta(days=10)) == ()


def test_reasons_team_that_calls_itself_is_not_chased() -> None:
    assert keys(replace(FINE, last_contact=None, wants_contact=False)) == []


def test_reasons_contact_not_asked_for_by_the_network_is_none() -> None:
    assert keys(replace(FINE, last_contact=None), limits=Limits(contacts_per_period=0)) == []


def test_reasons_roles_missing_are_named() -> None:
    assert keys(replace(FINE, vacancies=[LEADER, COORDINATOR], has_guide=False)) == [
        "no_leader", "no_coordinator", "no_guide",
    ]  # fmt: skip


def test_reasons_expected_role_missing_is_no_reason() -> None:
    union = Vacancy("union_rep", {}, "expected", "warn", False)
    assert keys(replace(FINE, vacancies=[union])) == []


def test_reasons_low_score_after_two_gatherings_counts() -> None:
    low = replace(FINE, guide_score=Decimal("1.0"), self_score=Decimal("1.0"))
    assert keys(low) == ["low_score"]
    assert keys(replace(low, gatherings_attended=1)) == []
    assert keys(replace(low, guide_score=Decimal("1.5"))) == []


def test_reasons_gap_is_for_the_guide_only() -> None:
    (gap,) = reasons(replace(FINE, self_score=Decimal("3.5"), guide_score=Decimal("2.5")), period=PERIOD, today=TODAY)
    assert (gap.key, gap.guide_only, gap.value, gap.other) == ("gap", True, Decimal("3.5"), Decimal("2.5"))


def test_reasons_sponsor_question_and_baseline() -> None:
    asked = replace(FINE, question_asked_on=TODAY - timedelta(days=9), baseline_measured=False)
    assert [(r.key, r.days) for r in reasons(asked, period=PERIOD, today=TODAY)] == [
        ("sponsor_question", 9), ("no_baseline", 0),
    ]  # fmt: skip


def test_reasons_late_joiner_answers_only_for_what_comes_after() -> None:
    assert keys(replace(FINE, joined=TODAY, work=[LATE])) == []


@given(team=facts)
def test_reasons_paused_or_left_team_is_asked_for_nothing(team: TeamFacts) -> None:
    assert reasons(replace(team, paused=True), period=PERIOD, today=TODAY) == ()
    assert reasons(replace(team, active=False), period=PERIOD, today=TODAY) == ()


@given(team=facts)
def test_reasons_come_most_urgent_first_and_never_negative(team: TeamFacts) -> None:
    found = reasons(team, period=PERIOD, today=TODAY)
    assert [r.urgency for r in found] == sorted((r.urgency for r in found), reverse=True)
    assert all(reason.days >= 0 for reason in found)


@given(team=facts)
def test_reasons_silent_stands_for_late_report_and_no_contact(team: TeamFacts) -> None:
    found = [reason.key for reason in reasons(team, period=PERIOD, today=TODAY)]
    assert not ("silent" in found and "no_contact" in found)


@given(one=st.decimals("0.5", "5.0", places=1), other=st.decimals("0.5", "5.0", places=1))
def test_gap_is_the_same_both_ways(one: Decimal, other: Decimal) -> None:
    assert is_gap(one, other) == is_gap(other, one)
    assert not is_gap(one, one)
