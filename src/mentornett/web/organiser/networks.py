"""An organiser's networks: the list, making a new one, and one network's whole course on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language, sort_key
from mentornett.core.time import add_months
from mentornett.measurement.permissions.spread import spreads_seen_by
from mentornett.measurement.queries import before_now as measurement
from mentornett.measurement.queries.later import CHOICES, points_of
from mentornett.measurement.queries.spread import total_of
from mentornett.network import permissions
from mentornett.network.actions import networks as actions
from mentornett.network.actions.cloning import dates_of_clone
from mentornett.network.actions.from_template import dates_of_template
from mentornett.network.choices import NetworkKind, NetworkState, TeamState
from mentornett.network.forms.networks import DatesForm, NetworkForm, StartForm
from mentornett.network.permissions import course as course_permissions
from mentornett.network.queries import setup
from mentornett.network.queries.gatherings import gatherings_of, plan_shares
from mentornett.network.queries.plans import comparison, plans_of
from mentornett.network.template.reader import read_template
from mentornett.reports.words import before_now_caveat
from mentornett.web import course_pictures
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, run
from mentornett.web.sizes import spread_words


@require_safe
def networks(request: MemberRequest) -> HttpResponse:
    """List the networks that one follows or reads in, with counts of municipalities and of teams (A02, X06)."""
    if not request.viewer.staffed and not request.viewer.reading:
        raise Http404
    everything: list[Any] = list(course_permissions.networks_listed_for(request.viewer))
    choices = _ways_to_choose(everything, request.GET)
    rows = [
        row for row in everything if all(str(getattr(row, each.key)) == each.chosen for each in choices if each.chosen)
    ]
    reach = course_permissions.reach_of([row.pk for row in rows])
    for row in rows:
        row.is_own = row.organiser_id in request.viewer.staffed
        row.page = _home(row) if row.is_own else _course(row)
        row.municipality_count, row.team_count = len(reach.each[row.pk]), reach.each[row.pk].total()
    context = {
        "networks": rows, "may_create": bool(request.viewer.led), "choices": choices, "reach": reach,
        "any": bool(everything),
    }  # fmt: skip
    return render(request, "organiser/networks.html", context)


@dataclass(frozen=True)
class Choice:
    """A way to choose among the networks: a field, its name, its values in words, and the value chosen."""

    key: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def _ways_to_choose(networks: list[Any], asked: Mapping[str, str]) -> list[Choice]:
    """Return the ways in which the networks differ; a value that no network has chooses nothing."""
    ways = [("kind", gettext("Type")), ("region", gettext("Region")), ("cohort", gettext("Cohort"))]
    kinds = {str(kind.value): str(kind.label) for kind in NetworkKind}
    found = []
    for key, label in ways:
        values = sorted({str(getattr(row, key)) for row in networks if getattr(row, key)}, key=sort_key)
        if values:
            chosen = asked.get(key, "")
            options = [(value, kinds.get(value, value)) for value in values]
            found.append(Choice(key, label, options, chosen if chosen in values else ""))
    return found


def _home(network: Any) -> str:
    """A running network opens at its status, a closed one at its whole course."""
    closed = network.state == NetworkState.CLOSED
    return reverse("organiser:network" if closed else "organiser:glance", args=[network.pk])


def _course(network: Any) -> str:
    return reverse("organiser:course", args=[network.pk])


@FORM_PAGE
def network_new(request: MemberRequest) -> HttpResponse:
    """Make a network from the template: name and day first, then all dates to look over, then the network."""
    organisers = list(course_permissions.organisers_led_by(request.viewer))
    if not request.viewer.staffed:
        raise Http404
    if not organisers:
        raise PermissionDenied
    template = read_template()
    titles = {row.number: in_language(row.title) for row in template.gatherings}
    start = StartForm(_typed(request), organisers=organisers)
    dates = _dates(request, start, titles, lambda day: dates_of_template(template, day))
    if request.method == "POST" and start.is_valid() and dates and dates.is_valid():
        data = start.cleaned_data
        network = actions.create_network(
            organiser=start.chosen_organiser(), name=data["name"], starts=data["starts"], ends=data["ends"],
            days=dates.days(), by=request.user, now=request.now, language=(get_language() or "nb")[:2],
        )  # fmt: skip
        messages.success(request, gettext("The network is made. Everything in it can be changed."))
        return redirect("organiser:network", network.pk)
    context = {"start": start, "dates": dates, "template": template, "counts": _counts(template)}
    return render(request, "organiser/network_new.html", context)


@FORM_PAGE
def network_clone(request: MemberRequest, network_id: int) -> HttpResponse:
    """Make a network like another one, with shifted dates."""
    source = run(request, network_id)
    titles = {number: row.title for number, row in enumerate(setup.live_gatherings(source), start=1)}
    start = StartForm(_typed(request))
    dates = _dates(request, start, titles, lambda day: dates_of_clone(source, day))
    if request.method == "POST" and start.is_valid() and dates and dates.is_valid():
        data = start.cleaned_data
        network = actions.clone_network(
            network=source, name=data["name"], starts=data["starts"], ends=data["ends"], days=dates.days(),
            by=request.user, now=request.now,
        )  # fmt: skip
        messages.success(request, gettext("The network is made. Everything in it can be changed."))
        return redirect("organiser:network", network.pk)
    return render(request, "organiser/network_new.html", {"start": start, "dates": dates, "source": source})


def _typed(request: MemberRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.GET if "name" in request.GET or "starts" in request.GET else None


def _dates(request: MemberRequest, start: Any, titles: Mapping[int, str], laid: Any) -> DatesForm | None:
    """The dates are proposed when the start is known, and taken over when they were typed."""
    if not start.is_bound or not start.is_valid():
        return None
    rows = laid(start.cleaned_data["starts"])
    if not rows:
        return None
    typed = request.POST if request.method == "POST" else None
    return DatesForm(typed, laid=rows, titles=titles, ends=start.cleaned_data["ends"])


def _counts(template: Any) -> dict[str, int]:
    return {
        "gatherings": len(template.gatherings), "assignments": len(template.assignments), "roles": len(template.roles),
        "forms": len(template.forms), "phases": len(template.phases),
    }  # fmt: skip


@require_safe
def network(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show one network's whole course on one page."""
    network = followed(request, network_id)
    gatherings, plans = list(gatherings_of(network)), list(plans_of(network))
    teams, participants = list(setup.teams_of(network)), list(setup.participants(network))
    context = {
        "network": network, "may_run": permissions.may_run(request.viewer, network), "gatherings": gatherings,
        "plans": plans, "rows": comparison(plans, gatherings),
        "timeline": course_pictures.timeline_items(gatherings, request.today, _gathering_url(network)),
        "picture": course_pictures.plan_picture(network, plans, gatherings, request.today) if plans else "",
        "length": course_pictures.length_words(network), "gaps": course_pictures.gaps_words(gatherings),
        "shares": course_pictures.share_words(plan_shares(gatherings)), "teams": teams,
        "participants": participants, "gone": sum(row.left is not None for row in participants),
        "spread": spread_words(_sizes(participants)),
        "later": _later(network), "units": total_of(spreads_seen_by(request.viewer, network)),
        "here": len({team.municipality_id for team in teams if team.state != TeamState.WITHDRAWN}),
        "reach": course_permissions.reach_of(permissions.networks_staffed_by(request.viewer).order_by().values("pk")),
        "groups": _groups(request, network), "today": request.today,
        **setup.around(network), "rule_names": setup.rule_names(),
        "changes": setup.changes_of(gatherings), "caveat": before_now_caveat(network),
        "figures": measurement.in_norwegian_order(measurement.shown(measurement.rows_in(network))),
    }  # fmt: skip
    return render(request, "organiser/network.html", context)


