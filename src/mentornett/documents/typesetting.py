"""The typst compiler, started once per process with the fonts of this folder and no others."""

import threading
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

# A compiler must not be used by two threads at once.
_one_at_a_time = threading.Lock()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)


def to_pdf(template: str, inputs: dict[str, str], written_at: datetime | None) -> bytes:
    """A tagged PDF that follows PDF/UA-1. Raises typst.TypstError when the standard would be broken."""
    with _one_at_a_time:
        made = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=written_at or 0
        )
    return _one_file(made)


def svg_to_png(svg: bytes, *, width_mm: float, dots_per_inch: float = 220) -> bytes:
    """The SVG picture as PNG. Raises typst.TypstError when it is not a readable SVG."""
    inputs = {"svg": svg.decode(), "width": f"{width_mm:.2f}"}
    with _one_at_a_time:
        made = _compiler("picture.typ").compile(format="png", ppi=dots_per_inch, sys_inputs=inputs)
    return _one_file(made)


def _one_file(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("The compiler was asked for one file.")
    return made
