"""A municipality's own teams, and the page of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.queries.courses import first_training
from mentornett.core import audit
from mentornett.network import actions, permissions, queries
from mentornett.network.actions.catching_up import tick_step, untick_step
from mentornett.network.forms.teams import AnswerForm, EndTeamForm, PauseForm, SponsorForm, TeamForm
from mentornett.network.permissions.now import own_digests
from mentornett.network.queries import team_page
from mentornett.tenants.choices import RoleKind
from mentornett.web.http import FORM_PAGE, MemberRequest, found
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.pictures import score_chart


def visible_team(request: MemberRequest, team_id: int) -> Any:
    """Return a team with its people, or answer 404."""
    rows = permissions.teams_visible_to(request.viewer).filter(pk=team_id)
    return found(queries.with_people(rows, request.today).select_related("network__phase", "organiser").first())


def changeable_team(request: MemberRequest, team_id: int) -> Any:
    """Return a team that one may change; 404 or 403."""
    team = visible_team(request, team_id)
    if not permissions.may_change_team(request.viewer, team):
        raise PermissionDenied
    return team


@require_safe
def teams(request: MemberRequest) -> HttpResponse:
    """List the teams that one takes part in or sponsors."""
    rows = queries.with_people(permissions.teams_visible_to(request.viewer), request.today)
    own = [team for team in rows if team.municipality_id in request.viewer.municipalities]
    missing = queries.vacancies_in(own, request.today)
    context = {
        "rows": [{"team": team, "missing": missing[team.pk], "people": _people(team)} for team in own],
        "municipalities": permissions.municipalities_of(request.viewer),
    }
    return render(request, "municipality/teams.html", context)


@require_safe
def colleagues(request: MemberRequest) -> HttpResponse:
    """List the people of one's teams and their top leaders, with how to reach them."""
    if not request.viewer.municipalities:
        raise Http404
    rows = queries.with_people(permissions.teams_visible_to(request.viewer), request.today)
    here = request.viewer.municipalities
    own: list[Any] = [team for team in rows if team.municipality_id in here and team.ended is None]
    people = [member.person for team in own for member in team.members_now]
    audit.reading(reader=request.user, subjects=people, page="colleagues", now=request.now)
    takes_part = bool(request.viewer.municipalities_as(RoleKind.MEMBER))
    return render(request, "municipality/colleagues.html", {"teams": own, "takes_part": takes_part})


def _people(team: Any) -> int:
    return len({member.person_id for member in team.members_now})


