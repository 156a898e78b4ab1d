"""Reference figures, written in the same way by an organiser and by a municipality."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.measurement.actions import fact_cards as actions
from mentornett.measurement.forms.fact_cards import FactCardForm
from mentornett.web.http import MemberRequest
from mentornett.web.keeping import removed_page
from mentornett.web.meanwhile import still_as_seen


def _list_of(place: Any) -> str:
    """Return where the cards of a municipality stand, or the national ones."""
    return reverse("programme:fact_cards", args=[place.pk]) if place else reverse("organiser:fact_cards")


def _saved(request: MemberRequest, place: Any) -> HttpResponse:
    messages.success(request, gettext("Saved."))
    return redirect(_list_of(place))


def new_card(request: MemberRequest, *, organiser: Any = None, place: Any = None) -> HttpResponse:
    """Add a card of an organiser or of a municipality."""
    form = FactCardForm(request.POST or None)
    if form.is_valid():
        actions.save_card(
            organiser=organiser, municipality=place, by=request.user, now=request.now, **form.cleaned_data
        )
        return _saved(request, place)
    context = {"form": form, "title": gettext("New fact card"), "place": place, "above_url": _list_of(place)}
    return render(request, "fact_cards/card.html", context)


def change_card(request: MemberRequest, card: Any) -> HttpResponse:
    """Correct a card, or write the newest figure."""
    form = FactCardForm(request.POST or None, card=card)
    place = card.municipality
    if form.is_valid() and still_as_seen(request, form, card):
        actions.save_card(card=card, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, place)
    address = "programme:fact_card_remove" if place else "organiser:fact_card_remove"
    context = {
        "form": form, "title": card.what, "place": place, "above_url": _list_of(place),
        "remove_url": reverse(address, args=[card.pk]),
    }  # fmt: skip
    return render(request, "fact_cards/card.html", context)


def remove_card(request: MemberRequest, card: Any) -> HttpResponse:
    """Take a card away; the page then offers to put it back."""
    actions.remove_card(card=card, by=request.user, now=request.now)
    address = "programme:fact_card_restore" if card.municipality else "organiser:fact_card_restore"
    undo_url = reverse(address, args=[card.pk])
    return removed_page(request, card.what, undo_url=undo_url, above_url=_list_of(card.municipality))


def restore_card(request: MemberRequest, card: Any) -> HttpResponse:
    """Put a card back."""
    actions.restore_card(card=card, by=request.user, now=request.now)
    messages.success(request, gettext("It is back."))
    return redirect(_list_of(card.municipality))
