"""The commitment of three: read it, sign it, keep it as PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.files import File
from mentornett.documents.pdf import as_pdf
from mentornett.mentoring.actions import commitments as actions
from mentornett.mentoring.permissions.commitments import commitments_of
from mentornett.mentoring.queries import commitments as queries
from mentornett.reports.commitment import commitment_document
from mentornett.reports.words import fingerprint
from mentornett.web.http import MemberRequest, download


def _own(request: MemberRequest, commitment_id: int) -> Any:
    return get_object_or_404(commitments_of(request.viewer), pk=commitment_id)


@require_safe
def commitment(request: MemberRequest, commitment_id: int) -> HttpResponse:
    """Show what the three promise, who has signed, and the button for who has not."""
    row = _own(request, commitment_id)
    lines, digest = queries.parties_of(row), queries.digest_of(row)
    mine = [line for line in lines if line.person == request.user]
    context = {
        "commitment": row, "lines": lines, "digest": digest, "shown": fingerprint(digest),
        "signed": any(line.signature for line in lines), "otherwise": queries.signed_otherwise(lines, digest),
        "may_sign": any(line.signature is None for line in mine), "complete": queries.all_signed(lines),
        "own_pair": request.user.pk in (row.pair.mentee_id, row.pair.mentor.person_id),
    }  # fmt: skip
    return render(request, "pair/commitment.html", context)


@require_POST
def commitment_sign(request: MemberRequest, commitment_id: int) -> HttpResponse:
    """Sign what was shown."""
    row = _own(request, commitment_id)
    try:
        shown = request.POST.get("digest", "")
        actions.sign_commitment(commitment=row, shown=shown, by=request.user, now=request.now)
    except actions.TextChangedError:
        messages.error(request, gettext("The text has been changed since you opened it. Read it again, and sign."))
        return redirect("pair:commitment", row.pk)
    messages.success(request, gettext("Thank you, you have signed."))
    return redirect("pair:commitment", row.pk)


@require_safe
def commitment_pdf(request: MemberRequest, commitment_id: int) -> HttpResponse:
    """Download the document with its signatures and hash."""
    document = commitment_document(_own(request, commitment_id), today=request.today)
    return download(as_pdf(document))


@require_safe
def commitment_text(request: MemberRequest, commitment_id: int) -> HttpResponse:
    """Download exactly what is signed, so that anybody can work out its fingerprint."""
    text = queries.signed_text(_own(request, commitment_id))
    name = gettext("Commitment of three, what is signed")
    return download(File(f"{name}.txt", "text/plain; charset=utf-8", text.encode()))
