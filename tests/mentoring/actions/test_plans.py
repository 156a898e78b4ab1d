"""The plan is copied once, moved by leave, and handed on; what was held is never touched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions.plans import move_plan, start_plan
from mentornett.mentoring.models import ChecklistItem, Leave, Pair, PlannedTalk
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
DAY = timedelta(days=1)


@pytest.fixture
def new_pair(cast: Cast) -> Pair:
    """«New hire» gets «Mentor» ten days after the first day of work."""
    return Pair.objects.create(
        employment=cast.new_employment, mentee=cast.new_hire, mentor=cast.mentor_row, starts=date(2026, 3, 12),
        municipality=cast.flesberg,
    )  # fmt: skip


def test_plan_counts_from_the_day_the_pair_begins(cast: Cast, new_pair: Pair) -> None:
    PlannedTalk.objects.create(
        programme=cast.programme, number=9, topic="Ved behov", opens_day=400, due_day=700, on_demand=True,
        municipality=cast.flesberg,
    )  # fmt: skip
    talks = start_plan(pair=new_pair, by=cast.programme_leader, now=cast.now)
    assert [(talk.opens - new_pair.starts, talk.due - new_pair.starts) for talk in talks] == [
        (0 * DAY, 14 * DAY), (30 * DAY, 45 * DAY), (60 * DAY, 75 * DAY),
    ]  # fmt: skip
    assert [task.due for task in cast.new_employment.tasks.all()] == [date(2026, 3, 26)]
    assert AuditEntry.objects.filter(verb="plan.begun").count() == 1


def test_checklist_holds_the_lines_of_own_units_and_profession(cast: Cast, new_pair: Pair) -> None:
    for text, unit, profession in (
        ("Sykehjemmet", cast.care_home, ""), ("Hjemme", cast.home_care, ""), ("Sykepleier", None, "Sykepleier"),
        ("Vernepleier", None, "vernepleier"),
    ):  # fmt: skip
        ChecklistItem.objects.create(
            programme=cast.programme, unit=unit, profession=profession, number=2, text=text, municipality=cast.flesberg
        )
    start_plan(pair=new_pair, by=cast.programme_leader, now=cast.now)
    texts = [task.text for task in cast.new_employment.tasks.all()]
    assert texts == ["Medisinrommet", "Sykehjemmet", "Sykepleier"]


def test_leave_moves_what_is_planned_and_leaves_what_was_held(cast: Cast) -> None:
    cast.talk_2.agreed_at = cast.now + 5 * DAY
    cast.talk_2.save(update_fields=["agreed_at"])
    Leave.objects.create(
        employment=cast.employment, starts=date(2026, 3, 10), ends=date(2026, 3, 19), municipality=cast.flesberg
    )
    before = {talk.pk: talk.due for talk in cast.employment.talks.all()}
    assert move_plan(employment=cast.employment, by=cast.hr, now=cast.now) == 2
    after = {talk.pk: talk for talk in cast.employment.talks.all()}
    assert [after[pk].due - due for pk, due in before.items()] == [0 * DAY, 10 * DAY, 10 * DAY]
    second = after[cast.talk_2.pk]
    assert (second.agreed_at, second.sequence) == (None, 1)
    assert move_plan(employment=cast.employment, by=cast.hr, now=cast.now) == 0


def test_new_pair_takes_over_what_is_left(cast: Cast) -> None:
    cast.pair.ends = date(2026, 3, 1)
    cast.pair.save(update_fields=["ends"])
    pair = Pair.objects.create(
        employment=cast.employment, mentee=cast.mentee, mentor=cast.other_mentor_row, starts=date(2026, 3, 12),
        municipality=cast.flesberg,
    )  # fmt: skip
    start_plan(pair=pair, by=cast.programme_leader, now=cast.now)
    held, next_talk, last = cast.employment.talks.all()
    assert (held.pair, next_talk.pair, last.pair) == (cast.pair, pair, pair)
    assert next_talk.due == date(2026, 2, 2) + 45 * DAY + 10 * DAY
    assert cast.employment.talks.count() == 3
    assert cast.employment.tasks.count() == 1
