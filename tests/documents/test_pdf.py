from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import typst
from hypothesis import example, given, settings

from mentornett.documents.blocks import (
    BulletList,
    Cell,
    Column,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    Picture,
    Quote,
    Run,
    Source,
    Table,
    paragraph,
    row,
)
from mentornett.documents.pdf import as_pdf
from mentornett.documents.typesetting import svg_to_png
from tests.documents.pdf_reading import elements, kinds, of_kind, opened, read, scope, shown, squeezed, text_of
from tests.documents.samples import SVG, TRICKY_TEXTS, any_text, document, report, table


def test_pdf_follows_pdf_ua() -> None:
    pdf = opened(report())
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Sluttrapport fra nettverket"


def test_pdf_after_marking_row_headers_is_sound() -> None:
    assert opened(report()).check_pdf_syntax() == []


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_pdf_tells_its_language(language: Any, locale: str) -> None:
    assert str(opened(replace(report(), language=language)).Root.Lang).lower() == locale.lower()


def test_pdf_tells_title_and_author() -> None:
    told = opened(report()).docinfo
    assert (str(told["/Title"]), str(told["/Author"])) == ("Sluttrapport fra nettverket", "Prosjektgruppa")


def test_pdf_has_a_tag_for_each_kind_of_block() -> None:
    assert {"/Title", "/H1", "/H2", "/P", "/L", "/LI", "/Table", "/Caption", "/BlockQuote", "/Figure", "/Link"} <= set(
        kinds(opened(report()))
    )


def test_pdf_column_headers_have_scope_column() -> None:
    pdf = opened(document(table(row_headers=False)))
    assert [scope(cell) for cell in of_kind(pdf, "/TH")] == ["/Column"] * 3


def test_pdf_row_headers_have_scope_row() -> None:
    pdf = opened(document(table(rows=2)))
    assert [scope(cell) for cell in of_kind(pdf, "/TH")] == ["/Column"] * 3 + ["/Row"] * 2
    rows = [[str(cell.S) for cell in elements(line.K)] for line in of_kind(pdf, "/TR")]
    assert rows == [["/TH", "/TH", "/TH"], ["/TH", "/TD", "/TD"], ["/TH", "/TD", "/TD"]]


def test_pdf_row_headers_are_marked_only_in_tables_that_have_them() -> None:
    pdf = opened(document(table(rows=1, row_headers=False), table(rows=1), table(rows=1, row_headers=False)))
    marks = [[scope(cell) for cell in elements(found.K) if cell.S == "/TH"] for found in of_kind(pdf, "/Table")]
    assert [("/Row" in told) for told in marks] == [False, True, False]


def test_pdf_data_cells_beside_row_headers_name_no_headers_of_their_own() -> None:
    cells = of_kind(opened(document(table())), "/TD")
    assert cells
    assert not any("/Headers" in part for cell in cells for part in cell.get("/A", []))


def test_pdf_facts_have_row_headers() -> None:
    pdf = opened(document(KeyValues((("Kommune", "Lillevik"), ("År", "2026")))))
    assert [scope(cell) for cell in of_kind(pdf, "/TH")] == ["/Row", "/Row"]


