"""Writing a draft of a form: its questions and parts, one small deed at a time, so that nothing is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.network.forms.questions import NEW_TYPES, PartForm, QuestionForm
from mentornett.network.queries.form_versions import parts_of
from mentornett.questionnaires.actions import drafts
from mentornett.questionnaires.choices import QuestionType
from mentornett.questionnaires.queries import questions_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.form_versions import about, earlier_of, version_in


@require_safe
def version(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Show a version's questions; a draft can be changed."""
    network, row = version_in(request, network_id, version_id)
    return _version_page(request, network, row, PartForm())


def _version_page(request: MemberRequest, network: Any, row: Any, part_form: PartForm) -> HttpResponse:
    rows = list(questions_of(row))
    context = about(network, row) | {"parts": parts_of(row, rows), "part_form": part_form, "removed": []}
    if context["is_draft"] and (earlier := earlier_of(network, row)):
        keys = {each.key for each in rows}
        context["removed"] = [each for each in questions_of(earlier) if each.key not in keys]
    return render(request, "organiser/version.html", context)


def _draft(request: MemberRequest, network_id: int, version_id: int) -> tuple[Any, Any]:
    network, row = version_in(request, network_id, version_id)
    if row.state != "draft":
        raise Http404
    return network, row


def _at(network_id: int, version_id: int, place: str) -> HttpResponse:
    page = reverse("organiser:form_version", args=[network_id, version_id])
    return HttpResponseRedirect(f"{page}#{place}")


@FORM_PAGE
def question_new(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Add a question: first its type, then what it asks."""
    network, row = _draft(request, network_id, version_id)
    parts = parts_of(row, [])
    wanted, part = request.GET.get("type", ""), request.GET.get("del", "")
    context = about(network, row) | {"types": [(kind.value, kind.label) for kind in NEW_TYPES], "part": part}
    if not parts:
        messages.info(request, gettext("Add a part first. The questions stand in it."))
        return _at(network_id, version_id, "new-part")
    if wanted not in NEW_TYPES:
        return render(request, "organiser/question_type.html", context)
    kind = QuestionType(wanted)
    form = QuestionForm(request.POST or None, type=kind, parts=parts, initial={"part": part})
    if request.method == "POST" and form.is_valid():
        key = f"own.{get_random_string(10).lower()}"
        written = form.written()
        drafts.add_question(version=row, key=key, type=kind, written=written, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return _at(network_id, version_id, f"question-{key}")
    return render(request, "organiser/question_edit.html", context | {"form": form, "kind": kind.label})


def _question(request: MemberRequest, network_id: int, version_id: int, question_id: int) -> tuple[Any, Any, Any]:
    network, row = _draft(request, network_id, version_id)
    return network, row, get_object_or_404(questions_of(row).select_related("version__questionnaire"), pk=question_id)


@FORM_PAGE
def question_change(request: MemberRequest, network_id: int, version_id: int, question_id: int) -> HttpResponse:
    """Change a question of a draft."""
    network, row, question = _question(request, network_id, version_id, question_id)
    kind = QuestionType(question.type)
    form = QuestionForm(request.POST or None, type=kind, parts=parts_of(row, []), question=question)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row):
        drafts.change_question(question=question, written=form.written(), by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return _at(network_id, version_id, f"question-{question.key}")
    context = about(network, row) | {"form": form, "kind": kind.label, "question": question}
    return render(request, "organiser/question_edit.html", context)


@require_POST
def question_move(request: MemberRequest, network_id: int, version_id: int, question_id: int) -> HttpResponse:
    """Move a question one place up or down."""
    _network, _row, question = _question(request, network_id, version_id, question_id)
    up = request.POST.get("direction") == "up"
    drafts.move_question(question=question, up=up, by=request.user, now=request.now)
    return _at(network_id, version_id, f"question-{question.key}")


@require_POST
def question_remove(request: MemberRequest, network_id: int, version_id: int, question_id: int) -> HttpResponse:
    """Take a question out of a draft."""
    _network, _row, question = _question(request, network_id, version_id, question_id)
    drafts.remove_question(question=question, by=request.user, now=request.now)
    messages.success(request, gettext("The question is taken out of the draft."))
    return redirect("organiser:form_version", network_id, version_id)


@require_POST
def question_put_back(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Put a question of the earlier version into the draft again."""
    network, row = _draft(request, network_id, version_id)
    key, earlier = request.POST.get("key", "").replace("\x00", ""), earlier_of(network, row)
    if earlier is None or questions_of(row).filter(key=key).exists():
        return redirect("organiser:form_version", network_id, version_id)
    question = get_object_or_404(questions_of(earlier).select_related("version"), key=key)
    drafts.put_back_question(version=row, question=question, by=request.user, now=request.now)
    messages.success(request, gettext("The question is back."))
    return _at(network_id, version_id, f"question-{key}")


@require_POST
def part_add(request: MemberRequest, network_id: int, version_id: int) -> HttpResponse:
    """Add a part at the end of a draft."""
    network, row = _draft(request, network_id, version_id)
    form = PartForm(request.POST)
    if not form.is_valid():
        return _version_page(request, network, row, form)
    key = f"part-{get_random_string(8).lower()}"
    drafts.set_part(version=row, key=key, title=form.text("title"), by=request.user, now=request.now)
    messages.success(request, gettext("Saved."))
    return _at(network_id, version_id, f"part-{key}")


@FORM_PAGE
def part_change(request: MemberRequest, network_id: int, version_id: int, part: str) -> HttpResponse:
    """Change the title of a part."""
    network, row = _draft(request, network_id, version_id)
    now = next((each for each in row.sections if each["key"] == part), None)
    if now is None:
        raise Http404
    form = PartForm(request.POST or None, title=now["title"])
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row):
        drafts.set_part(version=row, key=part, title=form.text("title"), by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return _at(network_id, version_id, f"part-{part}")
    return render(request, "organiser/part_edit.html", about(network, row) | {"form": form})


@require_POST
def part_remove(request: MemberRequest, network_id: int, version_id: int, part: str) -> HttpResponse:
    """Take an empty part out of a draft."""
    _network, row = _draft(request, network_id, version_id)
    try:
        drafts.remove_part(version=row, key=part, by=request.user, now=request.now)
    except drafts.NotEmptyError:
        messages.error(request, gettext("Move or remove its questions first."))
    else:
        messages.success(request, gettext("The part is taken out."))
    return redirect("organiser:form_version", network_id, version_id)
