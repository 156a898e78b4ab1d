"""One talk: time, guide, and whether it was held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.exchange.calendar import talk_calendar
from mentornett.mentoring.actions import talks as actions
from mentornett.mentoring.choices import TalkState
from mentornett.mentoring.forms.talks import AnswerForm, TimeForm
from mentornett.mentoring.permissions.talks import talks_to_answer_for
from mentornett.mentoring.queries import talks as queries
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.web.http import FORM_PAGE, MemberRequest, download, tap_noted
from mentornett.web.pair.pages import talk_context


def _own(request: MemberRequest, talk_id: int) -> Any:
    return get_object_or_404(talks_to_answer_for(request.viewer), pk=talk_id)


def _other(request: MemberRequest, talk: Any) -> Any:
    other = queries.other_in(talk, request.user)
    return other or nearest_leader(talk.employment, request.today, apart_from=(talk.employment.person_id,))


def _page(request: MemberRequest, row: Any, form: AnswerForm | None = None) -> HttpResponse:
    pair = row.pair
    may_see_pair = pair is not None and request.user.pk in (pair.mentee_id, pair.mentor.person_id)
    context = {**talk_context(request, row), "other": _other(request, row), "may_see_pair": may_see_pair}
    return render(request, "pair/talk.html", {**context, "answer_form": form} if form else context)


@require_safe
def talk(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Show one talk."""
    return _page(request, _own(request, talk_id))


@require_POST
def answer(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Note whether the talk was held, or take that back."""
    row = _own(request, talk_id)
    form = AnswerForm(request.POST, today=request.today)
    if not form.is_valid():
        return _page(request, row, form)
    data = form.cleaned_data
    answered = actions.Answer(TalkState(data["state"]), data["on"], data["reason"], data["said"])
    noted = actions.answer_talk(talk=row, answer=answered, by=request.user, now=request.now)
    messages.success(request, _thanks(row, noted))
    return tap_noted(request) or redirect("pair:talk", row.pk)


def _thanks(before: Any, noted: Any) -> str:
    if noted.state == TalkState.PLANNED:
        return gettext("It is taken back.")
    if before.agreed_at and not noted.agreed_at:
        return gettext("It is noted. The time that was agreed is called off, and you both get an e-mail.")
    return gettext("Thank you, it is noted. What you talked about stays between you.")


@FORM_PAGE
def time(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Propose a time."""
    row = _own(request, talk_id)
    other = _other(request, row)
    last = row.pair.ends if row.pair else None
    form = TimeForm(
        request.POST or None, now=request.now, last=last, initial={"place": row.proposed_place or row.place}
    )
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["place"]
        actions.propose_time(talk=row, at=form.moment, place=place, by=request.user, now=request.now, tell=other)
        messages.success(request, gettext("The time is proposed. When the other one says yes, you both get it."))
        return redirect("pair:talk", row.pk)
    return render(request, "pair/time.html", {"talk": row, "form": form, "other": other, "today": request.today})


@require_POST
def accept(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Say yes to the time that the other one proposed."""
    row = _own(request, talk_id)
    try:
        at = parse_datetime(request.POST.get("at", ""))
        if at is None or at.tzinfo is None:
            raise actions.NothingProposedError
        actions.accept_time(talk=row, at=at, by=request.user, now=request.now)
    except (actions.NothingProposedError, ValueError):
        messages.error(request, gettext("The proposal has been changed. Look at the time that stands here now."))
        return redirect("pair:talk", row.pk)
    messages.success(request, gettext("The time is agreed. You both get it by e-mail, for the calendar."))
    return redirect("pair:talk", row.pk)


@require_safe
def calendar(request: MemberRequest, talk_id: int) -> HttpResponse:
    """Download an agreed talk for one's calendar."""
    row = _own(request, talk_id)
    if row.agreed_at is None:
        raise Http404
    return download(talk_calendar(row, _other(request, row), now=request.now))
