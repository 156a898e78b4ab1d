"""The log of other changes, which stand beside the figures (J03, N09, L10)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import changes as actions
from mentornett.measurement.forms.changes import OtherChangeForm
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries.changes import shown
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row, removed_page
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.vacancies import place_kept, places_read


@require_safe
def changes(request: MemberRequest) -> HttpResponse:
    """List what else changed, the latest first."""
    places = places_read(request)
    kept = list(permissions.places_kept_by(request.viewer))
    rows = shown(permissions.changes_visible_to(request.viewer))
    context = {"rows": rows, "kept": kept, "several": len(places) > 1}
    return render(request, "programme/changes.html", context)


def _own(request: MemberRequest, change_id: int) -> Any:
    """Return a change that one keeps, a removed one too; 403 when one only reads it."""
    seen = permissions.changes_visible_to(request.viewer)
    return changeable_row(permissions.changes_changeable_by(request.viewer), seen, change_id)


@FORM_PAGE
def change_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Note something else that changed."""
    place = place_kept(request, municipality_id)
    form = OtherChangeForm(request.POST or None, municipality=place, initial={"starts": request.today})
    if form.is_valid():
        actions.save_change(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The change is noted."))
        return redirect("programme:changes")
    return render(request, "programme/change_form.html", {"form": form, "title": gettext("Note a change")})


@FORM_PAGE
def change_edit(request: MemberRequest, change_id: int) -> HttpResponse:
    """Correct what is noted about a change."""
    row = _own(request, change_id)
    form = OtherChangeForm(request.POST or None, municipality=row.municipality, change=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_change(
            municipality=row.municipality, change=row, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("programme:changes")
    context = {"form": form, "title": row.title, "change": row}
    return render(request, "programme/change_form.html", context)


@require_POST
def change_remove(request: MemberRequest, change_id: int) -> HttpResponse:
    """Take a change out of the log; the page then offers to put it back."""
    row = _own(request, change_id)
    actions.remove_change(change=row, by=request.user, now=request.now)
    undo_url = reverse("programme:change_restore", args=[row.pk])
    return removed_page(request, row.title, undo_url=undo_url, above_url=reverse("programme:changes"))


@require_POST
def change_restore(request: MemberRequest, change_id: int) -> HttpResponse:
    """Put a removed change back."""
    actions.restore_change(change=_own(request, change_id), by=request.user, now=request.now)
    messages.success(request, gettext("It is back."))
    return redirect("programme:changes")
