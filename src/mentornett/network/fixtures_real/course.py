"""The course of the real network: as planned, as held, and the work between gatherings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from mentornett.network.fixtures_real.marked import Marked
from mentornett.network.template.shapes import Text


@dataclass(frozen=True)
class InformationMeeting:
    """An open meeting before the network, on local time."""

    on: date
    starts_at: time
    ends_at: time
    theme: str
    sign_up_by: date
    binding: bool


@dataclass(frozen=True)
class PlannedGatheringFact:
    """A gathering as a document planned it, to the «day» or the «month» (`precision`).

    `starts_as_written` is the date in the document where that must be an error.
    """

    number: int
    as_written: str
    starts: date
    ends: date
    precision: str
    form: str
    theme: str
    assumed: bool = False
    starts_as_written: date | None = None
    note: str = ""


@dataclass(frozen=True)
class PlanFact:
    """A document that promised a course (D15, X01)."""

    number: int
    key: str
    title: Text
    dated: date | None
    stated_gatherings: int
    stated_duration: str
    note: Text
    information_meeting: InformationMeeting | None
    gatherings: tuple[PlannedGatheringFact, ...]


@dataclass(frozen=True)
class Illustration:
    """The picture of the course that was shown at the first gathering: dates from `readable` slots only."""

    slots: int
    readable: tuple[tuple[date, date], ...]
    differing: Marked[tuple[date, ...]]
    note: str


@dataclass(frozen=True)
class ActivityRow:
    """A row of the plan's table When / Activity / Theme (E14). `homework` holds the template's assignment keys."""

    when: str
    starts: date
    ends: date
    precision: str
    activity: str
    theme: str
    homework: tuple[str, ...]


@dataclass(frozen=True)
class GatheringFact:
    """A gathering that was held. Contributors are roles, never names."""

    number: int
    starts: date
    ends: date
    form: str
    planned_theme: str
    themes: tuple[str, ...]
    elements: tuple[str, ...]
    contributors: tuple[str, ...]


@dataclass(frozen=True)
class GatheringsSummary:
    """Counts of gatherings. `days_between` runs from one's last day to the next one's first."""

    held: int
    physical_two_day: int
    digital: int
    days_between: Marked[tuple[int, ...]]


@dataclass(frozen=True)
class ChangeFact:
    """A gathering of plan `plan` was cancelled or changed form (D07)."""

    kind: str
    plan: int
    plan_number: int
    held_number: int | None
    before: Marked[str] | None
    after: str | None
    on: date | None
    reason: str | None
    note: str


@dataclass(frozen=True)
class PeriodFact:
    """The work period between two gatherings; the one before the first has no length."""

    number: int
    after: int | None
    before: int
    days: Marked[int] | None
    homework: tuple[str, ...]


@dataclass(frozen=True)
class HomeworkFact:
    """A kind of homework and the assignments of the built-in template that it became."""

    text: str
    assignments: tuple[str, ...]
    when: str | None


@dataclass(frozen=True)
class ReportingFact:
    """What was reported, when and to whom."""

    status_when: str
    status_fields: tuple[str, ...]
    status_to: str
    status_listed_in_plan_before: tuple[int, ...]
    progress_plan_when: str
    final_report_due: date


@dataclass(frozen=True)
class GuidanceFact:
    """How teams were guided between gatherings."""

    guide_per_team: bool
    meetings: str
    drop_in_offers: int
    drop_in_use: str
