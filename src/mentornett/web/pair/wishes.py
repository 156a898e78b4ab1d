"""One's own wishes about whom to be paired with: seen by nobody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.mentoring.actions.wishes import remove_wish, set_wish
from mentornett.mentoring.forms.match_rules import WishForm
from mentornett.mentoring.permissions.wishes import people_to_wish_for, places_to_wish_in, wishes_of
from mentornett.tenants.permissions import people_visible_to
from mentornett.web.http import FORM_PAGE, MemberRequest


@FORM_PAGE
def wishes(request: MemberRequest) -> HttpResponse:
    """Show one's wishes, and take a new one."""
    municipality: Any = places_to_wish_in(request.viewer).first()
    if municipality is None:
        raise Http404
    people = [(str(pk), name) for pk, name in people_to_wish_for(request.viewer, municipality)]
    form = WishForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        about: Any = get_object_or_404(
            people_visible_to(request.user, request.today), pk=form.cleaned_data["about"]
        )  # fmt: skip
        set_wish(
            municipality=municipality, about=about, rather_not=form.cleaned_data["kind"] == "not", by=request.user,
            now=request.now,
        )  # fmt: skip
        messages.success(request, gettext("Saved. Only you see it."))
        return redirect("pair:wishes")
    return render(request, "pair/wishes.html", {"form": form, "rows": wishes_of(request.viewer), "people": people})


@require_POST
def wish_remove(request: MemberRequest, wish_id: int) -> HttpResponse:
    """Take a wish back."""
    wish: Any = get_object_or_404(wishes_of(request.viewer), pk=wish_id)
    remove_wish(wish=wish, by=request.user, now=request.now)
    messages.success(request, gettext("The wish is gone."))
    return redirect("pair:wishes")
