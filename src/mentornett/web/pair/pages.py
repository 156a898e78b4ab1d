"""Own pairs: the next talk, the plan, notes and checklist."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.mentoring.choices import PairEnd, Party, TalkKind
from mentornett.mentoring.forms.talks import AnswerForm, FitForm, NoteForm
from mentornett.mentoring.permissions import pairs_of
from mentornett.mentoring.permissions.commitments import commitments_of
from mentornett.mentoring.permissions.talks import (
    current_pairs_of,
    notes_of,
    pairs_over_of,
    talks_to_answer_for,
    tasks_of,
    tasks_to_sign,
)
from mentornett.mentoring.queries import talks as queries
from mentornett.mentoring.queries.completion import certificate_of, is_completed, may_be_completed
from mentornett.tenants.choices import RoleKind
from mentornett.web.http import MemberRequest

OWN_ROLES = {RoleKind.MENTOR, RoleKind.MENTEE}


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """Show one's pair; a mentor with several chooses, and somebody without reads what will come."""
    pairs = list(current_pairs_of(request.viewer))
    if len(pairs) == 1:
        return pair_page(request, pairs[0])
    if not pairs and not OWN_ROLES & {role.kind for role in request.roles}:
        raise Http404
    talks: dict[int, list[Any]] = {}
    for row in talks_to_answer_for(request.viewer).filter(pair__in=pairs, kind=TalkKind.MENTOR):
        talks.setdefault(row.pair_id or 0, []).append(row)
    cards = [
        (pair, None if is_completed(pair, request.today) else queries.next_talk(talks.get(pair.pk, ())))
        for pair in pairs
    ]
    is_mentor = RoleKind.MENTOR in {role.kind for role in request.roles}
    context = {
        "cards": cards,
        "title": _title({pair.mentee_id == request.user.pk for pair in pairs}),
        "is_mentor": is_mentor,
        "over": list(pairs_over_of(request.viewer)),
        "today": request.today,
    }
    return render(request, "pair/home.html", context)


def _title(as_mentee: set[bool]) -> str:
    """Return what one's pairs are to oneself: mentors, mentees, or both."""
    if not as_mentee:
        return gettext("The mentor pair")
    if len(as_mentee) == 2:
        return gettext("Your mentor pairs")
    return gettext("Your mentors") if as_mentee == {True} else gettext("Your mentees")


@require_safe
def pair(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Show one of one's own pairs, ended ones too."""
    return pair_page(request, own_pair(request, pair_id))


def own_pair(request: MemberRequest, pair_id: int) -> Any:
    """Return one of one's own pairs, or answer 404."""
    return get_object_or_404(pairs_of(request.viewer), pk=pair_id)


def own_certificate(request: MemberRequest, row: Any) -> Any:
    """Return one's own certificate of a pair, as mentor or mentee; None when there is none that holds."""
    return certificate_of(row, Party.MENTEE if row.mentee_id == request.user.pk else Party.MENTOR)


def pair_page(request: MemberRequest, row: Any, note_form: NoteForm | None = None) -> HttpResponse:
    """Render the page of a pair, with a note's form as it was typed."""
    talks = list(talks_to_answer_for(request.viewer).filter(employment=row.employment_id))
    is_mentor = row.mentee_id != request.user.pk
    fit = row.mentor_fit if is_mentor else row.mentee_fit
    following = queries.next_talk(talks)
    is_over = is_completed(row, request.today) and not (following and following.agreed_at)
    signable = set(tasks_to_sign(request.viewer).filter(employment=row.employment_id).values_list("pk", flat=True))
    context = {
        "pair": row, "is_mentor": is_mentor, "other": row.mentee if is_mentor else row.mentor.person,
        "commitment": commitments_of(request.viewer).filter(pair=row).first(),
        "dots": queries.plan_dots(talks, is_over=is_over), "tasks": tasks_of(row), "signable": signable,
        "notes": queries.opened(notes_of(request.viewer).filter(pair=row)),
        "note_form": note_form or NoteForm(),
        "fit_form": FitForm() if row.role == "main" and not fit and any(one.state == "held" for one in talks) else None,
        "certificate": own_certificate(request, row) if row.end_reason == PairEnd.COMPLETED else None,
        "may_complete": is_mentor and may_be_completed(row, talks, request.today),
        "is_over": is_over, **talk_context(request, None if is_over else following),
    }  # fmt: skip
    return render(request, "pair/pair.html", context)


def talk_context(request: MemberRequest, talk: Any) -> dict[str, Any]:
    """Return what the part about one talk shows."""
    if talk is None:
        return {"talk": None}
    return {
        "talk": talk, "questions": queries.lines_of(talk.guide), "answer_form": AnswerForm(today=request.today),
        "proposed": talk.proposed_at is not None and talk.proposed_at > request.now,
        "proposed_by_me": talk.proposed_by_id == request.user.pk,
        "may_answer": talk.opens <= request.today or talk.agreed_at is not None,
        "to_come": talk.agreed_at is not None and talk.agreed_at > request.now, "today": request.today,
    }  # fmt: skip
