"""What is publicly known about the real network, as plain frozen values. None: the sources do not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mentornett.network.fixtures_real.course import (
    ActivityRow,
    ChangeFact,
    GatheringFact,
    GatheringsSummary,
    GuidanceFact,
    HomeworkFact,
    Illustration,
    PeriodFact,
    PlanFact,
    ReportingFact,
)
from mentornett.network.fixtures_real.marked import Marked
from mentornett.network.template.shapes import Text


@dataclass(frozen=True)
class NetworkFact:
    """The network itself. `title` is its official long name."""

    key: str
    name: Text
    title: str
    start: date
    end: date
    duration_days: Marked[int]
    motto: str
    motto_won: Marked[bool]
    target_groups: tuple[str, ...]
    overall_aim: Text
    region: str  # as another document names it: «læringsnettverket med kommuner på Østlandet»


@dataclass(frozen=True)
class PartnerFact:
    """An organisation in one capacity: owner, organiser or contributor (X09)."""

    name: str
    type: str
    role: str
    resource: str


@dataclass(frozen=True)
class GroupFact:
    """How many sat in a group, how many were replaced or left before the end (X10)."""

    members: int
    replaced_midway: int
    left_early: int
    meetings: str


@dataclass(frozen=True)
class GroupsFact:
    """The organiser's groups as planned and as they were."""

    planned_members: int
    planned_working_group: int
    operative: GroupFact
    reference: GroupFact
    two_day_meetings: int


@dataclass(frozen=True)
class GoalFact:
    """A goal: `level` is effect, result or sub; `parent` is another goal's key."""

    level: str
    parent: str | None
    key: str
    text: Text


@dataclass(frozen=True)
class MunicipalityShare:
    """A municipality with its number of 2024, the number it had then, and how many teams it had."""

    number: str
    number_then: str
    name: str
    teams: int
    completed: bool


@dataclass(frozen=True)
class ProfileFact:
    """What a public source says about a municipality, by its number of 2024; most of them say nothing."""

    number: str
    name: str
    inhabitants: int | None
    inhabitants_source: str
    organisation: str


@dataclass(frozen=True)
class Size:
    """A range of people in a team and the document that gives it."""

    min: int
    max: int
    source: str


@dataclass(frozen=True)
class RoleFact:
    """A role, how the document puts it, and what it amounts to. `from_phase` None: from an unnamed later time."""

    key: str
    as_stated: str
    level: str
    from_phase: str | None
    source: str


@dataclass(frozen=True)
class TeamRules:
    """Sizes and roles. `participants` is the smallest and largest number of people in all teams."""

    recommended_size: Size
    actual_size: Size
    participants: Marked[tuple[int, int]]
    roles: tuple[RoleFact, ...]


@dataclass(frozen=True)
class RecruitmentStep:
    """A step before the network began."""

    what: str
    on: date | None
    note: str = ""


@dataclass(frozen=True)
class RiskFact:
    """A risk with the mitigations that the plan gives; the plan leaves two of three empty."""

    number: int
    text: Text
    mitigations: tuple[Text, ...]


@dataclass(frozen=True)
class CostFact:
    """A cost and who pays."""

    item: str
    payer: str


@dataclass(frozen=True)
class Count:
    """One side of a before/now row. `text` is as published; `quotient` is computed from numerator and denominator."""

    text: str
    yes: bool | None = None
    numerator: int | None = None
    denominator: int | None = None
    share: Decimal | None = None
    approximate: bool = False
    quotient: Marked[Decimal] | None = None


@dataclass(frozen=True)
class BeforeNowFact:
    """A row of the report's before/now table (J10–J14). `municipality` is a number of 2024."""

    municipality: str
    measure: str
    target_group: str
    kind: str
    unit_text: str
    per_text: str
    less_is_better: bool
    before: Count
    now: Count


@dataclass(frozen=True)
class PollAnswer:
    """A category and its published percentage."""

    category: Text
    percent: int


@dataclass(frozen=True)
class PollFact:
    """A poll with its published part; `unknown_rest` is what is missing to 100 % (X28)."""

    key: str
    tool: str
    when: str | None
    topic: Text
    method: Text
    n: int | None
    answers: tuple[PollAnswer, ...]
    unknown_rest: Marked[int] | None
    note: Text


@dataclass(frozen=True)
class LocalMeasurement:
    """Something a municipality measured on its own; which one is not stated."""

    what: str
    when: str | None


@dataclass(frozen=True)
class CompetenceFact:
    """Something that mentors were offered, or a network of theirs."""

    what: str
    when: str | None
    details: tuple[str, ...]


@dataclass(frozen=True)
class EventFact:
    """A public event; `precision` is «day» or «month»."""

    on: date
    precision: str
    place: str
    what: str


@dataclass(frozen=True)
class OfferToday:
    """What new networks are offered."""

    gatherings: int
    duration: str
    guidance: str
    participants: str
    homework: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class OtherNetwork:
    """Another network as far as it is known; `municipalities` are pairs of number and name."""

    key: str
    name: Text
    municipalities: tuple[tuple[str, str], ...]
    open_for_more: bool | None
    duration: str | None
    start: date | None
    end: date | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class RealNetwork:
    """Everything that is publicly known about the network, and a little about two others."""

    about: Text
    network: NetworkFact
    partners: tuple[PartnerFact, ...]
    groups: GroupsFact
    goals: tuple[GoalFact, ...]
    municipalities: tuple[MunicipalityShare, ...]
    profiles: tuple[ProfileFact, ...]
    municipalities_started: int
    municipalities_completed: int
    teams_total: Marked[int]
    team_rules: TeamRules
    recruitment: tuple[RecruitmentStep, ...]
    plans: tuple[PlanFact, ...]
    illustration: Illustration
    activity_plan: tuple[ActivityRow, ...]
    gatherings: tuple[GatheringFact, ...]
    gatherings_summary: GatheringsSummary
    changes: tuple[ChangeFact, ...]
    periods: tuple[PeriodFact, ...]
    homework_types: tuple[HomeworkFact, ...]
    reporting: ReportingFact
    guidance: GuidanceFact
    risks: tuple[RiskFact, ...]
    costs: tuple[CostFact, ...]
    before_now: tuple[BeforeNowFact, ...]
    before_now_source: str
    polls: tuple[PollFact, ...]
    local_measurements: tuple[LocalMeasurement, ...]
    mentor_competence: tuple[CompetenceFact, ...]
    findings: tuple[Text, ...]
    events: tuple[EventFact, ...]
    report_date: date
    offer_today: OfferToday
    other_networks: tuple[OtherNetwork, ...]
    reach: tuple[int, int]  # municipalities with the scheme so far, of which in this network
