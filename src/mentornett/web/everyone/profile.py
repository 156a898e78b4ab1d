"""What a person can see and change about themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.formats import localize
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.core.text import django_language
from mentornett.core.time import date_words, moment_words
from mentornett.documents.blocks import Block, Heading, KeyValues, paragraph
from mentornett.documents.files import File
from mentornett.measurement.queries.my_data import measurement_data_about
from mentornett.mentoring.permissions.follow_up import WEEKLY_READERS
from mentornett.mentoring.queries.my_data import mentoring_data_about
from mentornett.network.queries import my_data
from mentornett.reports.words import framed
from mentornett.tenants import actions
from mentornett.tenants.forms import OwnDetailsForm
from mentornett.tenants.queries import DataPart, Row
from mentornett.web.audit_words import deed_words, page_words
from mentornett.web.files import document_file
from mentornett.web.http import FORM_PAGE, MemberRequest, download

PER_PAGE = 50
DEEDS = 200


@FORM_PAGE
def profile(request: MemberRequest) -> HttpResponse:
    """Show and change one's own details."""
    follows_up = bool(request.viewer.municipalities_as(*WEEKLY_READERS))
    form = OwnDetailsForm(request.POST or None, person=request.user, follows_up=follows_up)
    if form.is_valid():
        actions.change_person(person=request.user, by=request.user, now=request.now, **form.cleaned_data)
        language = form.cleaned_data["language"]
        with translation.override(django_language(language)):
            messages.success(request, gettext("Saved."))
        return redirect("everyone:profile")
    context = {"form": form, "two_steps": is_mfa_enabled(request.user)}
    return render(request, "everyone/profile.html", context)


@require_safe
def readings(request: MemberRequest) -> HttpResponse:
    """Show who has seen data about one."""
    page = Paginator(audit.readings_about(request.user.pk), PER_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.words = page_words(row.page)  # type: ignore[attr-defined]
    return render(request, "everyone/readings.html", {"page_obj": page})


@require_safe
def deeds(request: MemberRequest) -> HttpResponse:
    """Show one's own deeds."""
    rows = [{"at": at, "what": deed_words(verb)} for at, verb in audit.deeds_of(request.user.pk, DEEDS)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "everyone/deeds.html", {"page_obj": page})


@require_safe
def data(request: MemberRequest) -> HttpResponse:
    """Show what is stored about one, and who sees it."""
    parts = [replace(part, rows=_in_words(part.rows, request.today)) for part in _data_about(request)]
    return render(request, "everyone/data.html", {"parts": parts})


@require_safe
def data_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give all that is stored about one as JSON or PDF."""
    parts = _data_about(request)
    if form == "json":
        found = {part.key: {"seen_by": part.seen_by, "rows": part.rows} for part in parts}
        content = json.dumps(found, ensure_ascii=False, indent=2, default=lambda moment: moment.isoformat()).encode()
        return download(File("mentornett-mine-data.json", "application/json", content))
    if form != "pdf":
        raise Http404
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(part.title), paragraph(gettext("Seen by: %(who)s.") % {"who": part.seen_by})]
        rows = _in_words(part.rows, request.today)
        blocks += [KeyValues(tuple(row.items())) for row in rows] or [paragraph(gettext("Nothing."))]
    document = framed(title=gettext("Data about me"), blocks=tuple(blocks), today=request.today)
    return document_file(document, "pdf", now=request.now)


def _data_about(request: MemberRequest) -> list[DataPart]:
    parts = my_data.data_about(request.user, deed=deed_words, page=page_words)
    return [*parts, *mentoring_data_about(request.user), *measurement_data_about(request.user)]


def _in_words(rows: tuple[Row, ...], today: date) -> tuple[Row, ...]:
    return tuple({label: _told(value, today) for label, value in row.items()} for row in rows)


def _told(value: Any, today: date) -> str:
    """Return a value as the pages write it: moments and days in words."""
    if isinstance(value, datetime):
        return moment_words(value, today)
    return date_words(value, today) if isinstance(value, date) else str(localize(value))
