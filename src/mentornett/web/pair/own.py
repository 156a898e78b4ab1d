"""Own notes, the checklist, and how the pairing fits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.mentoring.actions import notes as actions
from mentornett.mentoring.actions.own_plan import answer_fit, sign_off
from mentornett.mentoring.choices import Fit
from mentornett.mentoring.forms.talks import FitForm, NoteForm, NoteTextForm
from mentornett.mentoring.permissions.talks import notes_of, tasks_to_sign
from mentornett.mentoring.queries.talks import opened
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.pair.pages import own_pair, pair_page


def _to(pair_id: int, part: str) -> HttpResponse:
    return redirect(f"{reverse('pair:pair', args=[pair_id])}#{part}")


@require_POST
def note(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Write a note."""
    row = own_pair(request, pair_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return pair_page(request, row, form)
    data = form.cleaned_data
    actions.write_note(pair=row, text=data["text"], shared=data["shared"], by=request.user, now=request.now)
    messages.success(request, gettext("The note is saved."))
    return _to(row.pk, "notes")


def _written(request: MemberRequest, note_id: int) -> Any:
    """Return a note that one wrote oneself, or answer 404."""
    return get_object_or_404(notes_of(request.viewer).filter(author=request.user), pk=note_id)


@FORM_PAGE
def note_change(request: MemberRequest, note_id: int) -> HttpResponse:
    """Change a note."""
    row = _written(request, note_id)
    form = NoteTextForm(request.POST or None, initial={"text": opened([row])[0].text})
    if request.method == "POST" and form.is_valid():
        actions.change_note(note=row, text=form.cleaned_data["text"], by=request.user, now=request.now)
        messages.success(request, gettext("The note is saved."))
        return _to(row.pair_id, "notes")
    return render(request, "pair/note.html", {"note": row, "form": form})


@require_POST
def note_remove(request: MemberRequest, note_id: int) -> HttpResponse:
    """Delete a note."""
    row = _written(request, note_id)
    pair_id = row.pair_id
    actions.remove_note(note=row, by=request.user, now=request.now)
    messages.success(request, gettext("The note is deleted."))
    return _to(pair_id, "notes")


@require_POST
def task(request: MemberRequest, pair_id: int, task_id: int) -> HttpResponse:
    """Sign off a task of the checklist, or take it back."""
    pair = own_pair(request, pair_id)
    row: Any = get_object_or_404(tasks_to_sign(request.viewer).filter(employment=pair.employment_id), pk=task_id)
    done = request.POST.get("done") == "yes"
    sign_off(task=row, done=done, by=request.user, today=request.today, now=request.now)
    return _to(pair.pk, "checklist")


@require_POST
def fit(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Say how the pairing fits."""
    row = own_pair(request, pair_id)
    form = FitForm(request.POST)
    if form.is_valid():
        answer_fit(pair=row, fit=Fit(form.cleaned_data["fit"]), by=request.user, now=request.now)
        messages.success(request, gettext("Thank you. The other one does not see what you answered."))
    return redirect("pair:pair", row.pk)
