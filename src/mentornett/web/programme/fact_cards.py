"""Reference figures beside the municipality's own: what the country says, and what we keep ourselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import fact_cards as actions
from mentornett.measurement.forms.fact_cards import FactCardForm
from mentornett.measurement.permissions import fact_cards as permissions
from mentornett.measurement.permissions.facts import may_keep, places_read_by
from mentornett.measurement.queries import fact_cards as queries
from mentornett.measurement.queries.facts import counts_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.vacancies import place_kept


def _place(request: MemberRequest, municipality_id: int) -> Any:
    return get_object_or_404(places_read_by(request.viewer), pk=municipality_id)


@require_safe
def fact_cards(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Show the national figures, and our own beside them."""
    place = _place(request, municipality_id)
    keeps = may_keep(request.viewer, place.pk)
    context = {
        "place": place, "may_keep": keeps, "change": "programme:fact_card",
        "counts": counts_of([place.pk], {place.pk} if keeps else ())[place.pk],
        "national": queries.shown(queries.national_for(place.pk), request.today),
        "own": queries.shown(queries.own_of(place.pk), request.today),
    }  # fmt: skip
    return render(request, "programme/fact_cards.html", context)


@FORM_PAGE
def fact_card_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Add a figure of our own."""
    place = place_kept(request, municipality_id)
    form = FactCardForm(request.POST or None)
    if form.is_valid():
        actions.save_card(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:fact_cards", place.pk)
    context = {"form": form, "title": gettext("New fact card"), "place": place}
    return render(request, "programme/fact_card.html", context)


def _own(request: MemberRequest, card_id: int) -> Any:
    row = permissions.own_cards_kept_by(request.viewer).filter(pk=card_id).first()
    if row is None:
        places = places_read_by(request.viewer)
        get_object_or_404(queries.cards_in_force().filter(municipality__in=places), pk=card_id)
        raise PermissionDenied
    return row


@FORM_PAGE
def fact_card(request: MemberRequest, card_id: int) -> HttpResponse:
    """Correct a figure of our own."""
    row = _own(request, card_id)
    form = FactCardForm(request.POST or None, card=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_card(card=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:fact_cards", row.municipality_id)
    context = {"form": form, "title": row.what, "card": row, "place": row.municipality}
    return render(request, "programme/fact_card.html", context)


@require_POST
def fact_card_remove(request: MemberRequest, card_id: int) -> HttpResponse:
    """Take a figure of our own away; the page then offers to put it back."""
    row = _own(request, card_id)
    actions.remove_card(card=row, by=request.user, now=request.now)
    context = {
        "name": row.what, "undo_url": reverse("programme:fact_card_restore", args=[row.pk]),
        "above_url": reverse("programme:fact_cards", args=[row.municipality_id]),
    }  # fmt: skip
    return render(request, "programme/fact_removed.html", context)


@require_POST
def fact_card_restore(request: MemberRequest, card_id: int) -> HttpResponse:
    """Put a figure of our own back."""
    row = _own(request, card_id)
    actions.restore_card(card=row, by=request.user, now=request.now)
    messages.success(request, gettext("It is back."))
    return redirect("programme:fact_cards", row.municipality_id)
