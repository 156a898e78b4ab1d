"""The course of one network: gatherings, what is changed about them, programmes, versions of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mentornett.exchange.calendar import gathering_calendar, network_calendar
from mentornett.network import permissions
from mentornett.network.actions import gatherings as actions
from mentornett.network.actions import slots as slot_actions
from mentornett.network.choices import Form, SlotType
from mentornett.network.forms import gatherings as forms
from mentornett.network.permissions.course import courses_visible_to
from mentornett.network.queries.gatherings import (
    consequences_of_cancelling,
    consequences_of_move,
    gatherings_of,
    plan_shares,
)
from mentornett.network.queries.open_meetings import open_meetings_of
from mentornett.network.queries.programme import programme_of
from mentornett.network.rules.course import gathering_may_become, may_be_held, may_be_rearranged
from mentornett.web import course_pictures
from mentornett.web.http import FORM_PAGE, MemberRequest, download
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, followed_gathering, run, run_gathering
from mentornett.web.organiser.programme_drafts import draft_context


@require_safe
def gatherings(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the gatherings: when, how, state, and whether the programme is whole."""
    network = followed(request, network_id)
    rows = list(gatherings_of(network))
    context = {
        "network": network, "may_run": permissions.may_run(request.viewer, network),
        "rows": [(row, programme_of(row)) for row in rows], "slot_names": dict(SlotType.choices),
        "shares": course_pictures.share_words(plan_shares(rows)), "gaps": course_pictures.gaps_words(rows),
        "meetings": list(open_meetings_of(network)),
    }  # fmt: skip
    return render(request, "organiser/gatherings.html", context)


@FORM_PAGE
def gathering_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a gathering."""
    network = run(request, network_id)
    form = forms.NewGatheringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.add_gathering(network=network, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("organiser:gathering", network.pk, row.number)
    return render(request, "organiser/gathering_new.html", {"network": network, "form": form})


@require_safe
def gathering(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Show one gathering: dates, programme, planned theme beside what was done, and its changes."""
    row = followed_gathering(request, network_id, number)
    may_run = permissions.may_run(request.viewer, row.network)
    context = {
        "network": row.network, "gathering": row, "programme": programme_of(row), "may_run": may_run,
        "slot_names": dict(SlotType.choices), "form_names": dict(Form.choices), "changes": row.changes.all(),
        "deeds": _deeds(row, request.today) if may_run else [],
    }  # fmt: skip
    return render(request, "organiser/gathering.html", context)


