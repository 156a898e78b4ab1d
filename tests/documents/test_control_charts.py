from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mentornett.documents.control_charts import COLOURS, LABELS, WIDTH, Plot, Telling, control_chart
from mentornett.documents.svg import width_of
from mentornett.documents.typesetting import svg_to_png
from mentornett.statistics.series.charts import xmr_chart
from mentornett.statistics.series.judging import Better, Mark, marks
from mentornett.statistics.series.points import Phase
from tests.documents.samples import any_text

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = Plot(("a", "b", "c", "d"), (2.0, 4.0, None, 3.0))
TELLING: dict[Mark, Telling] = {
    Mark.ORDINARY: "ordinary",
    Mark.IMPROVEMENT: "better",
    Mark.CONCERN: "worse",
    Mark.CHANGE: "change",
}


def drawn(plot: Plot, **more: Any) -> Any:
    told = {"title": "Sykefravær", "description": "Fra 2 til 3"} | more
    return etree.fromstring(control_chart(plot, **told))


def words(root: Any) -> list[str]:
    return [node.text for node in root.iter(f"{SVG}text")]


def paths(root: Any) -> list[str]:
    return [node.get("d") for node in root.iter(f"{SVG}path")]


def test_chart_has_name_and_description_first() -> None:
    root = drawn(PLAIN)
    assert (root.get("role"), root[0].text, root[1].text) == ("img", "Sykefravær", "Fra 2 til 3")


def test_chart_has_nothing_a_strict_policy_blocks() -> None:
    root = drawn(replace(PLAIN, centre=(3.0,) * 4, telling=("better", "worse", "ordinary", "change"), target=1.0))
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name in {"style", "class", "href", "id"} or name.startswith("on")}


def test_line_is_broken_where_a_value_lacks() -> None:
    lines = [node.get("points").split() for node in drawn(PLAIN).iter(f"{SVG}polyline")]
    assert [len(points) for points in lines] == [2, 1]


def test_what_a_point_tells_is_said_by_shape_and_in_the_legend() -> None:
    plain = drawn(replace(PLAIN, telling=("ordinary",) * 4))
    root = drawn(replace(PLAIN, telling=("better", "worse", "ordinary", "change")))
    said = LABELS["nb"]
    assert {said.better, said.worse, said.change} <= set(words(root))
    assert not {said.better, said.worse, said.change} & set(words(plain))
    for telling, element in (("better", "rect"), ("worse", "path"), ("change", "circle")):
        colour = COLOURS[telling]  # type: ignore[index]
        found = [node for node in root.iter(f"{SVG}{element}") if colour in (node.get("fill"), node.get("stroke"))]
        assert len(found) == 2  # at the point and in the legend


def test_limits_step_where_they_change_and_stop_where_there_are_none() -> None:
    root = drawn(replace(PLAIN, upper=(5.0, 6.0, None, 5.0)))
    upper = paths(root)
    assert [path.count("M") + path.count("L") for path in upper] == [2, 1]
    assert LABELS["nb"].limits in words(root)
    assert LABELS["nb"].limits not in words(drawn(PLAIN))


def test_baseline_lies_behind_its_points() -> None:
    root = drawn(replace(PLAIN, baseline=(0, 1)))
    band = max(root.iter(f"{SVG}rect"), key=lambda node: float(node.get("height")))
    dots = [float(node.get("cx")) for node in root.iter(f"{SVG}circle")]
    left, right = float(band.get("x")), float(band.get("x")) + float(band.get("width"))
    assert [left < x < right for x in dots] == [True, True, False]


def test_notes_are_lettered_and_never_cut() -> None:
    long = "Influensa på tre enheter, og ferien begynte tidligere enn før i hele kommunen"
    root = drawn(replace(PLAIN, notes=((3, long), (0, "Ny leder"))))
    said = words(root)
    assert said.count("A") == said.count("B") == 1
    assert "A: Ny leder" in said
    assert f"B: {long}" in " ".join(said)


def test_axis_has_round_numbers_around_everything() -> None:
    said = words(drawn(Plot(("a", "b"), (11.0, 19.0), upper=(23.0, 23.0), unit=" %")))
    assert said[:6] == ["Vanlig variasjon", "0 %", "5 %", "10 %", "15 %", "20 %"]
    assert "25 %" in said
    assert words(drawn(Plot(("a", "b"), (97.5, 99.0))))[:3] == ["97,5", "98", "98,5"]
    assert words(drawn(Plot(("a", "b"), (97.5, 99.0)), decimal_mark="."))[:1] == ["97.5"]


@pytest.mark.parametrize("plot", [Plot((), ()), Plot(("a",), (None,)), Plot(("a",), (0.0,)), Plot(("a",), (-7.0,))])
def test_a_chart_of_nothing_or_one_is_a_field(plot: Plot) -> None:
    assert svg_to_png(control_chart(plot, title="T", description="D").encode(), width_mm=100)


def test_lines_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one value per label"):
        Plot(("a",), (1.0, 2.0))


def test_a_chart_of_the_statistics_is_drawn_and_opens() -> None:
    """From the figures to the picture: a frozen baseline, then seven months below it, where lower is better."""
    values = [10, 12, 9, 11, 10, 8, 12, 11, 9, 10, 11, 9, *[6] * 7]
    chart = xmr_chart(values, phases=[Phase(first=12)])
    baseline = chart.stretches[0].baseline
    plot = Plot(
        tuple(f"U{at}" for at in range(len(values))),
        chart.values,
        chart.centre,
        chart.lower,
        chart.upper,
        tuple(TELLING[mark] for mark in marks(chart, Better.LOWER)),
        baseline=(baseline[0], baseline[-1]),
    )
    svg = control_chart(plot, title="Vikarbruk", description="Vakter per måned")
    squares = [node for node in etree.fromstring(svg).iter(f"{SVG}rect") if node.get("fill") == COLOURS["better"]]
    assert len(squares) == 8 + 1  # the last of the baseline was below the centre too; one in the legend
    assert svg_to_png(svg.encode(), width_mm=100).startswith(b"\x89PNG")


some = st.none() | st.floats(-1e9, 1e9)


@given(st.lists(st.tuples(some, some, some), max_size=40), any_text, some)
def test_everything_stays_inside(points: list[tuple[float | None, ...]], text: str, target: float | None) -> None:
    values, lower, upper = (tuple(point[at] for point in points) for at in range(3))
    plot = Plot(
        (text,) * len(points), values, lower=lower, upper=upper, target=target, notes=((0, text),) if points else ()
    )
    root = drawn(plot, title=text, description=text)
    height = float(root.get("viewBox").split()[3])
    for node in root.iter(f"{SVG}circle"):
        assert 0 <= float(node.get("cx")) <= WIDTH
        assert 0 <= float(node.get("cy")) <= height


@pytest.mark.parametrize(("values", "unit"), [((52.0, 98.0, 60.0, 70.0), " %"), ((1_200_000.0, 2.0, 3.0, 4.0), " kr")])
def test_numbers_beside_the_axis_are_whole(values: tuple[float, ...], unit: str) -> None:
    root = drawn(replace(PLAIN, values=values, unit=unit))
    beside = [node for node in root.iter(f"{SVG}text") if node.get("text-anchor") == "end"]
    assert beside
    assert all(float(node.get("x")) + 0.01 >= width_of(node.text, float(node.get("font-size"))) for node in beside)
