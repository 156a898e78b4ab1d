from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mentornett.documents.timelines import (
    LEFT,
    RIGHT,
    WIDTH,
    Band,
    Point,
    PointKind,
    TimelineLabels,
    TimelineRow,
    timeline_chart,
)
from mentornett.documents.typesetting import svg_to_png
from tests.documents.samples import any_text

SVG = "{http://www.w3.org/2000/svg}"
START = date(2021, 10, 6)
LEGEND_MARKS = 3


def chart(*rows: TimelineRow, **more: Any) -> Any:
    told = {"title": "Forløpet", "description": "Seks samlinger"} | more
    return etree.fromstring(timeline_chart(rows, **told))


def plan(*kinds: PointKind, name: str = "Plan") -> TimelineRow:
    return TimelineRow(
        name, tuple(Point(START + timedelta(120 * at), f"Samling {at}", kind) for at, kind in enumerate(kinds))
    )


def words(root: Any) -> list[str]:
    return [node.text for node in root.iter(f"{SVG}text")]


def circles(root: Any) -> list[Any]:
    """The marks of gatherings, without those of the legend."""
    return [node for node in root.iter(f"{SVG}circle") if float(node.get("cy")) > 30]


def bands(root: Any) -> list[Any]:
    return [node for node in root.iter(f"{SVG}rect") if float(node.get("y")) > 30]


def test_timeline_has_name_and_description() -> None:
    root = chart(plan("physical"))
    assert (root.get("role"), root[0].text, root[1].text) == ("img", "Forløpet", "Seks samlinger")


def test_timeline_without_description_is_described_by_its_name() -> None:
    assert chart(description="")[1].text == "Forløpet"


def test_timeline_has_nothing_a_strict_policy_blocks() -> None:
    root = chart(plan("physical", "digital", "cancelled"), today=START)
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name in {"style", "class", "href", "id"} or name.startswith("on")}


def test_timeline_kinds_differ_in_form() -> None:
    root = chart(plan("physical", "digital", "cancelled"))
    physical, digital, cancelled = circles(root)
    assert physical.get("stroke") is None
    assert (digital.get("fill"), cancelled.get("fill")) == ("#FFFFFF", "#FFFFFF")
    ends = [float(node.get("d")[1:].split()[0]) for node in root.iter(f"{SVG}path")]
    assert ends[1:] == [pytest.approx(float(cancelled.get("cx")) - 6, abs=0.02)]


def test_timeline_gatherings_stand_in_order_and_under_each_other_by_row() -> None:
    root = chart(plan("physical", "physical", name="Plan 1"), plan("digital", "digital", name="Plan 2"))
    first, second, third, fourth = ((float(node.get("cx")), float(node.get("cy"))) for node in circles(root))
    assert first[0] < second[0]
    assert (first[0], second[0]) == (third[0], fourth[0])
    assert first[1] == second[1] < third[1] == fourth[1]


def test_timeline_grows_with_its_rows() -> None:
    heights = [float(chart(*[plan("physical")] * rows).get("viewBox").split()[3]) for rows in (1, 2, 3)]
    assert heights[2] - heights[1] == heights[1] - heights[0] > 0


def test_timeline_band_lasts_from_start_to_end() -> None:
    row = TimelineRow(
        "Plan", bands=(Band(date(2022, 1, 1), date(2022, 2, 1), "Periode 1"), Band(date(2022, 3, 1), date(2022, 3, 1)))
    )
    long, short = bands(chart(row))
    assert float(long.get("x")) == LEFT
    assert float(long.get("width")) == pytest.approx((WIDTH - LEFT - RIGHT) * 31 / 90, abs=0.01)
    assert float(short.get("width")) == 2


def test_timeline_band_is_named_when_there_is_room() -> None:
    row = TimelineRow(
        "Plan",
        bands=(Band(date(2022, 1, 1), date(2023, 12, 1), "Lang"), Band(date(2022, 1, 1), date(2022, 1, 9), "Kort")),
    )
    assert "Lang" in words(chart(row))
    assert "Kort" not in words(chart(row))


