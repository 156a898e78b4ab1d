"""The poster, printed from its page: one sheet, as the page promises."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenAs, Site
from tests.cast import Cast
from tests.documents.pdf_reading import read
from tests.web.municipality.test_report_figures import released
from tests.web.programme.test_posters import WORDS, at, counted

pytestmark = pytest.mark.browser


def test_three_figures_and_a_sentence_are_one_sheet(cast: Cast, site: Site, open_as: OpenAs) -> None:
    rows = [{"name": {"nb": f"Ansatt {number}. halvår"}, "cells": [60, 50, 70]} for number in range(10)]
    with site.busy:
        measures = ["0", *counted(cast, 2)]
        released(cast, chart={"ranges": [{"scale": "share", "rows": rows}]})
        typed = WORDS | {"done": "Alle nye får mentor. " * 12, "measures": measures}
        assert site.log_in("programme_leader").post(at(cast, "endre/"), typed).status_code == 302
    page = open_as("programme_leader")
    page.goto(at(cast))
    assert page.locator(".poster-figure").count() == 3
    assert len(read(page.pdf(format="A4", prefer_css_page_size=True)).pages) == 1
