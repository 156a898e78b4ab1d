"""Guidance: who reads and comments reports, and who sees what was said."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.network.models import Comment, ContactLog, Network, ReadingGrant, Submission, Team
from mentornett.network.permissions.work import AROUND, grants_of, own_teams_of, takes_part
from mentornett.network.queries.attention import Attention, attention_of
from mentornett.network.rules import DELIVERED_STATES
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


def teams_staffed_by(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams one follows as the organiser's leader or guide."""
    rows = Team.objects.filter(organiser__in=viewer.staffed).select_related("municipality", "network", "sponsor")
    return rows.order_by("municipality__name_sort", "name")


def teams_staffed_in(network: Network, viewer: Viewer) -> QuerySet[Team]:
    """Return the teams of one network that one follows as staff; each knows this network."""
    rows = network.teams.filter(organiser__in=viewer.staffed).select_related("municipality")
    return rows.order_by("municipality__name_sort", "name")


def teams_guided_by(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams whose guide one is today."""
    rows = teams_staffed_by(viewer)
    return rows.filter(in_force(viewer.today, "guides__"), guides__person=viewer.person)


def teams_looked_after_by(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams one should look after: leaders all, guides their own."""
    guided = teams_guided_by(viewer).order_by().values("pk")
    return teams_staffed_by(viewer).filter(Q(organiser__in=viewer.led) | Q(pk__in=guided))


def attention_for(viewer: Viewer) -> list[Attention]:
    """Return the teams one looks after that need attention, the most urgent first, with the reasons written out."""
    guided = set(teams_guided_by(viewer).values_list("pk", flat=True))
    return attention_of(teams_looked_after_by(viewer), viewer.today, guided=guided)


def readable_submissions(viewer: Viewer) -> QuerySet[Submission]:
    """Return what one may read as the organiser's staff (whatever its state) or as a reader with leave (once sent)."""
    readable = Q(organiser__in=viewer.staffed)
    if viewer.reading:
        readable |= Q(assignment__in=grants_of(viewer).values("assignment"), state__in=DELIVERED_STATES)
    return Submission.objects.filter(readable).select_related(*AROUND)


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


def contacts_followed_by(viewer: Viewer) -> QuerySet[ContactLog]:
    """Return the log of contact with all teams that one follows as staff."""
    return ContactLog.objects.filter(organiser__in=viewer.staffed).select_related("team__network")


def comments_for(viewer: Viewer) -> QuerySet[Comment]:
    """Return the comments that one may read as a member of the team that they are for."""
    own = own_teams_of(viewer).order_by().values("pk")
    rows = Comment.objects.filter(submission__team__in=own, private=False)
    return rows.select_related("by", "submission__team__network", "submission__assignment")


def grants_run_by(viewer: Viewer) -> QuerySet[ReadingGrant]:
    """Return the leave to read that one may take back."""
    return ReadingGrant.objects.filter(organiser__in=viewer.led).select_related("network")


def grants_followed_by(viewer: Viewer) -> QuerySet[ReadingGrant]:
    """Return the leave to read that one sees as the organiser's staff."""
    return ReadingGrant.objects.filter(organiser__in=viewer.staffed)
