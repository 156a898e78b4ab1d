"""The same thing in several places: common axes, names, and words where there is nothing to draw."""

from __future__ import annotations

from typing import Any

from lxml import etree

from mentornett.documents.control_charts import Plot
from mentornett.documents.multiples import ON_A_PAGE, Panel, multiples, sheets_of
from mentornett.documents.typesetting import svg_to_png

LABELS = ("a", "b", "c")
NORTH = Panel("Nord", Plot(LABELS, (1.0, 2.0, 3.0), start=1, early=(1, 2), baseline=(0, 0)), "Nord stiger")
SOUTH = Panel("Sør", Plot(LABELS, (20.0, None, 4.0), ranges=((12.0, 40.0), None, (3.0, 6.0))), "Sør synker")
FEW = Panel("Øst & vest", Plot(LABELS, (None, None, None)), "For få", "For få tall")


def words(svg: str) -> list[Any]:
    return [node.text for node in etree.fromstring(svg).iter("{*}text")]


def test_panels_share_a_scale_and_have_their_own_names() -> None:
    made = multiples([NORTH, SOUTH, FEW])
    assert [etree.fromstring(svg)[0].text for svg in made] == ["Nord", "Sør", "Øst & vest"]
    assert [etree.fromstring(svg)[1].text for svg in made] == ["Nord stiger", "Sør synker", "For få"]
    assert words(made[0]) == words(made[1]) == words(made[2])[:-1]
    assert "40" in words(made[0])  # the end of the widest range is on everybody's axis
    assert words(made[2])[-1] == "For få tall"


def test_a_panel_that_is_not_drawn_does_not_set_the_scale() -> None:
    huge = Panel("X", Plot(LABELS, (900.0, 900.0, 900.0)), "d", "For få")
    assert "900" not in words(multiples([NORTH, huge])[0])


def test_axis_says_nothing_of_a_scale_where_no_panel_is_drawn() -> None:
    assert words(multiples([FEW])[0]) == ["0", *LABELS, "For få tall"]


def test_many_places_become_several_pictures_of_the_same_scale() -> None:
    made = sheets_of([NORTH] * ON_A_PAGE + [SOUTH], title="T", description="D")
    assert len(made) == 2
    assert set(words(made[1])) - {"Sør"} <= set(words(made[0]))
    assert words(made[0]).count("Nord") == ON_A_PAGE
    assert sheets_of([], title="T", description="D") == []
    assert svg_to_png(made[1].encode(), width_mm=100)
