"""What a person has to do next, as rows that they may see: work, questions, remarks, tasks, gatherings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from mentornett.network.choices import NetworkState
from mentornett.network.models import (
    Comment,
    Gathering,
    GuidanceTime,
    OrganiserTask,
    ReadingGrant,
    SponsorDigest,
    SponsorQuestion,
    Submission,
    Team,
    TeamMember,
)
from mentornett.network.permissions.guests import visits_of
from mentornett.network.permissions.guidance import teams_guided_by, teams_staffed_by
from mentornett.network.permissions.guidance_times import booked_times, own_times
from mentornett.network.permissions.people import own_memberships
from mentornett.network.permissions.work import grants_of
from mentornett.network.rules import WRITABLE_STATES
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer

AHEAD = timedelta(days=30)


def own_rows(viewer: Viewer) -> dict[str, QuerySet[Any]]:
    """Return what one may have something of by one's roles, to be asked for in short first: by name, the rows."""
    found: dict[str, QuerySet[Any]] = {"visits": visits_of(viewer)}
    if viewer.municipalities:
        found |= {"memberships": own_memberships(viewer)}
    if viewer.staffed:
        found |= {"reports": reports_for(viewer), "tasks": tasks_of(viewer), "talks": own_talks(viewer)}
    if viewer.led:
        found |= {"unsettled": gatherings_to_settle(viewer)}
    return found


def work_of(viewer: Viewer, team_ids: list[int]) -> QuerySet[Submission]:
    """Return what one's own teams are asked for and have not sent. A network that has ended asks only anew."""
    rows = Submission.objects.filter(team__in=team_ids, state__in=[*WRITABLE_STATES, "planned"])
    rows = rows.filter(Q(state="reopened") | ~Q(team__network__state=NetworkState.CLOSED))
    return rows.filter(assignment__withdrawn=False, team__state="active").select_related(
        "team__municipality", "assignment__gathering"
    )


def open_questions_to(team_ids: list[int]) -> QuerySet[SponsorQuestion]:
    """Return what top leaders wait for an answer to."""
    rows = SponsorQuestion.objects.filter(team__in=team_ids, answered_at__isnull=True)
    return rows.select_related("team", "asked_by").order_by("asked_at")


def own_digests(viewer: Viewer) -> QuerySet[SponsorDigest]:
    """Return the pages that were sent to oneself as top leader, about teams one still stands behind."""
    rows = SponsorDigest.objects.filter(person=viewer.person, team__sponsor=viewer.person)
    return rows.select_related("team__municipality", "team__network", "person", "gathering").order_by("-sent_at", "-pk")


def unread_digests(viewer: Viewer) -> list[SponsorDigest]:
    """Return the newest page about each team one stands behind as top leader, when one has not said it was read."""
    newest: dict[int, SponsorDigest] = {}
    if any(role.kind == RoleKind.SPONSOR for role in viewer.roles):
        for row in own_digests(viewer):
            newest.setdefault(row.team_id, row)
    return [row for row in newest.values() if row.opened_at is None]


def open_remarks_to(viewer: Viewer, team_ids: list[int]) -> QuerySet[Comment]:
    """Return others' remarks on the teams' work that nobody has marked as handled."""
    rows = Comment.objects.filter(submission__team__in=team_ids, private=False, handled_at__isnull=True)
    rows = rows.exclude(by__team_memberships__team__in=team_ids).exclude(by=viewer.person)
    return rows.select_related("by", "submission__assignment", "submission__team").order_by("-at")


def gatherings_ahead(viewer: Viewer, network_ids: set[int]) -> QuerySet[Gathering]:
    """Return the gatherings of the next month in the networks of one's teams and of one's organisers."""
    within: tuple[date, date] = (viewer.today, viewer.today + AHEAD)
    mine = Q(network__in=network_ids) | Q(network__organiser__in=viewer.staffed, network__state="running")
    rows = Gathering.objects.filter(mine, ends__gte=within[0], starts__lte=within[1]).exclude(state="cancelled")
    rows = rows.exclude(network__state=NetworkState.CLOSED)
    return rows.select_related("network").order_by("starts", "pk")


def gatherings_to_settle(viewer: Viewer) -> QuerySet[Gathering]:
    """Return gatherings that wait for those who run them: to be noted as held, or to be confirmed before they come."""
    been = Q(ends__lt=viewer.today, state__in=["proposed", "confirmed"])
    unconfirmed = Q(state="proposed", ends__gte=viewer.today, starts__lte=viewer.today + 2 * AHEAD)
    rows = Gathering.objects.filter(been | unconfirmed, network__organiser__in=viewer.led, network__state="running")
    return rows.select_related("network").order_by("starts", "pk")


def tasks_of(viewer: Viewer) -> QuerySet[OrganiserTask]:
    """Return one's own tasks at the organisers that are not done."""
    rows = OrganiserTask.objects.filter(responsible=viewer.person, done_at__isnull=True, organiser__in=viewer.staffed)
    return rows.select_related("network").order_by("due", "pk")


def talks_of_teams(viewer: Viewer) -> QuerySet[GuidanceTime]:
    """Return the talks with their guides that one's own teams have booked in the next month."""
    return booked_times(viewer).filter(on__gte=viewer.today, on__lte=viewer.today + AHEAD)


def own_talks(viewer: Viewer) -> QuerySet[GuidanceTime]:
    """Return the talks that teams have booked with oneself: those not noted yet, and those of the next month."""
    rows = own_times(viewer).filter(team__isnull=False, contact__isnull=True)
    return rows.filter(on__lte=viewer.today + AHEAD)


def reading_of(viewer: Viewer) -> QuerySet[ReadingGrant]:
    """Return what one was given to read and comment."""
    return grants_of(viewer).select_related("assignment", "network").order_by("ends")


def reports_for(viewer: Viewer) -> QuerySet[Submission]:
    """Return sent reports of the teams one guides that wait for an answer."""
    rows = Submission.objects.filter(team__in=teams_guided_by(viewer).order_by(), state="sent")
    return rows.select_related("team__municipality", "assignment").order_by("sent_at", "pk")


def teams_to_look_after(viewer: Viewer) -> QuerySet[Team]:
    """Return all active teams of running networks for those who run them, else those one guides."""
    rows = teams_staffed_by(viewer) if viewer.led else teams_guided_by(viewer)
    rows = rows.select_related(None).select_related("municipality")  # the networks are few and fetched once
    rows = rows.only(
        "network", "name", "state", "joined", "contact_preference", "municipality__name", "municipality__name_sort"
    )
    return rows.filter(network__state="running", state="active")


def members_without_introduction(memberships: list[TeamMember], today: date) -> list[TeamMember]:
    """Return one's own roles as deciding leader that one has not been introduced to (L09)."""
    return [
        row for row in memberships if row.role.decides and row.onboarded_at is None and row.starts <= today
    ]  # fmt: skip