def _later(network: Any) -> list[dict[str, Any]]:
    """Return the points after the network that are set, and those that can be."""
    known = {point.months: point for point in points_of(network)}
    return [
        {"months": months, "point": known.get(months), "due": add_months(network.ends, months)} for months in CHOICES
    ]


def _sizes(participants: Iterable[Any]) -> list[int | None]:
    return [row.municipality.inhabitants for row in participants if row.left is None]


def _gathering_url(network: Any) -> Any:
    return lambda row: reverse("organiser:gathering", args=[network.pk, row.number])


def _groups(request: MemberRequest, network: Any) -> list[Any]:
    return list(course_permissions.group_members_visible_to(request.viewer).filter(network=network))


@FORM_PAGE
def network_edit(request: MemberRequest, network_id: int) -> HttpResponse:
    """Change what is said about a network."""
    network = run(request, network_id)
    form = NetworkForm.of(network, request.POST or None)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network):
        actions.change_network(network=network, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("organiser:network", network.pk)
    return render(request, "organiser/network_edit.html", {"network": network, "form": form})


@require_POST
def network_state(request: MemberRequest, network_id: int) -> HttpResponse:
    """Start, close or reopen a network."""
    network = run(request, network_id)
    state = request.POST.get("state", "")
    if state in NetworkState.values:
        actions.set_state(network=network, state=NetworkState(state), by=request.user, now=request.now)
        messages.success(request, gettext("The network is now: %(state)s.") % {"state": network.get_state_display()})
    return redirect("organiser:network", network.pk)
