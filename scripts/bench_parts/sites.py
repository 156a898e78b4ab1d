"""A municipality of the national set that has a mentor programme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mentornett.mentoring.models import CommitmentText, PlannedTalk, Programme
from mentornett.tenants.models import Municipality


@dataclass
class Site:
    """A municipality with a programme, while its people are being added."""

    municipality: Municipality
    programme: Programme
    planned: list[PlannedTalk]
    text: CommitmentText
    items: list[Any]
    units: list[int] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)
    mentors: list[tuple[int, int]] = field(default_factory=list)  # in the register, the person

    @property
    def wall(self) -> dict[str, int]:
        """What every row carries."""
        return {"municipality_id": self.municipality.pk}
