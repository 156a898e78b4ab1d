"""What can be downloaded and written about a network: teams' reports, the before/now table, the network report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language
from mentornett.documents.files import File, file_name
from mentornett.measurement.queries import before_now as measurement
from mentornett.measurement.queries.later import points_come, with_later
from mentornett.network.permissions import grants_of, readable_submissions
from mentornett.network.permissions import synthesis as permissions
from mentornett.network.queries import synthesis as queries
from mentornett.network.rules import DELIVERED_STATES
from mentornett.reports import bundles
from mentornett.reports.before_now import before_now_document, before_now_sheet, what_is_counted
from mentornett.reports.jobs import build_bundle
from mentornett.reports.polls import polls_shown
from mentornett.reports.words import before_now_caveat
from mentornett.web.files import FORMS, document_file, table_file
from mentornett.web.http import MemberRequest, download
from mentornett.web.organiser.finding import followed


@require_safe
def reports(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the documents of a network."""
    network = followed(request, network_id)
    made = bundles.bundles_visible_to(request.viewer).filter(assignment__network=network)[:10]
    context = {
        "network": network, "assignments": list(queries.assignments_to_read(network)), "bundles": made,
        "report": permissions.reports_visible_to(request.viewer).filter(network=network).first(),
        "may_write": permissions.may_quote(request.viewer, network),
    }  # fmt: skip
    return render(request, "organiser/reports.html", context)


@require_safe
def report_file(request: MemberRequest, submission_id: int, form: str) -> HttpResponse:
    """Download one team's delivered report, without what is for its guide alone."""
    rows = readable_submissions(request.viewer).filter(state__in=DELIVERED_STATES, sheet__isnull=False)
    submission = get_object_or_404(rows, pk=submission_id)
    is_staff = submission.organiser_id in request.viewer.staffed
    document = bundles.document_of(submission, request.today, only_shared=not is_staff)
    return document_file(document, form, now=request.now)


@require_POST
def bundle_order(request: MemberRequest, assignment_id: int) -> HttpResponse:
    """Order all teams' reports in one zip."""
    assignment = get_object_or_404(permissions.assignments_visible_to(request.viewer), pk=assignment_id)
    form = request.POST.get("form", "pdf")
    if form not in FORMS:
        raise Http404
    bundle = bundles.ask_for_bundle(
        assignment=assignment, form=form, language=get_language() or "nb", by=request.user, now=request.now
    )
    build_bundle.enqueue(bundle.pk, assignment.network.organiser_id)
    return redirect("organiser:bundle", bundle.pk)


@require_POST
def pack_order(request: MemberRequest, assignment_id: int) -> HttpResponse:
    """Order what one was given to read, from all teams, as one PDF (D24)."""
    grants = grants_of(request.viewer).select_related("assignment__network", "assignment__gathering")
    assignment = get_list_or_404(grants, assignment=assignment_id)[0].assignment
    bundle = bundles.ask_for_bundle(
        assignment=assignment, form="pack", language=get_language() or "nb", by=request.user, now=request.now,
        only_shared=True,
    )  # fmt: skip
    build_bundle.enqueue(bundle.pk, assignment.network.organiser_id)
    return redirect("organiser:bundle", bundle.pk)


def _bundle(request: MemberRequest, bundle_id: int) -> Any:
    return get_object_or_404(bundles.bundles_visible_to(request.viewer), pk=bundle_id)


@require_safe
def bundle(request: MemberRequest, bundle_id: int) -> HttpResponse:
    """Show how far the job has come; the page asks again by itself, or by a link without JavaScript."""
    row = _bundle(request, bundle_id)
    template = "organiser/bundle_progress.html" if request.htmx else "organiser/bundle.html"
    return render(request, template, {"bundle": row, "network": row.assignment.network})


@require_safe
def bundle_file(request: MemberRequest, bundle_id: int) -> HttpResponse:
    """Download the zip or the PDF when it is done."""
    row = _bundle(request, bundle_id)
    if row.state != "done":
        raise Http404
    title = in_language(row.assignment.title)
    if row.form == "pack":
        return download(File(file_name(title, "pdf"), "application/pdf", bytes(row.content)))
    return download(File(file_name(f"{title} {row.form}", "zip"), "application/zip", bytes(row.content)))


def _rows(request: MemberRequest, network: Any, found: Any) -> list[Any]:
    """Return rows in words, with how it went some time after the network."""
    rows = measurement.in_norwegian_order(measurement.shown(found))
    return with_later(rows, points_come(network, request.today))


@require_safe
def before_now(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show all teams' before/now rows, which may be quoted, and the polls as they were published."""
    network = followed(request, network_id)
    rows = _rows(request, network, measurement.rows_in(network))
    context = {
        "network": network, "rows": rows, "counted": what_is_counted(rows), "caveat": before_now_caveat(network),
        "shared": sum(row.row.sharing in measurement.SHARED_WITH_NETWORK for row in rows),
        "polls": polls_shown(queries.polls_of(network)),
    }  # fmt: skip
    return render(request, "organiser/before_now.html", context)


@require_safe
def before_now_file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Download the table: all rows for the organiser, or with ?delt=1 only those shared with the network."""
    network = followed(request, network_id)
    found = measurement.shared_rows_in(network) if "delt" in request.GET else measurement.rows_in(network)
    rows = _rows(request, network, found)
    document = before_now_document(rows, network, title=gettext("Before and now"), today=request.today, whose=True)
    return table_file(before_now_sheet(rows, network), document, form, now=request.now)
