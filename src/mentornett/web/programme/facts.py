"""What is measured, and where the facts come from: the way to each of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.permissions.research import STUDY_READERS
from mentornett.measurement.queries.facts import counts_of
from mentornett.mentoring.permissions.roles import places_without_measure_lead
from mentornett.web.http import MemberRequest
from mentornett.web.programme.vacancies import places_read


@require_safe
def facts(request: MemberRequest) -> HttpResponse:
    """Show what is registered in each municipality, and the next thing to register."""
    places = places_read(request)
    kept = set(permissions.places_kept_by(request.viewer).values_list("pk", flat=True))
    counted = counts_of([place.pk for place in places], kept)
    lacking = places_without_measure_lead(request.viewer)
    followed = request.viewer.municipalities_as(*STUDY_READERS)
    rows = [
        {
            "place": place, "kept": place.pk in kept, "counts": counted[place.pk], "no_lead": place.pk in lacking,
            "studies": place.pk in followed,
        }
        for place in places
    ]  # fmt: skip
    return render(request, "programme/facts.html", {"rows": rows})
