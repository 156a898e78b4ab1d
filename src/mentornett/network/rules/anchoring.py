"""How leaders take part right now: points with the reason for each. It says nothing of how the team will do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DECISION_DAYS = 90
UNION_ROLES = frozenset({"union_representative", "union_rep"})


@dataclass(frozen=True)
class Evidence:
    """A sentence that somebody wrote as evidence for a point, and its date."""

    text: str
    on: date


@dataclass(frozen=True)
class AnchoringFacts:
    """What is known about the leaders of a team today."""

    roles_held: Collection[str] = ()
    deciding_role_held: bool = False
    last_decision: date | None = None
    sponsor_seen: date | None = None  # opened the digest or asked something
    time_enough: bool | None = None  # the answer in the latest report
    evidence: Mapping[str, Evidence] | None = None


@dataclass(frozen=True)
class Point:
    """A point of the checklist: in place or not, and what shows it (`source` names how we know)."""

    key: str
    in_place: bool
    source: str  # roster, report, digest, written, nothing
    on: date | None = None
    text: str = ""


def anchoring(keys: Collection[str], facts: AnchoringFacts, *, today: date, days: int = DECISION_DAYS) -> list[Point]:
    """Return each point of the checklist with its evidence. What people wrote counts where nothing else shows it."""
    known = _known(facts, today, days)
    written = facts.evidence or {}
    return [known.get(key) or _written(key, written.get(key)) for key in keys]


def in_place(points: Collection[Point]) -> int:
    """Count the points that are in place."""
    return sum(point.in_place for point in points)


def _written(key: str, evidence: Evidence | None) -> Point:
    if evidence is None:
        return Point(key, in_place=False, source="nothing")
    return Point(key, in_place=True, source="written", on=evidence.on, text=evidence.text)


def _known(facts: AnchoringFacts, today: date, days: int) -> dict[str, Point]:
    """Return the points that daily use shows by itself."""
    found: dict[str, Point] = {}
    if facts.deciding_role_held:
        found["leader_in_team"] = Point("leader_in_team", in_place=True, source="roster")
    if UNION_ROLES & set(facts.roles_held):
        found["union_in_team"] = Point("union_in_team", in_place=True, source="roster")
    if "hr" in facts.roles_held:
        found["hr_connected"] = Point("hr_connected", in_place=True, source="roster")
    if facts.last_decision and facts.last_decision >= today - timedelta(days=days):
        found["recent_decision"] = Point("recent_decision", in_place=True, source="report", on=facts.last_decision)
    if facts.sponsor_seen:
        found["sponsor_follows"] = Point("sponsor_follows", in_place=True, source="digest", on=facts.sponsor_seen)
    if facts.time_enough:
        found["time_set_aside"] = Point("time_set_aside", in_place=True, source="report")
    return found
