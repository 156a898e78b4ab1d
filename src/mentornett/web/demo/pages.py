"""Pages that exist in demonstrations only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.core.time import now, today
from mentornett.web.demo import samples
from mentornett.web.demo.forms import SampleForm


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for those who build and check pages."""
    if not settings.DEMO:
        raise Http404
    typed = {"wrong-name": "", "wrong-start": "31.02.2026", "wrong-number": "120"}
    context = {
        "messages": samples.MESSAGES,
        "form": SampleForm(initial={"name": "Åse Ødegård"}, prefix="right"),
        "wrong_form": SampleForm(typed, prefix="wrong"),
        "disabled_form": samples.disabled(SampleForm(initial={"name": "Áhkká Ŋuorták"}, prefix="off")),
        "tones": samples.TONES,
        "timeline": samples.timeline(),
        "matrix": samples.matrix(),
        "steps": samples.STEPS,
        "tabs": samples.TABS,
        "now_items": samples.NOW_ITEMS,
        "comments": samples.COMMENTS,
        "page_obj": Paginator(range(75), 15).get_page(request.GET.get("page")),
        "today": today(),
        "now": now(),
    }
    return render(request, "demo/components.html", context)
