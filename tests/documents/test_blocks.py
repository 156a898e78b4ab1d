from dataclasses import FrozenInstanceError

import pytest

from mentornett.documents.blocks import (
    LABELS,
    Cell,
    Column,
    Document,
    DocumentLabels,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    columns,
    paragraph,
    paragraphs,
    row,
    runs_of,
)
from tests.documents.samples import SVG, document


@pytest.mark.parametrize("level", [0, 5, -1])
def test_heading_of_other_level_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="level 1 to 4"):
        Heading("x", level)


def test_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        Table("x", (), ())


def test_table_with_uneven_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell per column"):
        Table("x", columns("a", "b"), (row("1"),))


@pytest.mark.parametrize("weight", [0, -1, float("nan")])
def test_column_without_width_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="width_weight"):
        Column("x", width_weight=weight)


@pytest.mark.parametrize("alt", ["", "  "])
def test_picture_without_alternative_text_is_refused(alt: str) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        Picture(SVG, alt)


def test_picture_of_other_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="SVG or PNG"):
        Picture(b"GIF89a", "x")


def test_document_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        document(title=" ")


def test_document_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        document().title = "x"  # type: ignore[misc]


def test_words_are_those_of_the_language() -> None:
    assert [Document("x", language, ()).words.contents for language in ("nb", "nn", "en")] == [
        "Innhold",
        "Innhald",
        "Contents",
    ]


def test_words_given_win() -> None:
    given = DocumentLabels(contents="Sisdoallu")
    assert Document("x", "nb", (), labels=given).words is given
    assert LABELS["nb"].contents == "Innhold"


def test_paragraph_keeps_its_newlines() -> None:
    assert paragraph("a\nb") == Paragraph((Run("a\nb"),))


def test_paragraphs_part_at_blank_lines() -> None:
    assert paragraphs("a\nb\r\n \r\nc\n\n\n\nd\n") == (paragraph("a\nb"), paragraph("c"), paragraph("d"))


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_paragraphs_of_nothing_are_none(text: str) -> None:
    assert paragraphs(text) == ()


def test_row_and_columns_take_both_texts_and_parts() -> None:
    assert row("a", Cell("b", "info")) == (Cell("a"), Cell("b", "info"))
    assert columns("a", Column("b", "right")) == (Column("a"), Column("b", "right"))


def test_runs_of_plain_text_is_one_run() -> None:
    assert runs_of("a") == (Run("a"),)
    assert runs_of((Run("a"), Run("b"))) == (Run("a"), Run("b"))
