"""Curves of retention as a picture that stands alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from mentornett.documents.curves import Curve, share_curves

SVG = "{http://www.w3.org/2000/svg}"
ONE = Curve("Nord & <Sør>", (1.0, 0.9, 0.8), (0.9, 0.7, 0.5), (1.0, 1.0, 0.95))


def drawn(*curves: Curve, note: str = "") -> ET.Element:
    return ET.fromstring(share_curves(curves, title="Title", description="Told", axis="Months", note=note))  # noqa: S314


def test_a_line_and_its_range_for_each_group() -> None:
    picture = drawn(ONE, Curve("Vest", (1.0,), (0.8,), (1.0,)))
    lines = picture.findall(f"{SVG}polyline")
    assert len(lines) == len(picture.findall(f"{SVG}polygon")) == 2
    assert len(lines[0].get("points", "").split()) == 3
    assert lines[0].get("stroke-dasharray") != lines[1].get("stroke-dasharray")
    texts = [text.text for text in picture.findall(f"{SVG}text")]
    assert {"Nord & <Sør>", "Vest", "100 %", "Months"} <= set(texts)
    assert (picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")) == ("Title", "Told")


def test_the_note_stands_under_it_and_nothing_is_inline_style() -> None:
    picture = drawn(ONE, note="What it does not tell. " * 8)
    notes = [
        text.text
        for text in picture.findall(f"{SVG}text")
        if set((text.text or "").split()) <= {"What", "it", "does", "not", "tell."}
    ]
    assert " ".join(filter(None, notes)) == ("What it does not tell. " * 8).strip()
    assert "style" not in {name for part in picture.iter() for name in part.attrib}


@pytest.mark.parametrize("curves", [(), (Curve("Empty", (), (), ()),), (Curve("One", (1.0,), (0.5,), (1.0,)),)])
def test_little_to_draw(curves: tuple[Curve, ...]) -> None:
    assert drawn(*curves).findtext(f"{SVG}title") == "Title"


@pytest.mark.parametrize("curves", [(ONE,) * 5, (Curve("Bad", (1.0,), (), (1.0,)),)])
def test_what_cannot_be_drawn(curves: tuple[Curve, ...]) -> None:
    with pytest.raises(ValueError, match=r"At most|both bounds"):
        drawn(*curves)


@pytest.mark.parametrize(("months", "second"), [(24, "3"), (25, "6"), (49, "12"), (140, "24")])
def test_months_under_the_axis_have_room(months: int, second: str) -> None:
    many = (0.5,) * (months + 1)
    texts = [text.text for text in drawn(Curve("Long", many, many, many)).findall(f"{SVG}text")]
    assert texts[texts.index("0") + 1] == second
