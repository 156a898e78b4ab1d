"""Documents as downloads: one page function for every report, in the form that the address asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from mentornett.documents.blocks import Document
from mentornett.documents.csv_file import as_csv
from mentornett.documents.excel import as_excel
from mentornett.documents.pdf import as_pdf
from mentornett.documents.sheets import Sheet
from mentornett.web.http import download

FORMS = ("word", "pdf")


def document_file(document: Document, form: str, *, now: datetime, inline: bool = False) -> HttpResponse:
    """Answer with a document as "word" or "pdf"; 404 for other forms."""
    if form not in FORMS:
        raise Http404
    written_at = now.replace(microsecond=0)
    if form == "pdf":
        return download(as_pdf(document, written_at=written_at), inline=inline)
    from mentornett.documents.word import as_word  # noqa: PLC0415 (slow import)

    return download(as_word(document, written_at=written_at))


def table_file(sheet: Sheet, document: Document, form: str, *, now: datetime) -> HttpResponse:
    """Answer with a table as "excel" or "csv", or with the document about it in the form that was asked for."""
    if form == "csv":
        return download(as_csv(sheet, language=document.language))
    if form == "excel":
        written_at = now.replace(microsecond=0)
        return download(as_excel([sheet], title=document.title, language=document.language, written_at=written_at))
    return document_file(document, form, now=now)


def list_file(sheet: Sheet, form: str, *, title: str) -> HttpResponse:
    """Answer with a list that has no document: "excel" or "csv"; 404 for other forms."""
    language: Any = (get_language() or "nb")[:2]
    if form == "csv":
        return download(as_csv(sheet, language=language))
    if form != "excel":
        raise Http404
    return download(as_excel([sheet], title=title, language=language))
