"""The register of mentors: education, experience, training, and how many mentees each can have (I06)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.documents.sheets import Sheet
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import mentors as actions
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.forms.hires import MentorFactsForm, MentorForm, PlacesForm
from mentornett.mentoring.queries.hires import MENTOR_STATES, leaves_of, mentor_rows, mentors_like, periods_of
from mentornett.mentoring.queries.training import training_of
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.hires import PER_PAGE, municipality_registered


def mentor_seen(request: MemberRequest, mentor_id: int, *, change: bool = True) -> Any:
    """Return a mentor one may see; with `change` 403 for those who may not register mentors."""
    mentor = get_object_or_404(permissions.mentors_visible_to(request.viewer), pk=mentor_id)
    if change and not permissions.may_register(request.viewer, mentor.municipality):
        raise PermissionDenied
    return mentor


def _wished(request: MemberRequest) -> tuple[str, str]:
    state = request.GET.get("state", "")
    return request.GET.get("q", "")[:80], state if state in MENTOR_STATES else ""


def _found(request: MemberRequest) -> Any:
    """Return the mentors asked for, in every state but those that must be counted first."""
    if not permissions.may_see_lists(request.viewer):
        raise Http404
    words, state = _wished(request)
    visible = permissions.mentors_visible_to(request.viewer)
    return mentors_like(visible, words=words, state=state, today=request.today)


def _page(request: MemberRequest) -> Page[Any]:
    """Return a page of the register; only what is asked for by places or training is counted for everyone."""
    _words, state = _wished(request)
    found = _found(request)
    if state not in ("", "ended"):
        found = mentor_rows(found, state=state, today=request.today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if state in ("", "ended"):
        page.object_list = mentor_rows(page.object_list, state=state, today=request.today)
    return page


def _states() -> dict[str, str]:
    return {
        "": gettext("All in the register"), "free": gettext("Can take a mentee"), "full": gettext("Has enough now"),
        "paused": gettext("Pause"), "untrained": gettext("Training not completed"), "ended": gettext("Has left"),
    }  # fmt: skip


@require_safe
def mentors(request: MemberRequest) -> HttpResponse:
    """List the register with places and mentees."""
    page = _page(request)
    audit.reading(
        reader=request.user, subjects=[row.mentor.person for row in page.object_list], page="mentors", now=request.now
    )
    words, state = _wished(request)
    context = {
        "page_obj": page, "words": words, "state": state, "states": list(_states().items()),
        "places": permissions.municipalities_registered_by(request.viewer),
        "may_call": permissions.municipalities_run_by(request.viewer).exists(),
    }  # fmt: skip
    return render(request, "programme/mentors.html", context)


@require_safe
def mentors_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give the register, filtered as it is seen, as Excel or CSV."""
    columns = (
        gettext("Name"), gettext("E-mail"), gettext("Unit"), gettext("Profession"), gettext("Education"),
        gettext("In the profession since"), gettext("Completed the mentor training"), gettext("Training course"),
        gettext("Places"),
        gettext("Mentees now"), gettext("State"),
    )  # fmt: skip
    found = mentor_rows(_found(request), state=_wished(request)[1], today=request.today)
    states = _states()
    people = [row.mentor.person for row in found]
    audit.reading(reader=request.user, subjects=people, page="mentors", now=request.now)
    rows = [
        (
            row.mentor.person.name, row.mentor.person.email, row.mentor.unit.name if row.mentor.unit else "",
            row.mentor.profession, row.mentor.education, row.mentor.practised_since,
            row.training.on if row.training else None, row.training.course if row.training else "", row.places,
            row.load, states[row.state],
        )
        for row in found
    ]  # fmt: skip
    return list_file(Sheet(gettext("Mentors"), columns, rows), form, title=gettext("Mentors"))


@FORM_PAGE
def mentor_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Enter somebody in the register."""
    municipality = municipality_registered(request, municipality_id)
    form = MentorForm(request.POST or None, municipality=municipality, initial={"starts": request.today})
    if form.is_valid():
        try:
            mentor = actions.add_mentor(
                municipality=municipality, by=request.user, now=request.now, **form.cleaned_data
            )
        except OverlapError:
            form.add_error("email", gettext("Somebody with this address is in the register already."))
        else:
            messages.success(request, gettext("%(name)s is in the register.") % {"name": mentor.person.name})
            return redirect("programme:mentor", mentor.pk)
    return render(request, "programme/mentor_new.html", {"form": form, "municipality": municipality})


@require_safe
def mentor(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Show one mentor of the register, with periods and mentees."""
    found = mentor_seen(request, mentor_id, change=False)
    audit.reading(reader=request.user, subjects=[found.person], page="mentor", now=request.now)
    context = {
        "mentor": found,
        "ended": found.ends is not None and found.ends < request.today,
        "periods": periods_of(found),
        "leaves": leaves_of(found, request.today),
        "pairs": permissions.pairs_visible_to(request.viewer).filter(mentor=found),
        "may_change": permissions.may_register(request.viewer, found.municipality),
        "training": training_of([found], request.today).get(found.pk),
    }
    return render(request, "programme/mentor.html", context)


@FORM_PAGE
def mentor_change(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Change what the register says."""
    mentor = mentor_seen(request, mentor_id)
    form = MentorFactsForm(request.POST or None, municipality=mentor.municipality, mentor=mentor)
    if form.is_valid() and still_as_seen(request, form, mentor):
        actions.change_mentor_facts(mentor=mentor, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:mentor", mentor.pk)
    return _form_page(request, mentor, form, gettext("Change"), gettext("Save"))


@FORM_PAGE
def mentor_places(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Say how many mentees from a day and perhaps to one; none is a pause."""
    mentor = mentor_seen(request, mentor_id)
    form = PlacesForm(request.POST or None, initial={"starts": request.today, "places": 1})
    if form.is_valid():
        actions.set_places(mentor=mentor, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:mentor", mentor.pk)
    lede = gettext("What you write here goes before what was said about the same days. Outside all periods it is one.")
    return _form_page(request, mentor, form, gettext("Number of mentees, or a pause"), gettext("Save"), lede)


def _form_page(request: MemberRequest, mentor: Any, form: Any, title: str, action: str, lede: str = "") -> HttpResponse:
    context = {"mentor": mentor, "form": form, "title": title, "action": action, "lede": lede}
    return render(request, "programme/mentor_form.html", context)
