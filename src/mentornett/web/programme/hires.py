"""New hires: the list, one person's page, and what can happen to somebody's employment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.documents.sheets import Sheet
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import hires as actions
from mentornett.mentoring.forms.hires import HireChangeForm, HireForm
from mentornett.mentoring.forms.leaving import AwayForm
from mentornett.mentoring.queries.hires import HIRE_STATES, hires_like, with_mentor
from mentornett.mentoring.queries.leaving import move_after, move_before
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen

PER_PAGE = 30


def municipality_registered(request: MemberRequest, municipality_id: int) -> Any:
    """Return a municipality whose hires and mentors one may register, or answer 404."""
    return get_object_or_404(permissions.municipalities_registered_by(request.viewer), pk=municipality_id)


def _visible(request: MemberRequest) -> Any:
    """Return the hires one may see; 404 for those who may see no list of hires."""
    if not permissions.may_see_lists(request.viewer):
        raise Http404
    return permissions.employments_visible_to(request.viewer)


def hire_seen(request: MemberRequest, hire_id: int, *, change: bool = True) -> Any:
    """Return a hire one may see; with `change` 403 for those who may not change it."""
    hire = get_object_or_404(permissions.employments_visible_to(request.viewer), pk=hire_id)
    if change and not permissions.may_change_hire(request.viewer, hire):
        raise PermissionDenied
    return hire


def _wished(request: MemberRequest) -> tuple[str, str]:
    state = request.GET.get("state", "")
    return request.GET.get("q", "")[:80], state if state in HIRE_STATES else ""


def _found(request: MemberRequest) -> Any:
    words, state = _wished(request)
    return hires_like(_visible(request), words=words, state=state, today=request.today)


@require_safe
def hires(request: MemberRequest) -> HttpResponse:
    """List the hires that one may see, with who has a mentor."""
    found = _found(request)
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(with_mentor(found.filter(pk__in=list(page)), request.today))
    audit.reading(reader=request.user, subjects=[hire.person for hire in rows], page="hires", now=request.now)
    words, state = _wished(request)
    to_hire_in = list(permissions.municipalities_to_hire_in(request.viewer))
    places = [place for place in to_hire_in if permissions.may_register(request.viewer, place)]
    context = {
        "rows": rows,
        "page_obj": page,
        "words": words,
        "state": state,
        "states": _states(),
        "places": places,
        "to_hire_in": to_hire_in,
    }
    return render(request, "programme/hires.html", context)


def _states() -> list[tuple[str, str]]:
    return [
        ("", gettext("All who work here")), ("without", gettext("Without a mentor")),
        ("with", gettext("With a mentor")), ("away", gettext("Away now")), ("ended", gettext("Have left")),
    ]  # fmt: skip


@require_safe
def hires_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give the list, filtered as it is seen, as Excel or CSV."""
    columns = (
        gettext("Name"), gettext("E-mail"), gettext("Employee number"), gettext("Unit"), gettext("Profession"),
        gettext("First day of work"), gettext("Last day of work"), gettext("Mentor programme"), gettext("Mentor"),
    )  # fmt: skip
    found: list[Any] = list(with_mentor(_found(request), request.today))
    audit.reading(reader=request.user, subjects=[hire.person for hire in found], page="hires", now=request.now)
    rows = [
        (
            hire.person.name, hire.person.email, hire.number, hire.unit.name, hire.profession, hire.works_since,
            hire.ends, hire.programme.name if hire.programme else "",
            ", ".join(pair.mentor.person.name for pair in hire.person.pairs_now),
        )
        for hire in found
    ]  # fmt: skip
    return list_file(Sheet(gettext("New hires"), columns, rows), form, title=gettext("New hires"))


