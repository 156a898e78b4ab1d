import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
import typst

from mentornett.documents.pdf import as_pdf
from mentornett.documents.typesetting import svg_to_png
from tests.documents.samples import SVG, document


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">LL", png, 16)
    return width, height


def test_png_is_as_wide_as_asked_with_the_form_kept() -> None:
    assert size(svg_to_png(SVG, width_mm=25.4, dots_per_inch=200)) == (200, 50)


def test_png_of_rubbish_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        svg_to_png(b"<svg>", width_mm=10)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/etc/passwd", "absolute paths"),
        ("file:///etc/passwd", "absolute paths"),
        ("../../secret.png", "escape the project root"),
        ("https://example.org/a.png", "URLs"),
    ],
)
def test_picture_cannot_fetch_other_files(address: str, reason: str) -> None:
    image = f'<image href="{address}" width="8" height="2"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 2">{image}</svg>'
    with pytest.raises(typst.TypstError, match=reason):
        svg_to_png(svg.encode(), width_mm=10)


def test_several_threads_may_write_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: as_pdf(document(title=f"Tråd {number}")).content, range(12)))
    assert made == [as_pdf(document(title=f"Tråd {number}")).content for number in range(12)]
