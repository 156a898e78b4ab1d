"""Charts in the final report: put in with one button, kept as they were, the same on page, in Word and in PDF."""

from __future__ import annotations

import io
from datetime import date
from html import unescape
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import MonthlyMeasure, Release, ReleasedAnswer, ReportPiece
from mentornett.network.models import Submission
from tests.cast import Cast
from tests.conftest import LogIn
from tests.documents.pdf_reading import read, squeezed, text_of
from tests.final_reports import ask_for_final_reports
from tests.web.programme.test_charts import WAVES, measure_in, write

VALUES = [*WAVES * 4, 9, 10, 8, *(2, 3) * 3]  # February 2024 to February 2026; the programme starts in September 2025
CHANGED = "Endring: 7 måneder på rad under det vanlige nivået, fra august 2025. Det er bedre."


@pytest.fixture
def final(cast: Cast) -> Submission:
    return ask_for_final_reports(cast)


@pytest.fixture
def measure(cast: Cast) -> MonthlyMeasure:
    row = measure_in(cast)
    write(row, cast, VALUES, first=date(2024, 2, 1))
    return row


def at(name: str, final: Submission, *more: int) -> str:
    return reverse(f"municipality:final_report_{name}", args=[final.pk, *more])


def put_in(client: Client, final: Submission, measure: MonthlyMeasure) -> Any:
    return client.post(at("figure_in", final, measure.pk), follow=True)


def test_chart_is_put_in_and_taken_out_with_one_button(
    cast: Cast, log_in: LogIn, final: Submission, measure: MonthlyMeasure
) -> None:
    client = log_in("coordinator")
    report = reverse("municipality:final_report", args=[final.pk])
    assert at("figures", final) in client.get(report).text
    assert "Ta med i rapporten" in client.get(at("figures", final)).text
    assert "er med i rapporten" in put_in(client, final, measure).text
    said = unescape(client.get(report).text)
    assert "Endring: 9 måneder på rad under det vanlige nivået" in said or "på rad under det vanlige nivået" in said
    assert f"<desc>{CHANGED}" in said
    assert "De kan ikke vise at mentorordningen er årsaken" in said
    gone = client.post(at("figure_out", final, measure.pk), follow=True).text
    assert "Du kan ta det med igjen" in gone
    assert "<desc>Endring" not in client.get(report).text
    with inside(EVERYONE):
        verbs = list(AuditEntry.objects.filter(verb__startswith="piece.").values_list("verb", flat=True))
    assert sorted(verbs) == ["piece.put_in", "piece.taken_out"]


def test_report_keeps_the_chart_as_it_was_until_it_is_renewed(
    cast: Cast, log_in: LogIn, final: Submission, measure: MonthlyMeasure
) -> None:
    client = log_in("coordinator")
    put_in(client, final, measure)
    with inside(EVERYONE):
        was = ReportPiece.objects.get().content
        measure.values.filter(month=date(2025, 12, 1)).update(value=99)
    page = client.get(reverse("municipality:final_report", args=[final.pk])).text
    assert ">99<" not in page
    put_in(client, final, measure)
    with inside(EVERYONE):
        now = ReportPiece.objects.get().content  # renewed where it stands
    assert 99 not in was["plot"]["values"]
    assert 99 in now["plot"]["values"]


def test_word_and_pdf_hold_picture_alt_text_table_and_caveat(
    cast: Cast, log_in: LogIn, final: Submission, measure: MonthlyMeasure
) -> None:
    client = log_in("coordinator")
    put_in(client, final, measure)
    with inside(EVERYONE):
        kept = ReportPiece.objects.get().content
    word = client.get(reverse("municipality:report_file", args=[final.pk, "word"]))
    written = docx.Document(io.BytesIO(word.content))
    xml = unescape(written.element.xml)
    assert f"{kept['title']}. {kept['description']} {kept['caveat']}" in xml
    assert kept["periods"][0]["mean"] in " ".join(cell.text for table in written.tables for cell in table._cells)
    pdf = squeezed(text_of(read(client.get(reverse("municipality:report_file", args=[final.pk, "pdf"])).content)))
    assert squeezed(kept["caveat"]) in pdf
    assert squeezed(kept["answer"]["seen"][0]) in pdf


