"""Marks row headers in a tagged PDF.

The compiler marks column headers only; its function for row headers is behind a switch that its Python package
does not have. So the structure elements in question are written anew at the end of the file, as an incremental
update (ISO 32000-1, 7.5.6), which PDF/UA allows. The data cells of such a row lose their explicit list of
headers, so that readers find both the column's and the row's header by Scope (ISO 32000-1, 14.8.5.7).
"""

import re
from collections.abc import Iterator, Sequence

_XREF = re.compile(rb"xref\n0 (\d+)\n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")
_ROW_SCOPE = b"<</O/Table/Scope/Row>>"


def with_row_headers(pdf: bytes, tables: Sequence[bool]) -> bytes:
    """The PDF with the first cell of each body row as a row header, in those tables that `tables` says True for.

    Raises ValueError when the file has another number of tables than `tables`.
    """
    if not any(tables):
        return pdf
    file = _Objects(pdf)
    found = list(file.of_kind(b"Table"))
    if len(found) != len(tables):
        raise ValueError(f"The PDF has {len(found)} tables, the document {len(tables)}.")
    changed: dict[int, bytes] = {}
    for number, wanted in zip(found, tables, strict=True):
        if wanted:
            changed.update(_changes(file, number))
    return file.with_changes(changed)


def _changes(file: "_Objects", table: int) -> Iterator[tuple[int, bytes]]:
    for row in file.rows(table):
        for at, cell in enumerate(file.children(row)):
            body = file.body(cell)
            if body.startswith(b"<</Type/StructElem/S/TD/"):
                yield cell, _as_row_header(body) if at == 0 else _HEADERS.sub(b"", body, count=1)


def _as_row_header(body: bytes) -> bytes:
    header = _HEADERS.sub(b"", body.replace(b"/S/TD/", b"/S/TH/", 1), count=1)
    if b"/A[" in header:
        return header.replace(b"/A[", b"/A[" + _ROW_SCOPE, 1)
    return header.replace(b"/K[", b"/A[" + _ROW_SCOPE + b"]/K[", 1)


class _Objects:
    """The numbered objects of a PDF with a plain cross-reference table, as the compiler writes it."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        start = _START.search(pdf, max(0, len(pdf) - 100))
        table = _XREF.match(pdf, int(start.group(1))) if start else None
        if start is None or table is None:
            raise ValueError("The PDF has no plain cross-reference table.")
        self.xref = int(start.group(1))
        self.size = int(table.group(1))
        self.trailer = pdf[pdf.index(b"trailer", self.xref) : start.start()]
        self.offsets = [int(pdf[at : at + 10]) for at in range(table.end(), table.end() + 20 * self.size, 20)]

    def body(self, number: int) -> bytes:
        """What stands between `obj` and `endobj`. An element has no stream, so the first `endobj` line ends it."""
        start = self.offsets[number] + len(f"{number} 0 obj\n")
        return self.pdf[start : self.pdf.index(b"\nendobj\n", start)]

    def of_kind(self, kind: bytes) -> Iterator[int]:
        """The structure elements of a kind, in the order the compiler wrote them."""
        head = b"<</Type/StructElem/S/" + kind + b"/"
        for number in range(1, self.size):
            start = self.offsets[number] + len(f"{number} 0 obj\n")
            if self.pdf.startswith(head, start):
                yield number

    def children(self, number: int) -> list[int]:
        """The structure elements inside an element."""
        inside = _CHILDREN.search(self.body(number))
        return [int(found) for found in _REFERENCE.findall(inside.group(1))] if inside else []

    def rows(self, table: int) -> Iterator[int]:
        """The rows of a table, whether they stand directly in it or in a head or body."""
        for child in self.children(table):
            body = self.body(child)
            if body.startswith(b"<</Type/StructElem/S/TR/"):
                yield child
            elif body.startswith((b"<</Type/StructElem/S/TBody/", b"<</Type/StructElem/S/THead/")):
                yield from self.children(child)

    def with_changes(self, changed: dict[int, bytes]) -> bytes:
        """The file with an update at its end that replaces the changed objects."""
        parts = [self.pdf if self.pdf.endswith(b"\n") else self.pdf + b"\n"]
        at = len(parts[0])
        entries = []
        for number, body in sorted(changed.items()):
            written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            entries.append(b"%d 1\n%010d 00000 n \n" % (number, at))
            parts.append(written)
            at += len(written)
        previous = self.trailer.replace(b"<<", b"<</Prev %d" % self.xref, 1)
        parts += [b"xref\n", *entries, previous, b"startxref\n%d\n%%%%EOF\n" % at]
        return b"".join(parts)
