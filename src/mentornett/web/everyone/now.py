"""«Now»: the few things that this person should do next, across all roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.competence.permissions.circles import memberships_of
from mentornett.core import audit
from mentornett.core.text import in_language
from mentornett.network import permissions, queries
from mentornett.network.permissions import now as rows
from mentornett.network.permissions.guidance_times import free_times
from mentornett.network.permissions.programmes import programme_readings_of
from mentornett.network.queries.communication import messages_due
from mentornett.network.queries.goals import overdue_by_team
from mentornett.network.queries.guidance_times import is_past
from mentornett.network.queries.plan_approvals import plan_standing
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import with_answers
from mentornett.web.audit_words import deed_words
from mentornett.web.everyone import (
    now_answers,
    now_circles,
    now_courses,
    now_later,
    now_mentoring,
    now_research,
    now_role_ahead,
    now_rollouts,
    now_sponsors,
)
from mentornett.web.everyone import now_items as items
from mentornett.web.everyone.now_attention import More, attention_parts
from mentornett.web.http import MemberRequest

MOST = 12  # more than these few are a click away
DONE_DAYS = 7
DONE_MOST = 20


@require_safe
def now(request: MemberRequest) -> HttpResponse:
    """Show what to do next, what comes, and what was done."""
    has = with_answers(request.viewer.person, _questions_of(request.viewer))
    todo, coming, own = _in_networks(request, has)
    also, booked, more_teams = _as_staff(request, has)
    todo += also + now_sponsors.digest_items(rows.unread_digests(request.viewer), request.today)
    coming += booked
    todo += now_mentoring.items_of(request.viewer, request.now, has) + now_research.items_of(request.viewer, has)
    todo += now_answers.items_of(request.viewer, has) + now_rollouts.items_of(has, request.today)
    also, met = now_circles.parts_of(request.viewer, request.now) if "circles" in has else ([], [])
    todo += also + now_circles.pulse_items(request.viewer, request.now)
    coming += met
    also, taught = now_courses.parts_of(request.viewer, has)
    todo += also
    coming += taught
    coming += items.gathering_lines(rows.gatherings_ahead(request.viewer, own), own)
    every = items.in_order(todo)
    context = {
        "items": every[:MOST],
        "more": every[MOST:],
        "more_teams": more_teams,
        "coming": sorted(coming, key=lambda line: line.day),
        "done": _done(request),
        "begins": now_role_ahead.first_role(has),
    }
    return render(request, "everyone/now.html", context)


def _questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what most people have nothing of, to be asked for in short first: by name, what would be fetched."""
    return {
        **rows.own_rows(viewer), **now_mentoring.questions_of(viewer), **now_courses.questions_of(viewer),
        **now_research.questions_of(viewer), **now_later.questions_of(viewer), **now_answers.questions_of(viewer),
        **now_role_ahead.questions_of(viewer), **now_rollouts.questions_of(viewer), "circles": memberships_of(viewer),
    }  # fmt: skip


def _in_networks(
    request: MemberRequest, has: Mapping[str, Any]
) -> tuple[list[items.NowItem], list[items.Line], set[int]]:
    """Return what to do in one's teams, what comes there and where one visits, and all these networks."""
    memberships, visits = list(has.get("memberships", ())), list(has.get("visits", ()))
    todo, coming = _as_member(request, memberships)
    todo += now_later.items_of(
        {row.team_id: row.team for row in memberships}, _coordinating(memberships), has, request.today
    )
    networks = {row.team.network_id for row in memberships} | {row.network_id for row in visits}
    return todo, coming + items.visit_lines(visits), networks


def _as_member(request: MemberRequest, memberships: list[Any]) -> tuple[list[items.NowItem], list[items.Line]]:
    """Return what to do in one's teams, and what comes there."""
    if not memberships:
        return [], []
    teams = {row.team_id: row.team for row in memberships}
    roles = _coordinating(memberships)
    going = [row for row in memberships if row.team.network.state != "closed"]
    work = list(rows.work_of(request.viewer, list(teams)))
    todo = items.work_items(work, roles, request.today)
    todo += items.introduction_items(rows.members_without_introduction(going, request.today))
    todo += items.approval_items(row for row in going if row.role.decides and plan_standing(row.team).waits)
    talks = list(rows.talks_of_teams(request.viewer))
    if roles:
        todo += _as_coordinator(request, teams, roles)
        todo += _offered(request, {pk: teams[pk] for pk in roles if pk not in {row.team_id for row in talks}}, roles)
    coming = items.coming_work(work, request.today, {item.url for item in todo})
    return todo, coming + items.talk_lines(talks, as_guide=False)


