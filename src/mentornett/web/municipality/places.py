"""A municipality's units and profile, and the municipalities of a network."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core.text import sort_key
from mentornett.network import permissions
from mentornett.tenants import actions
from mentornett.tenants.forms import MunicipalityProfileForm, UnitForm, UnitSponsorForm
from mentornett.tenants.rules import Size, as_tree, is_about_as_large, size_of
from mentornett.web.http import FORM_PAGE, MemberRequest, found
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.sizes import size_words, spread_words

ALIKE = "alike"


def _municipality(request: MemberRequest, municipality_id: int, *, change: bool = True) -> Any:
    municipality = get_object_or_404(permissions.municipalities_of(request.viewer), pk=municipality_id)
    if change and not permissions.may_change_municipality(request.viewer, municipality):
        raise PermissionDenied
    return municipality


def _unit(request: MemberRequest, unit_id: int) -> Any:
    unit = get_object_or_404(permissions.units_visible_to(request.viewer), pk=unit_id)
    if not permissions.may_change_municipality(request.viewer, unit.municipality):
        raise PermissionDenied
    return unit


@require_safe
def units(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Show the municipality's profile and its tree of units."""
    municipality = _municipality(request, municipality_id, change=False)
    rows = permissions.units_visible_to(request.viewer).filter(municipality=municipality)
    context = {
        "municipality": municipality,
        "tree": [{"unit": unit, "depth": depth} for unit, depth in as_tree(rows)],
        "may_change": permissions.may_change_municipality(request.viewer, municipality),
    }
    return render(request, "municipality/units.html", context)


@FORM_PAGE
def unit_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Add a unit."""
    municipality = _municipality(request, municipality_id)
    form = UnitForm(request.POST or None, municipality=municipality)
    if form.is_valid():
        actions.add_unit(municipality=municipality, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("municipality:units", municipality.pk)
    return _form_page(request, form, municipality, gettext("New unit"))


@FORM_PAGE
def unit_edit(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Rename or move a unit."""
    unit = _unit(request, unit_id)
    form = UnitForm(request.POST or None, municipality=unit.municipality, unit=unit)
    if form.is_valid() and still_as_seen(request, form, unit):
        actions.change_unit(unit=unit, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("municipality:units", unit.municipality_id)
    return _form_page(request, form, unit.municipality, gettext("Change the unit"))


@FORM_PAGE
def unit_sponsor(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Name the leader who backs the work at this level (A16)."""
    unit = _unit(request, unit_id)
    person = unit.sponsor
    start = {"name": person.name, "email": person.email} if person else {}
    form = UnitSponsorForm(request.POST or None, initial=start)
    if form.is_valid() and still_as_seen(request, form, unit):
        data = form.cleaned_data
        leader = actions.find_or_create(
            email=data["email"], name=data["name"], by=request.user, now=request.now,
            language=unit.municipality.language,
        )  # fmt: skip
        actions.set_unit_sponsor(unit=unit, person=leader, by=request.user, now=request.now)
        return redirect("municipality:units", unit.municipality_id)
    title = gettext("Leader who backs the work in %(unit)s") % {"unit": unit.name}
    return _form_page(request, form, unit.municipality, title)


@FORM_PAGE
def profile_edit(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Change what the municipality tells the others about itself."""
    municipality = _municipality(request, municipality_id)
    form = MunicipalityProfileForm(request.POST or None, municipality=municipality)
    if form.is_valid() and still_as_seen(request, form, municipality):
        actions.change_profile(municipality=municipality, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("municipality:units", municipality.pk)
    return _form_page(request, form, municipality, gettext("Profile of the municipality"))


def _form_page(request: MemberRequest, form: Any, municipality: Any, title: str) -> HttpResponse:
    context = {"form": form, "municipality": municipality, "title": title}
    return render(request, "municipality/place_form.html", context)


@require_safe
def participants(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the municipalities of a network and what each tells about itself."""
    network = found(permissions.networks_visible_to(request.viewer).filter(pk=network_id).first())
    rows: list[Any] = permissions.participants_visible_to(request.viewer, network.pk)
    here = [row for row in rows if row.participation.left is None]
    counties = sorted({row.participation.municipality.county for row in rows}, key=sort_key)
    county, size, by_size = (request.GET.get(name, "") for name in ("county", "size", "order"))
    alike = {row.participation.pk for row in rows if _is_alike(row.participation.municipality, request, rows)}
    shown = [
        row
        for row in rows
        if (county not in counties or row.participation.municipality.county == county)
        and _is_of_size(row, size, row.participation.pk in alike)
    ]
    if by_size == "size":
        shown.sort(key=lambda row: -(row.participation.municipality.inhabitants or 0))
    context = {
        "network": network, "here": len(here), "teams": sum(row.teams for row in here), "county": county,
        "counties": counties, "by_size": by_size == "size", "size": size, "has_alike": bool(alike), "any": bool(rows),
        "spread": spread_words([row.participation.municipality.inhabitants for row in here]),
        "sizes": size_words(), "rows": [(row, row.participation.pk in alike) for row in shown],
    }  # fmt: skip
    return render(request, "municipality/participants.html", context)


def _is_of_size(row: Any, wanted: str, alike: bool) -> bool:
    """Tell whether a municipality has the size that was asked for; an unknown question keeps all."""
    if wanted == ALIKE:
        return alike
    if wanted not in {size.value for size in Size}:
        return True
    inhabitants = row.participation.municipality.inhabitants
    return bool(inhabitants) and size_of(inhabitants).value == wanted


def _is_alike(municipality: Any, request: MemberRequest, rows: list[Any]) -> bool:
    """Tell whether a municipality is about as large as one's own: peers to ask (A13)."""
    own = [
        row.participation.municipality.inhabitants
        for row in rows
        if row.participation.municipality.pk in request.viewer.municipalities
    ]
    size = municipality.inhabitants
    return municipality.pk not in request.viewer.municipalities and any(
        size and mine and is_about_as_large(size, mine) for mine in own
    )
