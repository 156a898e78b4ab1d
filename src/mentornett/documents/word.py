"""Word (.docx) from a document."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from mentornett.documents import word_styles
from mentornett.documents.archives import with_fixed_dates
from mentornett.documents.blocks import (
    Block,
    BulletList,
    Document,
    DocumentLabels,
    Heading,
    Inline,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Source,
    Table,
    runs_of,
)
from mentornett.documents.cleaning import safe_link
from mentornett.documents.files import File, file_name
from mentornett.documents.palette import QUIET
from mentornett.documents.preparing import cover_and_rest, prepared
from mentornett.documents.typesetting import svg_to_png
from mentornett.documents.word_frame import add_contents, add_header_and_footer, add_title_area, bookmark_name
from mentornett.documents.word_tables import facts_element, table_element
from mentornett.documents.word_xml import element, field_runs, paragraph_element, text_run

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_word(document: Document, *, written_at: datetime | None = None) -> File:
    """The document as Word. The same document and `written_at` give the same bytes.

    Raises typst.TypstError when an SVG picture cannot be read.
    """
    ready = prepared(document)
    word = docx.Document()
    _without_leftovers(word)
    word_styles.dress(word, ready.language, wide=ready.wide, body_width_mm=ready.body_width_mm)
    _describe(word, ready, written_at)
    add_header_and_footer(word, ready)
    add_title_area(word, ready)
    writer = _Writer(word, ready.words, ready.body_width_mm)
    cover, rest = cover_and_rest(ready)
    for block in cover:
        writer.add(block)
    if ready.table_of_contents:
        add_contents(word, ready)
        writer.page_break(PageBreak())
    for block in rest:
        writer.add(block)
    return File(file_name(ready.title, "docx"), CONTENT_TYPE, _saved(word))


def _describe(word: WordDocument, document: Document, written_at: datetime | None) -> None:
    properties = word.core_properties
    properties.title = document.title[:255]
    properties.author = properties.last_modified_by = document.author[:255]
    properties.subject = document.subtitle[:255]
    properties.comments = ""
    properties.language = word_styles.LOCALES[document.language]
    properties.created = properties.modified = (written_at or EPOCH).astimezone(UTC).replace(tzinfo=None)


def _without_leftovers(word: WordDocument) -> None:
    """The empty file of the library has a thumbnail of another text, and asks for an older Word's layout."""
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _saved(word: WordDocument) -> bytes:
    made = io.BytesIO()
    word.save(made)
    return with_fixed_dates(made.getvalue())


