"""«May your counts be part of the network's answers?»: exactly what would be shared, and yes or no."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.sheets import Sheet
from mentornett.measurement.actions import consents as actions
from mentornett.measurement.permissions.network_answers import place_to_answer_for
from mentornett.measurement.queries.consents import said_in
from mentornett.measurement.queries.counts_ahead import counted_ahead, has_changed_since
from mentornett.measurement.queries.network_counts import CountsToShare, counts_to_share
from mentornett.measurement.queries.rollouts import stands_outside_the_draw
from mentornett.measurement.rules.half_years import newest_due, next_due
from mentornett.reports.words import long_date
from mentornett.web.files import list_file
from mentornett.web.http import MemberRequest, found

FEW = 5  # rows shown on the page; all of them are in the file


def _asked_for(request: MemberRequest, municipality_id: int, network_id: int) -> tuple[Any, Any]:
    """Return a municipality that one answers for, and a network it takes part in, or answer 404."""
    pair: tuple[Any, Any] = found(place_to_answer_for(request.viewer, municipality_id, network_id))
    return pair


def _half(row: Any) -> str:
    values = {"year": row.year}
    return gettext("First half of %(year)s") % values if row.half == 1 else gettext("Second half of %(year)s") % values


def _hired(row: Any) -> str:
    values = {name: long_date(day) for name, day in (("first", row.hired_from), ("last", row.hired_to)) if day}
    if row.hired_from and row.hired_to:
        return gettext("from %(first)s, before %(last)s") % values
    if row.hired_from:
        return gettext("from %(first)s") % values
    return gettext("before %(last)s") % values if row.hired_to else gettext("at any time")


def _sheet(counts: CountsToShare) -> Sheet:
    """Return the counts as rows, as they leave the municipality but for the units' names."""
    titles = (
        gettext("Unit"), gettext("Half-year"), gettext("Months since hire"), gettext("Hired"),
        gettext("Months worked"), gettext("Left"),
    )  # fmt: skip
    rows = [
        (row.unit, _half(row), f"{row.months_from}–{row.months_to}", _hired(row), row.months, row.left)
        for row in counts.cells
    ]
    return Sheet(gettext("What is shared"), titles, rows)


@require_safe
def network_counts(request: MemberRequest, municipality_id: int, network_id: int) -> HttpResponse:
    """Show what a municipality gives, or would give, and let it say yes or no."""
    place, network = _asked_for(request, municipality_id, network_id)
    row = counted_ahead(network, place)
    context: dict[str, Any] = {
        "place": place, "network": network, "asked": said_in(network, [place])[0],
        "next": next_due(newest_due(request.today)), "outside": stands_outside_the_draw(network, place.pk),
    }  # fmt: skip
    if row:
        counts = counts_to_share(row, FEW)
        sheet = _sheet(counts)
        context |= {
            "counts": counts, "columns": sheet.columns, "has_changed": has_changed_since(row),
            "rows": [list(zip(sheet.columns, one, strict=True)) for one in sheet.rows],
            "cohorts": [(_half(one), _hired(one), one.known, one.stayed) for one in counts.cohorts[-FEW:]],
        }  # fmt: skip
    return render(request, "programme/network_counts.html", context)


@require_safe
def network_counts_file(request: MemberRequest, municipality_id: int, network_id: int, form: str) -> HttpResponse:
    """Give all rows that leave the municipality, as Excel or CSV."""
    place, network = _asked_for(request, municipality_id, network_id)
    row = found(counted_ahead(network, place))
    return list_file(_sheet(counts_to_share(row)), form, title=f"{network.name} {place.name}")


@require_POST
def network_counts_answer(request: MemberRequest, municipality_id: int, network_id: int) -> HttpResponse:
    """Say yes or no for the municipality; it can be changed at any time, for answers to come."""
    place, network = _asked_for(request, municipality_id, network_id)
    said = {"network": network, "municipality": place, "by": request.user, "now": request.now}
    if request.POST.get("answer") == "yes":
        actions.accept_counting(**said)
        messages.success(request, gettext("You have said yes. Your counts are part of the next answers."))
    elif request.POST.get("answer") == "no":
        actions.decline_counting(**said)
        messages.success(request, gettext("You have said no. Your counts are not part of any answer to come."))
    return redirect("programme:network_answers", network.pk)
