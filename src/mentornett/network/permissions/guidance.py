"""Guidance: who reads and comments reports, and who sees what was said."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.network.models import Comment, ContactLog, Network, Submission, Team
from mentornett.network.permissions.work import grants_of, submissions_visible_to, takes_part
from mentornett.network.rules import DELIVERED_STATES
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


def teams_staffed_by(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams one follows as the organiser's leader or guide."""
    rows = Team.objects.filter(organiser__in=viewer.staffed).select_related("municipality", "network", "sponsor")
    return rows.order_by("municipality__name_sort", "name")


def teams_guided_by(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams whose guide one is today."""
    rows = teams_staffed_by(viewer)
    return rows.filter(in_force(viewer.today, "guides__"), guides__person=viewer.person)


def readable_submissions(viewer: Viewer) -> QuerySet[Submission]:
    """Return what one may read as the organiser's staff (whatever its state) or as a reader with leave (once sent)."""
    granted = Q(assignment__in=grants_of(viewer).values("assignment"), state__in=DELIVERED_STATES)
    return submissions_visible_to(viewer).filter(Q(organiser__in=viewer.staffed) | granted)


def networks_read_by(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks in which one was given something to read."""
    return Network.objects.filter(pk__in=grants_of(viewer).values("network")).order_by("name")


def may_comment(viewer: Viewer, submission: Submission) -> bool:
    """Tell whether one may comment: the organiser's staff, the team, and readers whose leave says so."""
    if submission.organiser_id in viewer.staffed or takes_part(viewer, submission.team):
        return True
    return grants_of(viewer).filter(assignment=submission.assignment_id, may_comment=True).exists()


def comments_visible_to(viewer: Viewer, submission: Submission) -> QuerySet[Comment]:
    """Return the comments on a submission; the organiser's private ones are for its staff and for their author."""
    rows = Comment.objects.filter(submission=submission).select_related("by").order_by("at", "pk")
    if submission.organiser_id in viewer.staffed:
        return rows
    return rows.filter(Q(private=False) | Q(by=viewer.person))


def contacts_visible_to(viewer: Viewer, team: Team) -> QuerySet[ContactLog]:
    """Return the log of contact with a team: for its members and the organiser's staff."""
    rows = ContactLog.objects.filter(team=team).select_related("by").order_by("-on", "-pk")
    if team.organiser_id in viewer.staffed or takes_part(viewer, team):
        return rows
    return rows.none()
