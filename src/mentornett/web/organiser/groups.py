"""Around a network: the organiser's groups, partners, risks, and the operative group's task board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.network import permissions
from mentornett.network.actions import groups as actions
from mentornett.network.actions.guests import end_guest, invite_guest
from mentornett.network.choices import GroupKind, PartnerType
from mentornett.network.forms.groups import (
    EndForm,
    GroupMemberForm,
    GuestForm,
    PartnerForm,
    RiskForm,
    TaskForm,
)
from mentornett.network.permissions.course import colleagues_in, group_members_visible_to, tasks_visible_to
from mentornett.network.permissions.guests import guests_visible_to
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, run


@require_safe
def groups(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the groups with dated members, the task board, partners and risks."""
    return _page(request, followed(request, network_id))


def _page(request: MemberRequest, network: Any, **typed: Any) -> HttpResponse:
    may_run = permissions.may_run(request.viewer, network)
    people = list(colleagues_in(network, request.viewer)) if may_run else []
    members = list(group_members_visible_to(request.viewer).filter(network=network))
    guests = list(guests_visible_to(request.viewer).filter(network=network))
    context = {
        "network": network, "may_run": may_run, "today": request.today, "guests": guests,
        "groups": [(label, [row for row in members if row.group == kind]) for kind, label in GroupKind.choices],
        "tasks": list(tasks_visible_to(request.viewer).filter(network=network)),
        "partners": list(network.partners.order_by("pk")), "risks": list(network.risks.order_by("number")),
        "forms": {
            "member": GroupMemberForm(people=people, prefix="member"), "partner": PartnerForm(prefix="partner"),
            "risk": RiskForm(prefix="risk"), "task": TaskForm(people=people, prefix="task"),
            "guest": GuestForm(today=request.today, prefix="guest"), **typed,
        },
        "bad": list(typed.values()),
    }  # fmt: skip
    return render(request, "organiser/groups.html", context)


def _done(request: MemberRequest, network_id: int, part: str) -> HttpResponse:
    messages.success(request, gettext("Saved."))
    response = redirect("organiser:groups", network_id)
    response["Location"] += f"#{part}"
    return response


@require_POST
def group_member_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Put somebody into a group."""
    network = run(request, network_id)
    form = GroupMemberForm(request.POST, people=colleagues_in(network, request.viewer), prefix="member")
    if not form.is_valid():
        return _page(request, network, member=form)
    data = form.cleaned_data | {"group": GroupKind(form.cleaned_data["group"])}
    actions.add_group_member(network=network, by=request.user, now=request.now, **data)
    return _done(request, network_id, "groups")


@FORM_PAGE
def group_member_end(request: MemberRequest, network_id: int, member_id: int) -> HttpResponse:
    """End a membership."""
    network = run(request, network_id)
    member = get_object_or_404(group_members_visible_to(request.viewer).filter(network=network), pk=member_id)
    form = EndForm(request.POST or None, initial={"starts": member.starts, "ends": member.ends or request.today})
    if request.method == "POST" and form.is_valid():
        actions.end_group_member(member=member, ends=form.cleaned_data["ends"], by=request.user, now=request.now)
        return _done(request, network_id, "groups")
    return render(request, "organiser/group_member_end.html", {"network": network, "member": member, "form": form})


@require_POST
def guest_invite(request: MemberRequest, network_id: int) -> HttpResponse:
    """Invite somebody of another network to follow this one for a time."""
    network = run(request, network_id)
    form = GuestForm(request.POST, today=request.today, prefix="guest")
    if not form.is_valid() or form.person is None:
        return _page(request, network, guest=form)
    days = {"starts": form.cleaned_data["starts"], "ends": form.cleaned_data["ends"]}
    invite_guest(network=network, person=form.person, by=request.user, now=request.now, today=request.today, **days)
    return _done(request, network_id, "guests")


@require_POST
def guest_end(request: MemberRequest, network_id: int, guest_id: int) -> HttpResponse:
    """End a visit at once."""
    network = run(request, network_id)
    guest = get_object_or_404(guests_visible_to(request.viewer).filter(network=network), pk=guest_id)
    end_guest(guest=guest, by=request.user, now=request.now, today=request.today)
    return _done(request, network_id, "guests")


@require_POST
def partner_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a partner."""
    network = run(request, network_id)
    form = PartnerForm(request.POST, prefix="partner")
    if not form.is_valid():
        return _page(request, network, partner=form)
    data = form.cleaned_data | {"type": PartnerType(form.cleaned_data["type"])}
    actions.add_partner(network=network, by=request.user, now=request.now, **data)
    return _done(request, network_id, "partners")


@require_POST
def partner_remove(request: MemberRequest, network_id: int, partner_id: int) -> HttpResponse:
    """Remove a partner."""
    network = run(request, network_id)
    partner = get_object_or_404(network.partners.select_related("network"), pk=partner_id)
    actions.remove_partner(partner=partner, by=request.user, now=request.now)
    return _done(request, network_id, "partners")


@require_POST
def risk_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a risk."""
    network = run(request, network_id)
    form = RiskForm(request.POST, prefix="risk")
    if not form.is_valid():
        return _page(request, network, risk=form)
    actions.add_risk(network=network, by=request.user, now=request.now, **form.cleaned_data)
    return _done(request, network_id, "risks")


def _risk(request: MemberRequest, network_id: int, risk_id: int) -> Any:
    return get_object_or_404(run(request, network_id).risks.select_related("network"), pk=risk_id)


@FORM_PAGE
def risk(request: MemberRequest, network_id: int, risk_id: int) -> HttpResponse:
    """Change what a risk says and what is done about it."""
    row = _risk(request, network_id, risk_id)
    form = RiskForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row.network, risk=row.number):
        actions.change_risk(risk=row, by=request.user, now=request.now, **form.cleaned_data)
        return _done(request, network_id, "risks")
    return render(request, "organiser/risk.html", {"network": row.network, "risk": row, "form": form})


@require_POST
def risk_close(request: MemberRequest, network_id: int, risk_id: int) -> HttpResponse:
    """Note that a risk is no longer there, or is there again."""
    row = _risk(request, network_id, risk_id)
    actions.close_risk(risk=row, closed=request.POST.get("closed") == "yes", by=request.user, now=request.now)
    return _done(request, network_id, "risks")


@require_POST
def task_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Put a task on the board."""
    network = run(request, network_id)
    form = TaskForm(request.POST, people=colleagues_in(network, request.viewer), prefix="task")
    if not form.is_valid():
        return _page(request, network, task=form)
    actions.add_task(network=network, by=request.user, now=request.now, **form.cleaned_data)
    return _done(request, network_id, "tasks")


def _task(request: MemberRequest, network_id: int, task_id: int) -> Any:
    network = run(request, network_id)
    return get_object_or_404(tasks_visible_to(request.viewer).filter(network=network), pk=task_id)


@require_POST
def task_finish(request: MemberRequest, network_id: int, task_id: int) -> HttpResponse:
    """Tick a task off, or take it up again."""
    task = _task(request, network_id, task_id)
    actions.finish_task(task=task, done=request.POST.get("done") == "yes", by=request.user, now=request.now)
    return _done(request, network_id, "tasks")


@require_POST
def task_remove(request: MemberRequest, network_id: int, task_id: int) -> HttpResponse:
    """Remove a task."""
    actions.remove_task(task=_task(request, network_id, task_id), by=request.user, now=request.now)
    return _done(request, network_id, "tasks")
