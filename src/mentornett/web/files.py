"""Documents as downloads: one page function for every report, in the form that the address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpResponse

from mentornett.documents.blocks import Document
from mentornett.documents.excel import as_excel
from mentornett.documents.pdf import as_pdf
from mentornett.documents.sheets import Sheet
from mentornett.documents.word import as_word
from mentornett.web.http import download

WRITERS = {"word": as_word, "pdf": as_pdf}


def document_file(document: Document, form: str, *, now: datetime, inline: bool = False) -> HttpResponse:
    """Answer with a document as "word" or "pdf"; 404 for other forms."""
    if form not in WRITERS:
        raise Http404
    return download(WRITERS[form](document, written_at=now.replace(microsecond=0)), inline=inline and form == "pdf")


def sheets_file(sheets: Sequence[Sheet], document: Document, *, now: datetime) -> HttpResponse:
    """Answer with sheets as an Excel file that has the title and language of a document."""
    return download(
        as_excel(sheets, title=document.title, language=document.language, written_at=now.replace(microsecond=0))
    )