@FORM_PAGE
def gathering_describe(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Change what is said about a gathering."""
    row = run_gathering(request, network_id, number)
    form = forms.DescribeForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row.network, gathering=row.pk):
        actions.describe_gathering(gathering=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:gathering", network_id, number)
    return render(
        request, "organiser/gathering_describe.html", {"network": row.network, "gathering": row, "form": form}
    )


@dataclass(frozen=True)
class Deed:
    """Something that may be done to a gathering, with what the page says about it."""

    key: str
    title: Any
    button: Any
    danger: bool = False


DEEDS = {
    "confirm": Deed("confirm", _("Confirm the date"), _("Confirm and tell the teams")),
    "move": Deed("move", _("Move"), _("Move it and tell the teams")),
    "form": Deed("form", _("Change how it is held"), _("Change it and tell the teams")),
    "hold": Deed("hold", _("Note that it was held"), _("It was held")),
    "cancel": Deed("cancel", _("Cancel the gathering"), _("Cancel it and tell the teams"), danger=True),
    "restore": Deed("restore", _("Take it up again"), _("Take it up again and tell the teams")),
}
_BECOMES = {"confirm": "confirmed", "cancel": "cancelled", "restore": "proposed"}


def _deeds(row: Any, today: date) -> list[Deed]:
    return [deed for key, deed in DEEDS.items() if _is_possible(key, row, today)]


def _is_possible(key: str, row: Any, today: date) -> bool:
    if key == "hold":
        return may_be_held(row.state, row.starts, today)
    if key in _BECOMES:
        return gathering_may_become(row.state, _BECOMES[key])
    return may_be_rearranged(row.state)


def _form(key: str, row: Any, typed: Any) -> Any:
    if key == "move":
        return forms.MoveForm(typed, gathering=row)
    if key == "form":
        return forms.FormForm.of(row, typed)
    if key == "hold":
        return forms.HoldForm.of(row, typed)
    return forms.ConfirmForm(typed) if key == "confirm" else forms.ReasonForm(typed)


@require_safe
def gathering_change(request: MemberRequest, network_id: int, number: int, deed: str) -> HttpResponse:
    """Ask for what is needed, and say what will follow, before anything is done."""
    row = run_gathering(request, network_id, number)
    if deed not in DEEDS:
        raise Http404
    typed = request.GET if deed == "move" and "starts" in request.GET else None
    return _change_page(request, row, deed, _form(deed, row, typed))


def _change_page(request: MemberRequest, row: Any, deed: str, form: Any) -> HttpResponse:
    effect = None
    if deed == "move" and form.is_bound and form.is_valid():
        data = form.cleaned_data
        effect = consequences_of_move(row, data["starts"], data["ends"], request.today)
    if deed in {"cancel", "confirm", "restore", "form"}:
        effect = consequences_of_cancelling(row, request.today)
    context = {
        "network": row.network, "gathering": row, "deed": DEEDS[deed], "form": form, "effect": effect,
        "possible": _is_possible(deed, row, request.today), "needs_preview": deed == "move" and effect is None,
        "deed_url": f"organiser:gathering_{deed}",
    }  # fmt: skip
    return render(request, "organiser/gathering_change.html", context)


def _do(request: MemberRequest, network_id: int, number: int, deed: str, act: Any) -> HttpResponse:
    row = run_gathering(request, network_id, number)
    form = _form(deed, row, request.POST)
    if not form.is_valid():
        return _change_page(request, row, deed, form)
    try:
        told = act(gathering=row, by=request.user, now=request.now, **form.cleaned_data)
    except actions.GatheringRefusedError:
        messages.error(request, gettext("This can no longer be done: somebody has changed the gathering meanwhile."))
        return redirect("organiser:gathering", network_id, number)
    if told is None:
        messages.success(request, gettext("Saved."))
    else:
        text = ngettext("Done. %(n)s person gets a letter.", "Done. %(n)s people get a letter.", told)
        messages.success(request, text % {"n": told})
    return redirect("organiser:gathering", network_id, number)


@require_POST
def gathering_move(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Move a gathering."""
    return _do(request, network_id, number, "move", actions.move_gathering)


@require_POST
def gathering_form(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Change how a gathering is held."""
    return _do(request, network_id, number, "form", actions.change_form)


@require_POST
def gathering_cancel(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Cancel a gathering."""
    return _do(request, network_id, number, "cancel", actions.cancel_gathering)


@require_POST
def gathering_restore(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Take up a cancelled gathering again."""
    return _do(request, network_id, number, "restore", actions.restore_gathering)


@require_POST
def gathering_confirm(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Confirm a gathering's date."""
    return _do(request, network_id, number, "confirm", actions.confirm_gathering)


@require_POST
def gathering_hold(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Note that a gathering was held."""
    return _do(request, network_id, number, "hold", actions.hold_gathering)


@require_POST
def gathering_take_back(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Take back the note that a gathering was held."""
    row = run_gathering(request, network_id, number)
    try:
        actions.take_back_held(gathering=row, by=request.user, now=request.now)
        messages.success(request, gettext("The gathering stands as it did before."))
    except actions.GatheringRefusedError:
        messages.error(request, gettext("This can no longer be done: somebody has changed the gathering meanwhile."))
    return redirect("organiser:gathering", network_id, number)


@require_safe
def programme(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Show and edit the programme."""
    row = run_gathering(request, network_id, number)
    return _programme_page(request, row, forms.SlotForm(gathering=row))


def _programme_page(request: MemberRequest, row: Any, form: Any, editing: int = 0) -> HttpResponse:
    context = {
        "network": row.network, "gathering": row, "programme": programme_of(row), "form": form, "editing": editing,
        "slot_names": dict(SlotType.choices), **draft_context(request, row),
    }  # fmt: skip
    return render(request, "organiser/programme.html", context)


@require_POST
def slot_add(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Add a part to the programme."""
    row = run_gathering(request, network_id, number)
    form = forms.SlotForm(request.POST, gathering=row)
    if not form.is_valid():
        return _programme_page(request, row, form)
    slot_actions.add_slot(gathering=row, by=request.user, now=request.now, **form.cleaned_data)
    return redirect("organiser:programme", network_id, number)


def _slot(request: MemberRequest, network_id: int, number: int, slot_id: int) -> tuple[Any, Any]:
    row = run_gathering(request, network_id, number)
    return row, get_object_or_404(row.slots.select_related("gathering__network"), pk=slot_id)


@FORM_PAGE
def slot_change(request: MemberRequest, network_id: int, number: int, slot_id: int) -> HttpResponse:
    """Change a part of the programme."""
    row, slot = _slot(request, network_id, number, slot_id)
    form = forms.SlotForm.of(slot, request.POST or None)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row.network, slot=slot.pk):
        slot_actions.change_slot(slot=slot, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("organiser:programme", network_id, number)
    return _programme_page(request, row, form, slot.pk)


@require_POST
def slot_move(request: MemberRequest, network_id: int, number: int, slot_id: int) -> HttpResponse:
    """Move a part one place up or down."""
    _row, slot = _slot(request, network_id, number, slot_id)
    slot_actions.move_slot(slot=slot, up=request.POST.get("direction") == "up", by=request.user, now=request.now)
    return redirect("organiser:programme", network_id, number)


@require_POST
def slot_remove(request: MemberRequest, network_id: int, number: int, slot_id: int) -> HttpResponse:
    """Take a part out of the programme."""
    _row, slot = _slot(request, network_id, number, slot_id)
    slot_actions.remove_slot(slot=slot, by=request.user, now=request.now)
    messages.success(request, gettext("Taken out of the programme."))
    return redirect("organiser:programme", network_id, number)


@require_safe
def course(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show «Gangen i nettverket»: the whole course, made for paper (D06)."""
    network = get_object_or_404(courses_visible_to(request.viewer), pk=network_id)
    if network.organiser_id not in request.viewer.staffed | request.viewer.reading:
        raise Http404
    return render(request, "networks/course.html", course_pictures.course_context(network, request.today))


@require_safe
def calendar(request: MemberRequest, network_id: int) -> HttpResponse:
    """Download all gatherings, with ?deadlines=1 also the deadlines."""
    network = followed(request, network_id)
    return download(network_calendar(network, now=request.now, deadlines="deadlines" in request.GET))


@require_safe
def calendar_of_gathering(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Download one gathering."""
    return download(gathering_calendar(followed_gathering(request, network_id, number), now=request.now))
