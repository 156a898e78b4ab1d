"""Who may see and run mentor networks, pools and other circles.

Members read all of it. At home (the municipality's project leader, or those who run the organiser's networks) one sees
that the circle exists, who its members are and how often it met, never what members write for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from mentornett.competence.choices.circles import MADE_KINDS, CircleKind
from mentornett.competence.models import Circle, Meeting, Membership
from mentornett.competence.permissions.courses import courses_run_by
from mentornett.core.scoping import Scope, current_scope, inside
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Organiser
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force

MAKERS = (RoleKind.PROGRAMME_LEADER, RoleKind.MEMBER)


def memberships_of(viewer: Viewer) -> QuerySet[Membership]:
    """Return the circles in which this person is today."""
    return Membership.objects.filter(in_force(viewer.today), person=viewer.person)


@contextmanager
def inside_own_circles(viewer: Viewer) -> Iterator[dict[int, bool]]:
    """Widen the scope by the circles one is a member of today: their rows lie at their home, perhaps elsewhere.

    Gives those circles, and whether one leads each.
    """
    scope = current_scope() or Scope(person=viewer.person.pk)
    circles = dict(memberships_of(viewer).values_list("circle_id", "leads"))
    with inside(replace(scope, circles=frozenset(circles))):
        yield circles


@dataclass(frozen=True)
class Standing:
    """What somebody is to a circle: a member, perhaps leading it, or responsible for it at home."""

    circle: Circle
    membership: Membership | None
    at_home: bool

    @property
    def leads(self) -> bool:
        """Tell whether one leads the circle as its member."""
        return self.membership is not None and self.membership.leads

    @property
    def may_run(self) -> bool:
        """Tell whether one may change it, its members and its meetings."""
        return self.at_home or self.leads

    @property
    def is_open(self) -> bool:
        """Tell whether the circle goes on."""
        return self.circle.closed_on is None


def _at_home(viewer: Viewer) -> Q:
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    courses = courses_run_by(viewer).order_by().values("pk")
    others = Q(municipality__in=mine) | Q(organiser__in=viewer.led)
    return (Q(course__isnull=True) & others) | Q(course__in=courses)


def networks_visible_to(viewer: Viewer) -> QuerySet[Circle]:
    """Return the circles that are not the groups of a course."""
    return circles_visible_to(viewer).filter(course__isnull=True)


def circles_visible_to(viewer: Viewer) -> QuerySet[Circle]:
    """Return the circles one is a member of today, and those one answers for at home."""
    mine = memberships_of(viewer).values("circle")
    rows = Circle.objects.filter(_at_home(viewer) | Q(pk__in=mine)).select_related("municipality", "organiser")
    return rows.order_by("closed_on", "name", "pk")


def standing_in(viewer: Viewer, circle_id: int) -> Standing | None:
    """Return what this person is to a circle; None when it is not theirs to see."""
    circle = circles_visible_to(viewer).filter(pk=circle_id).first()
    if circle is None:
        return None
    membership = memberships_of(viewer).filter(circle=circle_id).select_related("group").first()
    at_home = Circle.objects.filter(_at_home(viewer), pk=circle_id).exists()
    return Standing(circle, membership, at_home)


def standing_in_course(viewer: Viewer, course_id: int) -> Standing | None:
    """Return what this person is to the groups of a course; None when there are none that one may see."""
    circle = circles_visible_to(viewer).filter(course=course_id).first()
    return standing_in(viewer, circle.pk) if circle else None


def homes_of(viewer: Viewer) -> list[Municipality | Organiser]:
    """Return where this person may make a circle: own municipalities, and organisers whose networks one runs."""
    places = Municipality.objects.filter(pk__in=viewer.municipalities_as(*MAKERS)).order_by("name_sort")
    return [*places, *Organiser.objects.filter(pk__in=viewer.led).order_by("name")]


def kinds_for(viewer: Viewer, home: Municipality | Organiser) -> list[CircleKind]:
    """Return the kinds one may make there: all, or for somebody in a team a network of project leaders alone (H04)."""
    runs = home.pk in viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return list(MADE_KINDS) if isinstance(home, Organiser) or runs else [CircleKind.LEADERS]


def meetings_in(circles: Iterable[int]) -> QuerySet[Meeting]:
    """Return the meetings of circles that go on, in order; hand it what `inside_own_circles` gave."""
    rows = Meeting.objects.filter(circle__in=list(circles), circle__closed_on__isnull=True)
    return rows.select_related("circle").order_by("starts_at", "pk")
