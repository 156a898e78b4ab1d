from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mentornett.documents.charts import HEIGHT, WIDTH, Series, line_chart
from mentornett.documents.typesetting import svg_to_png
from tests.documents.samples import any_text

SVG = "{http://www.w3.org/2000/svg}"
LABELS = ("S1", "S2", "S3")
numbers = st.none() | st.floats(allow_nan=True, allow_infinity=True)


def chart(*series: Series, labels: tuple[str, ...] = LABELS, **more: Any) -> Any:
    told = {"title": "Framdrift", "description": "Fra 1 til 3"} | more
    return etree.fromstring(line_chart(series, labels, **told))


def words(root: Any) -> list[str]:
    return [node.text for node in root.iter(f"{SVG}text")]


def lines(root: Any) -> list[list[tuple[float, float]]]:
    found = [node.get("points").split() for node in root.iter(f"{SVG}polyline")]
    return [[(float(x), float(y)) for x, y in (point.split(",") for point in points)] for points in found]


def test_chart_has_name_and_description_first() -> None:
    root = chart(Series("Egen", (1, 2, 3)))
    assert (root.get("role"), [node.tag.removeprefix(SVG) for node in root[:2]]) == ("img", ["title", "desc"])
    assert (root[0].text, root[1].text) == ("Framdrift", "Fra 1 til 3")


def test_chart_has_nothing_a_strict_policy_blocks() -> None:
    root = chart(Series("Egen", (1, 2, 3)), Series("Veileder", (None, 2, 1)))
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name in {"style", "class", "href", "id"} or name.startswith("on")}
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "line",
        "text",
        "polyline",
        "circle",
        "rect",
    }


def test_chart_higher_value_stands_higher_and_later_further_right() -> None:
    (points,) = lines(chart(Series("Egen", (0, 5, 2.5))))
    (x1, y1), (x2, y2), (x3, y3) = points
    assert x1 < x2 < x3
    assert y2 < y3 < y1
    assert y3 == pytest.approx((y1 + y2) / 2)


def test_chart_line_is_broken_where_a_value_lacks() -> None:
    root = chart(Series("Egen", (1, 2, None, 3)), labels=("a", "b", "c", "d"))
    assert [len(points) for points in lines(root)] == [2, 1]


def test_chart_series_differ_in_mark_and_dashes_not_only_colour() -> None:
    root = chart(Series("Egen", (1, 2, 3)), Series("Veileder", (2, 3, 4)))
    assert len({node.get("stroke-dasharray") for node in root.iter(f"{SVG}polyline")}) == 2
    assert len(list(root.iter(f"{SVG}circle"))) == len(list(root.iter(f"{SVG}rect"))) == 4


@pytest.mark.parametrize("number", range(6))
def test_chart_takes_more_series_than_it_has_looks(number: int) -> None:
    series = [Series(f"Serie {at}", (at, at, at)) for at in range(number)]
    root = chart(*series)
    assert len(lines(root)) == number
    assert {line.name for line in series} <= set(words(root))


def test_chart_says_values_with_the_decimal_mark() -> None:
    assert "2,5" in words(chart(Series("Egen", (2.5, 1, 3))))
    assert "2.5" in words(chart(Series("Egen", (2.5, 1, 3)), decimal_mark="."))


def test_chart_axis_goes_from_low_to_high() -> None:
    assert words(chart(low=0, high=100))[:6] == ["0", "20", "40", "60", "80", "100"]


def test_chart_value_of_the_higher_series_stands_over_the_other() -> None:
    root = chart(Series("Egen", (2,)), Series("Veileder", (3,)), labels=("a",))
    places = {
        node.text: float(node.get("y"))
        for node in root.iter(f"{SVG}text")
        if node.get("fill") in {"#0B4F6C", "#A3420D"}
    }
    marks = {value: y for value, ((_x, y),) in zip("23", lines(root), strict=True)}
    assert places["3"] < marks["3"] < marks["2"] < places["2"]


def test_chart_of_many_labels_shows_some_of_them() -> None:
    labels = tuple(f"U{at}" for at in range(60))
    shown = [word for word in words(chart(Series("Egen", (1.0,) * 60), labels=labels)) if word.startswith("U")]
    assert shown == list(labels[::5])


def test_chart_without_anything_is_an_empty_field() -> None:
    assert lines(chart(labels=())) == []


def test_chart_with_uneven_series_is_refused() -> None:
    with pytest.raises(ValueError, match="one value per label"):
        chart(Series("Egen", (1,)))


def test_chart_without_range_is_refused() -> None:
    with pytest.raises(ValueError, match="above low"):
        chart(low=5, high=5)


@given(st.lists(numbers, min_size=3, max_size=3), any_text)
def test_chart_of_any_values_and_texts_stays_inside(values: list[float | None], text: str) -> None:
    root = chart(Series(text, tuple(values)), labels=(text,) * 3, title=text, description=text)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for points in lines(root) for x, y in points)


def test_chart_can_be_drawn() -> None:
    drawn = line_chart([Series("Egen <b>", (1, 2, 3))], LABELS, title="a & b", description="")
    assert svg_to_png(drawn.encode(), width_mm=100).startswith(b"\x89PNG")
