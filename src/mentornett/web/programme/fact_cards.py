"""Reference figures beside the municipality's own: what the country says, and what we keep ourselves."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.permissions.fact_cards import own_cards_kept_by
from mentornett.measurement.permissions.facts import may_keep, places_read_by
from mentornett.measurement.queries import fact_cards as queries
from mentornett.measurement.queries.facts import counts_of
from mentornett.web import fact_cards as cards
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row
from mentornett.web.programme.vacancies import place_kept


@require_safe
def fact_cards(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Show the national figures, and our own beside them."""
    place: Any = get_object_or_404(places_read_by(request.viewer), pk=municipality_id)
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
    return cards.new_card(request, place=place_kept(request, municipality_id))


def _own(request: MemberRequest, card_id: int) -> Any:
    seen = queries.cards_in_force().filter(municipality__in=places_read_by(request.viewer))
    return changeable_row(own_cards_kept_by(request.viewer), seen, card_id)


@FORM_PAGE
def fact_card(request: MemberRequest, card_id: int) -> HttpResponse:
    """Correct a figure of our own."""
    return cards.change_card(request, _own(request, card_id))


@require_POST
def fact_card_remove(request: MemberRequest, card_id: int) -> HttpResponse:
    """Take a figure of our own away; the page then offers to put it back."""
    return cards.remove_card(request, _own(request, card_id))


@require_POST
def fact_card_restore(request: MemberRequest, card_id: int) -> HttpResponse:
    """Put a figure of our own back."""
    return cards.restore_card(request, _own(request, card_id))
