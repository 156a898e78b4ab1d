"""A call for mentors, read and answered by colleagues without an account."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from mentornett.core import time
from mentornett.mentoring.actions.calls import nominate
from mentornett.mentoring.forms.calls import NominationForm
from mentornett.mentoring.queries.calls import call_with
from mentornett.web.http import FORM_PAGE


@login_not_required
@FORM_PAGE
def mentor_call(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is looked for and a form; what comes in is read by the project leader alone."""
    call = call_with(secret, time.today())
    if call is None:
        return render(request, "public/mentor_call_gone.html", status=404)
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="nomination", key=secret):
            return render(request, "429.html", status=429)
        nominate(call=call, language=(get_language() or "nb")[:2], now=time.now(), **form.cleaned_data)
        messages.success(request, gettext("Thank you. The project leader reads it and answers you by e-mail."))
        return redirect("public:mentor_call", secret)
    return render(request, "public/mentor_call.html", {"call": call, "form": form})
