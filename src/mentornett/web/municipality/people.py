"""The roster of a team: who is in it, in which role, from when, and who has been."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.network import actions, permissions, queries
from mentornett.network.forms.teams import EndMemberForm, MemberForm, RoleForm
from mentornett.network.queries import team_page
from mentornett.network.rules import diversity_hint, size_remark
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.municipality.team import changeable_team, visible_team


@require_safe
def roster(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show who is in the team, what is missing, and who has been."""
    team = visible_team(request, team_id)
    everyone = list(queries.members_ever(team))
    here = {member.pk for member in team.members_now}
    audit.reading(reader=request.user, subjects=[row.person for row in everyone], page="roster", now=request.now)
    people = len({member.person_id for member in team.members_now})
    missing = queries.vacancies_in([team], request.today)[team.pk]
    context = {
        "team": team,
        "members": team.members_now,
        "former": [row for row in everyone if row.pk not in here and row.ends and row.ends < request.today],
        "coming": [row for row in everyone if row.starts > request.today],
        "missing": missing,
        "serious": any(vacancy.severity != "info" for vacancy in missing),
        "people": people,
        "size": size_remark(people, queries.size_limits(team.network)) if people else "",
        "limits": queries.size_limits(team.network),
        "continuity": queries.continuity_of(team, request.today),
        "hint": diversity_hint(*team_page.units_and_professions(team, request.today)),
        "may_change": permissions.may_change_team(request.viewer, team),
    }
    return render(request, "municipality/roster.html", context)


@FORM_PAGE
def member_new(request: MemberRequest, team_id: int) -> HttpResponse:
    """Put somebody into the team; ?role= chooses the empty role."""
    team = changeable_team(request, team_id)
    role = queries.roles_of(team.network).filter(key=request.GET.get("role", "")).first()
    form = MemberForm(
        request.POST or None, team=team, today=request.today, initial={"role": role.pk} if role else {}
    )  # fmt: skip
    if form.is_valid():
        member = actions.add_member(
            team=team, by=request.user, now=request.now, today=request.today, **form.cleaned_data
        )
        messages.success(request, gettext("%(name)s is in the team.") % {"name": member.person.name})
        return redirect("municipality:roster", team.pk)
    context = {"form": form, "team": team, "title": gettext("New in the team"), "button": gettext("Put into the team")}
    return render(request, "municipality/team_form.html", context)


def _member(request: MemberRequest, member_id: int) -> Any:
    member = get_object_or_404(permissions.members_visible_to(request.viewer), pk=member_id)
    if not permissions.may_change_team(request.viewer, member.team):
        raise PermissionDenied
    return member


@FORM_PAGE
def member_role(request: MemberRequest, member_id: int) -> HttpResponse:
    """Give a member another role or unit."""
    member = _member(request, member_id)
    form = RoleForm(request.POST or None, member=member, today=request.today)
    if form.is_valid() and still_as_seen(request, form, member):
        data = form.cleaned_data
        if data["role"] == member.role:
            actions.change_unit(member=member, unit=data["unit"], by=request.user, now=request.now)
        else:
            actions.change_role(
                member=member, role=data["role"], on=data["on"], unit=data["unit"], by=request.user, now=request.now,
                today=request.today,
            )  # fmt: skip
        messages.success(request, gettext("Saved."))
        return redirect("municipality:roster", member.team_id)
    title = gettext("Role and unit of %(name)s") % {"name": member.person.name}
    return render(request, "municipality/team_form.html", {"form": form, "team": member.team, "title": title})


@FORM_PAGE
def member_end(request: MemberRequest, member_id: int) -> HttpResponse:
    """Let a member leave the team; what they were stays on the roster."""
    member = _member(request, member_id)
    form = EndMemberForm(request.POST or None, member=member, today=request.today)
    if form.is_valid():
        data = form.cleaned_data
        actions.end_member(
            member=member, ends=data["ends"], reason=data["reason"], by=request.user, now=request.now,
            today=request.today,
        )  # fmt: skip
        messages.success(request, gettext("Saved. What they were stays on the roster."))
        return redirect("municipality:roster", member.team_id)
    context = {
        "form": form, "team": member.team, "danger": True, "button": gettext("End the role"),
        "title": gettext("%(name)s leaves the team") % {"name": member.person.name},
        "intro": gettext("If nobody else holds the role, coordinator, guide and organiser are told today."),
    }  # fmt: skip
    return render(request, "municipality/team_form.html", context)


@require_safe
def onboarding(request: MemberRequest, member_id: int) -> HttpResponse:
    """Tell a new leader what the team is and what is asked (L09)."""
    member = _own_membership(request, member_id)
    text = queries.onboarding_text(member.team, request.today)
    return render(request, "municipality/onboarding.html", {"member": member, "team": member.team, "text": text})


@require_POST
def onboarding_read(request: MemberRequest, member_id: int) -> HttpResponse:
    """Note that the new leader has read it."""
    member = _own_membership(request, member_id)
    if member.onboarded_at is None:
        actions.confirm_onboarding(member=member, by=request.user, now=request.now)
    return redirect("municipality:team", member.team_id)


def _own_membership(request: MemberRequest, member_id: int) -> Any:
    return get_object_or_404(permissions.own_memberships(request.viewer), pk=member_id)
