"""The final report while it is written: it looks like the finished document, and each paragraph tells its source."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.time import lately_words
from mentornett.documents.blocks import Picture
from mentornett.measurement.queries import before_now as measurement
from mentornett.network import permissions
from mentornett.network.actions import final as actions
from mentornett.network.queries.final import RESULT_QUESTIONS, behind, uses_in
from mentornett.network.queries.goals import pursued_by
from mentornett.network.queries.writing import Asked, sections_of
from mentornett.network.rules import WRITABLE_STATES
from mentornett.network.rules.drafting import CHANGED, LEFT_OUT, USED
from mentornett.questionnaires.actions import SheetLockedError
from mentornett.reports.drafts import SOURCES
from mentornett.reports.final_report import RESULTS_QUESTION, SUB_GOALS_QUESTION, course_blocks, final_report
from mentornett.reports.status_report import status_report
from mentornett.reports.words import before_now_caveat
from mentornett.web.files import document_file
from mentornett.web.http import MemberRequest
from mentornett.web.municipality.report_fields import Sent, own_language, questions_in, sections_shown
from mentornett.web.municipality.report_figures import pieces_shown
from mentornett.web.municipality.reports import about, submission_of

TONES = {USED: "success", CHANGED: "info", LEFT_OUT: "neutral"}
KIND = "final_report"
READABLE = " =:/,;()"  # what an address may hold as it is; so a picture is compressed with the page


def _final(request: MemberRequest, submission_id: int) -> Any:
    submission = submission_of(request, submission_id)
    if submission.assignment.kind != KIND or submission.sheet is None:
        raise Http404
    return submission


def _writable(request: MemberRequest, submission_id: int) -> Any:
    submission = _final(request, submission_id)
    if not permissions.may_write(request.viewer, submission):
        raise PermissionDenied
    return submission


@require_safe
def report(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show the final report as a document: to write in while it is open, else to read."""
    submission = _final(request, submission_id)
    rows = questions_in(request, submission)
    editable = submission.state in WRITABLE_STATES
    context = about(request, submission) | {
        "editable": editable, "sections": _sections(submission, rows),
        "caveat": before_now_caveat(submission.team.network),
        "before_now": measurement.shown(measurement.rows_about(submission.team)),
        "results_key": RESULTS_QUESTION, "goals_key": SUB_GOALS_QUESTION, "pursued": pursued_by(submission.team),
        "pictures": _pictures(submission), **pieces_shown(submission),
    }  # fmt: skip
    if editable:
        context |= _drafting(request, submission, rows)
    return render(request, "municipality/final_report.html", context)


def _sections(submission: Any, rows: list[Asked]) -> list[dict[str, Any]]:
    sections = sections_shown(submission, rows, Sent())
    for section in sections:
        section["fields"] = [_shown(field) for field in section["fields"]]
    return sections


def _shown(field: Any) -> dict[str, Any]:
    """Return a field with its paragraphs sorted into those in the report and those left out."""
    paragraphs = [_paragraph(row) for row in field.paragraphs] if field.question.type == "paragraphs" else []
    inside = [row for row in paragraphs if row["state"] != LEFT_OUT]
    taken = {row["id"] for row in paragraphs}
    free = next(f"n{number}" for number in range(1, 1000) if f"n{number}" not in taken)
    return {
        "field": field, "inside": inside, "outside": [row for row in paragraphs if row["state"] == LEFT_OUT],
        "new_name": f"{field.name}-{free}-text" if inside or paragraphs else "",
    }  # fmt: skip


