"""PowerPoint (.pptx) from a document of headings and quotes: a title slide, then one slide for each quote.

Every text stands in a placeholder of its layout, so that screen readers meet title and text in order, and every slide
has a title of its own. There are no pictures; each text names its language.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from mentornett.documents.archives import with_fixed_dates
from mentornett.documents.blocks import Document, Heading, Quote
from mentornett.documents.files import File, file_name
from mentornett.documents.palette import ACCENT, INK, QUIET
from mentornett.documents.preparing import prepared
from mentornett.documents.word_styles import LOCALES

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, INNER = Inches(0.9), Inches(11.5)
TITLE_LAYOUT, TEXT_LAYOUT = 0, 1
# up to so many characters -> points: the longest passage that can be marked still stays on its slide
SIZES = ((220, 32), (450, 26), (800, 21), (1_300, 17))
SMALLEST = 13


@dataclass(frozen=True, slots=True)
class _Slide:
    title: str
    quote: Quote


def as_slides(document: Document, *, written_at: datetime | None = None) -> File:
    """The document as PowerPoint. A heading is the title of the quotes after it; other blocks have no slide.

    The same document and `written_at` give the same bytes.
    """
    ready = prepared(document)
    deck = pptx.Presentation()
    _widen(deck)
    _describe(deck, ready, written_at)
    language = LOCALES[ready.language]
    first = deck.slides.add_slide(deck.slide_layouts[TITLE_LAYOUT])
    _write(first.shapes.title, ready.title, language, points=40, colour=ACCENT, bold=True)
    under = " · ".join(part for part in (ready.subtitle, ready.date_text) if part)
    _write(first.placeholders[1], under, language, points=22, colour=QUIET)
    _place(first.shapes.title, top=2.2, height=1.7)
    _place(first.placeholders[1], top=4.0, height=1.2)
    for each in _slides(ready):
        _add(deck, each, language)
    made = io.BytesIO()
    deck.save(made)
    return File(file_name(ready.title, "pptx"), CONTENT_TYPE, with_fixed_dates(made.getvalue()))


def _widen(deck: Any) -> None:
    """Make room for wide screens, in the layouts too: people add slides of their own."""
    ratio = WIDTH / deck.slide_width
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.shapes:
            if shape._element.spPr.xfrm is not None:  # else it takes its place from the master
                shape.left, shape.width = int(shape.left * ratio), int(shape.width * ratio)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT


def _slides(document: Document) -> Iterator[_Slide]:
    """Yield the quotes with titles; where several would have the same one, they are counted."""
    found, title = [], document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Quote):
            found.append(_Slide(title, block))
    totals, seen = Counter(each.title for each in found), Counter[str]()
    for each in found:
        seen[each.title] += 1
        number = f" ({seen[each.title]}/{totals[each.title]})" if totals[each.title] > 1 else ""
        yield _Slide(f"{each.title}{number}", each.quote)


def _add(deck: Any, each: _Slide, language: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TEXT_LAYOUT])
    title, body = slide.shapes.title, slide.placeholders[1]
    _write(title, each.title, language, points=28, colour=ACCENT, bold=True)
    _write(body, each.quote.text, language, points=_points(each.quote.text), colour=INK)
    if each.quote.source:
        said_by = body.text_frame.add_paragraph()
        said_by.space_before = Pt(14)
        _run(said_by, f"– {each.quote.source}", language, points=16, colour=QUIET)
        _without_bullet(said_by)
    _place(title, top=0.5, height=1.0)
    _place(body, top=1.6, height=5.3)


def _points(text: str) -> int:
    return next((points for longest, points in SIZES if len(text) <= longest), SMALLEST)


def _write(shape: Any, text: str, language: str, *, points: int, colour: str, bold: bool = False) -> None:
    """Write a text into a placeholder, each line a paragraph, from the top left."""
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _run(paragraph, line, language, points=points, colour=colour, bold=bold)
        _without_bullet(paragraph)


def _run(paragraph: Any, text: str, language: str, *, points: int, colour: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(points), bold
    run.font.color.rgb = RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
    run._r.get_or_add_rPr().set("lang", language)


def _without_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.set("algn", "l")
    properties.append(properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone", {}))


def _place(shape: Any, *, top: float, height: float) -> None:
    shape.left, shape.width, shape.top, shape.height = LEFT, INNER, Inches(top), Inches(height)


def _describe(deck: Any, document: Document, written_at: datetime | None) -> None:
    """Name title, author, language and time; the empty deck of the library has a picture of another text."""
    properties = deck.core_properties
    properties.title, properties.subject = document.title[:255], document.subtitle[:255]
    properties.author = properties.last_modified_by = document.author[:255]
    properties.language, properties.comments = LOCALES[document.language], ""
    properties.created = properties.modified = (written_at or EPOCH).astimezone(UTC).replace(tzinfo=None)
    relations = deck.part.package._rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
