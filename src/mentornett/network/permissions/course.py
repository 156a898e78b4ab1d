"""Who may see and change the course of a network."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentornett.network.choices import TeamState
from mentornett.network.models import Gathering, GroupMember, Network, OrganiserTask, Submission
from mentornett.network.permissions.guests import visits_of
from mentornett.network.permissions.work import grants_of
from mentornett.tenants.models import Organiser, Person, Role
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


def networks_listed_for(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks one follows or reads in (A02, X06).

    Each has `next_on` (the next gathering) and `unanswered` (reports sent in).
    """
    coming = Gathering.objects.filter(network=OuterRef("pk"), ends__gte=viewer.today).exclude(state="cancelled")
    sent = Submission.objects.filter(assignment__network=OuterRef("pk"), state="sent").order_by()  # has an index
    unanswered = sent.values("assignment__network").annotate(number=Count("pk")).values("number")
    granted = grants_of(viewer).values("network")
    rows = Network.objects.filter(Q(organiser__in=viewer.staffed) | Q(pk__in=granted))
    return rows.select_related("organiser", "phase").annotate(
        next_on=Subquery(coming.order_by("starts").values("starts")[:1]),
        unanswered=Coalesce(Subquery(unanswered), 0),
    ).order_by("-starts", "name")  # fmt: skip


@dataclass(frozen=True)
class Reach:
    """What several networks come to together. Municipalities are counted once, however many teams they have (X06)."""

    municipalities: int
    in_several: int
    teams: int
    each: Mapping[int, Counter[int | None]]  # by network: how many teams of which municipality


def reach_of(networks: Collection[int] | QuerySet[Any]) -> Reach:
    """Count the municipalities that are in at least one of some networks, and their teams, in one query.

    `networks` are their ids, or a queryset of these.
    """
    there = [state for state in TeamState if state != TeamState.WITHDRAWN]
    rows = Network.objects.filter(pk__in=networks, teams__state__in=there).order_by()
    each: dict[int, Counter[int | None]] = defaultdict(Counter)
    for network, municipality in rows.values_list("pk", "teams__municipality"):
        each[network][municipality] += 1
    memberships = Counter(place for places in each.values() for place in places)
    several = sum(number > 1 for number in memberships.values())
    return Reach(len(memberships), several, sum(places.total() for places in each.values()), each)


def courses_visible_to(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks whose gatherings and programmes one may see: staff, readers, guests, all in a team."""
    own = Q(teams__members__person=viewer.person) & in_force(viewer.today, "teams__members__")
    sponsored = Q(teams__sponsor=viewer.person, teams__municipality__in=viewer.municipalities)
    granted = Q(pk__in=grants_of(viewer).values("network"))
    visited = Q(pk__in=visits_of(viewer).order_by().values("network"))
    rows = Network.objects.filter(Q(organiser__in=viewer.staffed) | own | sponsored | granted | visited)
    return rows.select_related("organiser", "phase").distinct()


def published_networks() -> QuerySet[Network]:
    """Return the networks that their organisers let anybody read about (A10), the newest first."""
    rows = Network.objects.filter(published_at__isnull=False).select_related("organiser", "phase")
    return rows.order_by("-starts", "name")


def organisers_led_by(viewer: Viewer) -> QuerySet[Organiser]:
    """Return the organisers for which one may create networks."""
    return Organiser.objects.filter(pk__in=viewer.led).order_by("name")


def colleagues_in(network: Network, viewer: Viewer) -> QuerySet[Person]:
    """Return the people with a role today at the network's organiser: those who can be given its tasks."""
    roles = Role.objects.filter(in_force(viewer.today), organiser=network.organiser_id).values("person")
    return Person.objects.filter(pk__in=roles).order_by("name_sort", "pk")


def group_members_visible_to(viewer: Viewer) -> QuerySet[GroupMember]:
    """Return the members, now and before, of the groups around the networks one follows."""
    rows = GroupMember.objects.filter(organiser__in=viewer.staffed).select_related("person", "network")
    return rows.order_by("group", "starts", "pk")


def tasks_visible_to(viewer: Viewer) -> QuerySet[OrganiserTask]:
    """Return the tasks on the boards of the networks one follows: open ones by date, then finished ones."""
    rows = OrganiserTask.objects.filter(organiser__in=viewer.staffed).select_related("responsible", "network")
    return rows.order_by("done_at", "due", "pk")
