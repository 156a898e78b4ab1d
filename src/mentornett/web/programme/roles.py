"""Who has a role around the mentor programme; the project leader gives some of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.mentoring import permissions
from mentornett.mentoring.permissions.roles import local_roles_visible_to, may_end_role
from mentornett.tenants import actions
from mentornett.tenants.choices import GIVEN_BY_PROJECT_LEADER, RoleKind
from mentornett.tenants.forms import ColleagueForm
from mentornett.web.http import FORM_PAGE, MemberRequest


def _place(request: MemberRequest, municipality_id: int) -> Any:
    return get_object_or_404(permissions.municipalities_run_by(request.viewer), pk=municipality_id)


@require_safe
def roles(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """List those with a role around the programme, and what each role sees."""
    place = _place(request, municipality_id)
    found = list(local_roles_visible_to(request.viewer).filter(municipality=place))
    audit.reading(reader=request.user, subjects=[role.person for role in found], page="roles", now=request.now)
    rows = [{"role": role, "may_end": may_end_role(request.viewer, role)} for role in found]
    return render(request, "programme/roles.html", {"place": place, "rows": rows})


@FORM_PAGE
def role_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Give somebody a role; somebody new is invited. ?kind= chooses it beforehand."""
    place = _place(request, municipality_id)
    start = {"kind": request.GET.get("kind", "")}
    form = ColleagueForm(request.POST or None, kinds=GIVEN_BY_PROJECT_LEADER, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        person = actions.find_or_invite(
            email=data["email"], name=data["name"], title=data["title"], by=request.user, now=request.now,
            language=request.user.language, municipality=place,
        )  # fmt: skip
        actions.give_role(
            person=person, kind=RoleKind(data["kind"]), by=request.user, starts=request.today, now=request.now,
            municipality=place,
        )  # fmt: skip
        messages.success(request, gettext("%(name)s has the role.") % {"name": person.name})
        return redirect("programme:roles", place.pk)
    return render(request, "programme/role_new.html", {"form": form, "place": place})


@require_POST
def role_end(request: MemberRequest, role_id: int) -> HttpResponse:
    """End somebody's role at once; what they did stays."""
    role = get_object_or_404(local_roles_visible_to(request.viewer), pk=role_id)
    if not may_end_role(request.viewer, role):
        raise PermissionDenied
    actions.end_role(role=role, by=request.user, ends=request.today - timedelta(days=1), now=request.now)
    messages.success(request, gettext("The role is ended."))
    return redirect("programme:roles", role.municipality_id)
