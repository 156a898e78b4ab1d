"""The few WordprocessingML elements that python-docx has no words for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """`element("w:shd", val="clear")`: attributes get the prefix of the tag."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def text_run(
    text: str, *, bold: bool = False, italic: bool = False, colour: str = "", style: str = ""
) -> BaseOxmlElement:
    """A run with its line breaks and tabs kept."""
    run = element("w:r")
    look = _look(bold, italic, colour, style)
    if len(look):
        run.append(look)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(element("w:br"))
        _append_line(run, line)
    return run


def _look(bold: bool, italic: bool, colour: str, style: str) -> BaseOxmlElement:
    look = element("w:rPr")
    if style:
        look.append(element("w:rStyle", val=style))
    if bold:
        look.append(element("w:b"))
    if italic:
        look.append(element("w:i"))
    if colour:
        look.append(element("w:color", val=colour))
    return look


def _append_line(run: BaseOxmlElement, line: str) -> None:
    for at, part in enumerate(line.split("\t")):
        if at:
            run.append(element("w:tab"))
        if part:
            words = element("w:t")
            words.text = part
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)


def field_runs(code: str, shown: str) -> list[BaseOxmlElement]:
    """A field, such as PAGE, with the result to show until the program counts anew."""
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", instruction),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        text_run(shown),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def paragraph_element(style_id: str, *runs: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph in a style."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style_id)), *runs)
