"""Who may see what a network's municipalities show together: who follows the network, and who takes part in it.

A network's answers hold no figure of a single municipality, so those who take part may read what the organiser reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.measurement.permissions.releases import places_answered_for
from mentornett.measurement.queries.consents import Asked, said_in, waiting_in
from mentornett.measurement.queries.network_releases import taking_part
from mentornett.measurement.rules.consents import Answers, answers_of
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.network.permissions import is_staff_of, networks_staffed_by
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer

SAYERS = (RoleKind.PROGRAMME_LEADER, RoleKind.MEASURE_LEAD)  # who say yes or no for their municipality


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


def participations_to_answer(viewer: Viewer) -> QuerySet[Participation]:
    """Return where this person's municipality has not said whether its counts may be part of the answers."""
    return waiting_in(viewer.municipalities_as(*SAYERS))


def may_answer_for(viewer: Viewer, municipality_id: int | None) -> bool:
    """Tell whether this person says yes or no for a municipality."""
    return municipality_id in viewer.municipalities_as(*SAYERS)


def place_to_answer_for(viewer: Viewer, municipality_id: int, network_id: int) -> tuple[Municipality, Network] | None:
    """Return a municipality that this person answers for, and a network that it takes part in."""
    if not may_answer_for(viewer, municipality_id):
        return None
    rows = Participation.objects.filter(municipality=municipality_id, network=network_id, left__isnull=True)
    row = rows.select_related("municipality", "network").first()
    return (row.municipality, row.network) if row and row.municipality else None


def said_by_own(viewer: Viewer, network: Network) -> list[Asked]:
    """Return what one's own municipalities said about being counted in a network that they take part in."""
    here = Participation.objects.filter(network=network, left__isnull=True).values("municipality")
    return said_in(network, places_answered_for(viewer).filter(pk__in=here))


@dataclass(frozen=True, slots=True)
class WhoCounts:
    """Which municipalities of a network said what, of those that can count, and the names of those that cannot."""

    answers: Answers
    lacking: tuple[str, ...]


def who_counts(viewer: Viewer, network: Network) -> WhoCounts | None:
    """Return who is counted in a network that one follows; None for another's."""
    if not is_staff_of(viewer, network):
        return None
    places = taking_part(network)
    with inside(Scope(municipalities=frozenset(place.pk for place in places))):
        there = set(Programme.objects.filter(municipality__in=places).values_list("municipality", flat=True))
    said = said_in(network, [place for place in places if place.pk in there])
    answers = answers_of((row.place.name, row.consent.is_yes if row.consent else None) for row in said)
    return WhoCounts(answers, tuple(place.name for place in places if place.pk not in there))