@FORM_PAGE
def hire_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Register somebody who begins; a unit leader does so in own units."""
    municipality: Any = get_object_or_404(permissions.municipalities_to_hire_in(request.viewer), pk=municipality_id)
    only = permissions.units_to_hire_in(request.viewer, municipality)
    form = HireForm(request.POST or None, municipality=municipality, only=only)
    if form.is_valid():
        try:
            hire = actions.register_hire(
                municipality=municipality, by=request.user, now=request.now, **form.cleaned_data
            )
        except actions.OverlapError:
            form.add_error("email", gettext("Somebody with this address is registered in these days already."))
        else:
            messages.success(request, gettext("%(name)s is registered.") % {"name": hire.person.name})
            return redirect("programme:hire", hire.pk)
    context = {"form": form, "municipality": municipality, "no_units": not form.has_units()}
    if context["no_units"]:
        context["programme"] = permissions.programmes_run_by(request.viewer).filter(municipality=municipality).first()
    return render(request, "programme/hire_new.html", context)


@require_safe
def hire(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Show one hire: the work, the mentor, times away. Never what is talked about."""
    found = hire_seen(request, hire_id, change=False)
    shown = with_mentor(permissions.employments_visible_to(request.viewer).filter(pk=found.pk), request.today)[0]
    audit.reading(reader=request.user, subjects=[found.person], page="hire", now=request.now)
    context = {
        "hire": shown,
        "stay_in": _unit_to_stay_in(shown, request.today),
        "ended": _is_over(shown.ends, request.today),
        "may_change": permissions.may_change_hire(request.viewer, shown),
    }
    return render(request, "programme/hire.html", context)


def _unit_to_stay_in(hire: Any, today: date) -> Any:
    """Return the unit of a move that can be taken back, seen from the unit before it or from the new one."""
    if move_after(hire, today):
        return hire.unit
    before = move_before(hire) if hire.starts >= today else None
    return before.unit if before else None


def _is_over(ends: date | None, today: date) -> bool:
    return ends is not None and ends < today


@FORM_PAGE
def hire_change(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Correct what is registered."""
    hire = hire_seen(request, hire_id)
    form = HireChangeForm(request.POST or None, hire=hire)
    if form.is_valid() and still_as_seen(request, form, hire):
        try:
            actions.change_hire(hire=hire, by=request.user, now=request.now, **form.cleaned_data)
        except actions.OverlapError:
            form.add_error("starts", gettext("They are registered in another unit in these days already."))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("programme:hire", hire.pk)
    return _form_page(request, hire, form, gettext("Change"), gettext("Save"))


@FORM_PAGE
def hire_leave(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Note that somebody is away for a time."""
    hire = hire_seen(request, hire_id)
    form = AwayForm(request.POST or None)
    if form.is_valid():
        try:
            actions.begin_leave(hire=hire, by=request.user, now=request.now, **form.cleaned_data)
        except actions.OverlapError:
            form.add_error("starts", gettext("They are registered as away in some of these days already."))
        else:
            messages.success(request, gettext("The time away is registered, and the plan waits meanwhile."))
            return redirect("programme:hire", hire.pk)
    lede = gettext("Leave or illness: we do not ask which. The plan waits, and nobody gets late.")
    return _form_page(request, hire, form, gettext("Away for a time"), gettext("Register"), lede)


@require_POST
def leave_end(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Note that somebody is back today, or take back a time away that has not begun."""
    hire = hire_seen(request, hire_id)
    leave = ahead(request, hire.leaves)
    actions.come_back(hire=hire, on=request.today, leave=leave, by=request.user, now=request.now)
    messages.success(request, back_words(hire.person, leave))
    return redirect("programme:hire", hire.pk)


def ahead(request: MemberRequest, leaves: Any) -> Any:
    """Return the time away that is to be taken back; None when somebody is back from the one that holds."""
    key = request.POST.get("leave", "")
    if not key:
        return None
    found = leaves.filter(pk=key, starts__gt=request.today).first() if key.isdecimal() and len(key) < 16 else None
    if found is None:
        raise Http404
    return found


def back_words(person: Any, leave: Any) -> str:
    """Say what became of the time away."""
    if leave:
        return gettext("The time away is taken back. The plan is dated as if it had never been.")
    return gettext("%(name)s is back. The plan goes on.") % {"name": person.name}


def _form_page(request: MemberRequest, hire: Any, form: Any, title: str, action: str, lede: str = "") -> HttpResponse:
    context = {"hire": hire, "form": form, "title": title, "action": action, "lede": lede}
    return render(request, "programme/hire_form.html", context)
