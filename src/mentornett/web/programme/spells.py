"""Who began and what became of them, in numbers; and the national count from 1 December beside it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.queries.spells import works_in
from mentornett.measurement.rules.years import december_years, hire_years
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
    return render(request, "programme/spells.html", context)
