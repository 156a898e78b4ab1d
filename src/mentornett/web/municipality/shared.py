"""What the teams of a network share with each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mentornett.core import audit
from mentornett.network.permissions.guests import networks_shared_with, visits_of
from mentornett.network.queries.shared import number_of_guests, shared_texts
from mentornett.web.http import MemberRequest, found


def shared(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show shared answers by question, with a search."""
    network = found(networks_shared_with(request.viewer).filter(pk=network_id).first())
    words = request.GET.get("q", "")[:100]
    questions = shared_texts(network, (get_language() or "nb")[:2], words)
    if visits_of(request.viewer).filter(network=network).exists():
        senders = [text.sent_by for texts in questions.values() for text in texts if text.sent_by]
        audit.reading(reader=request.user, subjects=senders, page="shared", now=request.now)
    page = {"network": network, "questions": questions, "words": words,
            "guests": number_of_guests(network, request.today)}  # fmt: skip
    return render(request, "municipality/shared.html", page)
