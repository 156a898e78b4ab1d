"""A programme's parts stay in order, whatever is done to them."""

from __future__ import annotations

from datetime import time

import pytest

from mentornett.network.actions.slots import add_slot, change_slot, move_slot, remove_slot
from mentornett.network.choices import SlotType
from mentornett.network.models import Slot
from mentornett.network.queries.programme import programme_lines, programme_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _add(cast: Cast, title: str, day: int = 1, type: SlotType = SlotType.LECTURE) -> Slot:
    return add_slot(
        gathering=cast.gathering_2, day=day, type=type, title=title, minutes=30, by=cast.leader, now=cast.now
    )


def _titles(cast: Cast) -> list[str]:
    return list(Slot.objects.filter(gathering=cast.gathering_2).order_by("position").values_list("title", flat=True))


def test_slots_are_numbered_by_day(cast: Cast) -> None:
    for title, day in (("a", 1), ("c", 2), ("b", 1)):
        _add(cast, title, day)
    assert _titles(cast) == ["a", "b", "c"]


def test_slot_moves_up_and_down_and_stops_at_the_edge(cast: Cast) -> None:
    first, second, other_day = _add(cast, "a"), _add(cast, "b"), _add(cast, "c", 2)
    move_slot(slot=second, up=True, by=cast.leader, now=cast.now)
    assert _titles(cast) == ["b", "a", "c"]
    move_slot(slot=first, up=False, by=cast.leader, now=cast.now)
    move_slot(slot=other_day, up=True, by=cast.leader, now=cast.now)
    assert _titles(cast) == ["b", "a", "c"]


def test_slot_changed_to_another_day_comes_last_there(cast: Cast) -> None:
    first = _add(cast, "a")
    _add(cast, "b", 2)
    change_slot(
        slot=first, day=2, type=SlotType.EXCHANGE, title=" ny ", minutes=45, contributor="rektor", by=cast.leader,
        now=cast.now,
    )  # fmt: skip
    assert _titles(cast) == ["b", "ny"]


def test_slot_removed_leaves_no_gap(cast: Cast) -> None:
    first = _add(cast, "a")
    _add(cast, "b")
    remove_slot(slot=first, by=cast.leader, now=cast.now)
    assert list(Slot.objects.values_list("position", flat=True)) == [0]


def test_programme_sums_minutes_and_names_what_is_missing(cast: Cast) -> None:
    _add(cast, "a", 1, SlotType.EXCHANGE)
    _add(cast, "b", 2, SlotType.HOMEWORK)
    programme = programme_of(cast.gathering_2)
    assert [(day, len(slots), minutes) for day, slots, minutes in programme.days] == [(1, 1, 30), (2, 1, 30)]
    assert programme.minutes == 60
    assert programme.missing == ("own_team", "evaluation")


def test_slot_with_a_time_of_its_own_comes_where_that_belongs(cast: Cast) -> None:
    cast.gathering_2.start_time = time(9)
    cast.gathering_2.save(update_fields=["start_time"])
    for title in "abc":
        _add(cast, title)  # 09.00, 09.30, 10.00
    add_slot(
        gathering=cast.gathering_2, day=1, type=SlotType.LECTURE, title="x", minutes=10, starts=time(10),
        by=cast.leader, now=cast.now,
    )  # fmt: skip
    assert _titles(cast) == ["a", "b", "x", "c"]


def test_time_stands_in_the_lines_of_the_calendar(cast: Cast) -> None:
    slot = _add(cast, "a")
    change_slot(
        slot=slot, day=1, type=SlotType.LECTURE, title="a", minutes=30, contributor="", starts=time(10, 15),
        by=cast.leader, now=cast.now,
    )  # fmt: skip
    assert Slot.objects.get(pk=slot.pk).starts == time(10, 15)
    assert [line for line in programme_lines(cast.gathering_2) if line != "Dag 1"] == ["10.15–10.45 a"]
