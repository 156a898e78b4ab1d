"""Who shares a municipality's figures by month with a network, and who sees what is shared.

The same people say yes here as to being counted in the network's answers. Those who lead and follow the network see it;
other municipalities do not.
"""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.models import MonthlyMeasure, SharedSeries
from mentornett.measurement.permissions.facts import measures_visible_to
from mentornett.measurement.permissions.network_answers import SAYERS
from mentornett.measurement.queries.shared_series import shared_in
from mentornett.network.models import Network
from mentornett.tenants.permissions import Viewer


def shared_with_followed(viewer: Viewer, network: Network) -> QuerySet[SharedSeries]:
    """Return what municipalities share with a network, for those who follow it."""
    return shared_in(network).filter(organiser__in=viewer.staffed)


def measures_shared_by(viewer: Viewer) -> QuerySet[MonthlyMeasure]:
    """Return the measures that this person may share, and take back."""
    return measures_visible_to(viewer).filter(municipality__in=viewer.municipalities_as(*SAYERS))


def shares_of(measure: MonthlyMeasure, network: Network) -> QuerySet[SharedSeries]:
    """Return what is shared of a measure with a network: one or none. Both were fetched for this person."""
    return SharedSeries.objects.filter(measure=measure, network=network)
