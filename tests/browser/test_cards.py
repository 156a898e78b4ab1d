"""Rows that are cards on a phone: the name of a column stands whole beside its cell."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenAs

pytestmark = pytest.mark.browser
# names one of whose words is wider than the room it has, measured as the browser draws it
BROKEN = """() => [...document.querySelectorAll(".table-cards tbody td[data-label]")].filter((cell) => {
  const drawn = getComputedStyle(cell, "::before"), pen = document.createElement("canvas").getContext("2d");
  pen.font = drawn.font;
  return cell.dataset.label.split(/[ -]/).some((word) => pen.measureText(word).width > parseFloat(drawn.width));
}).map((cell) => `${cell.dataset.label}: ${getComputedStyle(cell, "::before").width}`)"""


@pytest.mark.parametrize("address", ["/program/par/", "/program/mentorer/", "/program/nyansatte/"])
def test_names_of_columns_are_not_broken_on_the_smallest_phone(address: str, open_as: OpenAs) -> None:
    page = open_as("programme_leader", width=320)
    page.goto(address)
    assert page.locator(".table-cards tbody td[data-label]").count() > 2
    page.evaluate("document.fonts.ready")
    assert page.evaluate(BROKEN) == []
