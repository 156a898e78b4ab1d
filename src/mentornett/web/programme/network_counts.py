"""«May your counts be part of the network's answers?»: exactly what would be shared, and yes or no."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.sheets import Sheet
from mentornett.measurement.actions import consents as actions
from mentornett.measurement.permissions.network_answers import place_to_answer_for
from mentornett.measurement.queries.consents import said_in
from mentornett.measurement.rules.half_years import newest_due, next_due
from mentornett.reports.words import long_date
from mentornett.web.files import list_file
from mentornett.web.http import MemberRequest

FEW = 5  # rows shown on the page; all of them are in the file


def _found(request: MemberRequest, municipality_id: int, network_id: int) -> tuple[Any, Any]:
    """Return a municipality that one answers for, and a network it takes part in, or answer 404."""
    found = place_to_answer_for(request.viewer, municipality_id, network_id)
    if found is None:
        raise Http404
    return found


def _counted(request: MemberRequest, network: Any, place: Any) -> Any:
    from mentornett.measurement.queries.network_counts import counts_to_share  # noqa: PLC0415 (slow import)

    return counts_to_share(network, place, newest_due(request.today))


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


def _sheet(counts: Any, most: int | None = None) -> Sheet:
    """Return the counts as rows, as they leave the municipality but for the units' names; `most` is how many."""
    titles = (
        gettext("Unit"), gettext("Half-year"), gettext("Months since hire"), gettext("Hired"),
        gettext("Months worked"), gettext("Left"),
    )  # fmt: skip
    rows = [
        (row.unit, _half(row), f"{row.months_from}–{row.months_to}", _hired(row), row.months, row.left)
        for row in counts.cells[:most]
    ]
    return Sheet(gettext("What is shared"), titles, rows)


@require_safe
def network_counts(request: MemberRequest, municipality_id: int, network_id: int) -> HttpResponse:
    """Show what a municipality gives, or would give, and let it say yes or no."""
    place, network = _found(request, municipality_id, network_id)
    counts, until = _counted(request, network, place), newest_due(request.today)
    sheet = _sheet(counts, FEW)
    context = {
        "place": place, "network": network, "asked": said_in(network, [place])[0], "counts": counts,
        "until": until, "next": next_due(until), "columns": sheet.columns,
        "rows": [list(zip(sheet.columns, row, strict=True)) for row in sheet.rows],
        "number": len(counts.cells),
        "cohorts": [(_half(row), _hired(row), row.known, row.stayed) for row in counts.cohorts[-FEW:]],
    }  # fmt: skip
    return render(request, "programme/network_counts.html", context)


@require_safe
def network_counts_file(request: MemberRequest, municipality_id: int, network_id: int, form: str) -> HttpResponse:
    """Give all rows that leave the municipality, as Excel or CSV."""
    place, network = _found(request, municipality_id, network_id)
    return list_file(_sheet(_counted(request, network, place)), form, title=f"{network.name} {place.name}")


@require_POST
def network_counts_answer(request: MemberRequest, municipality_id: int, network_id: int) -> HttpResponse:
    """Say yes or no for the municipality; it can be changed at any time, for answers to come."""
    place, network = _found(request, municipality_id, network_id)
    said = {"network": network, "municipality": place, "by": request.user, "now": request.now}
    if request.POST.get("answer") == "yes":
        actions.accept_counting(**said)
        messages.success(request, gettext("You have said yes. Your counts are part of the next answers."))
    elif request.POST.get("answer") == "no":
        actions.decline_counting(**said)
        messages.success(request, gettext("You have said no. Your counts are not part of any answer to come."))
    return redirect("programme:network_answers", network.pk)