def test_pdf_pictures_have_alternative_texts() -> None:
    figures = of_kind(opened(report()), "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["En ring", "En ring til"]


def test_pdf_takes_png() -> None:
    png = svg_to_png(SVG, width_mm=20)
    assert [str(figure.Alt) for figure in of_kind(opened(document(Picture(png, "Punkt"))), "/Figure")] == ["Punkt"]


def test_pdf_of_broken_picture_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        as_pdf(document(Picture(b"\x89PNG\r\n\x1a\nrubbish", "Ødelagt")))


def test_pdf_contents_list_headings_of_two_levels() -> None:
    made = document(Heading("En"), Heading("To", 2), Heading("Tre", 3), table_of_contents=True)
    assert len(of_kind(opened(made), "/TOCI")) == 2


def test_pdf_contents_of_more_than_a_page_list_the_first_level_alone() -> None:
    made = document(Heading("En"), *[Heading("To", 2)] * 45, table_of_contents=True)
    assert len(of_kind(opened(made), "/TOCI")) == 1


def test_pdf_without_contents_has_none() -> None:
    assert "/TOC" not in kinds(opened(document(Heading("En"))))


def test_pdf_facts_first_stand_before_the_contents() -> None:
    order = kinds(opened(report()))
    assert order.index("/Table") < order.index("/TOC")


def test_pdf_mends_skipped_heading_levels() -> None:
    told = kinds(opened(document(Heading("Tre", 3), Heading("Fire", 4))))
    assert [kind for kind in told if kind.startswith("/H")] == ["/H1", "/H2"]


def test_pdf_header_stands_from_the_second_page_and_footer_on_all() -> None:
    pages = [shown(page) for page in opened(report()).pages]
    assert ["Læringsnettverket" in page for page in pages] == [True] * len(pages)
    assert pages[0].count("Sluttrapport") == 1
    assert all(page.startswith("Sluttrapport") for page in pages[1:])
    assert [f"Side {number} av {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_pdf_uses_only_its_own_fonts() -> None:
    pdf = opened(report())
    names = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}
    assert all("SourceSans3" in name or "NotoEmoji" in name for name in names)


def test_pdf_is_the_same_for_the_same_document() -> None:
    assert as_pdf(report()).content == as_pdf(report()).content


def test_pdf_tells_when_it_was_written() -> None:
    file = as_pdf(report(), written_at=datetime(2026, 11, 21, 12, 30, tzinfo=UTC))
    assert "20261121123000" in str(read(file.content).docinfo["/CreationDate"])


def test_pdf_without_a_time_tells_none() -> None:
    assert "/CreationDate" not in opened(report()).docinfo


def test_pdf_file_has_name_and_type() -> None:
    file = as_pdf(document(title="Årsrapport 2026/27"))
    assert (file.name, file.content_type) == ("Årsrapport 2026 27.pdf", "application/pdf")


@pytest.mark.parametrize("text", TRICKY_TEXTS)
def test_pdf_shows_tricky_text_as_it_is(text: str) -> None:
    assert squeezed(text) in squeezed(text_of(opened(document(paragraph(text)))))


@pytest.mark.parametrize("text", TRICKY_TEXTS)
def test_pdf_takes_tricky_text_in_every_place(text: str) -> None:
    cells = Table(text, (Column(text),), (row(Cell(text, "danger")),), note=text)
    blocks = (Heading(text), BulletList((text,)), NumberedList((text,)), cells, KeyValues(((text, text),)))
    more = (Quote(text, text), Note(text), Source(text), Picture(SVG, text, text))
    made = document(*blocks, *more, title=text, table_of_contents=True)
    pdf = opened(replace(made, subtitle=text, author=text, date_text=text, header_text=text, footer_text=text))
    assert squeezed(text_of(pdf)).count(squeezed(text)) >= 14


def test_pdf_keeps_line_breaks_of_a_paragraph() -> None:
    one = as_pdf(document(paragraph("a b"))).content
    two = as_pdf(document(paragraph("a\nb"))).content
    assert one != two


def test_pdf_links_only_to_safe_addresses() -> None:
    runs = (
        Run("god", link="https://ks.no"),
        Run("ond", link="javascript:alert(1)"),
        Run("fil", link="file:///etc/passwd"),
    )
    pdf = opened(document(BulletList((runs,))))
    links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])]
    assert links == ["https://ks.no"]


def test_pdf_of_empty_document_has_one_page() -> None:
    assert len(opened(document()).pages) == 1


def test_pdf_of_empty_parts_is_made() -> None:
    parts = (
        BulletList(()),
        NumberedList(()),
        KeyValues(()),
        Heading(""),
        paragraph(""),
        Note(""),
        Quote(""),
        table(rows=0),
    )
    assert kinds(opened(document(*parts, table_of_contents=True))).count("/Table") == 1


def test_pdf_of_long_table_repeats_its_header_and_marks_all_rows() -> None:
    pdf = opened(document(table(rows=300)))
    assert len(pdf.pages) > 5
    assert all("TiltakAndelStatus" in squeezed(shown(page)) for page in pdf.pages)
    assert [scope(cell) for cell in of_kind(pdf, "/TH")].count("/Row") == 300


def test_pdf_breaks_long_words_inside_their_cell() -> None:
    heights = []
    for word in ("x", "x" * 400):
        made = Table("", (Column("a"), Column("b", width_weight=4)), (row(word, "b"),))
        (found,) = of_kind(opened(document(made)), "/Table")
        low, high = (float(found.A[0].BBox[side]) for side in (1, 3))
        heights.append(high - low)
    assert heights[1] > heights[0] + 200


def test_pdf_replaces_letters_that_no_font_has() -> None:
    told = text_of(opened(document(paragraph("Navn: 中 og æ"))))
    assert squeezed(told).startswith(squeezed("Prøve Navn: \ufffd og æ"))


@settings(max_examples=60, deadline=None)
@given(any_text)
@example("\u0600\u202e\u2066")
@example("\U000e0001\U0010ffff\ufdd0")
@example("e\u0301\u0301\u0301 \u20dd")
def test_pdf_is_made_of_any_text(text: str) -> None:
    made = document(
        Heading(text), paragraph(text), KeyValues(((text, text),)), Table("", (Column(text),), (row(text),))
    )
    pdf = opened(made)
    assert kinds(pdf).count("/Table") == 2
