"""A network's settings: words, rules, roles, phases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.network import queries
from mentornett.network.actions import networks as network_actions
from mentornett.network.actions import settings as actions
from mentornett.network.forms.settings import LabelsForm, PhasesForm, RoleForm, RulesForm
from mentornett.network.queries.rule_moves import consequences_of_rules, moves_by_rules
from mentornett.network.queries.setup import phases_of, roles_of, rule_names, rules_of
from mentornett.web.course_pictures import public_context
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import run


@require_safe
def settings(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show what can be set, with what it is now."""
    network = run(request, network_id)
    context = {
        "network": network, "phases": list(phases_of(network)), "roles": list(roles_of(network)),
        "rules": list(rules_of(network)), "rule_names": rule_names(), "renamed": len(network.labels),
    }  # fmt: skip
    return render(request, "organiser/settings.html", context)


@FORM_PAGE
def settings_labels(request: MemberRequest, network_id: int) -> HttpResponse:
    """Rename things: guide, status report, gathering …"""
    network = run(request, network_id)
    form = LabelsForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network):
        actions.rename_labels(network=network, labels=form.labels(), by=request.user, now=request.now)
        return _saved(request, network_id)
    rows = [(queries.label_of(None, key), form[f"{key}_one"], form[f"{key}_many"]) for key in form.keys]
    return render(request, "organiser/settings_labels.html", {"network": network, "form": form, "rows": rows})


@FORM_PAGE
def settings_rules(request: MemberRequest, network_id: int) -> HttpResponse:
    """Set the numbers and what happens when they are not met."""
    network = run(request, network_id)
    form = RulesForm(request.POST or None, rules=list(rules_of(network)), names=rule_names())
    context: dict[str, Any] = {"network": network, "form": form}
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network):
        changes = form.changes()
        moves = moves_by_rules(network, {pk: change.value for pk, change in changes.items()}, request.today)
        if not moves.days or request.POST.get("looked_at") == moves.mark:
            return _rules_saved(request, network, changes)
        context |= {"effect": consequences_of_rules(network, moves, request.today), "mark": moves.mark}
    return render(request, "organiser/settings_rules.html", context)


def _rules_saved(request: MemberRequest, network: Any, changes: dict[int, actions.RuleChange]) -> HttpResponse:
    moved = actions.set_rules(network=network, rules=changes, by=request.user, now=request.now)
    if moved:
        text = ngettext("%(n)s assignment has other days now.", "%(n)s assignments have other days now.", moved)
        messages.info(request, text % {"n": moved})
    return _saved(request, network.pk)


@FORM_PAGE
def settings_roles(request: MemberRequest, network_id: int) -> HttpResponse:
    """Set which roles a team is to have, from which phase, and how serious it is when nobody has one."""
    network = run(request, network_id)
    phases = list(phases_of(network))
    forms = [RoleForm(request.POST or None, phases=phases, role=role) for role in roles_of(network)]
    if request.method == "POST" and all([form.is_valid() for form in forms]) and still_as_seen(request, forms, network):
        changes = {form.role.pk: form.change() for form in forms if form.role}
        actions.set_roles(network=network, roles=changes, by=request.user, now=request.now)
        return _saved(request, network_id)
    context = {"network": network, "forms": forms, "new": RoleForm(phases=phases, prefix="new")}
    return render(request, "organiser/settings_roles.html", context)


@require_POST
def role_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a role to the catalogue."""
    network = run(request, network_id)
    phases = list(phases_of(network))
    form = RoleForm(request.POST, phases=phases, prefix="new")
    if form.is_valid():
        change = form.change()
        key = f"{slugify(change.label)[:30] or 'role'}-{get_random_string(6).lower()}"
        actions.add_role(network=network, role=change, key=key, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:settings_roles", network_id)
    forms = [RoleForm(phases=phases, role=role) for role in roles_of(network)]
    return render(request, "organiser/settings_roles.html", {"network": network, "forms": forms, "new": form})


@FORM_PAGE
def settings_phases(request: MemberRequest, network_id: int) -> HttpResponse:
    """Set what the phases are called and when they begin."""
    network = run(request, network_id)
    form = PhasesForm(request.POST or None, phases=list(phases_of(network)))
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network):
        actions.set_phases(network=network, phases=form.changes(), by=request.user, now=request.now)
        return _saved(request, network_id)
    return render(request, "organiser/settings_phases.html", {"network": network, "form": form})


@require_POST
def phase_enter(request: MemberRequest, network_id: int) -> HttpResponse:
    """Let the network be in a phase from now on."""
    network = run(request, network_id)
    wanted = request.POST.get("phase", "")
    phase = get_object_or_404(phases_of(network), pk=int(wanted) if wanted.isdecimal() else 0)
    actions.enter_phase(network=network, phase=phase, by=request.user, now=request.now)
    return _saved(request, network_id)


@require_safe
def settings_public(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the network's public page as it is or would be, with its address, on or off (A10)."""
    network = run(request, network_id)
    address = request.build_absolute_uri(reverse("public:network", args=[network.pk]))
    context = {**public_context(network, request.today), "address": address}
    return render(request, "organiser/settings_public.html", context)


@require_POST
def publish(request: MemberRequest, network_id: int) -> HttpResponse:
    """Make the public page, or take it away."""
    network = run(request, network_id)
    if request.POST.get("published") == "yes":
        network_actions.publish_network(network=network, by=request.user, now=request.now)
        messages.success(request, gettext("Anybody can read the page now."))
    else:
        network_actions.unpublish_network(network=network, by=request.user, now=request.now)
        messages.success(request, gettext("The page is no longer public."))
    return redirect("organiser:settings_public", network_id)


def _saved(request: MemberRequest, network_id: int) -> HttpResponse:
    messages.success(request, gettext("Saved."))
    return redirect("organiser:settings", network_id)
