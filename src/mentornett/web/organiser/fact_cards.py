"""National reference figures, kept by the organiser, beside those that municipalities keep themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import fact_cards as actions
from mentornett.measurement.forms.fact_cards import FactCardForm
from mentornett.measurement.permissions import fact_cards as permissions
from mentornett.measurement.queries.fact_cards import shown
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@require_safe
def fact_cards(request: MemberRequest) -> HttpResponse:
    """List the national figures, and those of the municipalities."""
    if not request.viewer.staffed:
        raise Http404
    cards = shown(permissions.cards_of_staff(request.viewer), request.today)
    context = {
        "national": [one for one in cards if one.card.organiser_id], "may_keep": bool(request.viewer.led),
        "local": [one for one in cards if one.card.municipality_id], "change": "organiser:fact_card",
    }  # fmt: skip
    return render(request, "organiser/fact_cards.html", context)


@FORM_PAGE
def fact_card_new(request: MemberRequest) -> HttpResponse:
    """Add a national figure."""
    if not request.viewer.staffed:
        raise Http404
    organiser: Any = permissions.organisers_kept_by(request.viewer).first()
    if organiser is None:
        raise PermissionDenied
    form = FactCardForm(request.POST or None)
    if form.is_valid():
        actions.save_card(organiser=organiser, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:fact_cards")
    return render(request, "organiser/fact_card.html", {"form": form, "title": gettext("New fact card")})


def _own(request: MemberRequest, card_id: int) -> Any:
    row = permissions.national_cards_kept_by(request.viewer).filter(pk=card_id).first()
    if row is None:
        get_object_or_404(permissions.cards_of_staff(request.viewer), pk=card_id)
        raise PermissionDenied
    return row


@FORM_PAGE
def fact_card(request: MemberRequest, card_id: int) -> HttpResponse:
    """Correct a national figure, or write the newest."""
    row = _own(request, card_id)
    form = FactCardForm(request.POST or None, card=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_card(card=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:fact_cards")
    return render(request, "organiser/fact_card.html", {"form": form, "title": row.what, "card": row})


@require_POST
def fact_card_remove(request: MemberRequest, card_id: int) -> HttpResponse:
    """Take a national figure away; the page then offers to put it back."""
    row = _own(request, card_id)
    actions.remove_card(card=row, by=request.user, now=request.now)
    context = {
        "name": row.what, "undo_url": reverse("organiser:fact_card_restore", args=[row.pk]),
        "above_url": reverse("organiser:fact_cards"),
    }  # fmt: skip
    return render(request, "organiser/fact_card_removed.html", context)


@require_POST
def fact_card_restore(request: MemberRequest, card_id: int) -> HttpResponse:
    """Put a national figure back."""
    row = _own(request, card_id)
    actions.restore_card(card=row, by=request.user, now=request.now)
    messages.success(request, gettext("It is back."))
    return redirect("organiser:fact_cards")
