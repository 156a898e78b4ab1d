"""Rows of goals and actions in reports."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.goal_rows import (
    action_row,
    changed_in,
    count_actions,
    goal_row,
    in_tree_order,
    is_overdue,
)

TODAY = date(2026, 3, 12)


def action(row_id: str, parent: str = "") -> dict[str, object]:
    return action_row(row_id, text="Kurs", state="started", comment="", parent=parent, responsible="HR", due=TODAY)


def test_row_knows_what_was_changed_since_it_was_filled_in() -> None:
    row = action("a1")
    assert changed_in(row) == {}
    assert changed_in(row | {"state": "done", "due": ""}) == {"state": "done"}
    goal = goal_row("g1", level="sub", text="Mål", percent=20, comment="")
    assert changed_in(goal | {"percent": 60, "comment": "Halvveis"}) == {"percent": 60, "comment": "Halvveis"}


def test_actions_stand_under_their_goals() -> None:
    goals = [goal_row(f"g{number}", level="sub", text="", percent=None, comment="") for number in (1, 2)]
    rows = in_tree_order([*goals, action("a1", "g2"), action("a2", "g1"), action("a3"), action("a4", "g9")])
    assert [row["id"] for row in rows] == ["g1", "a2", "g2", "a1", "a3", "a4"]


@given(st.permutations(["g1", "g2", "a1", "a2", "a3"]), st.lists(st.sampled_from(["", "g1", "g2", "g3"]), min_size=5))
def test_no_row_is_lost_or_doubled(ids: list[str], parents: list[str]) -> None:
    rows = [action(row_id, parent if row_id[0] == "a" else "") for row_id, parent in zip(ids, parents, strict=False)]
    assert sorted(row["id"] for row in in_tree_order(rows)) == sorted(ids)


def test_action_is_overdue_only_while_it_is_not_finished() -> None:
    yesterday = date(2026, 3, 11)
    assert is_overdue("started", yesterday, TODAY)
    assert is_overdue("not_started", yesterday, TODAY)
    assert not is_overdue("done", yesterday, TODAY)
    assert not is_overdue("dropped", yesterday, TODAY)
    assert not is_overdue("started", TODAY, TODAY)
    assert not is_overdue("started", None, TODAY)


def test_actions_are_counted_by_how_they_stand() -> None:
    counts = count_actions(
        [("started", date(2026, 1, 1)), ("not_started", None), ("done", None), ("dropped", None)], TODAY
    )
    assert (counts.open, counts.overdue, counts.done) == (2, 1, 1)
