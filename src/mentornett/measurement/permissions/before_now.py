"""Who may see and change before/now rows. The team decides how far each row is shared (A15)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import BeforeNow
from mentornett.measurement.queries import before_now as queries
from mentornett.network.models import Network, Team
from mentornett.network.permissions import own_teams_of, takes_part
from mentornett.tenants.permissions import Viewer


def rows_visible_to(viewer: Viewer) -> QuerySet[BeforeNow]:
    """Return the rows of one's own teams and municipality, as far as they are shared; for staff all."""
    own = Q(team__in=own_teams_of(viewer).order_by().values("pk"))
    municipal = Q(municipality__in=viewer.municipalities) & (
        Q(team__isnull=True) | Q(sharing__in=queries.SHARED_WITH_MUNICIPALITY)
    )
    return queries.rows_in_force().filter(own | municipal | Q(organiser__in=viewer.staffed))


def rows_changeable_by(viewer: Viewer) -> QuerySet[BeforeNow]:
    """Return rows, removed ones too, that one's own teams wrote or that count their whole municipality."""
    teams = own_teams_of(viewer).order_by()
    municipal = Q(team__isnull=True, municipality__in=teams.values("municipality"), network__in=teams.values("network"))
    rows = BeforeNow.objects.filter(Q(team__in=teams.values("pk")) | municipal)
    return rows.select_related("team", "municipality", "network")


def rows_about_visible_to(viewer: Viewer, team: Team) -> QuerySet[BeforeNow]:
    """Return what one may see of the rows about a team and its municipality."""
    return queries.rows_about(team).filter(pk__in=rows_visible_to(viewer).order_by().values("pk"))


def may_write(viewer: Viewer, team: Team) -> bool:
    """Tell whether one may add and change rows of a team: its members may."""
    return takes_part(viewer, team)


def shared_with_members(viewer: Viewer, network: Network) -> list[BeforeNow]:
    """Return what the teams of a network share with each other, for one who takes part in it; else nothing.

    Steps outside the viewer's own municipality, and therefore reads shared rows only.
    """
    if not own_teams_of(viewer).filter(network=network).exists():
        return []
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        return list(queries.shared_rows_in(network))
