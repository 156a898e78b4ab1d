"""A certificate, checked by whoever holds the paper: whose, of what, when, and whether it holds. Nothing more."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.competence.queries.certificates import certificate_with
from mentornett.reports.certificate import said
from mentornett.web.http import found


@login_not_required
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the certificate with this code holds."""
    row = found(certificate_with(code))
    return render(request, "public/certificate.html", {"certificate": row, "said": said(row)})
