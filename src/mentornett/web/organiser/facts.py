"""Facts about a network with their sources: shown, added, changed, removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.network import permissions
from mentornett.network.actions import facts as actions
from mentornett.network.forms.facts import FactForm
from mentornett.network.queries.facts import fact_groups, facts_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, run


@require_safe
def facts(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show what is known about a network beside its course and results, and where it is from."""
    network = followed(request, network_id)
    context = {
        "network": network, "groups": fact_groups(network), "may_run": permissions.may_run(request.viewer, network)
    }  # fmt: skip
    return render(request, "organiser/facts.html", context)


@FORM_PAGE
def fact_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a fact."""
    network = run(request, network_id)
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_fact(network=network, told=form.told, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:facts", network_id)
    return render(request, "organiser/fact.html", {"network": network, "form": form})


@FORM_PAGE
def fact(request: MemberRequest, network_id: int, fact_id: int) -> HttpResponse:
    """Change a fact."""
    network = run(request, network_id)
    row = get_object_or_404(facts_of(network), pk=fact_id)
    form = FactForm(request.POST or None, fact=row)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network, fact=row.pk):
        actions.change_fact(fact=row, told=form.told, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:facts", network_id)
    return render(request, "organiser/fact.html", {"network": network, "form": form, "fact": row})


@require_POST
def fact_remove(request: MemberRequest, network_id: int, fact_id: int) -> HttpResponse:
    """Remove a fact."""
    row = get_object_or_404(facts_of(run(request, network_id)), pk=fact_id)
    actions.remove_fact(fact=row, by=request.user, now=request.now)
    messages.success(request, gettext("The fact is removed."))
    return redirect("organiser:facts", network_id)
