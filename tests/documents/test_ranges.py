"""Numbers with their ranges as a picture that stands alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from mentornett.documents.ranges import EDGE, WIDTH, Field, Ranged, range_chart
from mentornett.documents.svg import width_within

SVG = "{http://www.w3.org/2000/svg}"
NORD = Ranged("Nord & <Sør>", "20 (−5 til 45)", 20, -5, 45)


def drawn(*rows: Ranged, low: float = -50, high: float = 50, note: str = "") -> ET.Element:
    field = Field("Difference", rows, low, high, 0, "none")
    return ET.fromstring(range_chart((field,), title="Title", description="Told", note=note))  # noqa: S314


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_number_and_range_are_drawn_on_the_scale_and_written_alike() -> None:
    picture = drawn(NORD)
    (dot,) = picture.iter(f"{SVG}circle")
    assert float(dot.get("cx", "0")) == pytest.approx(EDGE + 0.7 * (WIDTH - 2 * EDGE), abs=0.01)
    assert {"Nord & <Sør>", "20 (−5 til 45)", "Difference", "none", "−40", "0"} <= set(texts(picture))
    assert (picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")) == ("Title", "Told")
    assert "style" not in {name for part in picture.iter() for name in part.attrib}


def test_what_is_not_shown_has_no_mark_and_the_same_room() -> None:
    picture = drawn(NORD, Ranged("Vest", ":"))
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    assert ":" in texts(picture)
    assert picture.get("viewBox") == drawn(NORD, Ranged("Vest", "1 (0–2)", 1, 0, 2)).get("viewBox")


def test_what_is_beyond_the_scale_ends_in_an_arrow() -> None:
    assert not list(drawn(NORD).iter(f"{SVG}path"))
    assert len(list(drawn(Ranged("Wide", "0", 0, -90, 90)).iter(f"{SVG}path"))) == 2
    assert not list(drawn(Ranged("Far", "99", 99, 90, 120)).iter(f"{SVG}circle"))


def test_note_is_wrapped_and_long_names_take_two_lines() -> None:
    short, long = drawn(NORD), drawn(Ranged("Hired while " * 5, "20", 20, 0, 40), note="What it does not tell. " * 6)
    assert len([text for text in texts(long) if "does not" in text]) > 1
    assert float(long.get("viewBox", "").split()[3]) > float(short.get("viewBox", "").split()[3])


def test_scale_needs_room() -> None:
    with pytest.raises(ValueError, match="above low"):
        Field("None", (), 5, 5)


def test_tall_pictures_are_narrower_on_paper() -> None:
    tall = range_chart((Field("F", (NORD,) * 30, 0, 100),), title="T", description="")
    assert width_within(tall, 120, 170) < 70
    assert width_within('<svg viewBox="0 0 200 100">', 120, 170) == 120
