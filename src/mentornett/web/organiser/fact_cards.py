"""National reference figures, kept by the organiser, beside those that municipalities keep themselves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.permissions import fact_cards as permissions
from mentornett.measurement.queries.fact_cards import shown
from mentornett.web import fact_cards as cards
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row


@require_safe
def fact_cards(request: MemberRequest) -> HttpResponse:
    """List the national figures, and those of the municipalities."""
    if not request.viewer.staffed:
        raise Http404
    rows = shown(permissions.cards_of_staff(request.viewer), request.today)
    context = {
        "national": [one for one in rows if one.card.organiser_id], "may_keep": bool(request.viewer.led),
        "local": [one for one in rows if one.card.municipality_id], "change": "organiser:fact_card",
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
    return cards.new_card(request, organiser=organiser)


def _own(request: MemberRequest, card_id: int) -> Any:
    kept = permissions.national_cards_kept_by(request.viewer)
    return changeable_row(kept, permissions.cards_of_staff(request.viewer), card_id)


@FORM_PAGE
def fact_card(request: MemberRequest, card_id: int) -> HttpResponse:
    """Correct a national figure, or write the newest."""
    return cards.change_card(request, _own(request, card_id))


@require_POST
def fact_card_remove(request: MemberRequest, card_id: int) -> HttpResponse:
    """Take a national figure away; the page then offers to put it back."""
    return cards.remove_card(request, _own(request, card_id))


@require_POST
def fact_card_restore(request: MemberRequest, card_id: int) -> HttpResponse:
    """Put a national figure back."""
    return cards.restore_card(request, _own(request, card_id))
