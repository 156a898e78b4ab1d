"""«Did you talk?» answered from an e-mail, with a signed link and no log-in. Opening the link changes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from mentornett.core import time
from mentornett.mentoring.actions import talks as actions
from mentornett.mentoring.actions.taps import read_tap
from mentornett.mentoring.choices import TalkState
from mentornett.mentoring.forms.talks import AnswerForm
from mentornett.mentoring.permissions.talks import talks_to_answer_for
from mentornett.mentoring.queries.talks import other_in
from mentornett.tenants import queries
from mentornett.web.http import FORM_PAGE, tap_noted
from mentornett.web.public.seeing import seeing_as


@login_not_required
@FORM_PAGE
def talk_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show two buttons; pressing one notes the answer, however often and by whomever of the two."""
    tap = read_tap(token)
    person = queries.active_person(tap[1]) if tap else None
    if tap is None or person is None:
        return render(request, "public/talk_gone.html", status=404)
    with seeing_as(person, request) as viewer:
        talk = talks_to_answer_for(viewer).filter(pk=tap[0]).first()
        if talk is None:
            return render(request, "public/talk_gone.html", status=404)
        return _answer(request, talk, person, token)


def _answer(request: HttpRequest, talk: Any, person: Any, token: str) -> HttpResponse:
    form = AnswerForm(request.POST or None, today=time.today())
    if request.method == "POST" and form.is_valid():
        answer = actions.Answer(TalkState(form.cleaned_data["state"]), said=form.cleaned_data["said"])
        actions.answer_talk(talk=talk, answer=answer, by=person, now=time.now())
        messages.success(request, gettext("Thank you, it is noted."))
        return tap_noted(request) or redirect("public:talk_answer", token)
    return render(request, "public/talk_answer.html", {"talk": talk, "other": other_in(talk, person)})
