"""Lists of facts: taken in, looked at as a dry run, imported. One way for every kind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.documents.tables_in import TableIn, UnreadableError, read_table
from mentornett.exchange import facts_files
from mentornett.exchange.file_words import unreadable
from mentornett.exchange.hires_files import national_id_rows
from mentornett.measurement.actions import fact_files as actions
from mentornett.measurement.choices import FactKind
from mentornett.measurement.forms.fact_files import LABELS, FactColumnsForm, FactFileForm
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries.fact_files import planned_import, remembered_columns
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.refusals import identity_refusal
from mentornett.web.programme.vacancies import place_kept

MOST_SHOWN = 100
MOST_ROWS = 10_000  # so many are imported while one waits


@FORM_PAGE
def vacancy_list(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Take in a list of advertised posts."""
    place = place_kept(request, municipality_id)
    return _take_in(request, FactKind.VACANCIES, place)


@FORM_PAGE
def baseline_list(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Take in a list of those who were hired before the programme started."""
    row = get_object_or_404(permissions.baselines_kept_by(request.viewer), pk=baseline_id, closed_at=None)
    return _take_in(request, FactKind.BASELINE, row.municipality, baseline=row)


@FORM_PAGE
def months_list(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Take in a list of figures by month."""
    rows = permissions.measures_changeable_by(request.viewer).filter(removed_at__isnull=True)
    row = get_object_or_404(rows, pk=measure_id)
    return _take_in(request, FactKind.MONTHS, row.municipality, measure=row)


def _take_in(
    request: MemberRequest, kind: str, place: Any, *, baseline: Any = None, measure: Any = None
) -> HttpResponse:
    """Take in a list; one with national identity numbers is refused, and nothing of it is kept."""
    form = FactFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            table = read_table(form.cleaned_data["file"].read())
        except UnreadableError as error:
            form.add_error("file", unreadable(error))
        else:
            if refusal := _refusal(table):
                form.add_error("file", refusal)
            else:
                columns = remembered_columns(place.pk, kind, table.header) or facts_files.guessed(kind, table.header)
                file = actions.take_in_facts(
                    municipality=place, kind=kind, header=table.header, rows=table.rows, columns=columns,
                    by=request.user, now=request.now, baseline=baseline, measure=measure,
                )  # fmt: skip
                return redirect("programme:fact_file", file.pk)
    needed = [LABELS[kind][name] for name in facts_files.READINGS[FactKind(kind)].needed]
    words = {"form": form, "place": place, "needed": needed, "kind": FactKind(kind).label}
    return render(request, "programme/fact_file_new.html", words | {"above_url": _above(baseline, measure)})


def _above(baseline: Any, measure: Any) -> str:
    """Return the page that a list belongs to."""
    if measure:
        return reverse("programme:measure", args=[measure.pk])
    if baseline:
        return reverse("programme:baseline", args=[baseline.programme_id])
    return reverse("programme:vacancies")


def _refusal(table: TableIn) -> str:
    if len(table.rows) > MOST_ROWS:
        return gettext("The list has more than %(most)s rows. Send it in parts, such as a year at a time.") % {
            "most": MOST_ROWS
        }
    found = national_id_rows(table.header, table.rows)
    return identity_refusal(found) if found else ""


def _file(request: MemberRequest, file_id: int) -> Any:
    return get_object_or_404(permissions.fact_files_visible_to(request.viewer), pk=file_id)


def _open_file(request: MemberRequest, file_id: int) -> Any:
    """Return a list that is not imported; 404 otherwise."""
    file = _file(request, file_id)
    if file.imported_at:
        raise Http404
    return file


def _planned(request: MemberRequest, file: Any) -> tuple[Any, Any]:
    rows, problems = facts_files.read_facts(file.kind, file.rows, file.columns)
    return planned_import(file, rows, request.today), problems


@FORM_PAGE
def fact_file(request: MemberRequest, file_id: int) -> HttpResponse:
    """Show which column holds what, and what the import would do or has done."""
    file = _file(request, file_id)
    if file.imported_at:
        return render(
            request, "programme/fact_file_done.html", {"file": file, "above_url": _above(file.baseline, file.measure)}
        )
    form = FactColumnsForm(request.POST or None, file=file, needed=facts_files.always_needed(file.kind))
    if form.is_valid() and still_as_seen(request, form, file):
        actions.map_facts(file=file, columns=form.columns(), by=request.user, now=request.now)
        return redirect("programme:fact_file", file.pk)
    missing = [LABELS[file.kind][name] for name in facts_files.missing(file.kind, file.columns)]
    unused = [title for at, title in enumerate(file.header) if title and at not in file.columns.values()]
    context = {"file": file, "form": form, "missing": missing, "unused": unused}
    context["above_url"] = _above(file.baseline, file.measure)
    if not missing:
        plan, problems = _planned(request, file)
        found = sorted([*problems, *plan.problems], key=lambda problem: problem.row)
        context |= {"plan": plan, "problems": found[:MOST_SHOWN], "problem_count": len(found)}
    return render(request, "programme/fact_file.html", context)


@require_POST
def fact_file_run(request: MemberRequest, file_id: int) -> HttpResponse:
    """Import the good rows."""
    file = _open_file(request, file_id)
    if not facts_files.missing(file.kind, file.columns):
        plan, problems = _planned(request, file)
        actions.import_facts(file=file, plan=plan, problems=problems, by=request.user, now=request.now)
    return redirect("programme:fact_file", file.pk)


@require_POST
def fact_file_remove(request: MemberRequest, file_id: int) -> HttpResponse:
    """Throw a list away."""
    file = _open_file(request, file_id)
    actions.throw_away_facts(file=file, by=request.user, now=request.now)
    messages.success(request, gettext("The list is thrown away. Nothing was changed."))
    return redirect(_above(file.baseline, file.measure))