def _paragraph(row: dict[str, Any]) -> dict[str, Any]:
    words = {USED: gettext("Used"), CHANGED: gettext("Changed"), LEFT_OUT: gettext("Left out")}
    source = row.get("source") or {}
    sent = f"{source.get('sent', '')}"[:7]
    label = source.get("label", "")
    url = reverse("municipality:report", args=[source["submission"]]) if source.get("submission") else ""
    return row | {
        "label": f"{label}, {_month(sent)}" if sent else label, "url": url, "word": words[row["state"]],
        "tone": TONES[row["state"]], "rows": sum(len(line) // 70 + 1 for line in row["text"].split("\n")),
    }  # fmt: skip


def _month(year_and_month: str) -> str:
    year, _, month = year_and_month.partition("-")
    names = gettext("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.").split()
    return f"{names[int(month) - 1]} {year}"


def _pictures(submission: Any) -> list[dict[str, str]]:
    blocks = [block for block in course_blocks(submission.team) if isinstance(block, Picture)]
    return [{"source": f"data:image/svg+xml,{quote(block.image, safe=READABLE)}", "alt": block.alt} for block in blocks]


def _drafting(request: MemberRequest, submission: Any, rows: list[Asked]) -> dict[str, Any]:
    """Return what only writers see: what has come since, how drafts are used, and the two results to choose."""
    counts = uses_in(rows)
    results = [row for row in rows if row.question.key in RESULT_QUESTIONS]
    candidates = [_paragraph(each) for each in (results[0].value or [])] if results else []
    answered = [row.answer.edited_at for row in rows if row.answer]
    saved = gettext("Saved %(time)s") % {"time": lately_words(max(answered), request.today)} if answered else ""
    return {
        "news": len(_news(request, submission, rows)),
        "uses": [(TONES[use], word, counts[use]) for use, word in _use_words(counts)],
        "candidates": [each for each in candidates if each["text"]],
        "chosen": [_in_report(row) for row in results],
        "draft_key": f"report-{submission.pk}-{request.user.pk}", "saved_at_text": saved,
        "may_write": permissions.may_write(request.viewer, submission),
    }  # fmt: skip


def _news(request: MemberRequest, submission: Any, rows: list[Asked]) -> dict[str, Any]:
    with own_language(submission):
        return behind(submission, rows, request.today, SOURCES)


def _use_words(counts: Any) -> list[tuple[str, str]]:
    return [
        (USED, ngettext("%(n)s paragraph used", "%(n)s paragraphs used", counts[USED]) % {"n": counts[USED]}),
        (CHANGED, gettext("%(n)s changed") % {"n": counts[CHANGED]}),
        (LEFT_OUT, gettext("%(n)s left out") % {"n": counts[LEFT_OUT]}),
    ]


def _in_report(row: Asked) -> str:
    return next((each["id"] for each in row.value or [] if each["state"] != LEFT_OUT), "")


@require_POST
def refresh(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Take in what has come since; what the team has touched is left alone."""
    submission = _writable(request, submission_id)
    rows = questions_in(request, submission)
    fresh = _news(request, submission, rows)
    try:
        count = actions.refresh_drafts(submission=submission, rows=rows, fresh=fresh, by=request.user, now=request.now)
    except SheetLockedError:
        messages.error(request, gettext("The report was sent by somebody else while you were writing."))
    else:
        text = ngettext("%(n)s answer has new paragraphs.", "%(n)s answers have new paragraphs.", count)
        messages.success(request, text % {"n": count})
    return redirect("municipality:final_report", submission_id)


@require_POST
def results(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Choose the two most important results."""
    submission = _writable(request, submission_id)
    wanted = [request.POST.get("first", ""), request.POST.get("second", "")]
    try:
        actions.choose_results(
            submission=submission, rows=questions_in(request, submission), wanted=wanted, by=request.user,
            now=request.now,
        )  # fmt: skip
    except actions.NotTwoResultsError:
        messages.error(request, gettext("Choose two different results: the most important one, and the next one."))
    except SheetLockedError:
        messages.error(request, gettext("The report was sent by somebody else while you were writing."))
    else:
        messages.success(request, gettext("The two results are in the report."))
    return redirect("municipality:final_report", submission_id)


@require_safe
def report_file(request: MemberRequest, submission_id: int, form: str) -> HttpResponse:
    """Download a report as Word or PDF; a draft says that it is one. ?vis=1 shows the PDF in the browser."""
    submission = submission_of(request, submission_id)
    if submission.sheet is None:
        raise Http404
    sections = sections_of(submission, questions_in(request, submission))
    if submission.assignment.kind == KIND:
        shown = measurement.shown(measurement.rows_about(submission.team))
        document = final_report(submission, sections, shown, today=request.today)
    else:
        document = status_report(submission, sections, today=request.today)
    return document_file(document, form, now=request.now, inline="vis" in request.GET)
