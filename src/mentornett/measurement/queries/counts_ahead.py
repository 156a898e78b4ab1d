"""Which counts of municipalities lack or are old, and what the newest one holds."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.measurement.models import CountsAhead, RolloutPlan
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.tenants.models import Municipality

# The deeds in a municipality that may change what is counted; what changes otherwise comes in the count of the night.
CHANGES = ("hire.", "hire_file.imported", "hire_file.part_imported", "mentor_programme.", "unit.", "unit_step.")
CHANGED = Q(*(("verb__startswith", verb) for verb in CHANGES), _connector=Q.OR)


def counted_ahead(network: Network, place: Municipality) -> CountsAhead | None:
    """Return what a municipality would give to a network, as it was counted last; None before the first time."""
    return CountsAhead.objects.filter(network=network, municipality=place).select_related("network").first()


def has_changed_since(row: CountsAhead) -> bool:
    """Tell whether something was written into the register since it was counted, or an order was drawn or ended."""
    if AuditEntry.objects.filter(CHANGED, municipality_id=row.municipality_id, at__gt=row.counted_at).exists():
        return True
    with inside(Scope(organisers=frozenset({row.network.organiser_id}))):
        return RolloutPlan.objects.filter(_draws_after(row.counted_at), network=row.network_id).exists()


def _draws_after(counted: datetime | OuterRef) -> Q:
    """Tell which plans changed what is compared after a count: they were drawn, or are no longer followed."""
    return Q(drawn_at__gt=counted) | Q(ended_at__gt=counted)


def lacking_counts(until: date, now: datetime) -> QuerySet[Participation]:
    """Return where a municipality with a programme takes part in a network and has no count of its register as it is.

    The first count of a day is made anew whatever has changed; the oldest come first.
    """
    morning = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    newest = CountsAhead.objects.filter(network=OuterRef("network"), municipality=OuterRef("municipality"), until=until)
    since = AuditEntry.objects.filter(CHANGED, municipality_id=OuterRef("municipality"), at__gt=OuterRef("counted"))
    rows = Participation.objects.filter(
        Exists(Programme.objects.filter(municipality=OuterRef("municipality"))), left__isnull=True
    )
    rows = rows.annotate(counted=Subquery(newest.values("counted_at")[:1]))
    drawn = RolloutPlan.objects.filter(_draws_after(OuterRef("counted")), network=OuterRef("network"))
    old = rows.filter(Q(counted__isnull=True) | Q(counted__lt=morning) | Exists(since) | Exists(drawn))
    return old.select_related("network", "municipality").order_by("counted", "pk")


def counts_are_due(until: date, now: datetime) -> bool:
    """Tell whether any is."""
    with inside(EVERYONE):
        return lacking_counts(until, now).exists()
