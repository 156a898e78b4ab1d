import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
import typst
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from mentornett.documents.blocks import (
    BulletList,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Run,
    Source,
    Table,
    paragraph,
    row,
)
from mentornett.documents.cleaning import clean
from mentornett.documents.typesetting import svg_to_png
from mentornett.documents.word import CONTENT_TYPE, as_word
from tests.documents.samples import SVG, TRICKY_TEXTS, any_text, document, report, table

TONED = (Note("ferdig", "success"), Note("fare", "danger"))


def opened(made: Document) -> WordDocument:
    return docx.Document(io.BytesIO(as_word(made).content))


def parts(made: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_word(made).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found(word: WordDocument, path: str) -> list[Any]:
    return list(word.element.body.xpath(path))


def texts(word: WordDocument, style: str) -> list[str]:
    return [part.text for part in word.paragraphs if part.style is not None and part.style.name == style]


def field_codes(word: WordDocument, path: str = "//w:instrText") -> list[str]:
    return [code.text.strip() for code in found(word, path)]


def test_word_parts_are_sound_xml() -> None:
    told = {
        name: etree.fromstring(content) for name, content in parts(report()).items() if name.endswith(("xml", "rels"))
    }
    assert {"word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"} <= set(told)


def test_word_has_name_and_type() -> None:
    file = as_word(document(title="Årsrapport"))
    assert (file.name, file.content_type) == ("Årsrapport.docx", CONTENT_TYPE)


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_word_tells_its_language(language: Any, locale: str) -> None:
    word = opened(replace(report(), language=language))
    told = word.styles.element.xpath("w:docDefaults//w:lang")
    assert [mark.get(qn("w:val")) for mark in told] == [locale]
    assert word.core_properties.language == locale


def test_word_tells_title_author_and_time() -> None:
    at = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
    told = docx.Document(io.BytesIO(as_word(report(), written_at=at).content)).core_properties
    assert (told.title, told.author, told.subject) == (
        "Sluttrapport fra nettverket",
        "Prosjektgruppa",
        "Lillevik kommune",
    )
    assert told.created == at
    assert told.comments == ""


def test_word_is_the_same_for_the_same_document() -> None:
    assert as_word(report()) == as_word(report())


def test_word_has_nothing_left_of_the_empty_file() -> None:
    told = parts(document())
    assert not any("thumbnail" in name for name in told)
    assert (
        b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in told["word/settings.xml"]
    )


def test_word_never_asks_to_update_fields() -> None:
    assert b"updateFields" not in parts(report())["word/settings.xml"]


def test_word_page_is_a4_with_margins() -> None:
    section: Any = opened(document()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 25


def test_wide_word_page_lies_down_and_tables_fill_it() -> None:
    word = opened(replace(report(), wide=True))
    section: Any = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    (width, *_) = word.element.body.xpath(".//w:tblW/@w:w")
    assert round(int(width) / 56.6929) == 257


def test_word_title_area_has_title_subtitle_author_and_date() -> None:
    word = opened(report())
    assert texts(word, "Title") == ["Sluttrapport fra nettverket"]
    assert texts(word, "Subtitle") == ["Lillevik kommune"]
    assert texts(word, "Facts") == ["Prosjektgruppa · 21. november 2026"]


def test_word_headings_are_headings() -> None:
    word = opened(document(Heading("En"), Heading("To", 2), Heading("Tre", 3), Heading("Fire", 4)))
    assert [texts(word, f"Heading {level}") for level in (1, 2, 3, 4)] == [["En"], ["To"], ["Tre"], ["Fire"]]


def test_word_heading_is_in_the_accent_colour() -> None:
    style: Any = opened(document()).styles["Heading 1"]
    assert (str(style.font.color.rgb), style.font.name) == ("0B4F6C", "Calibri")


def test_word_paragraph_keeps_looks_and_line_breaks() -> None:
    made = Paragraph((Run("fet\n", bold=True), Run("skrå", italic=True), Run("\tvanlig")))
    runs = opened(document(made)).paragraphs[-1].runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("fet\n", True, None),
        ("skrå", None, True),
        ("\tvanlig", None, None),
    ]


def test_word_links_only_to_safe_addresses() -> None:
    runs = (Run("god", link="https://ks.no/a?b=1&c=2"), Run("ond", link="javascript:alert(1)"))
    last = opened(document(Paragraph(runs))).paragraphs[-1]
    assert [(link.text, link.url) for link in last.hyperlinks] == [("god", "https://ks.no/a?b=1&c=2")]
    assert last.text == "godond"


def test_word_lists_are_lists() -> None:
    word = opened(document(BulletList(("a", "b")), NumberedList(("c", "d"))))
    assert (texts(word, "List Bullet"), texts(word, "List Number")) == (["a", "b"], ["c", "d"])


def test_word_each_numbered_list_starts_at_one() -> None:
    word = opened(document(NumberedList(("a", "b")), NumberedList(("c",))))
    numbers = [mark.get(qn("w:val")) for mark in found(word, "//w:p/w:pPr/w:numPr/w:numId")]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = word.part.numbering_part.element.xpath(f"w:num[@w:numId='{numbers[2]}']//w:startOverride/@w:val")
    assert starts == ["1"]


def test_word_table_has_its_values() -> None:
    told = opened(document(table(rows=2))).tables[0]
    assert [[cell.text for cell in line.cells] for line in told.rows] == [
        ["Tiltak", "Andel", "Status"],
        ["Tiltak 1", "1 %", "Ferdig"],
        ["Tiltak 2", "2 %", "Ferdig"],
    ]


def test_word_table_header_row_is_repeated_and_marked() -> None:
    word = opened(document(table(rows=2)))
    assert [len(line.xpath("w:trPr/w:tblHeader")) for line in found(word, "//w:tr")] == [1, 0, 0]
    assert len(found(word, "//w:tr/w:trPr/w:cantSplit")) == 3


@pytest.mark.parametrize(("row_headers", "mark"), [(True, "1"), (False, "0")])
def test_word_table_tells_whether_the_first_column_is_headers(row_headers: bool, mark: str) -> None:
    word = opened(document(table(row_headers=row_headers)))
    look = found(word, "//w:tblLook")[0]
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", mark)
    assert bool(word.tables[0].cell(1, 0).paragraphs[0].runs[0].bold) is row_headers


def test_word_table_tone_colours_cell_and_text() -> None:
    cell = opened(document(table())).tables[0].cell(1, 2)
    assert cell._tc.xpath("w:tcPr/w:shd/@w:fill") == ["DDF1E4"]
    assert str(cell.paragraphs[0].runs[0].font.color.rgb) == "0B4A24"


def test_word_table_columns_share_the_page_by_weight_and_align() -> None:
    made = Table("x", (Column("a", width_weight=3), Column("b", "right")), (row("1", "2"),))
    word = opened(document(made))
    assert [int(width) for width in found(word, "//w:gridCol/@w:w")] == [6803, 2268]
    assert found(word, "//w:tc[2]/w:p/w:pPr/w:jc/@w:val") == ["right", "right"]


def test_word_captions_are_numbered_by_kind() -> None:
    word = opened(document(table(), Picture(SVG, "a", "Ring"), table(caption="Mål"), table(caption="")))
    assert texts(word, "Caption") == ["Tabell 1. Tiltak", "Figur 1. Ring", "Tabell 2. Mål"]
    assert [code.split()[1] for code in field_codes(word) if code.startswith("SEQ")] == ["Table", "Figure", "Table"]


def test_word_table_note_stands_in_small_print() -> None:
    assert texts(opened(document(table())), "Small Print") == ["Færre enn 5 er skjult."]


def test_word_facts_are_a_table_with_row_headers() -> None:
    word = opened(document(KeyValues((("Kommune", "Lillevik"), ("År", "2026")))))
    assert [[cell.text for cell in line.cells] for line in word.tables[0].rows] == [
        ["Kommune", "Lillevik"],
        ["År", "2026"],
    ]
    assert found(word, "//w:tblLook/@w:firstColumn") == ["1"]
    assert found(word, "//w:tblHeader") == []


def test_word_facts_first_stand_before_the_contents() -> None:
    told = "".join(found(opened(report()), "//w:t/text()"))
    assert told.index("Lillevik") < told.index("Ola Hansen") < told.index("Innhold") < told.index("Innledning")


def test_word_picture_has_alternative_text_and_width() -> None:
    word = opened(document(Picture(SVG, "En <ring>", "Ringen", 80), Picture(SVG, "Bred", width_mm=900)))
    assert found(word, "//wp:docPr/@descr") == ["En <ring>", "Bred"]
    assert [round(shape.width.mm) for shape in word.inline_shapes] == [80, 160]
    assert len(set(found(word, "//wp:docPr/@id"))) == 2


def test_word_svg_is_embedded_as_png() -> None:
    media = [content for name, content in parts(document(Picture(SVG, "x"))).items() if "media" in name]
    assert [content[:8] for content in media] == [b"\x89PNG\r\n\x1a\n"]


def test_word_png_is_embedded_as_it_is() -> None:
    png = svg_to_png(SVG, width_mm=10)
    assert png in parts(document(Picture(png, "x"))).values()


def test_word_broken_svg_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        as_word(document(Picture(b"<svg", "x")))


def test_word_notes_are_boxed_in_their_tone() -> None:
    word = opened(document(*TONED))
    assert (texts(word, "Note success"), texts(word, "Note danger")) == (["ferdig"], ["fare"])
    assert word.styles["Note danger"].element.xpath("w:pPr/w:shd/@w:fill") == ["FADFDD"]


def test_word_quote_is_followed_by_its_source() -> None:
    assert texts(opened(document(Quote("Det nyttet.", "Mentor"), Quote("Ja"))), "Quote") == [
        "Det nyttet.",
        "– Mentor",
        "Ja",
    ]


def test_word_source_stands_in_small_print() -> None:
    assert texts(opened(document(Source("Kilde: SSB"))), "Small Print") == ["Kilde: SSB"]


@pytest.mark.parametrize(
    "first", [paragraph("Ny side"), Heading("Ny side"), table(caption=""), table(), Picture(SVG, "a")]
)
def test_word_page_break_is_asked_for_by_what_comes_first_on_the_page(first: Any) -> None:
    word = opened(document(paragraph("Før"), PageBreak(), first, paragraph("Etter")))
    assert len(found(word, "//w:body/w:p[w:pPr/w:pageBreakBefore]")) == 1
    assert not found(word, "//w:br[@w:type='page']")  # it would leave an empty page when the page before is full
    assert not found(word, "//w:p[w:pPr/w:pageBreakBefore][normalize-space()='Før' or normalize-space()='Etter']")


def test_word_text_begins_on_the_page_after_the_contents() -> None:
    word = opened(report())
    assert found(word, "//w:p[w:pPr/w:pageBreakBefore]//w:t/text()")[:1] == ["Innledning"]


def test_word_contents_are_a_filled_field_with_links() -> None:
    word = opened(report())
    assert field_codes(word)[0].split()[0] == "TOC"
    assert (texts(word, "toc 1"), texts(word, "toc 2")) == (["Innledning", "Veien videre"], ["Tiltak"])
    anchors = found(word, "//w:hyperlink/@w:anchor")
    assert anchors == found(word, "//w:bookmarkStart/@w:name")


def test_word_contents_of_more_than_a_page_list_the_first_level_alone() -> None:
    parts = [block for number in range(9) for block in (Heading(f"{number}"), *[Heading("Team", 2)] * 4)]
    word = opened(document(*parts, table_of_contents=True))
    assert (len(texts(word, "toc 1")), len(texts(word, "toc 2"))) == (9, 36)
    word = opened(document(*parts, Heading("Ett til", 2), table_of_contents=True))
    assert (len(texts(word, "toc 1")), len(texts(word, "toc 2"))) == (9, 0)
    assert field_codes(word)[0].startswith('TOC \\o "1-1"')


def test_word_fields_are_begun_parted_and_ended() -> None:
    marks = found(opened(report()), "//w:fldChar/@w:fldCharType")
    assert [marks.count(kind) for kind in ("begin", "separate", "end")] == [len(marks) // 3] * 3


def test_word_contents_of_document_without_headings_are_empty() -> None:
    word = opened(document(paragraph("a"), table_of_contents=True))
    assert texts(word, "Contents Heading") == ["Innhold"]
    assert found(word, "//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]


def test_word_header_stands_from_the_second_page_and_footer_on_all() -> None:
    section = opened(report()).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Sluttrapport"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Læringsnettverket\tSide 1 av 1"
        assert footer._element.xpath("//w:instrText/text()") == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize("text", TRICKY_TEXTS)
def test_word_shows_tricky_text_as_it_is_in_every_place(text: str) -> None:
    cells = Table(text, (Column(text),), (row(Cell(text, "danger")),), note=text)
    blocks = (
        Heading(text),
        BulletList((text,)),
        NumberedList((text,)),
        cells,
        Quote(text, text),
        Note(text),
        Source(text),
    )
    made = document(*blocks, KeyValues(((text, text),)), Picture(SVG, text, text), title=text)
    word = opened(replace(made, subtitle=text, author=text, date_text=text))
    whole = "".join(found(word, "//w:body//w:t/text()"))
    assert whole.count(text) >= 15
    assert found(word, "//wp:docPr/@descr") == [text]


def test_word_of_empty_document_has_its_title() -> None:
    assert [part.text for part in opened(document()).paragraphs] == ["Prøve", ""]


def test_word_of_empty_parts_is_made() -> None:
    blocks = (BulletList(()), NumberedList(()), KeyValues(()), Heading(""), paragraph(""), Note(""), table(rows=0))
    assert [len(told.rows) for told in opened(document(*blocks)).tables] == [1]


def test_word_of_long_table_has_all_rows() -> None:
    assert len(found(opened(document(table(rows=300))), "//w:tr")) == 301


@settings(max_examples=25, deadline=None)
@given(any_text)
def test_word_gives_any_text_back(text: str) -> None:
    word = opened(document(Heading(text), Paragraph((Run(text),)), Table("", (Column("a"),), (row(text),))))
    assert word.tables[0].cell(1, 0).text == clean(text)
    assert clean(text) in [part.text for part in word.paragraphs]