@pytest.mark.parametrize(
    ("today", "shown"), [(START, True), (date(2021, 9, 30), False), (date(2030, 1, 1), False), (None, False)]
)
def test_timeline_marks_today_only_inside(today: date | None, shown: bool) -> None:
    assert ("I dag" in words(chart(plan("physical"), today=today))) is shown


@pytest.mark.parametrize(
    ("language", "month", "legend"),
    [("nb", "des", "Digital samling"), ("nn", "des", "Digital samling"), ("en", "Dec", "Online gathering")],
)
def test_timeline_speaks_the_language(language: Any, month: str, legend: str) -> None:
    told = words(chart(plan("physical", "digital"), language=language))
    assert {month, legend, "2021", "2022"} <= set(told)


def test_timeline_labels_given_win() -> None:
    given = TimelineLabels("a", "b", "c", "d", "e")
    assert {"a", "b", "c", "d", "e"} <= set(words(chart(plan("physical"), labels=given, today=START)))


def test_timeline_of_years_names_some_months_only() -> None:
    row = TimelineRow("Plan", (Point(date(2000, 1, 1), "a"), Point(date(2030, 12, 31), "b")))
    months = [
        word for word in words(chart(row)) if word in {"jan", "feb", "mars", "april", "mai", "juni", "juli", "aug"}
    ]
    assert 0 < len(months) <= 12


@pytest.mark.parametrize(("begins", "shown"), [(date(2026, 12, 7), False), (date(2026, 6, 7), True)])
def test_timeline_names_the_first_year_where_the_next_leaves_room(begins: date, shown: bool) -> None:
    row = TimelineRow("Plan", (Point(begins, "1", "digital"), Point(begins + timedelta(820), "2", "digital")))
    assert ("2026" in words(chart(row))) == shown
    assert "2027" in words(chart(row))


def test_timeline_labels_of_close_gatherings_stand_apart() -> None:
    row = TimelineRow(
        "Plan",
        (Point(date(2022, 1, 1), "Samling 1"), Point(date(2022, 1, 3), "Samling 2"), Point(date(2023, 12, 1), "C")),
    )
    places = {node.text: float(node.get("y")) for node in chart(row).iter(f"{SVG}text")}
    assert places["Samling 1"] == places["C"] != places["Samling 2"]


@pytest.mark.parametrize("today", [None, date(2022, 5, 17)])
def test_timeline_of_nothing_has_only_its_legend(today: date | None) -> None:
    root = chart(today=today)
    assert (circles(root), bands(root)) == ([], [])
    assert len(list(root.iter(f"{SVG}circle"))) == LEGEND_MARKS


@given(st.lists(st.tuples(st.dates(), any_text), max_size=4))
def test_timeline_of_any_days_and_texts_stays_inside(told: list[tuple[date, str]]) -> None:
    days = [(day.replace(year=2000 + day.year % 40), text) for day, text in told]
    root = chart(TimelineRow("Plan", tuple(Point(day, text) for day, text in days)))
    assert all(LEFT <= float(node.get("cx")) <= WIDTH for node in circles(root))
    assert len(circles(root)) == len(days)


def test_timeline_can_be_drawn() -> None:
    drawn = timeline_chart([plan("physical", "cancelled")], title="<b>", description="a & b")
    assert svg_to_png(drawn.encode(), width_mm=100).startswith(b"\x89PNG")


def test_undecided_gathering_is_neither_a_ring_nor_filled_and_stands_in_the_legend() -> None:
    decided = timeline_chart([TimelineRow("v1", (Point(date(2026, 1, 5), "1"),))], title="T", description="D")
    undecided = timeline_chart(
        [TimelineRow("v1", (Point(date(2026, 1, 5), "1", "undecided"),))], title="T", description="D"
    )
    assert "Ikke bestemt" in undecided
    assert "Ikke bestemt" not in decided
    assert 'r="4"' in undecided


def test_long_name_of_a_row_stands_in_two_lines_and_is_cut_only_then() -> None:
    shown = words(chart(TimelineRow("v2 Prosjektplanen og avtalen", ())))
    assert [text for text in shown if text.startswith(("v2", "og"))] == ["v2 Prosjektplanen", "og avtalen"]
    long = words(chart(TimelineRow("ord " * 30, ())))
    assert sum(text.endswith("…") for text in long) == 1
