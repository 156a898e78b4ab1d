"""The score card: a programme held against the standards of others, line by line."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mentornett.mentoring.permissions.figures import WHOLE, counted_for
from mentornett.mentoring.queries.figures import figures_of
from mentornett.mentoring.queries.standard_words import ScoreCard, score_card
from mentornett.mentoring.queries.standards import facts_of
from mentornett.reports.score_card import honest_words, level_words, score_card_document
from mentornett.web.files import document_file
from mentornett.web.http import MemberRequest
from mentornett.web.programme.finding import followed, may_run

OF_PROGRAMME = frozenset({"settings", "programme", "board", "matching"})
RUNNERS_ONLY = frozenset({"settings", "matching"})
WITH_LISTS = frozenset({"mentors", "follow_up"})


def _card(request: MemberRequest, programme_id: int) -> tuple[Any, ScoreCard]:
    """Return a programme and its card, for those who see the whole municipality's figures."""
    programme = followed(request, programme_id)
    if programme.municipality_id not in request.viewer.municipalities_as(*WHOLE):
        raise Http404
    (counting,) = figures_of(counted_for(request.viewer, [programme]), request.today)
    return programme, score_card(facts_of(counting, request.today), counting)


@require_safe
def standards(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show the card."""
    programme, card = _card(request, programme_id)
    runs = may_run(request, programme)
    lists = request.viewer.municipalities_as(*WHOLE[:2])
    parts = [
        {"part": part, "lines": [(line, _url(line.where, programme, runs, bool(lists))) for line in part.lines]}
        for part in card.parts
    ]
    context = {
        "programme": programme, "card": card, "parts": parts, "honest": honest_words(), "level": level_words(card)
    }  # fmt: skip
    return render(request, "programme/standards.html", context)


def _url(where: str, programme: Any, runs: bool, lists: bool) -> str:
    """Return the page that a line's evidence comes from, when this person has it."""
    if not where or (where in RUNNERS_ONLY and not runs) or (where in WITH_LISTS and not lists):
        return ""
    return reverse(f"programme:{where}", args=[programme.pk] if where in OF_PROGRAMME else [])


@require_safe
def standards_file(request: MemberRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the card as Word or PDF."""
    programme, card = _card(request, programme_id)
    return document_file(score_card_document(card, programme, today=request.today), form, now=request.now)
