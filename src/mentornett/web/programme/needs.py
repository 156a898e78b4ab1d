"""What each unit will need people for in the years ahead: those who retire, and holidays (N33)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.mentoring import permissions
from mentornett.mentoring.actions.needs import set_needs
from mentornett.mentoring.forms.needs import NeedsForm
from mentornett.mentoring.queries.hires import unit_names
from mentornett.mentoring.queries.needs import needs_in, summed, years_ahead
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@FORM_PAGE
def needs(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Show the sums of the years, and take one year's numbers; ?year= chooses it. A unit leader writes own units'."""
    place: Any = get_object_or_404(permissions.municipalities_to_hire_in(request.viewer), pk=municipality_id)
    only = permissions.units_to_hire_in(request.viewer, place)
    years, wanted = years_ahead(request.today), request.GET.get("year", "")
    year = int(wanted) if wanted in {str(each) for each in years} else years[0]
    rows = [row for row in needs_in(place.pk, request.today) if only is None or row.unit_id in only]
    units = {unit: name for unit, name in unit_names(place.pk).items() if only is None or unit.pk in only}
    form = NeedsForm(request.POST or None, units=units, known=[row for row in rows if row.year == year])
    if form.is_valid() and still_as_seen(request, form, place, year=year):
        set_needs(municipality=place, year=year, needs=form.needs, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect(f"{reverse('programme:needs', args=[place.pk])}?year={year}")
    context = {"place": place, "own": only is not None, "years": summed(rows, years), "year": year, "form": form}
    return render(request, "programme/needs.html", context)
