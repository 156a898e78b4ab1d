"""Lists of employees: taken in, looked at as a dry run, imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.documents.tables_in import TableIn, UnreadableError, read_table
from mentornett.exchange import hires_files
from mentornett.exchange.file_words import unreadable
from mentornett.exchange.jobs import import_hires
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import hire_files as actions
from mentornett.mentoring.forms.hire_files import LABELS, HireFileForm, MappingForm
from mentornett.mentoring.queries.hire_files import day_shown, planned_import, remembered_columns, stage
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.hires import municipality_registered
from mentornett.web.programme.refusals import identity_refusal

MOST_SHOWN = 100
AT_ONCE = 500  # rows that take less than a second


@FORM_PAGE
def import_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Take in a list; one with national identity numbers is refused, and nothing of it is kept."""
    municipality = municipality_registered(request, municipality_id)
    form = HireFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            table = read_table(form.cleaned_data["file"].read())
        except UnreadableError as error:
            form.add_error("file", unreadable(error))
        else:
            if found := hires_files.national_id_rows(table.header, table.rows):
                form.add_error("file", identity_refusal(found))
            else:
                return redirect("programme:import", _taken_in(request, municipality, table).pk)
    return render(request, "programme/import_new.html", {"form": form, "municipality": municipality})


def _taken_in(request: MemberRequest, municipality: Any, table: TableIn) -> Any:
    columns = remembered_columns(municipality.pk, table.header) or hires_files.guessed(table.header)
    programmes = list(permissions.programmes_visible_to(request.viewer).filter(municipality=municipality)[:2])
    return actions.take_in_file(
        municipality=municipality, header=table.header, rows=table.rows, columns=columns,
        programme=programmes[0] if len(programmes) == 1 else None, by=request.user, now=request.now,
    )  # fmt: skip


def _file(request: MemberRequest, file_id: int) -> Any:
    return get_object_or_404(permissions.hire_files_visible_to(request.viewer), pk=file_id)


def _open_file(request: MemberRequest, file_id: int) -> Any:
    """Return a list that nobody is importing, and that is not imported; 404 otherwise."""
    file = _file(request, file_id)
    if stage(file, request.now) != "open":
        raise Http404
    return file


@FORM_PAGE
def import_file(request: MemberRequest, file_id: int) -> HttpResponse:
    """Show which column holds what, and what the import would do, does or has done."""
    file = _file(request, file_id)
    if (at := stage(file, request.now)) != "open":
        template = "programme/import_progress.html" if request.htmx else "programme/import_running.html"
        return render(request, template, {"file": file, "stage": at, "total": len(file.rows)})
    form = MappingForm(request.POST or None, file=file, today=request.today)
    if form.is_valid() and still_as_seen(request, form, file):
        actions.map_file(
            file=file, columns=form.columns(), make_units=form.cleaned_data["make_units"],
            programme=form.cleaned_data["programme"], list_day=form.cleaned_data["list_day"],
            holds_leavers=form.cleaned_data["holds_leavers"], by=request.user, now=request.now,
        )  # fmt: skip
        return redirect("programme:import", file.pk)
    context = {"file": file, "form": form, "missing": [LABELS[name] for name in hires_files.missing(file.columns)]}
    if not context["missing"]:
        rows, problems = hires_files.read_hires(file.rows, file.columns)
        plan = planned_import(file.municipality_id, rows, make_units=file.make_units, shows=day_shown(file))
        problems = sorted([*problems, *plan.problems], key=lambda problem: problem.row)
        context |= {"plan": plan, "moved": plan.moved[:MOST_SHOWN], "ended": plan.ended[:MOST_SHOWN]}
        context |= {"problems": problems[:MOST_SHOWN], "problem_count": len(problems)}
    return render(request, "programme/import.html", context)


@require_POST
def import_run(request: MemberRequest, file_id: int) -> HttpResponse:
    """Import the good rows, at once or, when there are many, in the background."""
    file = _open_file(request, file_id)
    if hires_files.missing(file.columns):
        return redirect("programme:import", file.pk)
    if len(file.rows) > AT_ONCE:
        actions.order_import(file=file, by=request.user, now=request.now)
        import_hires.enqueue(file.pk, file.municipality_id, request.user.pk)
    else:
        rows, problems = hires_files.read_hires(file.rows, file.columns)
        actions.import_file(file=file, rows=rows, problems=problems, by=request.user, now=request.now)
    return redirect("programme:import", file.pk)


@require_POST
def import_remove(request: MemberRequest, file_id: int) -> HttpResponse:
    """Throw a list away."""
    file = _open_file(request, file_id)
    actions.throw_away_file(file=file, by=request.user, now=request.now)
    messages.success(request, gettext("The list is thrown away. Nothing was changed."))
    return redirect("programme:hires")
