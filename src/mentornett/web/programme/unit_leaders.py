"""Who leads each unit: appointed, followed by another, and ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.mentoring import permissions
from mentornett.mentoring.actions.unit_leaders import appoint_unit_leader, end_unit_leader
from mentornett.mentoring.forms.unit_leaders import UnitLeaderEndForm, UnitLeaderForm
from mentornett.mentoring.permissions.roles import may_appoint_oneself, unit_leaders_appointed_by, units_staffed_by
from mentornett.mentoring.queries.hires import unit_names
from mentornett.mentoring.queries.units import leaders_by_unit
from mentornett.tenants.actions import find_or_invite
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@require_safe
def unit_leaders(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """List the units of a municipality with those who lead each, now or from a day to come."""
    place = get_object_or_404(permissions.municipalities_registered_by(request.viewer), pk=municipality_id)
    roles = list(unit_leaders_appointed_by(request.viewer).filter(municipality=place))
    audit.reading(reader=request.user, subjects=[role.person for role in roles], page="unit_leaders", now=request.now)
    above = leaders_by_unit(place.pk, request.today)
    rows = [
        {"unit": unit, "name": name, "roles": [role for role in roles if role.unit_id == unit.pk],
         "above": next((role.person.name for role in above[unit.pk]), "")}
        for unit, name in unit_names(place.pk).items()
    ]  # fmt: skip
    context = {"place": place, "rows": rows, "today": request.today}
    return render(request, "programme/unit_leaders.html", context)


@FORM_PAGE
def unit_leader_new(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Appoint somebody to lead a unit from a day on; somebody new is invited."""
    unit: Any = get_object_or_404(units_staffed_by(request.viewer), pk=unit_id)
    leaders = list(unit_leaders_appointed_by(request.viewer).filter(unit=unit))
    refused = None if may_appoint_oneself(request.viewer, unit.municipality_id) else request.user
    form = UnitLeaderForm(request.POST or None, leaders=leaders, refused=refused, today=request.today)
    if form.is_valid():
        data = form.cleaned_data
        person = find_or_invite(
            email=data["email"], name=data["name"], title=data["title"], by=request.user, now=request.now,
            language=request.user.language, municipality=unit.municipality,
        )  # fmt: skip
        appoint_unit_leader(
            unit=unit, person=person, starts=data["starts"], follows=form.follows, by=request.user, now=request.now
        )
        names = {"name": person.name, "unit": unit.name}
        messages.success(request, gettext("%(name)s is appointed to lead %(unit)s.") % names)
        return redirect("programme:unit_leaders", unit.municipality_id)
    return render(request, "programme/unit_leader_new.html", {"form": form, "unit": unit, "place": unit.municipality})


@FORM_PAGE
def unit_leader_end(request: MemberRequest, role_id: int) -> HttpResponse:
    """Let somebody lead a unit until a last day; who has not begun by then never does."""
    role: Any = get_object_or_404(unit_leaders_appointed_by(request.viewer), pk=role_id)
    form = UnitLeaderEndForm(request.POST or None, role=role, today=request.today)
    if form.is_valid() and still_as_seen(request, form, role):
        end_unit_leader(role=role, ends=form.cleaned_data["ends"], by=request.user, now=request.now)
        messages.success(request, gettext("The last day of %(name)s is registered.") % {"name": role.person.name})
        return redirect("programme:unit_leaders", role.municipality_id)
    context = {"form": form, "role": role, "place": role.unit.municipality, "today": request.today}
    return render(request, "programme/unit_leader_end.html", context)
