"""The programme is completed: the mentor says so, and both get their certificates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.pdf import as_pdf
from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.permissions.talks import talks_to_answer_for
from mentornett.mentoring.queries.completion import may_be_completed
from mentornett.reports.mentor_certificate import mentor_certificate
from mentornett.web.http import MemberRequest, download, found
from mentornett.web.pair.pages import own_certificate, own_pair


@require_POST
def complete(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Let the mentor say that the programme is completed, when hardly anything is left of the plan."""
    row = own_pair(request, pair_id)
    talks: Any = talks_to_answer_for(request.viewer).filter(pair=row)
    if row.mentee_id == request.user.pk or not may_be_completed(row, talks, request.today):
        raise Http404
    complete_pair(pair=row, ends=request.today, by=request.user, now=request.now)
    messages.success(request, gettext("The programme is completed. Thank you for the time you gave."))
    return redirect("pair:pair", row.pk)


@require_safe
def certificate(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Download one's own certificate."""
    row = own_pair(request, pair_id)
    return download(as_pdf(mentor_certificate(found(own_certificate(request, row)))))
