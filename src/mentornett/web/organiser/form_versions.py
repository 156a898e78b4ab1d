"""A network's forms in versions: what they ask, how a team sees them, what is different, which is in use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import LANGUAGES, in_language
from mentornett.core.time import date_words
from mentornett.network.actions.form_use import take_into_use
from mentornett.network.forms.questions import UseForm
from mentornett.network.queries.form_versions import (
    FormUse,
    changes_from,
    forms_of,
    parts_of,
    steps_for,
    version_name,
    versions_for,
)
from mentornett.questionnaires.actions import drafts
from mentornett.questionnaires.actions.versions import PublishedError
from mentornett.questionnaires.forms import question_field
from mentornett.questionnaires.queries import questions_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.organiser.finding import run


@require_safe
def forms(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the forms that the teams answer."""
    network = run(request, network_id)
    return render(request, "organiser/forms.html", {"network": network, "forms": forms_of(network)})


def _form(request: MemberRequest, network_id: int, key: str) -> tuple[Any, FormUse]:
    network = run(request, network_id)
    row = next((form for form in forms_of(network) if form.key == key), None)
    if row is None:
        raise Http404
    return network, row


@require_safe
def form(request: MemberRequest, network_id: int, key: str) -> HttpResponse:
    """Show a form's versions and which assignments ask with each."""
    network, row = _form(request, network_id, key)
    return render(request, "organiser/form.html", {"network": network, "form_use": row})


@require_POST
def draft_begin(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Begin a draft like a version, or go on with the one that is there."""
    network, version = version_in(request, network_id, version_id)
    draft = drafts.begin_draft(copied_from=version, organiser=network.organiser, by=request.user, now=request.now)
    return redirect("organiser:form_version", network_id, draft.pk)


def version_in(request: MemberRequest, network_id: int, version_id: int) -> tuple[Any, Any]:
    """Return a network that one runs, and a version that it can use."""
    network = run(request, network_id)
    return network, get_object_or_404(versions_for(network), pk=version_id)


def about(network: Any, version: Any) -> dict[str, Any]:
    """Return what every page about a version shows."""
    return {
        "network": network, "version": version, "name": version_name(version),
        "title": in_language(version.questionnaire.title), "is_draft": version.state == "draft",
    }  # fmt: skip


def earlier_of(network: Any, version: Any) -> Any:
    """Return the version that a version is compared with: the one before it, else the newest built-in one."""
    rows = [row for row in versions_for(network).filter(questionnaire__key=version.questionnaire.key)]
    own = [row for row in rows if row.questionnaire_id == version.questionnaire_id and row.number < version.number]
    built_in = [row for row in rows if row.questionnaire.organiser_id is None and row.pk != version.pk]
    return own[-1] if own else built_in[-1] if built_in and version.questionnaire.organiser_id else None


@require_safe
def version_preview(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Show a version as a team sees it, in the language that is asked for."""
    network, version = version_in(request, network_id, version_id)
    code = request.GET.get("sprak", "")
    with translation.override({"en": "en-gb"}.get(code, code) if code in LANGUAGES else translation.get_language()):
        parts = [
            (part, [question_field(row, None, sharing=row.sharing_default) for row in part.questions])
            for part in parts_of(version, list(questions_of(version)))
        ]
        steps = [{"label": part.title, "url": f"#section-{part.key}"} for part, _fields in parts]
        context = about(network, version) | {"parts": parts, "steps": steps}
        return render(request, "organiser/version_preview.html", context)


@require_safe
def version_changes(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Say in words what is different from another version; without a choice, from the one before it."""
    network, version = version_in(request, network_id, version_id)
    rows = versions_for(network).filter(questionnaire__key=version.questionnaire.key).exclude(pk=version.pk)
    wanted = request.GET.get("fra", "")
    earlier = get_object_or_404(rows, pk=wanted) if wanted.isdecimal() else earlier_of(network, version)
    context = about(network, version) | {
        "earlier": earlier, "others": [(row.pk, version_name(row)) for row in rows],
        "earlier_name": version_name(earlier) if earlier else "",
        "changes": changes_from(earlier, version) if earlier else [],
    }  # fmt: skip
    return render(request, "organiser/version_changes.html", context)


@FORM_PAGE
def version_use(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Take a version into use from an assignment on; a draft is published with it."""
    network, version = version_in(request, network_id, version_id)
    _network, row = _form(request, network_id, version.questionnaire.key)
    steps = steps_for(row, request.today)
    names = [_step_name(step, request) for step in steps]
    initial = {"first": steps[0].row.assignment.pk if steps else ""}
    form = UseForm(request.POST or None, steps=steps, names=names, initial=initial)
    empty = not version.question_count
    if request.method == "POST" and form.is_valid() and not empty:
        chosen = form.assignments()
        take_into_use(network=network, version=version, assignments=chosen, by=request.user, now=request.now)
        messages.success(request, gettext("Taken into use.") if chosen else gettext("Published."))
        return redirect("organiser:form", network_id, version.questionnaire.key)
    context = about(network, version) | {"form": form, "empty": empty}
    return render(request, "organiser/version_use.html", context)


def _step_name(step: Any, request: MemberRequest) -> str:
    values = {"title": in_language(step.row.assignment.title), "day": date_words(step.row.due, request.today)}
    name = gettext("%(title)s, due %(day)s") % values
    if step.begun:
        name += " – " + gettext("%(n)s begun: they keep their form") % {"n": step.begun}
    return name


@require_POST
def draft_discard(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Throw a draft away."""
    _network, version = version_in(request, network_id, version_id)
    key = version.questionnaire.key
    try:
        drafts.discard_draft(version=version, by=request.user, now=request.now)
    except PublishedError:
        messages.info(request, gettext("This version is published, so it stays."))
    else:
        messages.success(request, gettext("The draft is thrown away."))
    return redirect("organiser:form", network_id, key)
