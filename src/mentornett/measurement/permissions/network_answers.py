"""Who may see what a network's municipalities show together: who follows the network, and who takes part in it.

A network's answers hold no figure of a single municipality, so those who take part may read what the organiser reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.measurement.permissions.releases import places_answered_for
from mentornett.measurement.queries.network_releases import taking_part
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.network.permissions import is_staff_of, networks_staffed_by
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer


@dataclass(frozen=True)
class NetworkAnswers:
    """A network's newest release with its answers, and the earlier ones; nothing before the first has come."""

    network: Network
    releases: tuple[Release, ...] = ()
    answers: tuple[ReleasedAnswer, ...] = ()

    @property
    def release(self) -> Release | None:
        """The release whose answers these are."""
        return self.releases[0] if self.releases else None


def followed_answers(viewer: Viewer, network_id: int) -> NetworkAnswers | None:
    """Return the answers of a network that one follows; None for another's."""
    return _answers(networks_staffed_by(viewer).filter(pk=network_id).first())


def shared_answers(viewer: Viewer, network_id: int) -> NetworkAnswers | None:
    """Return the answers of a network that one's municipality takes part in; None for another's."""
    return _answers(networks_answered_for(viewer).filter(pk=network_id).first())


def networks_answered_for(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks that the municipalities take part in whose answers this person may read."""
    taking_part = Participation.objects.filter(municipality__in=places_answered_for(viewer))
    return Network.objects.filter(pk__in=taking_part.values("network")).order_by("name")


def networks_answered_in(place: Municipality) -> list[Network]:
    """Return the networks that a municipality takes part in. The municipality was fetched for this person."""
    taking_part = Participation.objects.filter(municipality=place)
    return list(Network.objects.filter(pk__in=taking_part.values("network")).order_by("name"))


def _answers(network: Network | None) -> NetworkAnswers | None:
    if network is None:
        return None
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        releases = tuple(Release.objects.filter(network=network).defer("kept").order_by("-until"))
        rows = ReleasedAnswer.objects.filter(release__in=releases[:1]).order_by("position")
        return NetworkAnswers(network, releases, tuple(rows))


def without_programme(viewer: Viewer, network: Network) -> list[str]:
    """Return the municipalities of a network that one follows in which nothing can be counted yet."""
    if not is_staff_of(viewer, network):
        return []
    places = taking_part(network)
    with inside(Scope(municipalities=frozenset(place.pk for place in places))):
        there = set(Programme.objects.filter(municipality__in=places).values_list("municipality", flat=True))
    return [place.name for place in places if place.pk not in there]
