"""Reminders: when opened, three days before, on the day, then every third day at most five times."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.reminders import Rhythm, Step, step_on, steps

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
LENGTHS = st.integers(0, 60)
RHYTHMS = st.builds(Rhythm, before=st.integers(1, 14), every=st.integers(1, 10), most=st.integers(0, 8))
OPENED, DUE = date(2026, 3, 1), date(2026, 3, 30)


def test_reminders_come_as_the_rule_says() -> None:
    days = [(step.kind, step.number, step.on) for step in steps(OPENED, DUE)]
    assert days == [
        ("opened", 1, OPENED),
        ("soon", 1, date(2026, 3, 27)),
        ("due", 1, DUE),
        ("overdue", 1, date(2026, 4, 2)),
        ("overdue", 2, date(2026, 4, 5)),
        ("overdue", 3, date(2026, 4, 8)),
        ("overdue", 4, date(2026, 4, 11)),
        ("overdue", 5, date(2026, 4, 14)),
    ]


def test_job_that_missed_some_days_sends_the_newest_only() -> None:
    assert step_on(OPENED, DUE, date(2026, 4, 6)) == Step("overdue", 2, date(2026, 4, 5))


def test_nothing_is_sent_long_after() -> None:
    assert step_on(OPENED, DUE, date(2026, 5, 20)) is None
    assert step_on(OPENED, DUE, date(2026, 3, 12)) is None


def test_work_that_opens_just_before_its_deadline_is_not_called_open_and_soon_at_once() -> None:
    assert [step.kind for step in steps(DUE - timedelta(days=2), DUE, Rhythm(most=0))] == ["opened", "due"]
    assert [step.kind for step in steps(DUE, DUE, Rhythm(most=0))] == ["opened"]


@given(DAYS, LENGTHS, RHYTHMS)
def test_reminders_stand_in_order_on_days_that_differ(opened: date, length: int, rhythm: Rhythm) -> None:
    every = steps(opened, opened + timedelta(days=length), rhythm)
    days = [step.on for step in every]
    assert days == sorted(set(days))
    assert len({(step.kind, step.number) for step in every}) == len(every)
    assert sum(step.kind == "overdue" for step in every) == rhythm.most
    assert every[0].kind == "opened"


@given(DAYS, LENGTHS, RHYTHMS, st.sets(st.integers(0, 120)))
def test_team_gets_each_reminder_once_whatever_days_the_job_runs(
    opened: date, length: int, rhythm: Rhythm, run_days: set[int]
) -> None:
    due = opened + timedelta(days=length)
    sent: list[Step] = []
    for offset in sorted(run_days):
        step = step_on(opened, due, opened + timedelta(days=offset), rhythm)
        if step and step not in sent:
            sent.append(step)
    planned = steps(opened, due, rhythm)
    assert [step for step in planned if step in sent] == sent
    assert len(sent) <= 3 + rhythm.most


@given(DAYS, LENGTHS, RHYTHMS)
def test_job_that_runs_every_day_sends_all(opened: date, length: int, rhythm: Rhythm) -> None:
    due = opened + timedelta(days=length)
    days = [opened + timedelta(days=offset) for offset in range(length + rhythm.every * rhythm.most + 2)]
    sent = dict.fromkeys(step for day in days if (step := step_on(opened, due, day, rhythm)))
    assert list(sent) == steps(opened, due, rhythm)
