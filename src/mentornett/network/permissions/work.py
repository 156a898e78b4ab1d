"""Networks, teams and their work: who sees, runs, guides, writes and sends."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.network.models import Network, ReadingGrant, Submission, Team, TeamMember
from mentornett.network.rules import DELIVERED_STATES, WRITABLE_STATES
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force

COORDINATING_ROLES = ("coordinator", "deputy_coordinator")


def teams_visible_to(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams one follows as staff, takes part in today, or sponsors."""
    own = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person).values("team")
    rows = Team.objects.filter(
        Q(organiser__in=viewer.staffed)
        | Q(pk__in=own)
        | Q(sponsor=viewer.person, municipality__in=viewer.municipalities)
    )
    return rows.select_related("municipality", "network").order_by("municipality__name_sort", "name")


def own_teams_of(viewer: Viewer) -> QuerySet[Team]:
    """Return the teams one takes part in today."""
    own = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person).values("team")
    return Team.objects.filter(pk__in=own).select_related("municipality", "network").order_by("name")


def networks_visible_to(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks of one's organisers, of one's teams, and those one was given something to read in."""
    through_teams = teams_visible_to(viewer).order_by().values("network")
    granted = grants_of(viewer).values("network")
    rows = Network.objects.filter(Q(organiser__in=viewer.staffed) | Q(pk__in=through_teams) | Q(pk__in=granted))
    return rows.select_related("organiser", "phase").order_by("-starts", "name")


def networks_staffed_by(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks one follows as network leader, operative group or guide."""
    return Network.objects.filter(organiser__in=viewer.staffed).select_related("organiser", "phase").order_by("-starts")


def grants_of(viewer: Viewer) -> QuerySet[ReadingGrant]:
    """Return the leaves to read that are in force today, while one still has the reader's role."""
    return ReadingGrant.objects.filter(
        person=viewer.person, organiser__in=viewer.reading, starts__lte=viewer.today, ends__gte=viewer.today
    )


def may_run(viewer: Viewer, network: Network) -> bool:
    """Tell whether one may change the network: leaders and the operative group may."""
    return network.organiser_id in viewer.led


def is_staff_of(viewer: Viewer, network: Network) -> bool:
    """Tell whether one follows all teams of the network."""
    return network.organiser_id in viewer.staffed


def guides(viewer: Viewer, team: Team) -> bool:
    """Tell whether one is the team's guide today."""
    return team.guides.filter(in_force(viewer.today), person=viewer.person).exists()


def takes_part(viewer: Viewer, team: Team) -> bool:
    """Tell whether one is a member of the team today."""
    return team.members.filter(in_force(viewer.today), person=viewer.person).exists()


def coordinates(viewer: Viewer, team: Team) -> bool:
    """Tell whether one is the team's coordinator or deputy today."""
    rows = team.members.filter(in_force(viewer.today), person=viewer.person, role__key__in=COORDINATING_ROLES)
    return rows.exists()


def decides_in(viewer: Viewer, team: Team) -> bool:
    """Tell whether one is a leader in the team today who can decide."""
    return team.members.filter(in_force(viewer.today), person=viewer.person, role__decides=True).exists()


def may_change_team(viewer: Viewer, team: Team) -> bool:
    """Tell whether one may change the roster: the coordinator and the organiser's leaders may."""
    return team.organiser_id in viewer.led or coordinates(viewer, team)


def may_guide(viewer: Viewer, team: Team, *, is_guide: bool | None = None) -> bool:
    """Tell whether one may log contact, assess and score: the team's guide and the organiser's leaders may.

    `is_guide` says what `guides` has answered already.
    """
    if team.organiser_id in viewer.led:
        return True
    return team.organiser_id in viewer.staffed and (guides(viewer, team) if is_guide is None else is_guide)


AROUND = ("team__municipality", "team__network", "assignment__gathering", "assignment__questionnaire_version", "sheet")


def submissions_visible_to(viewer: Viewer) -> QuerySet[Submission]:
    """Return work of one's own teams; for staff what all teams have; for readers what they were given, once sent."""
    own = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person).values("team")
    granted = Q(assignment__in=grants_of(viewer).values("assignment"), state__in=DELIVERED_STATES)
    return Submission.objects.filter(Q(team__in=own) | Q(organiser__in=viewer.staffed) | granted).select_related(
        *AROUND
    )


def may_write(viewer: Viewer, submission: Submission) -> bool:
    """Tell whether one may write in it now: members of the team may, while it is open."""
    return submission.state in WRITABLE_STATES and takes_part(viewer, submission.team)


def may_send(viewer: Viewer, submission: Submission) -> bool:
    """Tell whether one may send or skip it: the coordinator or deputy may; where there is none, any member."""
    if submission.state not in WRITABLE_STATES:
        return False
    if coordinates(viewer, submission.team):
        return True
    if not takes_part(viewer, submission.team):
        return False
    coordinators = submission.team.members.filter(in_force(viewer.today), role__key__in=COORDINATING_ROLES)
    return not coordinators.exists()
