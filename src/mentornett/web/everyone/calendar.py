"""The link by which one's own calendar program follows gatherings and deadlines."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.tenants import actions, queries
from mentornett.web.http import MemberRequest


def _page(request: MemberRequest, address: str = "") -> HttpResponse:
    """Show the page; `address` is the link that was made just now and is not shown again."""
    context = {
        "link": queries.calendar_link_of(request.user), "address": address,
        "phone_address": f"webcal://{address.partition('://')[2]}" if address else "",
    }  # fmt: skip
    return render(request, "everyone/calendar.html", context)


@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    """Explain how to get one's dates into Outlook, Google and the phone."""
    return _page(request)


@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Make a link, or a new one in place of the old, and show it this once."""
    token = actions.make_calendar_link(by=request.user, now=request.now)
    return _page(request, settings.BASE_URL + reverse("public:calendar_feed", args=[token]))


@require_POST
def revoke(request: MemberRequest) -> HttpResponse:
    """Let the link stop working."""
    actions.revoke_calendar_link(by=request.user, now=request.now)
    messages.success(request, gettext("The link no longer works. Remove the calendar from your program as well."))
    return redirect("everyone:calendar")
