"""The poster: words of one's own, at most three charts of the whole municipality, and one page on paper."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pikepdf
import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import Poster
from tests.cast import Cast
from tests.conftest import LogIn
from tests.documents.pdf_reading import read, squeezed, text_of
from tests.web.municipality.test_report_figures import released
from tests.web.programme.test_charts import WAVES, measure_in, write

VALUES = [*WAVES * 4, 9, 10, 8, *(2, 3) * 3]
WORDS = {"heading": "Mentor på Flesberg", "done": "Alle nye får mentor.", "sentence": "Vi ble <b>flere</b>."}


def at(cast: Cast, more: str = "") -> str:
    return f"/program/kommune/{cast.flesberg.pk}/maling/plakat/{more}"


def counted(cast: Cast, number: int) -> list[int]:
    made = [measure_in(cast, name=f"Måling {name}") for name in "ABCD"[:number]]
    for row in made:
        write(row, cast, VALUES)
    return [row.pk for row in made]


def test_poster_says_something_before_anybody_has_written(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    said = unescape(client.get(at(cast)).text)
    assert "Siden september 2025 får nye sykepleiere en mentor" in said
    assert "Ingen diagrammer ennå" in said
    few = measure_in(cast, name="For få")
    write(few, cast, [1, 2])
    counted(cast, 3)
    said = unescape(client.get(at(cast)).text)
    assert [name in said for name in ("For få", "Måling A", "Måling B", "Måling C")] == [False, True, True, False]
    assert "De kan ikke vise at mentorordningen er årsaken" in said
    assert "Før oppstart: 9,3 vakter (18 måneder)" in said
    assert "Grad C" in said


def test_own_words_and_charts_are_kept_and_shown(cast: Cast, log_in: LogIn) -> None:
    client, pks = log_in("programme_leader"), counted(cast, 3)
    form = client.get(at(cast, "endre/")).text
    assert "Høyst tre" in form
    client.post(at(cast, "endre/"), WORDS | {"measures": [pks[2]]})
    said = client.get(at(cast)).text
    assert "Mentor på Flesberg" in said
    assert "Vi ble &lt;b&gt;flere&lt;/b&gt;." in said
    assert re.findall(r"<h3>(Måling .)</h3>", said) == ["Måling C"]
    assert 'value="Mentor på Flesberg"' in client.get(at(cast, "endre/")).text
    client.post(at(cast, "endre/"), WORDS | {"heading": "Ny"})
    with inside(EVERYONE):
        assert (Poster.objects.get().heading, Poster.objects.get().measures) == ("Ny", [])
        assert AuditEntry.objects.filter(verb="poster.written").count() == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"heading": ""}, "Overskrift"), ({"done": "x" * 601}, "600"), ({"measures": ["x"]}, "x"),
        ({"measures": ["999999"]}, "Velg et av alternativene"), ({"heading": "x" * 121}, "120"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    changes: dict[str, Any], message: str, cast: Cast, log_in: LogIn
) -> None:
    counted(cast, 1)
    said = log_in("hr").post(at(cast, "endre/"), WORDS | changes).text
    assert message in said
    assert "Vi ble &lt;b&gt;flere&lt;/b&gt;." in said
    with inside(EVERYONE):
        assert not Poster.objects.exists()


def test_four_charts_are_one_too_many(cast: Cast, log_in: LogIn) -> None:
    pks = counted(cast, 4)
    assert "Velg høyst tre" in log_in("hr").post(at(cast, "endre/"), WORDS | {"measures": pks}).text


def test_pdf_is_one_page_with_three_charts_alt_text_and_caveat(cast: Cast, log_in: LogIn) -> None:
    client, pks = log_in("programme_leader"), counted(cast, 3)
    client.post(at(cast, "endre/"), WORDS | {"done": "Alle nye får mentor. " * 12, "measures": pks})
    content = client.get(at(cast, "pdf/")).content
    pdf = read(content)
    assert len(pdf.pages) == 1
    text = squeezed(text_of(pdf))
    assert squeezed("De kan ikke vise at mentorordningen er årsaken") in text
    assert squeezed("Vi ble <b>flere</b>.") in text
    assert isinstance(pdf, pikepdf.Pdf)
    assert client.get(at(cast, "word/")).status_code == 200
    assert client.get(at(cast, "exe/")).status_code == 404


def test_poster_with_the_newest_answer_and_its_chart_is_one_page(cast: Cast, log_in: LogIn) -> None:
    client, (pk, _other) = log_in("programme_leader"), counted(cast, 2)
    rows = [{"name": {"nb": f"Ansatt {at}. halvår"}, "cells": [60, 50, 70]} for at in range(6)]
    released(cast, chart={"ranges": [{"scale": "share", "rows": rows}]})
    client.post(at(cast, "endre/"), WORDS | {"done": "Alle nye får mentor. " * 12, "measures": ["0"]})
    assert client.get(at(cast)).text.count("60 (50–70)") == 6
    pdf = read(client.get(at(cast, "pdf/")).content)
    assert len(pdf.pages) == 1
    assert squeezed("Ansatt 5. halvår") in squeezed(text_of(pdf))
    client.post(at(cast, "endre/"), WORDS | {"measures": ["0", pk]})
    assert len(read(client.get(at(cast, "pdf/")).content).pages) == 1


def test_unit_never_stands_on_the_poster(cast: Cast, log_in: LogIn) -> None:
    row = measure_in(cast, name="Per enhet", by_unit=True)
    for unit in (cast.ward, cast.home_care):
        write(row, cast, VALUES, unit=unit)
    said = log_in("hr").get(f"{at(cast)}?unit={cast.ward.pk}").text
    assert "Post 1" not in said
    assert "av 2 enheter" in said


def test_questions_do_not_grow_with_the_charts(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("programme_leader")
    for number in (1, 3):
        counted(cast, number)
        client.get(at(cast))
        with django_assert_num_queries(10):
            client.get(at(cast))


def test_newest_answer_stands_on_the_poster_until_it_is_left_out(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    released(cast, question="unit", about=str(cast.ward.pk), label="Post 1", position=0)
    assert "Det nyeste svaret" not in client.get(at(cast, "endre/")).text
    released(cast, position=1)
    said = client.get(at(cast)).text
    assert "Trolig mellom 80 og 99 av 100. Grad C" in said
    assert "Post 1" not in said
    assert squeezed("Trolig mellom 80 og 99 av 100.") in squeezed(text_of(read(client.get(at(cast, "pdf/")).content)))
    assert "Det nyeste svaret: Blir de?" in client.get(at(cast, "endre/")).text
    client.post(at(cast, "endre/"), WORDS | {"measures": ["0"]})
    assert "Trolig mellom 80 og 99" in client.get(at(cast)).text
    client.post(at(cast, "endre/"), WORDS)
    assert "Trolig mellom 80 og 99" not in client.get(at(cast)).text
