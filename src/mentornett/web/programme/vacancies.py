"""Posts that were advertised: the list with its figures, and each advertisement (I10, N16, J13, J23)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.sheets import Sheet
from mentornett.measurement.actions import vacancies as actions
from mentornett.measurement.forms.vacancies import VacancyForm
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries import vacancies as queries
from mentornett.reports.employed_words import grade_words
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row
from mentornett.web.meanwhile import still_as_seen

PER_PAGE = 30


def place_kept(request: MemberRequest, municipality_id: int) -> Any:
    """Return a municipality whose facts one keeps, or answer 404."""
    return get_object_or_404(permissions.places_kept_by(request.viewer), pk=municipality_id)


def places_read(request: MemberRequest) -> list[Any]:
    """Return the municipalities whose facts one reads; 404 when there are none."""
    places = list(permissions.places_read_by(request.viewer))
    if not places:
        raise Http404
    return places


def _own(request: MemberRequest, vacancy_id: int) -> Any:
    """Return an advertisement that one keeps, a removed one too; 403 when one only reads it."""
    seen = permissions.vacancies_visible_to(request.viewer)
    return changeable_row(permissions.vacancies_changeable_by(request.viewer), seen, vacancy_id)


def _wished(request: MemberRequest) -> dict[str, str]:
    state = request.GET.get("state", "")
    return {"words": request.GET.get("q", "")[:80], "state": state if state in queries.STATES else ""}


@require_safe
def vacancies(request: MemberRequest) -> HttpResponse:
    """List the advertised posts, with what they say together."""
    places = places_read(request)
    posts = queries.posts_of(permissions.vacancies_visible_to(request.viewer))
    starts = queries.starts_of(place.pk for place in places)
    wished = _wished(request)
    found = queries.vacancies_like(permissions.vacancies_visible_to(request.viewer), **wished)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = list(permissions.places_kept_by(request.viewer))
    counted = [
        {
            "place": place, "start": starts.get(place.pk),
            "tables": [
                (table, grade_words(table.grade))
                for table in queries.tables_of(posts.get(place.pk, []), starts.get(place.pk))
            ],
        }
        for place in places
    ]  # fmt: skip
    context = {
        "page_obj": page, "rows": list(page), "counted": counted, "kept": kept, "any": bool(posts),
        "several": len(places) > 1, "states": _states(), **wished,
    }  # fmt: skip
    return render(request, "programme/vacancies.html", context)


def _states() -> list[tuple[str, str]]:
    return [("", gettext("All")), ("open", gettext("Open")), ("closed", gettext("Closed"))]


@require_safe
def vacancies_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give the list, filtered as it is seen, as Excel or CSV; it can be imported again as it is."""
    places_read(request)
    columns = (
        gettext("Profession"), gettext("Unit"), gettext("Advertised on"), gettext("Number of posts"),
        gettext("Applicants"), gettext("Qualified applicants"), gettext("Mentor mentioned"),
        gettext("The day somebody said yes"), gettext("Status"), gettext("Number in your own system"),
    )  # fmt: skip
    said = {True: gettext("Yes"), False: gettext("No"), None: ""}
    rows = [
        (
            row.profession, row.unit.name if row.unit else "", row.advertised_on, row.posts, row.applicants,
            row.qualified, said[row.mentor_offered], row.filled_on, str(row.get_state_display()), row.reference,
        )
        for row in queries.vacancies_like(permissions.vacancies_visible_to(request.viewer), **_wished(request))
    ]  # fmt: skip
    title = gettext("Advertised posts")
    return list_file(Sheet(title, columns, rows), form, title=title)


@FORM_PAGE
def vacancy_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Register an advertisement."""
    place = place_kept(request, municipality_id)
    form = VacancyForm(request.POST or None, municipality=place, today=request.today)
    if form.is_valid():
        actions.add_vacancy(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The post is registered."))
        return redirect("programme:vacancies")
    return render(request, "programme/vacancy_form.html", {"form": form, "title": gettext("Register a post")})


@FORM_PAGE
def vacancy_change(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Change an advertisement, such as when somebody has said yes."""
    row = _own(request, vacancy_id)
    form = VacancyForm(request.POST or None, municipality=row.municipality, today=request.today, vacancy=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.change_vacancy(vacancy=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:vacancies")
    context = {"form": form, "title": gettext("Advertised post"), "vacancy": row}
    return render(request, "programme/vacancy_form.html", context)


@require_POST
def vacancy_remove(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Take an advertisement out; the page then offers to put it back."""
    row = _own(request, vacancy_id)
    actions.remove_vacancy(vacancy=row, by=request.user, now=request.now)
    return render(request, "programme/vacancy_removed.html", {"vacancy": row})


@require_POST
def vacancy_restore(request: MemberRequest, vacancy_id: int) -> HttpResponse:
    """Put a removed advertisement back."""
    actions.restore_vacancy(vacancy=_own(request, vacancy_id), by=request.user, now=request.now)
    messages.success(request, gettext("The post is back in the list."))
    return redirect("programme:vacancies")
