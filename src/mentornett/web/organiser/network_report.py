"""The organiser's report on a network: written section by section, saved while it is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import django_language
from mentornett.core.time import lately_words, time_words
from mentornett.network.actions import network_report as actions
from mentornett.network.permissions import synthesis as permissions
from mentornett.network.rules.quoting import ANSWERS_MARK, BEFORE_NOW_MARK, POLLS_MARK, TEAMS_MARK, parts_of, quote_mark
from mentornett.questionnaires.forms import language
from mentornett.reports.network_report import ReportFacts, drafted_sections, facts_of, network_report, quote_source
from mentornett.web.files import document_file
from mentornett.web.http import MemberRequest
from mentornett.web.organiser.finding import followed, run


def _report(request: MemberRequest, network: Any) -> Any:
    return permissions.reports_visible_to(request.viewer).filter(network=network).first()


def _written(request: MemberRequest, network_id: int) -> Any:
    """Return the report that one writes in; 404 where it is not begun, 403 for those who only read."""
    network = followed(request, network_id)
    report = _report(request, network)
    if report is None:
        raise Http404
    if not permissions.may_quote(request.viewer, network):
        raise PermissionDenied
    return report


@require_safe
def report(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the report to write in, or offer to begin it."""
    network = followed(request, network_id)
    row = _report(request, network)
    context: dict[str, Any] = {
        "network": network,
        "report": row,
        "may_write": permissions.may_quote(request.viewer, network),
    }
    if row:
        facts = facts_of(network)
        context |= {
            "sections": [_shown(network, section, facts) for section in row.sections],
            "quotes": [_quote(excerpt) for excerpt in facts.quotes.values()],
            "marks": [
                (BEFORE_NOW_MARK, gettext("The table Before and now")), (TEAMS_MARK, gettext("Charts team by team")),
                (POLLS_MARK, gettext("The polls")), (ANSWERS_MARK, gettext("The answers for the network")),
            ],
            "saved_at_text": gettext("Saved %(time)s") % {"time": lately_words(row.edited_at, request.today)},
        }  # fmt: skip
    return render(request, "organiser/network_report.html", context)


def _shown(network: Any, section: dict[str, Any], facts: ReportFacts) -> dict[str, Any]:
    wanted = [int(part.value) for part in parts_of(section["text"]) if part.kind == "quote"]
    lost = sum(pk not in facts.quotes for pk in wanted)
    url = reverse("organiser:network_report_section", args=[network.pk, section["key"]])
    return section | {
        "url": url,
        "lost": lost,
        "quotes": [_quote(facts.quotes[pk]) for pk in wanted if pk in facts.quotes],
    }


def _quote(excerpt: Any) -> dict[str, Any]:
    return {"mark": quote_mark(excerpt.pk), "text": excerpt.text, "source": quote_source(excerpt)}


@require_POST
def begin(request: MemberRequest, network_id: int) -> HttpResponse:
    """Make the report with what is known already."""
    network = run(request, network_id)
    sections = drafted_sections(network)
    actions.begin_report(network=network, sections=sections, language=language(), by=request.user, now=request.now)
    return redirect("organiser:network_report", network_id)


@login_not_required  # a person who was logged out gets an answer that the page understands
@require_POST
def section(request: MemberRequest, network_id: int, key: str) -> JsonResponse:
    """Save one section while it is written."""
    if not request.user.is_authenticated:
        message = gettext("You are logged out. Your text is kept on this device.")
        return JsonResponse({"message": message, "login": reverse("account_login")}, status=401)
    row = _written(request, network_id)
    revision = request.POST.get("revision", "")
    try:
        outcome = actions.save_section(
            report=row, key=key, text=request.POST.get(f"section-{key}", ""), by=request.user, now=request.now,
            base_revision=int(revision) if revision.isdecimal() else 0,
        )  # fmt: skip
    except KeyError as error:
        raise Http404 from error
    except actions.SectionTooLongError:
        return JsonResponse({"message": gettext("This is too long for one section.")}, status=400)
    return _conflict(row, outcome) if outcome.conflict else _saved(request, outcome)


def _saved(request: MemberRequest, outcome: actions.SectionOutcome) -> JsonResponse:
    text = gettext("Saved %(time)s") % {"time": time_words(request.now)}
    return JsonResponse({"revision": outcome.section["revision"], "saved_at_text": text})


def _conflict(row: Any, outcome: actions.SectionOutcome) -> JsonResponse:
    name = str(row.edited_by or "")
    message = gettext("%(name)s changed this section while you were writing. Choose what to keep.") % {"name": name}
    pairs = [(f"section-{outcome.section['key']}", outcome.section["text"])]
    body = {"revision": outcome.section["revision"], "value": pairs, "by": name, "message": message}
    return JsonResponse(body, status=409)


@require_POST
def save(request: MemberRequest, network_id: int) -> HttpResponse:
    """Save the whole report, as browsers without JavaScript do. A section that somebody else changed is told of."""
    row = _written(request, network_id)
    kept = [each["title"] for each in row.sections if _save_one(request, row, each["key"]).conflict]
    if kept:
        text = gettext("Somebody else changed these sections first, so yours were not saved: %(titles)s")
        messages.error(request, text % {"titles": ", ".join(kept)})
    else:
        messages.success(request, gettext("Saved %(time)s") % {"time": time_words(request.now)})
    return redirect("organiser:network_report", network_id)


def _save_one(request: MemberRequest, row: Any, key: str) -> actions.SectionOutcome:
    revision = request.POST.get(f"revision-{key}", "")
    text = request.POST.get(f"section-{key}")
    if text is None:
        return actions.SectionOutcome({})
    base = int(revision) if revision.isdecimal() else 0
    return actions.save_section(report=row, key=key, text=text, base_revision=base, by=request.user, now=request.now)


@require_POST
def insert(request: MemberRequest, network_id: int) -> HttpResponse:
    """Put a quote or a table last in a section; only quotes that may be quoted are known here."""
    row = _written(request, network_id)
    marks = {BEFORE_NOW_MARK, POLLS_MARK, ANSWERS_MARK, TEAMS_MARK}
    known = {*marks, *(quote_mark(pk) for pk in facts_of(row.network).quotes)}
    mark, key = request.POST.get("mark", ""), request.POST.get("section", "")
    if mark not in known or key not in {each["key"] for each in row.sections}:
        messages.error(request, gettext("Choose what to insert and where."))
        return redirect("organiser:network_report", network_id)
    actions.insert_mark(report=row, key=key, mark=mark, by=request.user, now=request.now)
    return redirect(f"{reverse('organiser:network_report', args=[network_id])}#section-{key}")


@require_safe
def file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Download the network report as Word or PDF."""
    network = followed(request, network_id)
    row = _report(request, network)
    if row is None:
        raise Http404
    with translation.override(django_language(row.language) or translation.get_language()):
        # one language throughout, whoever fetches it
        document = network_report(row, facts_of(network), today=request.today)
    return document_file(document, form, now=request.now, inline="vis" in request.GET)
