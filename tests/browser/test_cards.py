"""Rows that are cards on a phone: the names of columns and the words of cells stand whole."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenAs

pytestmark = pytest.mark.browser
# words that are wider than the room they have, measured as the browser draws them; addresses break where they must
BROKEN = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const broken = (text, style, room) => {
    pen.font = style.font;
    return text.split(/[ \\n-]+/).filter((word) => !word.includes("@") && pen.measureText(word).width > room + 0.5);
  };
  return [...document.querySelectorAll(".table-cards tbody td[data-label]")].flatMap((cell) => {
    const own = getComputedStyle(cell), name = getComputedStyle(cell, "::before");
    const room = cell.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight);
    return [...broken(cell.dataset.label, name, parseFloat(name.width)), ...broken(cell.innerText, own, room)];
  });
}"""


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("address", ["/program/par/", "/program/mentorer/", "/program/nyansatte/"])
def test_words_are_not_broken_on_the_smallest_phones(address: str, width: int, open_as: OpenAs) -> None:
    page = open_as("programme_leader", width=width)
    page.goto(address)
    assert page.locator(".table-cards tbody td[data-label]").count() > 2
    page.evaluate("document.fonts.ready")
    assert page.evaluate(BROKEN) == []
