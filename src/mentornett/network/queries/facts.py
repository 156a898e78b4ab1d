"""Facts about a network, group by group."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.network.choices import FactGroup
from mentornett.network.models import Fact, Network


@dataclass(frozen=True)
class Group:
    """Facts of one kind, in the order they were written; which columns are in use."""

    kind: FactGroup
    rows: tuple[Fact, ...]

    @property
    def has_when(self) -> bool:
        """Tell whether any of them says when."""
        return any(row.when_text for row in self.rows)

    @property
    def source(self) -> str:
        """Return the source that all of them have; «» when they differ or have none."""
        sources = {row.source for row in self.rows}
        return sources.pop() if len(sources) == 1 else ""

    @property
    def has_sources(self) -> bool:
        """Tell whether they name different sources, which then need a column."""
        return not self.source and any(row.source for row in self.rows)


def facts_of(network: Network) -> QuerySet[Fact]:
    """Return a network's facts."""
    return Fact.objects.filter(network=network).select_related("network").order_by("pk")


def fact_groups(network: Network) -> list[Group]:
    """Return the groups that have facts, in one query."""
    rows = list(facts_of(network))
    groups = [Group(kind, tuple(row for row in rows if row.group == kind)) for kind in FactGroup]
    return [group for group in groups if group.rows]