class _Writer:
    """Adds blocks to a Word file and counts tables, figures and headings on the way."""

    def __init__(self, word: WordDocument, words: DocumentLabels, body_width_mm: float) -> None:
        self.word = word
        self.words = words
        self.body_width_mm = body_width_mm
        self.headings = self.tables = self.figures = 0
        self.pictures = 0
        self._on_new_page = False
        self._end = word.element.body.sectPr

    def add(self, block: Block) -> None:
        """Write one block at the end."""
        _WRITERS[type(block)](self, block)

    def _append(self, made: BaseOxmlElement) -> None:
        self._end.addprevious(made)
        if self._on_new_page:
            self._start_page(made)

    def _start_page(self, made: BaseOxmlElement) -> None:
        self._on_new_page = False
        if made.tag == qn("w:tbl"):  # a table cannot ask for a new page itself
            made.addprevious(made := paragraph_element(self.word.styles["Small Print"].style_id))
        made.get_or_add_pPr().insert(1, element("w:pageBreakBefore"))

    def _paragraph(self, style: str, *runs: BaseOxmlElement) -> None:
        self._append(paragraph_element(self.word.styles[style].style_id, *runs))

    def _inline(self, inline: Inline) -> list[BaseOxmlElement]:
        return [self._run(run.text, run.bold, run.italic, safe_link(run.link)) for run in runs_of(inline)]

    def _run(self, text: str, bold: bool, italic: bool, link: str) -> BaseOxmlElement:
        if not link:
            return text_run(text, bold=bold, italic=italic)
        made = element("w:hyperlink", text_run(text, bold=bold, italic=italic, style="Hyperlink"))
        made.set(qn("r:id"), self.word.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return made

    def heading(self, block: Heading) -> None:
        """A heading with a bookmark that the table of contents points to."""
        self.headings += 1
        name = bookmark_name(self.headings)
        self._paragraph(
            f"Heading {block.level}",
            element("w:bookmarkStart", id=self.headings, name=name),
            text_run(block.text),
            element("w:bookmarkEnd", id=self.headings),
        )

    def paragraph(self, block: Paragraph) -> None:
        """Running text."""
        self._paragraph("Normal", *self._inline(block.runs))

    def bullets(self, block: BulletList) -> None:
        """Items in no order."""
        for item in block.items:
            self._paragraph("List Bullet", *self._inline(item))

    def numbers(self, block: NumberedList) -> None:
        """Items that start at 1 again."""
        number = _new_numbering(self.word)
        for item in block.items:
            made = paragraph_element(self.word.styles["List Number"].style_id, *self._inline(item))
            made[0].append(element("w:numPr", element("w:ilvl", val=0), element("w:numId", val=number)))
            self._append(made)

    def table(self, block: Table) -> None:
        """A captioned table; what follows keeps its distance."""
        if block.caption:
            self.tables += 1
            self._caption(self.words.table, "Table", self.tables, block.caption)
        self._append(table_element(block, self.body_width_mm))
        self._paragraph("Small Print", text_run(block.note))

    def facts(self, block: KeyValues) -> None:
        """Facts in two columns."""
        self._append(facts_element(block.pairs, self.body_width_mm))
        self._paragraph("Small Print")

    def quote(self, block: Quote) -> None:
        """Someone's own words and their source under them."""
        self._paragraph("Quote", text_run(block.text))
        if block.source:
            self._paragraph("Quote", text_run(f"– {block.source}", colour=QUIET))

    def note(self, block: Note) -> None:
        """A boxed remark."""
        self._paragraph(word_styles.style_name_of_note(block.tone), text_run(block.text))

    def source(self, block: Source) -> None:
        """Small print."""
        self._paragraph("Small Print", text_run(block.text))

    def picture(self, block: Picture) -> None:
        """A picture with alternative text, and its caption under it."""
        width = min(block.width_mm, self.body_width_mm)
        png = block.image if block.is_png else svg_to_png(block.image, width_mm=width)
        self.pictures += 1
        holder = self.word.add_paragraph()
        self._append(holder._p)
        holder.paragraph_format.keep_with_next = bool(block.caption)
        shape = holder.add_run().add_picture(io.BytesIO(png), width=Mm(width))
        properties = shape._inline.docPr
        properties.set("descr", block.alt)
        properties.set("name", f"{self.words.figure} {self.pictures}")
        if block.caption:
            self.figures += 1
            self._caption(self.words.figure, "Figure", self.figures, block.caption, keeps_next=False)

    def page_break(self, _block: PageBreak) -> None:
        """A new page, asked for by what comes first on it: a break of its own could leave an empty page behind."""
        self._on_new_page = True

    def _caption(self, label: str, sequence: str, number: int, caption: str, *, keeps_next: bool = True) -> None:
        counted = field_runs(f"SEQ {sequence} \\* ARABIC", str(number))
        made = paragraph_element("Caption", text_run(f"{label} "), *counted, text_run(f". {caption}"))
        if not keeps_next:
            made[0].append(element("w:keepNext", val=0))
        self._append(made)


def _new_numbering(word: WordDocument) -> int:
    """A list instance of its own, or Word would count on from the list before."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element
    base = numbering.num_having_numId(style.pPr.numPr.numId.val)
    made = numbering.add_num(base.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


_WRITERS: Mapping[type, Callable[[_Writer, Any], None]] = {
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    BulletList: _Writer.bullets,
    NumberedList: _Writer.numbers,
    Table: _Writer.table,
    Quote: _Writer.quote,
    Note: _Writer.note,
    Source: _Writer.source,
    Picture: _Writer.picture,
    PageBreak: _Writer.page_break,
    KeyValues: _Writer.facts,
}
