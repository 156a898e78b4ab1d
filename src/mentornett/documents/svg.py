"""SVG written by hand: elements with escaped text and presentation attributes only.

No `style` attribute and no reference to anything outside, so a strict Content-Security-Policy lets the picture
through, and Word and PDF draw the same.
"""

from collections.abc import Iterable
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from mentornett.documents.cleaning import one_line
from mentornett.documents.palette import INK

FONTS = "Inter, 'Source Sans 3', Arial, sans-serif"
WIDTH_OF_LETTER = 0.54


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """An element. Attribute names: `stroke_width` becomes `stroke-width`. `inside` must be escaped already."""
    told = "".join(f" {key.replace('_', '-')}={quoteattr(_told(value))}" for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def _told(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def words(text: str, x: float, y: float, *, size: float = 12, anchor: str = "start", **more: str | float) -> str:
    """A line of text."""
    more.setdefault("fill", f"#{INK}")
    return tag("text", escape(one_line(text)), x=x, y=y, font_size=size, text_anchor=anchor, **more)


def width_of(text: str, size: float) -> float:
    """About how wide a line of text is; fonts differ, so leave room."""
    return len(text) * size * WIDTH_OF_LETTER


def shortened(text: str, width: float, size: float) -> str:
    """The text cut with an ellipsis when it is wider than there is room for."""
    text = one_line(text)
    room = max(1, int(width / (size * WIDTH_OF_LETTER)))
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def in_two_lines(text: str, width: float, size: float) -> list[str]:
    """The text as one line, or two when it is wider than there is room for; the second is cut when it must be."""
    text = one_line(text)
    if width_of(text, size) <= width:
        return [text]
    first = wrap(text, max(1, int(width / (size * WIDTH_OF_LETTER))))[0]
    rest = text[len(first) :].strip()
    return [first, shortened(rest, width, size)] if rest else [first]


def picture(width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """The whole picture with its name and description for those who do not see it."""
    name = escape(one_line(title))
    return tag(
        "svg",
        tag("title", name),
        tag("desc", escape(one_line(description)) or name),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_told(width)} {_told(height)}",
        role="img",
        font_family=FONTS,
    )


def width_within(svg: str, width_mm: float, height_mm: float) -> float:
    """Return how wide a picture of ours may be so that it is neither wider nor higher than this."""
    _x, _y, width, height = map(float, svg.partition('viewBox="')[2].partition('"')[0].split())
    return min(width_mm, height_mm * width / height)


def cross(x: float, y: float, reach: float, colour: str) -> str:
    """Two strokes over a point."""
    across = 2 * reach
    path = f"M{x - reach:.2f} {y - reach:.2f}l{across:.2f} {across:.2f}m0 {-across:.2f}l{-across:.2f} {across:.2f}"
    return tag("path", d=path, stroke=colour, stroke_width=2, fill="none")
