"""Who began and what became of them, in numbers; and the national count from 1 December beside it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.documents.sheets import Sheet
from mentornett.measurement.queries.spells import people_with, spell_lines, works_in
from mentornett.measurement.rules.years import december_years, hire_years
from mentornett.mentoring.permissions import REGISTRARS
from mentornett.web.files import list_file
from mentornett.web.http import MemberRequest
from mentornett.web.programme.vacancies import place_kept


@require_safe
def spells(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Count those hired in each year. No name stands here, but the numbers may be small: for those who keep them."""
    place = place_kept(request, municipality_id)
    works = works_in(place.pk)
    years = hire_years(works, request.today)
    context = {
        "place": place, "years": years, "decembers": december_years(works, request.today),
        "some_later": any(year.seen_later for year in years),
    }  # fmt: skip
    context["may_export"] = _registers(request, place)
    return render(request, "programme/spells.html", context)


def _registers(request: MemberRequest, place: Any) -> bool:
    return place.pk in request.viewer.municipalities_as(*REGISTRARS)


@require_safe
def spells_file(request: MemberRequest, municipality_id: int, form: str) -> HttpResponse:
    """Give one row for each time of work, without names but with days: for those who keep the register itself."""
    place = place_kept(request, municipality_id)
    if not _registers(request, place):
        raise PermissionDenied
    lines, people = spell_lines(place.pk, request.today)
    audit.reading(reader=request.user, subjects=people_with(people), page="spells", now=request.now)
    titles = (
        "ID", gettext("Unit"), gettext("Profession"), gettext("First day of work"),
        gettext("Last day of work"), gettext("Temporary"), gettext("What became of them"), gettext("Months"),
        gettext("Seen from"),
    )  # fmt: skip
    rows = [
        (
            line.number, line.unit, line.profession, line.starts, line.ends, line.temporary, line.end, line.months,
            line.seen_from,
        )
        for line in lines
    ]  # fmt: skip
    title = gettext("Began and left")
    return list_file(Sheet(title, titles, rows), form, title=f"{title} {place.name}")
