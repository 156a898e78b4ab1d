"""The programmes of a municipality: the list, making one from a template, and what is said about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions.facts import FACT_KEEPERS
from mentornett.measurement.permissions.rollouts import parts_asked_of
from mentornett.measurement.queries.baselines import without_baseline
from mentornett.measurement.queries.rollouts import waiting_for_answer
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import programmes as actions
from mentornett.mentoring.forms.programmes import ReviewForm, SettingsForm, StartForm
from mentornett.mentoring.permissions.joint import invitations_of
from mentornett.mentoring.queries import programmes as queries
from mentornett.mentoring.rules.templates import KEYS, all_templates, read_template
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.finding import run


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """List the programmes that one follows, each with its spread and what stands next."""
    if not request.viewer.municipalities_as(*permissions.READERS):
        raise Http404
    programmes = list(queries.with_counts(permissions.programmes_followed_by(request.viewer)))
    boards = queries.boards_of(programmes, request.today)
    missing = without_baseline(programmes)
    kept = request.viewer.municipalities_as(*FACT_KEEPERS)
    run_here = list(permissions.municipalities_run_by(request.viewer))
    rows = [
        {
            "programme": row, "spread": boards[row.pk].spread, "template": queries.template_of(row),
            "may_run": row.municipality_id in {place.pk for place in run_here},
            "no_baseline": row.pk in missing and row.municipality_id in kept,
            "baseline_begun": missing.get(row.pk, False),
            "bar": f"spread-{row.pk}",
            "review_due": row.review_on is not None and row.review_on <= request.today,
        }
        for row in programmes
    ]  # fmt: skip
    invitations = list(invitations_of(request.viewer)) if run_here else []
    context = {
        "rows": rows, "run_here": run_here, "today": request.today, "invitations": invitations,
        "asked": waiting_for_answer(parts_asked_of(request.viewer)) if run_here else [],
    }  # fmt: skip
    return render(request, "programme/home.html", context)


def _municipality(request: MemberRequest, municipality_id: int) -> Any:
    return get_object_or_404(permissions.municipalities_run_by(request.viewer), pk=municipality_id)


@require_safe
def new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Choose a template, the first of two steps."""
    municipality = _municipality(request, municipality_id)
    return render(request, "programme/new.html", {"municipality": municipality, "templates": all_templates()})


@FORM_PAGE
def new_from(request: MemberRequest, municipality_id: int, template: str) -> HttpResponse:
    """Look over the template's plan, write a name, and make the programme."""
    municipality = _municipality(request, municipality_id)
    if template not in KEYS:
        raise Http404
    chosen = read_template(template)
    form = StartForm(
        request.POST or None, initial=_start(request, municipality),
        people=queries.people_responsible(municipality, request.today), taken=queries.names_in(municipality),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        programme = actions.create_programme(
            municipality=municipality, template=chosen, language=_language(), by=request.user, now=request.now,
            **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, gettext("The programme is made. Everything in it can be changed."))
        return redirect("programme:programme", programme.pk)
    talks = [talk.written(_language()) for talk in chosen.talks]
    context = {"municipality": municipality, "template": chosen, "form": form, "talks": talks}
    return render(request, "programme/new_from.html", context)


def _language() -> str:
    code = (get_language() or "nb")[:2]
    return code if code in {"nb", "nn", "en"} else "nb"


def _start(request: MemberRequest, municipality: Any) -> dict[str, Any]:
    name = gettext("Mentor programme in %(place)s") % {"place": municipality.name}
    return {"name": name, "starts": request.today, "owner": request.user.pk, "review_on": _next_year(request.today)}


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))


@FORM_PAGE
def settings(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Change the name, whom it is for, its limits and its owner."""
    programme = run(request, programme_id)
    names = queries.names_in(programme.municipality) - {programme.name}
    people = queries.people_responsible(programme.municipality, request.today)
    form = SettingsForm.of(programme, request.POST or None, people=people, taken=names)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, programme):
        actions.change_programme(programme=programme, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:programme", programme.pk)
    context = {"programme": programme, "form": form, "title": gettext("Change the programme")}
    return render(request, "programme/form.html", context)


@FORM_PAGE
def review(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Note that the programme was gone through, and when that is done next (I09)."""
    programme = run(request, programme_id)
    form = ReviewForm(request.POST or None, initial={"next_on": _next_year(request.today)})
    if request.method == "POST" and form.is_valid():
        actions.note_review(programme=programme, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Noted. The day stands on the page of the programme."))
        return redirect("programme:programme", programme.pk)
    return render(request, "programme/review.html", {"programme": programme, "form": form})
