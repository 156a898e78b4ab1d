"""Who may read and sign a commitment: its three parties. The project leader sees only who has signed."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.mentoring.models import Commitment, Pair, Signature
from mentornett.mentoring.queries.commitments import in_force
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import not_over


def commitments_of(viewer: Viewer) -> QuerySet[Commitment]:
    """Return the commitments in which this person is a party."""
    me = viewer.person
    pairs = [Pair.objects.filter(party).values("pk") for party in (Q(mentor__person=me), Q(mentee=me))]
    rows = Commitment.objects.filter(Q(leader=me) | Q(pair__in=pairs[0]) | Q(pair__in=pairs[1]))
    rows = rows.select_related("text", "leader", "pair__mentor__person", "pair__mentee")
    return rows.prefetch_related("signatures").order_by("-made_at", "-pk")


def promises_of(viewer: Viewer) -> QuerySet[Commitment]:
    """Return the commitments that this person has made as a leader, who may lead another unit now."""
    return Commitment.objects.filter(leader=viewer.person)


def commitments_to_sign(viewer: Viewer) -> QuerySet[Commitment]:
    """Return the commitments in force of pairs that go on, in which this person's signature is missing."""
    going_on, signed = not_over(viewer.today, "pair__"), Signature.objects.filter(person=viewer.person)
    return commitments_of(viewer).filter(going_on, in_force()).exclude(pk__in=signed.values("commitment"))
