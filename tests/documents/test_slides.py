"""Written PowerPoint files, opened again: titles, order, language, and every text on its slide."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pptx
import pytest
from hypothesis import given, settings

from mentornett.documents.blocks import Document, Heading, Language, Quote, paragraph
from mentornett.documents.cleaning import clean, one_line
from mentornett.documents.slides import CONTENT_TYPE, as_slides
from tests.documents.samples import TRICKY_TEXTS, any_text

SAID = (
    Heading("Tid", 1), Quote("Vi har startet", "Flesberg, Statusrapport"),
    Heading("Tid", 1), Quote("Det tar tid\nog krefter", "Røros, Statusrapport"),
    Heading("Leder", 1), Quote("Lederen er med"),
)  # fmt: skip


def deck(*blocks: Any, language: Language = "nb", title: str = "Det teamene sier") -> Document:
    return Document(
        title=title, language=language, blocks=blocks, subtitle="Statusrapport", date_text="12. mars 2026",
        author="Læringsnettverk Nord",
    )  # fmt: skip


def opened(made: Document) -> Any:
    return pptx.Presentation(io.BytesIO(as_slides(made).content))


def titles(made: Document) -> list[str]:
    return [slide.shapes.title.text for slide in opened(made).slides]


def texts(made: Document) -> list[str]:
    return [slide.placeholders[1].text for slide in opened(made).slides]


def test_title_slide_and_one_slide_for_each_quote_with_a_title_of_its_own() -> None:
    assert titles(deck(*SAID)) == ["Det teamene sier", "Tid (1/2)", "Tid (2/2)", "Leder"]
    assert texts(deck(*SAID)) == [
        "Statusrapport · 12. mars 2026", "Vi har startet\n– Flesberg, Statusrapport",
        "Det tar tid\nog krefter\n– Røros, Statusrapport", "Lederen er med",
    ]  # fmt: skip


def test_quotes_before_any_heading_stand_under_the_title_and_other_blocks_have_no_slide() -> None:
    assert titles(deck(paragraph("Tekst"), Quote("Først"))) == ["Det teamene sier", "Det teamene sier"]
    assert len(titles(deck())) == 1


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_every_text_names_its_language(language: Language, locale: str) -> None:
    made = opened(deck(*SAID, language=language))
    runs = [
        run
        for slide in made.slides
        for shape in slide.placeholders
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert len(runs) >= 9
    assert {run._r.rPr.get("lang") for run in runs} == {locale}
    assert made.core_properties.language == locale


def test_deck_names_title_author_and_time_and_has_no_picture_of_another_text() -> None:
    file = as_slides(deck(*SAID), written_at=datetime(2026, 3, 12, 8, tzinfo=UTC))
    properties = pptx.Presentation(io.BytesIO(file.content)).core_properties
    assert (properties.title, properties.author) == ("Det teamene sier", "Læringsnettverk Nord")
    assert properties.modified == datetime(2026, 3, 12, 8)  # noqa: DTZ001 (the library gives times without a zone)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "media/" in name]
    assert (file.name, file.content_type) == ("Det teamene sier.pptx", CONTENT_TYPE)


def test_slides_hold_placeholders_only_and_none_is_empty_or_outside() -> None:
    made = opened(deck(*SAID))
    for slide in made.slides:
        assert all(shape.is_placeholder and shape.text_frame.text for shape in slide.shapes)
        assert slide.shapes[0] == slide.shapes.title  # read first
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_layouts_are_as_wide_as_the_slides() -> None:
    made = opened(deck(*SAID))
    assert round(made.slide_width / made.slide_height, 2) == 1.78
    for layout in made.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left + shape.width <= made.slide_width
    title = made.slide_layouts[1].placeholders[0]
    assert title.left + title.width > 0.9 * made.slide_width


@pytest.mark.parametrize(("length", "points"), [(10, 32), (221, 26), (451, 21), (801, 17), (2_000, 13)])
def test_longer_passages_are_smaller(length: int, points: int) -> None:
    slide = opened(deck(Quote("a" * length))).slides[1]
    assert slide.placeholders[1].text_frame.paragraphs[0].runs[0].font.size.pt == points


def test_same_document_gives_the_same_bytes() -> None:
    assert as_slides(deck(*SAID)).content == as_slides(deck(*SAID)).content


@pytest.mark.parametrize("text", TRICKY_TEXTS)
def test_tricky_texts_come_through(text: str) -> None:
    made = deck(Heading("Tid", 1), Quote(text or "tom", text))
    assert one_line(clean(text)).strip() in texts(made)[1] or not text.strip()


@settings(max_examples=15, deadline=None)
@given(any_text)
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    assert opened(deck(Heading(text, 1), Quote(text, text))).slides
