"""The protocol of a drawn order, for anybody who has its link: without persons."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.queries.rollouts import plan_with
from mentornett.web.http import found
from mentornett.web.rollouts import protocol_context


@login_not_required
@require_safe
def drawn_order(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was locked and what was drawn."""
    whole = found(plan_with(code))
    return render(request, "public/drawn_order.html", protocol_context(whole, with_people=False))


@login_not_required
@require_safe
def drawn_order_text(request: HttpRequest, code: str) -> HttpResponse:
    """Give the text of the plan alone, to draw the order again from."""
    text = found(plan_with(code)).plan.text
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="plan.txt"'
    return response
