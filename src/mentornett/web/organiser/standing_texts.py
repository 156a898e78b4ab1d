"""A network's own wording of the letters and pages that teams get."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.network.actions import settings as actions
from mentornett.network.forms.languages import WordingForm
from mentornett.network.queries.texts import Editable, editable_texts, example_text
from mentornett.questionnaires.forms import language
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import run


@require_safe
def texts(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the texts that can be worded in another way."""
    network = run(request, network_id)
    rows = [(text, text.now(language())) for text in editable_texts(network)]
    return render(request, "organiser/texts.html", {"network": network, "rows": rows})


def _text(texts: list[Editable], key: str) -> Editable:
    found = next((text for text in texts if text.key == key), None)
    if found is None:
        raise Http404
    return found


@FORM_PAGE
def text(request: MemberRequest, network_id: int, key: str) -> HttpResponse:
    """Word a text; «preview» shows what was typed as a reader would get it, without saving."""
    network = run(request, network_id)
    row = _text(editable_texts(network), key)
    form = WordingForm(request.POST or None, text=row)
    wording = row.now(language())
    if request.method == "POST" and form.is_valid():
        if "preview" not in request.POST and still_as_seen(request, form, network, key=key):
            actions.word_text(network=network, key=key, wordings=form.wordings(), by=request.user, now=request.now)
            messages.success(request, gettext("Saved. The next letters use this text."))
            return redirect("organiser:text", network_id, key)
        wording = form.wording(language())
    context = {
        "network": network, "text": row, "form": form, "usual": row.usual[language()],
        "example": example_text(network, wording, key, request.user.name, request.today),
        "unsaved": form.is_bound,
    }  # fmt: skip
    return render(request, "organiser/text.html", context)


@require_POST
def text_reset(request: MemberRequest, network_id: int, key: str) -> HttpResponse:
    """Go back to the usual text."""
    network = run(request, network_id)
    _text(editable_texts(network), key)
    actions.word_text(network=network, key=key, wordings={}, by=request.user, now=request.now)
    messages.success(request, gettext("The usual text is in use again."))
    return redirect("organiser:text", network_id, key)
