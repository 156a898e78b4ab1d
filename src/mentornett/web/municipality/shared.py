"""What the teams of a network share with each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mentornett.network import permissions
from mentornett.network.queries.shared import shared_texts
from mentornett.web.http import MemberRequest, found


def shared(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show shared answers by question, with a search."""
    network = found(permissions.networks_visible_to(request.viewer).filter(pk=network_id).first())
    words = request.GET.get("q", "")[:100]
    questions = shared_texts(network, (get_language() or "nb")[:2], words)
    page = {"network": network, "questions": questions, "words": words}
    return render(request, "municipality/shared.html", page)