def _offered(request: MemberRequest, teams: dict[int, Any], roles: dict[int, str]) -> list[items.NowItem]:
    """Return the guides' free times for the teams that have booked none."""
    asked = [team for team in teams.values() if _is_going(team)]
    return items.offer_items(free_times(request.viewer, asked, request.now), teams, roles)


def _as_coordinator(request: MemberRequest, teams: dict[int, Any], roles: dict[int, str]) -> list[items.NowItem]:
    mine = list(roles)
    still = [teams[pk] for pk in mine if teams[pk].network.state != "closed"]
    going = [team for team in still if _is_going(team)]
    return [
        *items.question_items(rows.open_questions_to(mine), roles, request.today),
        *items.remark_items(rows.open_remarks_to(request.viewer, mine), roles, request.today),
        *items.vacancy_items(queries.vacancies_in(still, request.today), teams, roles),
        *items.message_items(messages_due(going, request.today), teams, roles),
        *now_sponsors.sponsor_items(still, roles),
        *items.overdue_items(overdue_by_team(going, request.today), teams, roles),
    ]


def _is_going(team: Any) -> bool:
    """Tell whether anything is expected of a team: it neither rests nor has ended, and nor has its network."""
    return bool(team.state == "active" and team.network.state != "closed")


def _coordinating(memberships: list[Any]) -> dict[int, str]:
    """Return the name of one's coordinating role in each team that one coordinates."""
    return {
        row.team_id: in_language(row.role.label)
        for row in memberships
        if row.role.key in permissions.COORDINATING_ROLES
    }


def _as_staff(
    request: MemberRequest, has: Mapping[str, Any]
) -> tuple[list[items.NowItem], list[items.Line], list[More]]:
    """Return what to do at the organiser, what comes there, and the teams beyond the few that are named."""
    viewer = request.viewer
    todo: list[items.NowItem] = []
    more: list[More] = []
    coming: list[items.Line] = []
    if viewer.staffed:
        role = _role(request)
        known = queries.known_about(rows.teams_to_look_after(viewer), request.today, only_reasons=True)
        guided = {row.team.pk for row in known if row.guide and row.guide.person_id == viewer.person.pk}
        todo, more = attention_parts(
            known, request.today, guided=guided, role=role, guide=0 if viewer.led else viewer.person.pk
        )
        todo += items.report_items(has.get("reports", ()), str(RoleKind.GUIDE.label), request.today)
        todo += items.gathering_items(has.get("unsettled", ()), role, request.today)
        todo += items.task_items(has.get("tasks", ()), role, request.today)
        talks = list(has.get("talks", ()))
        held = [row for row in talks if is_past(row, request.now)]
        todo += items.talk_items(held, str(RoleKind.GUIDE.label), request.today)
        coming = items.talk_lines((row for row in talks if row not in held), as_guide=True)
    if viewer.reading:
        todo += items.reading_items(rows.reading_of(viewer), _role(request), request.today)
        todo += items.draft_items(programme_readings_of(viewer), _role(request), request.today)
    return todo, coming, more


def _role(request: MemberRequest) -> str:
    return next((str(RoleKind(role.kind).label) for role in request.roles if role.organiser_id), gettext("Guide"))


def _done(request: MemberRequest) -> list[items.Line]:
    """Return one's own deeds of the last week, each kind once a day."""
    since = request.now - timedelta(days=DONE_DAYS)
    found: dict[tuple[Any, str], items.Line] = {}
    for at, verb in audit.deeds_of(request.user.pk, 100, since):
        day = timezone.localdate(at)
        if (day, verb) not in found:
            found[day, verb] = items.Line(day, deed_words(verb))
    return list(found.values())[:DONE_MOST]
