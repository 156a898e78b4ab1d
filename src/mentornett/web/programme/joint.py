"""A programme that several municipalities own: asking, answering, sharing a version and taking one into use (N25)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.mentoring.actions import joint as actions
from mentornett.mentoring.choices import JointState
from mentornett.mentoring.forms.joint import AcceptForm, AskForm, ShareForm, free_name
from mentornett.mentoring.permissions.joint import invitations_to
from mentornett.mentoring.queries import joint as queries
from mentornett.mentoring.queries.programmes import names_in
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.programme.finding import run


@FORM_PAGE
def joint(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show who owns a programme and what the newest shared version has, and ask one more municipality."""
    row = run(request, programme_id)
    form = AskForm(request.POST or None, places=queries.may_be_asked(row))
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["municipality"]
        actions.ask_to_own(programme=row, municipality=place, by=request.user, now=request.now)
        text = gettext("%(place)s is asked. Their project leader finds the question under «Mentor programme».")
        messages.success(request, text % {"place": place.name})
        return redirect("programme:joint", row.pk)
    return _page(request, row, form, ShareForm())


def _page(request: MemberRequest, row: Any, form: AskForm, share_form: ShareForm) -> HttpResponse:
    context = {"programme": row, "form": form, "share_form": share_form, "shared": queries.shared_of(row)}
    return render(request, "programme/joint.html", context)


def _shared(request: MemberRequest, programme_id: int) -> Any:
    """Return what a programme shares; 404 when the municipality owns it alone."""
    shared = queries.shared_of(run(request, programme_id))
    if shared is None:
        raise Http404
    return shared


@require_POST
def joint_share(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Share the plan as it is now with the other owners."""
    shared, form = _shared(request, programme_id), ShareForm(request.POST)
    if not form.is_valid():
        row = shared.owner.programme
        return _page(request, row, AskForm(places=queries.may_be_asked(row)), form)
    if shared.changes:
        actions.share(owner=shared.owner, note=form.cleaned_data["note"], by=request.user, now=request.now)
        messages.success(request, gettext("Shared. The others take it into use when they decide to."))
    return redirect("programme:joint", programme_id)


@require_POST
def joint_take(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Take the newest version into use."""
    actions.take(owner=_shared(request, programme_id).owner, by=request.user, now=request.now)
    messages.success(
        request, gettext("The newest version is in use. Those who are on their way keep the plan they have.")
    )
    return redirect("programme:joint", programme_id)


@require_POST
def joint_leave(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Own the programme alone from now on."""
    actions.leave(owner=_shared(request, programme_id).owner, by=request.user, now=request.now)
    messages.success(request, gettext("You own the programme alone from now on. It stays as it is."))
    return redirect("programme:programme", programme_id)


def _to_answer(request: MemberRequest, owner_id: int) -> Any:
    """Return an invitation to one's municipality; None, with a word about it, when it is answered already."""
    row = get_object_or_404(invitations_to(request.viewer), pk=owner_id)
    if row.state == JointState.ASKED:
        return row
    messages.info(request, gettext("The question is answered already."))
    return None


@FORM_PAGE
def joint_invitation(request: MemberRequest, owner_id: int) -> HttpResponse:
    """Show what one is asked to own together, and become an owner."""
    asked = _to_answer(request, owner_id)
    if asked is None:
        return redirect("programme:home")
    taken = list(names_in(asked.municipality))
    first = {"name": free_name(asked.joint.name, taken), "starts": request.today}
    form = AcceptForm(request.POST or None, initial=first, taken=taken)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.accept(asked=asked, by=request.user, now=request.now, **form.cleaned_data)
        except actions.AnsweredError:
            return redirect("programme:joint_invitation", asked.pk)  # which tells that it is answered
        messages.success(request, gettext("The programme is made. Everything in it can be changed."))
        return redirect("programme:programme", made.pk)
    context = {"asked": asked, "form": form, "newest": queries.newest_version(asked)}
    return render(request, "programme/joint_invitation.html", context)


@require_POST
def joint_decline(request: MemberRequest, owner_id: int) -> HttpResponse:
    """Say no."""
    asked = _to_answer(request, owner_id)
    if asked is not None:
        actions.decline(asked=asked, by=request.user, now=request.now)
        messages.success(request, gettext("You have said no. They can ask again."))
    return redirect("programme:home")
