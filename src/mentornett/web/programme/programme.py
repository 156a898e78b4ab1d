"""One programme: its plan, checklist and commitment, what differs from the template, and the parts' own forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language
from mentornett.mentoring.actions import programmes as actions
from mentornett.mentoring.choices import Signer
from mentornett.mentoring.forms.programmes import CommitmentForm, ItemForm, TalkForm
from mentornett.mentoring.queries import programmes as queries
from mentornett.reports.procedure import procedure as procedure_document
from mentornett.web.files import document_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.finding import may_run, run, seen


@require_safe
def programme(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show the whole programme on one page."""
    row = seen(request, programme_id)
    talks = queries.talks_of(row)
    items, text = queries.checklist_of(row), queries.text_in_force(row)
    differences = queries.difference_of(row, talks)
    changed = {found.talk.number: found.change for found in differences if found.change != "removed"}
    runs = may_run(request, row)
    context = {
        "programme": row, "phases": queries.phases_of([(talk, changed.get(talk.number)) for talk in talks]),
        "items": items, "text": text,
        "may_run": runs, "steps": queries.first_steps(row) if runs else None, "template": queries.template_of(row),
        "differences": len(differences),
        "others": len(queries.other_differences_of(row, items, text)),
        "review_due": row.review_on is not None and row.review_on <= request.today, "today": request.today,
    }  # fmt: skip
    return render(request, "programme/programme.html", context)


@require_safe
def difference(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show what is not as in the template (I05)."""
    row = seen(request, programme_id)
    context = {
        "programme": row, "template": queries.template_of(row),
        "differences": queries.difference_of(row, queries.talks_of(row)),
        "others": _others(row),
    }  # fmt: skip
    return render(request, "programme/difference.html", context)


def _others(programme: Any) -> list[dict[str, str]]:
    """Return in words what else is not as in the template."""
    names = {
        "checklist": gettext("Checklist"), "commitment": gettext("The commitment"), "rules": gettext("Rules"),
        "purpose": gettext("Purpose"), "leader": gettext("The leader"), "mentor": gettext("The mentor"),
        "mentee": gettext("The new colleague"), "minutes": gettext("Protected minutes a month"),
        "months": gettext("How many months it lasts"), "first_talk_days": gettext("Days until the first talk"),
        "silent_days": gettext("Days without a talk"),
    }  # fmt: skip
    return [
        {
            "part": names[row.part], "name": names.get(row.name, ""), "before": _in_words(row.before),
            "now": _in_words(row.now),
        }
        for row in queries.other_differences_of(
            programme, queries.checklist_of(programme), queries.text_in_force(programme)
        )
    ]  # fmt: skip


def _in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str | Mapping):
        return in_language(value)
    due = gettext("by day %(n)s") % {"n": value.due_day} if value.due_day is not None else ""
    parts = (in_language(value.text), str(Signer(value.signer).label), due, getattr(value, "profession", ""))
    return ", ".join(part for part in parts if part)


@require_safe
def procedure(request: MemberRequest, programme_id: int, form: str) -> HttpResponse:
    """Download the programme as a procedure for the quality system (I07): Word or PDF."""
    row = seen(request, programme_id)
    document = procedure_document(
        row, queries.talks_of(row), queries.checklist_of(row), queries.text_in_force(row),
        today=request.today,
    )  # fmt: skip
    return document_file(document, form, now=request.now)


def _form_page(request: MemberRequest, row: Any, form: Any, title: str, anchor: str, **more: Any) -> HttpResponse:
    context = {"programme": row, "form": form, "title": title, "anchor": anchor, **more}
    return render(request, "programme/form.html", context)


def _saved(request: MemberRequest, row: Any) -> HttpResponse:
    messages.success(request, gettext("Saved. Those who are on their way keep the plan they have."))
    return redirect("programme:programme", row.pk)


@FORM_PAGE
def talk_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Add a talk to the plan."""
    row = run(request, programme_id)
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_talk(programme=row, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, row)
    return _form_page(request, row, form, gettext("New talk"), "plan")


def _talk(request: MemberRequest, programme_id: int, talk_id: int) -> Any:
    return get_object_or_404(run(request, programme_id).talks, pk=talk_id)


@FORM_PAGE
def talk_edit(request: MemberRequest, programme_id: int, talk_id: int) -> HttpResponse:
    """Change a talk of the plan."""
    talk = _talk(request, programme_id, talk_id)
    form = TalkForm.of(talk, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and still_as_seen(request, form, talk.programme, number=talk.number)
    ):
        actions.change_talk(talk=talk, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, talk.programme)
    return _form_page(request, talk.programme, form, gettext("Change the talk"), "plan", talk=talk)


@require_POST
def talk_remove(request: MemberRequest, programme_id: int, talk_id: int) -> HttpResponse:
    """Take a talk out of the plan."""
    talk = _talk(request, programme_id, talk_id)
    actions.remove_talk(talk=talk, by=request.user, now=request.now)
    return _saved(request, talk.programme)


@FORM_PAGE
def item_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Add a line to the checklist."""
    row = run(request, programme_id)
    form = ItemForm(request.POST or None, programme=row)
    if request.method == "POST" and form.is_valid():
        actions.add_item(programme=row, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, row)
    return _form_page(request, row, form, gettext("New line on the checklist"), "checklist")


def _item(request: MemberRequest, programme_id: int, item_id: int) -> Any:
    return get_object_or_404(run(request, programme_id).checklist, pk=item_id)


@FORM_PAGE
def item_edit(request: MemberRequest, programme_id: int, item_id: int) -> HttpResponse:
    """Change a line of the checklist."""
    item = _item(request, programme_id, item_id)
    form = ItemForm.of(item, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and still_as_seen(request, form, item.programme, number=item.number)
    ):
        actions.change_item(item=item, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, item.programme)
    title = gettext("Change the line on the checklist")
    return _form_page(request, item.programme, form, title, "checklist", item=item)


@require_POST
def item_remove(request: MemberRequest, programme_id: int, item_id: int) -> HttpResponse:
    """Take a line out of the checklist."""
    item = _item(request, programme_id, item_id)
    actions.remove_item(item=item, by=request.user, now=request.now)
    return _saved(request, item.programme)


@FORM_PAGE
def commitment_text(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Write a new version of the commitment; signed ones stay as they are."""
    row = run(request, programme_id)
    form = CommitmentForm.of(queries.text_in_force(row), request.POST or None)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, row):
        actions.write_commitment(programme=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The new version holds for those who sign from now on."))
        return redirect("programme:programme", row.pk)
    return _form_page(request, row, form, gettext("New version of the commitment"), "commitment")
