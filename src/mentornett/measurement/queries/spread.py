"""What municipalities share of their spread boards, read by those who run a network (C13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext

from mentornett.measurement.models import SharedSpread
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.network.queries.yearly import Figure


@dataclass(frozen=True)
class SpreadTotal:
    """What the municipalities of a network share, and the sums."""

    rows: Sequence[SharedSpread]
    in_use: int
    relevant: int
    municipalities: int


def total_of(rows: Iterable[SharedSpread]) -> SpreadTotal:
    """Return the sums of what is shared; a municipality with several programmes counts once."""
    every = list(rows)
    places = {row.municipality_id for row in every}
    return SpreadTotal(every, sum(row.in_use for row in every), sum(row.relevant for row in every), len(places))


def shared_in(networks: Iterable[Network]) -> QuerySet[SharedSpread]:
    """Return what is shared with some networks, by municipality. The programmes themselves stand behind the wall."""
    rows = SharedSpread.objects.filter(network__in=list(networks)).select_related("municipality")
    return rows.order_by("municipality__name_sort", "pk")


def yearly_spread(networks: Sequence[Network]) -> list[Figure]:
    """Return the two figures of the yearly report; a programme that is shared with two networks counts once."""
    rows = {row.programme_id: row for row in shared_in(networks)}
    total = total_of(rows.values())
    what = ngettext(
        "As %(n)s municipality shares it from its spread board, the newest count",
        "As %(n)s municipalities share it from their spread boards, the newest count",
        total.municipalities,
    )
    told = what % {"n": total.municipalities}
    return [
        Figure("units_in_use", gettext("Units that use the mentor programme"), total.in_use if rows else None, told),
        Figure("units_relevant", gettext("Units it is relevant for"), total.relevant if rows else None, told),
    ]


def networks_beside(programme: Programme, today: date) -> list[tuple[Network, SharedSpread | None]]:
    """Return the networks that the programme's municipality takes part in, each with what is shared."""
    now = Q(left__isnull=True) | Q(left__gte=today)
    here = Participation.objects.filter(now, municipality=programme.municipality_id, joined__lte=today)
    networks = Network.objects.filter(pk__in=here.values("network")).select_related("organiser").order_by("name")
    shared = {row.network_id: row for row in SharedSpread.objects.filter(programme=programme)}
    return [(network, shared.get(network.pk)) for network in networks]
