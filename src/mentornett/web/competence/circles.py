"""Mentor networks, pools and other groups that meet again and again: the list, each one's page, and its members."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import circles as actions
from mentornett.competence.choices.circles import MADE_KINDS
from mentornett.competence.forms.circles import CircleForm, MembersForm
from mentornett.competence.permissions import circles as permissions
from mentornett.competence.queries import circles as queries
from mentornett.competence.queries.plan_texts import purpose_of
from mentornett.core import audit
from mentornett.tenants.choices import RoleKind
from mentornett.web.competence.finding_circles import find, find_as_member, find_to_run, within_circles
from mentornett.web.competence.groups import own_group
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@require_safe
@within_circles
def circles(request: MemberRequest) -> HttpResponse:
    """List the networks one is a member of, and those one answers for, with how often they met."""
    homes = permissions.homes_of(request.viewer)
    lines = queries.circle_lines(permissions.networks_visible_to(request.viewer), request.user, request.now)
    if not homes and not lines and RoleKind.MENTOR not in {role.kind for role in request.roles}:
        raise Http404
    context = {
        "mine": [line for line in lines if line.mine], "others": [line for line in lines if not line.mine],
        "homes": [(_key(home), home) for home in homes],
    }  # fmt: skip
    return render(request, "competence/circles.html", context)


def _key(home: Any) -> str:
    return f"{home._meta.model_name}-{home.pk}"


@FORM_PAGE
def circle_new(request: MemberRequest, home: str) -> HttpResponse:
    """Make a network, a pool or another group."""
    found = {_key(each): each for each in permissions.homes_of(request.viewer)}.get(home)
    if found is None:
        raise Http404
    kinds = permissions.kinds_for(request.viewer, found)
    start = {"kind": kinds[0], "form": "physical", "about": purpose_of(kinds[0]), "across": len(kinds) == 1}
    form = CircleForm(request.POST or None, kinds=kinds, initial=start)
    if form.is_valid():
        circle = actions.create_circle(
            home=found, facts=form.facts, leads_myself=form.cleaned_data["leads"], by=request.user, now=request.now
        )
        messages.success(request, gettext("It is made. Now add the members."))
        return redirect("competence:circle_members", circle.pk)
    return render(request, "competence/circle_form.html", {"form": form, "home": found})


@require_safe
@within_circles
def circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Show a network: the next meeting, what was taken from earlier ones, and who takes part."""
    standing = find(request, circle_id)
    row = standing.circle
    meetings = list(queries.meetings_of(row))
    members = list(queries.members_of(row, request.today))
    audit.reading(reader=request.user, subjects=[each.person for each in members], page="circle", now=request.now)
    following = queries.next_meeting(meetings, request.now)
    takeaways = queries.takeaways_of(meetings) if standing.membership else {}
    context = own_group(standing, members) | {
        "members": members, "next": following,
        "coming": [each for each in meetings if queries.ends_at(each) > request.now and each != following],
        "past": [(each, takeaways.get(each.pk)) for each in reversed(meetings) if queries.ends_at(each) <= request.now],
        "figures": queries.figures_of(meetings, len(members), request.now),
        "begun": {"members": len(members) > 1, "leader": any(each.leads for each in members), "dates": bool(meetings)},
    }  # fmt: skip
    return render(request, "competence/circle.html", context)


@FORM_PAGE
@within_circles
def circle_change(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Change name, form, place and link."""
    row = find_to_run(request, circle_id).circle
    form = CircleForm(request.POST or None, kinds=MADE_KINDS, circle=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.change_circle(circle=row, facts=form.facts, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect("competence:circle", row.pk)
    return render(request, "competence/circle_form.html", {"form": form, "circle": row})


@require_POST
@within_circles
def circle_close(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Close a network."""
    row = find_to_run(request, circle_id).circle
    actions.close_circle(circle=row, by=request.user, now=request.now)
    messages.success(request, gettext("%(name)s is closed. The members got an e-mail.") % {"name": row.name})
    return redirect("competence:circle", row.pk)


@FORM_PAGE
@within_circles
def circle_members(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Show the members, and add more."""
    row = find_to_run(request, circle_id).circle
    members = list(queries.members_of(row, request.today))
    offered = queries.people_to_offer(row, request.today)
    form = MembersForm(request.POST or None, offered=offered, across=row.across or not offered)
    if form.is_valid():
        number = actions.add_members(circle=row, people=form.chosen, by=request.user, now=request.now)
        words = ngettext(
            "%(n)s person is added and gets an e-mail.", "%(n)s people are added and get an e-mail.", number
        )
        messages.success(request, words % {"n": number})
        return redirect("competence:circle_members", row.pk)
    audit.reading(reader=request.user, subjects=[each.person for each in members], page="circle", now=request.now)
    return render(request, "competence/circle_members.html", {"circle": row, "members": members, "form": form})


def _membership(request: MemberRequest, circle_id: int, membership_id: int) -> Any:
    row = find_to_run(request, circle_id).circle
    return get_object_or_404(queries.members_of(row, request.today), pk=membership_id)


@require_POST
@within_circles
def member_lead(request: MemberRequest, circle_id: int, membership_id: int) -> HttpResponse:
    """Let a member lead, or no longer."""
    row = _membership(request, circle_id, membership_id)
    try:
        leads = request.POST.get("leads") == "yes"
        if leads != row.leads:  # a colleague was not first
            actions.set_leads(membership=row, leads=leads, by=request.user, now=request.now)
    except actions.LastLeaderError:
        messages.error(request, gettext("Somebody must lead. Choose another leader first."))
    return redirect("competence:circle_members", circle_id)


@require_POST
@within_circles
def member_end(request: MemberRequest, circle_id: int, membership_id: int) -> HttpResponse:
    """Let a member leave."""
    row = _membership(request, circle_id, membership_id)
    try:
        actions.end_membership(membership=row, by=request.user, now=request.now)
    except actions.LastLeaderError:
        messages.error(request, gettext("Somebody must lead. Choose another leader first."))
    else:
        messages.success(request, gettext("%(name)s is no longer a member.") % {"name": row.person.name})
    return redirect("competence:circle_members", circle_id)


@require_POST
@within_circles
def circle_leave(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Leave a network oneself."""
    standing = find_as_member(request, circle_id)
    if standing.membership is None or standing.circle.course_id:
        raise PermissionDenied
    try:
        actions.end_membership(membership=standing.membership, by=request.user, now=request.now)
    except actions.LastLeaderError:
        messages.error(request, gettext("Somebody must lead. Choose another leader first."))
        return redirect("competence:circle", circle_id)
    messages.success(request, gettext("You have left %(name)s.") % {"name": standing.circle.name})
    return redirect("everyone:now")
