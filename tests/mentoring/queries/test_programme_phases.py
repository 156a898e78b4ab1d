"""A plan in parts by months: every talk stands in one of them, in the order of the plan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.models import PlannedTalk
from mentornett.mentoring.queries.programmes import phases_of


@given(st.lists(st.integers(0, 1825), max_size=40))
def test_every_talk_stands_in_one_part(days: list[int]) -> None:
    talks = [PlannedTalk(opens_day=day, due_day=day + 7) for day in sorted(days)]
    parts = phases_of([(talk, None) for talk in talks])
    assert [talk for part in parts for talk, _change in part.talks] == talks
    assert all(part.talks and part.name for part in parts)
    assert len({part.name for part in parts}) == len(parts)


def test_parts_are_named_by_their_months() -> None:
    talks = [PlannedTalk(opens_day=day, due_day=day) for day in (0, 29, 30, 100, 340, 700)]
    assert [part.name for part in phases_of([(talk, None) for talk in talks])] == [
        "Måned 1", "Måned 2", "Måned 4", "Måned 7–12", "Måned 13–24",
    ]  # fmt: skip


def test_survey_is_counted_as_no_talk() -> None:
    kinds = ("mentor", "survey", "leader")
    (part,) = phases_of([(PlannedTalk(kind=kind, opens_day=1, due_day=2), None) for kind in kinds])
    assert (len(part.talks), part.conversations) == (3, 2)
