"""How a Word file looks: page, fonts, styles, language."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from mentornett.documents.blocks import Language, Tone
from mentornett.documents.palette import ACCENT, HAIRLINE, INK, QUIET, TONES
from mentornett.documents.word_xml import element

FONT = "Calibri"
LOCALES: dict[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}

# Style: size in points, colour, bold, space before and after in points.
_LOOKS: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (11, INK, False, 0, 8),
    "Title": (26, ACCENT, True, 0, 6),
    "Subtitle": (14, QUIET, False, 0, 6),
    "Heading 1": (18, ACCENT, True, 22, 8),
    "Heading 2": (14, ACCENT, True, 16, 6),
    "Heading 3": (12, INK, True, 12, 4),
    "Heading 4": (11, QUIET, True, 10, 4),
    "List Bullet": (11, INK, False, 0, 4),
    "List Number": (11, INK, False, 0, 4),
    "Caption": (10, ACCENT, True, 10, 4),
    "Header": (9, QUIET, False, 0, 0),
    "Footer": (9, QUIET, False, 0, 0),
    "Quote": (11, INK, False, 6, 6),
}
_OWN_LOOKS: dict[str, tuple[float, str, bool, float, float]] = {
    "Facts": (11, QUIET, False, 0, 12),
    "Cell": (10, INK, False, 2, 2),
    "Small Print": (9, QUIET, False, 4, 12),
    "Contents Heading": (18, ACCENT, True, 12, 8),
    "toc 1": (11, INK, True, 4, 0),  # close together: the contents of a final report fit under its facts
    "toc 2": (10, INK, False, 0, 0),
}


def style_name_of_note(tone: Tone) -> str:
    """The style of a boxed remark in that tone."""
    return f"Note {tone}"


def dress(word: WordDocument, language: Language, *, wide: bool, body_width_mm: float) -> None:
    """Set page, styles and language of an empty Word file."""
    _page(word, wide)
    _language(word, LOCALES[language])
    for name, look in _LOOKS.items():
        _apply(_paragraph_style(word, name), *look)
    for name, look in _OWN_LOOKS.items():
        _apply(_new_style(word, name), *look)
    for tone in TONES:
        _note_style(word, tone)
    _edge(_paragraph_style(word, "Quote"), HAIRLINE)
    _without_edges(_paragraph_style(word, "Title"))
    _paragraph_style(word, "toc 2").paragraph_format.left_indent = Mm(6)
    _paragraph_style(word, "Caption").paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _right_tab(_paragraph_style(word, name), body_width_mm)
    _link_style(word)


def _page(word: WordDocument, wide: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(20) if wide else Mm(25)
    section.top_margin, section.bottom_margin = (Mm(24), Mm(20)) if wide else (Mm(28), Mm(25))
    section.header_distance = section.footer_distance = Mm(12)


def _language(word: WordDocument, locale: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    look = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in look.findall(qn("w:lang")):
        look.remove(old)
    look.append(element("w:lang", val=locale, eastAsia=locale, bidi="ar-SA"))


def _paragraph_style(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style.")
    return style


def _new_style(word: WordDocument, name: str) -> ParagraphStyle:
    word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc "))
    style = _paragraph_style(word, name)
    style.base_style = word.styles["Normal"]
    return style


def _apply(style: ParagraphStyle, size: float, colour: str, bold: bool, before: float, after: float) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.12


def _note_style(word: WordDocument, tone: Tone) -> None:
    colours = TONES[tone]
    style = _new_style(word, style_name_of_note(tone))
    _apply(style, 11, colours.ink, False, 8, 8)
    _edge(style, colours.edge)
    shading = element("w:shd", val="clear", color="auto", fill=colours.fill)
    style.element.get_or_add_pPr().find(qn("w:pBdr")).addnext(shading)


def _edge(style: ParagraphStyle, colour: str) -> None:
    _without_edges(style)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(4)
    bar = element("w:left", val="single", sz=24, space=8, color=colour)
    _insert_edges(style, element("w:pBdr", bar))


def _without_edges(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


def _insert_edges(style: ParagraphStyle, edges: object) -> None:
    """The schema wants edges before spacing and indents."""
    properties = style.element.get_or_add_pPr()
    properties.find(qn("w:spacing")).addprevious(edges)


def _right_tab(style: ParagraphStyle, body_width_mm: float) -> None:
    for stop in list(style.paragraph_format.tab_stops):
        stop_element = stop._tab
        stop_element.getparent().remove(stop_element)
    style.paragraph_format.tab_stops.add_tab_stop(Mm(body_width_mm), WD_TAB_ALIGNMENT.RIGHT)


def _link_style(word: WordDocument) -> None:
    style = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    look = style.element.get_or_add_rPr()
    look.append(element("w:color", val=ACCENT))
    look.append(element("w:u", val="single"))