def test_chart_is_told_in_the_language_of_the_municipality(
    cast: Cast, log_in: LogIn, final: Submission, measure: MonthlyMeasure
) -> None:
    client = log_in("coordinator")
    with inside(EVERYONE):
        type(cast.flesberg).objects.filter(pk=cast.flesberg.pk).update(language="nn")
    put_in(client, final, measure)
    with inside(EVERYONE):
        assert "7 månader på rad under det vanlege nivået" in ReportPiece.objects.get().content["description"]


def test_only_own_measures_with_figures_can_be_put_in(cast: Cast, log_in: LogIn, final: Submission) -> None:
    client = log_in("coordinator")
    assert "Ingen tall for hver måned ennå" in client.get(at("figures", final)).text
    empty, strange = measure_in(cast, name="Tom"), measure_in(cast, name="Naboens", place=cast.roros)
    write(strange, cast, VALUES)
    for wrong in (empty.pk, strange.pk, 999_999):
        assert client.post(at("figure_in", final, wrong)).status_code == 404
    with inside(EVERYONE):
        assert not ReportPiece.objects.exists()


def test_sent_report_can_no_longer_be_changed(cast: Cast, log_in: LogIn, measure: MonthlyMeasure) -> None:
    sent = ask_for_final_reports(cast, state="sent")
    client = log_in("coordinator")
    assert client.get(at("figures", sent)).status_code == 403
    assert client.post(at("figure_in", sent, measure.pk)).status_code == 403
    assert client.post(at("figure_out", sent, measure.pk)).status_code == 403


def test_questions_do_not_grow_with_the_charts(
    cast: Cast, log_in: LogIn, final: Submission, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    for number in range(3):
        row = measure_in(cast, name=f"M{number}")
        write(row, cast, VALUES)
        put_in(client, final, row)
        if number != 1:
            client.get(at("figures", final))
            with django_assert_num_queries(12):
                client.get(at("figures", final))


def released(cast: Cast, *, until: date = date(2025, 12, 31), **more: Any) -> ReleasedAnswer:
    """Release one answer of the cast's municipality, with a figure that is not shown."""
    told = {"seen": ["Av 24 nyansatte var 23 her etter 12 måneder."], "certainty": ["Trolig mellom 80 og 99 av 100."]}
    with inside(EVERYONE):
        place = more.pop("place", cast.flesberg)
        release, _made = Release.objects.get_or_create(municipality=place, until=until, defaults={"made_at": cast.now})
        return ReleasedAnswer.objects.create(
            municipality=place, release=release,
            table={"head": {"nb": ["Gruppe", "Ansatt"]}, "rows": [{"name": {"nb": "Alle"}, "cells": [None]}]},
            **({"question": "retention", "grade": "C", "words": {"nb": told}} | more),
        )  # fmt: skip


def test_released_answer_is_put_in_and_taken_out(cast: Cast, log_in: LogIn, final: Submission) -> None:
    client, answer = log_in("coordinator"), released(cast)
    assert "Av 24 nyansatte" in client.get(at("figures", final)).text
    assert "er med i rapporten" in client.post(at("answer_in", final, answer.pk), follow=True).text
    report = reverse("municipality:final_report", args=[final.pk])
    said = unescape(client.get(report).text)
    assert all(
        part in said for part in ("Av 24 nyansatte", "Trolig mellom 80 og 99 av 100", "Grad C", "«:» vises ikke")
    )
    word = client.get(reverse("municipality:report_file", args=[final.pk, "word"]))
    written = docx.Document(io.BytesIO(word.content))
    assert any("Trolig mellom 80 og 99 av 100." in one.text for one in written.paragraphs)
    cells = [cell.text for table in written.tables for cell in table._cells]
    assert ":" in cells
    client.post(at("answer_out", final, answer.pk))
    assert "Av 24 nyansatte" not in client.get(report).text


def test_only_the_newest_answers_of_the_whole_municipality_can_be_put_in(
    cast: Cast, log_in: LogIn, final: Submission
) -> None:
    client = log_in("coordinator")
    strange = [
        released(cast, until=date(2025, 6, 30)), released(cast, question="units"),
        released(cast, question="unit", about=str(cast.ward.pk)), released(cast, place=cast.roros),
    ]  # fmt: skip
    released(cast)
    said = client.get(at("figures", final)).text
    assert said.count("Ta med i rapporten<") == 1
    for answer in strange:
        assert client.post(at("answer_in", final, answer.pk)).status_code == 404
    with inside(EVERYONE):
        assert not ReportPiece.objects.exists()
