"""Which files may be attached, and what they are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from mentornett.questionnaires.rules.files import content_type_of, safe_name


def office_file(folder: str, *extra: str) -> bytes:
    """Return the smallest file that looks like an Office document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", f"{folder}document.xml", *extra):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"%PDF-1.7 ...", "pdf"), (b"\x89PNG\r\n\x1a\n...", "png"), (b"\xff\xd8\xff\xe0...", "jpg"),
        (office_file("word/"), "docx"), (office_file("xl/"), "xlsx"), (office_file("ppt/"), "pptx"),
        ("Møtereferat æøå".encode(), "txt"),
    ],
)  # fmt: skip
def test_allowed_file_is_known_by_its_content(content: bytes, suffix: str) -> None:
    kind = content_type_of(content)
    assert kind is not None
    assert kind[0] == suffix


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00", b"<html><script>", b"<?xml version='1.0'?><svg/>", b"PK\x03\x04 broken", b"GIF89a\xff\xfe",
        office_file("word/", "word/vbaProject.bin"), b"\x00\x01\x02", b"#!/bin/sh", b"   ", b"\xfe\xfe\xfe",
    ],
)  # fmt: skip
def test_other_file_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert content_type_of(content) is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"), ("C:\\Temp\\plan.PDF", "plan.pdf"), ("plan.exe", "plan.exe.pdf"),
        ("", "vedlegg.pdf"), ("...", "vedlegg.pdf"), ("a\x00b\nc.pdf", "abc.pdf"), ("Plan æøå.pdf", "Plan æøå.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"), ("x" * 300, "x" * 115 + ".pdf"),
    ],
)  # fmt: skip
def test_name_loses_what_could_fool_somebody(name: str, safe: str) -> None:
    assert safe_name(name, "pdf") == safe


def test_jpeg_keeps_one_suffix() -> None:
    assert safe_name("bilde.jpeg", "jpg") == "bilde.jpg"
