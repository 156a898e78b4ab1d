"""Opens a written PDF and reads its tags and its text."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from mentornett.documents.blocks import Document
from mentornett.documents.pdf import as_pdf

# An object of pikepdf dies with its file, so the files of a test are kept until the next one.
_kept: list[pikepdf.Pdf] = []


def read(content: bytes) -> pikepdf.Pdf:
    """The file, kept open."""
    pdf = pikepdf.open(io.BytesIO(content))
    _kept.append(pdf)
    del _kept[:-20]
    return pdf


def opened(made: Document) -> pikepdf.Pdf:
    return read(as_pdf(made).content)


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """All structure elements, depth first."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(node.S) for node in elements(pdf.Root.StructTreeRoot.K)]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [node for node in elements(pdf.Root.StructTreeRoot.K) if kind == node.S]


def scope(node: pikepdf.Dictionary) -> str | None:
    return next((str(part.Scope) for part in node.get("/A", []) if "/Scope" in part), None)


def text_of(pdf: pikepdf.Pdf) -> str:
    """What the pages show, letter by letter through each font's ToUnicode table."""
    return "".join(shown(page) for page in pdf.pages)


def shown(page: pikepdf.Page) -> str:
    fonts = {name: unicode_table(font) for name, font in page.resources.get("/Font", {}).items()}
    letters, font = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            letters.append(decoded(operands[0], font))
    return "".join(letters)


def decoded(operand: Any, font: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2))


def unicode_table(font: Any) -> dict[int, str]:
    told = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for line in told.splitlines():
        parts = line.split()
        if len(parts) == 2 and all(part.startswith("<") and part.endswith(">") for part in parts):
            code, letters = (part.strip("<>") for part in parts)
            if len(code) == 4 and len(letters) % 4 == 0 and letters:
                found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    return found


def squeezed(text: str) -> str:
    """Letters only: line breaks, spaces, hyphens of division and invisible break points aside."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-\u200b\u00ad\ufe0f")
