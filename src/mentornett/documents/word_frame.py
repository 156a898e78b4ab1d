"""What stands around the text in Word: title area, table of contents, header and footer."""

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from mentornett.documents.blocks import Document, Heading
from mentornett.documents.palette import ACCENT, HAIRLINE
from mentornett.documents.word_xml import element, field_runs, paragraph_element, text_run


def bookmark_name(number: int) -> str:
    """The name of the bookmark at heading number `number`, counted from 1."""
    return f"_Toc{number:08d}"


def add_title_area(word: WordDocument, document: Document) -> None:
    """Title, subtitle, author and date, with a line under them."""
    _append(word, paragraph_element("Title", text_run(document.title)))
    if document.subtitle:
        _append(word, paragraph_element("Subtitle", text_run(document.subtitle)))
    facts = " · ".join(fact for fact in (document.author, document.date_text) if fact)
    made = paragraph_element("Facts", text_run(facts))
    line = element("w:bottom", val="single", sz=8, space=8, color=ACCENT)
    made[0].append(element("w:pBdr", line))
    _append(word, made)


def add_contents(word: WordDocument, document: Document) -> None:
    """A real TOC field that is filled in already, so that Word need not ask to update it.

    The entries are links without page numbers (switch \\n): page numbers are known only to the program that
    lays the text out, and a wrong number is worse than none.
    """
    style = word.styles["Contents Heading"].style_id
    _append(word, paragraph_element(style, text_run(document.words.contents)))
    entries = [_entry(word, heading, number) for number, heading in _listed(document)] or [paragraph_element("Normal")]
    begin, code, separate, _shown, end = field_runs(f'TOC \\o "1-{document.contents_depth}" \\n \\h \\z \\u', "")
    for run in (separate, code, begin):
        entries[0].insert(1, run)
    entries[-1].append(end)
    for entry in entries:
        _append(word, entry)


def _listed(document: Document) -> list[tuple[int, Heading]]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return [(number, block) for number, block in enumerate(headings, start=1) if block.level <= document.contents_depth]


def _entry(word: WordDocument, heading: Heading, number: int) -> BaseOxmlElement:
    style = word.styles[f"toc {heading.level}"].style_id
    link = element("w:hyperlink", text_run(heading.text), anchor=bookmark_name(number), history=1)
    return paragraph_element(style, link)


def add_header_and_footer(word: WordDocument, document: Document) -> None:
    """Page x of y at the bottom of all pages; the header text from page 2 on."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header._p.append(text_run(document.header_text))
    if document.header_text:
        line = element("w:bottom", val="single", sz=4, space=4, color=HAIRLINE)
        header._p.get_or_add_pPr().append(element("w:pBdr", line))
    for footer in (section.footer, section.first_page_footer):
        target = footer.paragraphs[0]._p
        for run in _page_of_pages(document):
            target.append(run)


def _page_of_pages(document: Document) -> list[BaseOxmlElement]:
    words = document.words
    return [
        text_run(f"{document.footer_text}\t{words.page} "),
        *field_runs("PAGE", "1"),
        text_run(f" {words.of} "),
        *field_runs("NUMPAGES", "1"),
    ]


def _append(word: WordDocument, made: BaseOxmlElement) -> None:
    word.element.body.sectPr.addprevious(made)
