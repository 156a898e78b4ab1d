"""A municipality's own schemes, and what the municipalities of one's network share of theirs (G07)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import schemes as actions
from mentornett.competence.forms.schemes import SchemeDateForm, SchemeForm
from mentornett.competence.permissions import schemes as permissions
from mentornett.competence.permissions.courses import OFFERED_TO, municipalities_offering
from mentornett.competence.queries import schemes as queries
from mentornett.network.queries.neighbours import neighbours_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@require_safe
def schemes(request: MemberRequest) -> HttpResponse:
    """List own schemes, and what neighbours share."""
    mine = request.viewer.municipalities_as(*OFFERED_TO)
    if not mine:
        raise Http404
    context = {
        "rows": queries.with_dates(permissions.schemes_visible_to(request.viewer)),
        "shared": queries.shared_by(neighbours_of(mine, request.today), request.today),
        "places": municipalities_offering(request.viewer), "today": request.today,
    }  # fmt: skip
    return render(request, "competence/schemes.html", context)


@FORM_PAGE
def scheme_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Write a scheme down."""
    place = get_object_or_404(municipalities_offering(request.viewer), pk=municipality_id)
    form = SchemeForm(request.POST or None, initial={"starts": request.today})
    if form.is_valid():
        row = actions.save_scheme(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("competence:scheme", row.pk)
    return render(request, "competence/scheme_form.html", {"form": form, "title": gettext("New scheme")})


def _seen(request: MemberRequest, scheme_id: int, *, change: bool) -> Any:
    row = get_object_or_404(permissions.schemes_visible_to(request.viewer), pk=scheme_id)
    if change and not permissions.may_change_schemes(request.viewer, row.municipality):
        raise PermissionDenied
    return row


@FORM_PAGE
def scheme(request: MemberRequest, scheme_id: int) -> HttpResponse:
    """Show a scheme with its log, and let the project leader note that it took place."""
    row = _seen(request, scheme_id, change=request.method == "POST")
    form = SchemeDateForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        actions.log_date(scheme=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Noted."))
        return redirect("competence:scheme", row.pk)
    may_change = permissions.may_change_schemes(request.viewer, row.municipality)
    context = {"scheme": row, "form": form, "dates": queries.dates_of(row), "may_change": may_change}
    return render(request, "competence/scheme.html", context)


@FORM_PAGE
def scheme_change(request: MemberRequest, scheme_id: int) -> HttpResponse:
    """Change what is said about a scheme, or whether it is shared."""
    row = _seen(request, scheme_id, change=True)
    form = SchemeForm(request.POST or None, scheme=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_scheme(
            municipality=row.municipality, scheme=row, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("competence:scheme", row.pk)
    context = {"form": form, "title": gettext("Change"), "scheme": row}
    return render(request, "competence/scheme_form.html", context)


@require_POST
def scheme_date_remove(request: MemberRequest, scheme_id: int, date_id: int) -> HttpResponse:
    """Take back a day that was noted by mistake."""
    row = _seen(request, scheme_id, change=True)
    actions.remove_date(row=get_object_or_404(row.dates, pk=date_id), by=request.user, now=request.now)
    messages.success(request, gettext("Taken back."))
    return redirect("competence:scheme", row.pk)