@require_safe
def team(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show who the team is, where it stands, what it has promised, what is next, and what was said."""
    row = visible_team(request, team_id)
    members = row.members_now
    audit.reading(reader=request.user, subjects=[m.person for m in members], page="municipality:team", now=request.now)
    context = {
        "team": row,
        "roles": team_page.filled_roles(row, members, row.network.phase.position if row.network.phase else None),
        "gathering": _next_gathering(row, request.today),
        "questions": permissions.questions_visible_to(request.viewer).filter(team=row).order_by("-asked_at")[:5],
        "pause": queries.open_pause(row, request.today),
        "may_change": permissions.may_change_team(request.viewer, row),
        "takes_part": permissions.takes_part(request.viewer, row),
        "leads": row.organiser_id in request.viewer.led,
        "staffs": row.organiser_id in request.viewer.staffed,
        "catching_up": queries.catching_up(row, request.today),
    }
    if context["takes_part"] or context["staffs"]:
        context |= _work_of(row, request.today)
        context["contacts"] = permissions.contacts_visible_to(request.viewer, row)[:5]
    return render(request, "municipality/team.html", context)


def _work_of(row: Any, today: date) -> dict[str, Any]:
    """Return what only the team, its guide and the organiser read; a top leader has the one-page summary."""
    points = team_page.score_history(team_page.scores_in(row))
    return {
        "reads": True,
        "points": points,
        "chart": score_chart(points, row.network) if points else "",
        "promises": team_page.promises_of(row, today),
        "waiting": team_page.work_waiting(row, today),
        "training": first_training([row.municipality_id]),
        "comments": team_page.latest_comments(row),
        "reports": queries.reports_of(row)[:5],
    }


def _next_gathering(row: Any, today: date) -> Any:
    if row.network.state == "closed":
        return None
    coming = queries.course_of(row.network).filter(ends__gte=today).exclude(state="cancelled")
    return coming.first()


@require_POST
def catch_up(request: MemberRequest, team_id: int, number: int) -> HttpResponse:
    """Tick a step of the late joiner's checklist, or with `undo` take the tick back."""
    row = visible_team(request, team_id)
    if not permissions.takes_part(request.viewer, row):
        raise PermissionDenied
    checklist = found(queries.catching_up(row, request.today))
    found(next((step for step in checklist.steps if step.number == number), None))
    change = untick_step if "undo" in request.POST else tick_step
    change(team=row, number=number, by=request.user, now=request.now)
    return redirect(f"{reverse('municipality:team', args=[team_id])}#catching-up")


@FORM_PAGE
def edit(request: MemberRequest, team_id: int) -> HttpResponse:
    """Change how the team describes itself."""
    row = changeable_team(request, team_id)
    form = TeamForm(request.POST or None, team=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.change_team(team=row, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("municipality:team", row.pk)
    title = gettext("About the team")
    return render(request, "municipality/team_form.html", {"form": form, "team": row, "title": title})


@FORM_PAGE
def sponsor(request: MemberRequest, team_id: int) -> HttpResponse:
    """Name the top leader behind the team."""
    row = changeable_team(request, team_id)
    form = SponsorForm(request.POST or None, team=row)
    if form.is_valid() and still_as_seen(request, form, row):
        data = form.cleaned_data
        actions.set_sponsor(
            team=row, email=data["sponsor_email"], name=data["sponsor_name"], by=request.user, now=request.now,
            today=request.today,
        )  # fmt: skip
        messages.success(request, gettext("The top leader has got an e-mail that tells what this is."))
        return redirect("municipality:roster", row.pk)
    context = {
        "form": form, "team": row, "title": gettext("Top leader behind the team"),
        "intro": gettext("The top leader backs the work, asks for results and gets one page after each gathering."),
    }  # fmt: skip
    return render(request, "municipality/team_form.html", context)


@FORM_PAGE
def pause(request: MemberRequest, team_id: int) -> HttpResponse:
    """Ask nothing of the team for a while."""
    row = changeable_team(request, team_id)
    form = PauseForm(request.POST or None, today=request.today)
    if row.state != "active":
        return redirect("municipality:team", row.pk)
    if form.is_valid():
        data = form.cleaned_data
        actions.pause_team(
            team=row, reason=data["reason"], starts=request.today, ends=data["ends"], by=request.user, now=request.now
        )
        messages.success(request, gettext("The team is paused. Nobody is reminded of anything."))
        return redirect("municipality:team", row.pk)
    context = {
        "form": form, "team": row, "title": gettext("Take a pause"), "button": gettext("Pause the team"),
        "intro": gettext("In a pause nothing is expected of you, and no reminders are sent. Go on when you are ready."),
    }  # fmt: skip
    return render(request, "municipality/team_form.html", context)


@require_POST
def resume(request: MemberRequest, team_id: int) -> HttpResponse:
    """Let a paused team go on."""
    row = changeable_team(request, team_id)
    if row.state == "paused":
        actions.resume_team(team=row, on=request.today, by=request.user, now=request.now)
        messages.success(request, gettext("The team is active again."))
    return redirect("municipality:team", row.pk)


@FORM_PAGE
def end(request: MemberRequest, team_id: int) -> HttpResponse:
    """Note that a team leaves or has completed; those who run the network do."""
    row = visible_team(request, team_id)
    if row.organiser_id not in request.viewer.led:
        raise PermissionDenied
    form = EndTeamForm(request.POST or None, team=row, today=request.today)
    if form.is_valid():
        data = form.cleaned_data
        if data["how"] == "withdrawn":
            actions.withdraw_team(team=row, reason=data["reason"], on=data["on"], by=request.user, now=request.now)
        else:
            actions.complete_team(team=row, on=data["on"], by=request.user, now=request.now)
        return redirect("municipality:team", row.pk)
    context = {
        "form": form, "team": row, "title": gettext("End the team's time in the network"), "danger": True,
        "button": gettext("End it"),
        "intro": gettext("All that the team has written stays. Nothing more is asked of it, and it gets no reminders."),
    }  # fmt: skip
    return render(request, "municipality/team_form.html", context)


@require_POST
def digest_again(request: MemberRequest, digest_id: int) -> HttpResponse:
    """Send a top leader a new link to the page about the team."""
    digest = get_object_or_404(own_digests(request.viewer), pk=digest_id)
    actions.send_digest_again(digest=digest, now=request.now, today=request.today)
    messages.success(request, gettext("The link is on its way to your e-mail."))
    return redirect("everyone:now")


@FORM_PAGE
def answer_sponsor(request: MemberRequest, question_id: int) -> HttpResponse:
    """Answer what the top leader wonders about."""
    question = get_object_or_404(permissions.questions_visible_to(request.viewer), pk=question_id)
    may_answer = permissions.may_answer(request.viewer, question)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_sponsor(
                question=question, text=form.cleaned_data["answer"], by=request.user, now=request.now
            )
        except actions.AlreadyAnsweredError:
            question.refresh_from_db()
            form.add_error(None, gettext("%(name)s had answered already.") % {"name": question.answered_by})
            return render(request, "municipality/sponsor_question.html", {"question": question, "unsent": form})
        messages.success(request, gettext("The answer is sent."))
        return redirect("municipality:team", question.team_id)
    context = {"question": question, "form": form if may_answer and not question.answered_at else None}
    return render(request, "municipality/sponsor_question.html", context)
