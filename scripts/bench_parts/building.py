"""What the parts of the national set share while it is being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from bench_parts.bulk import Rows
from mentornett.measurement.models import (
    Baseline,
    BaselineHire,
    BeforeNow,
    MonthlyMeasure,
    MonthlyValue,
    OtherChange,
    RolloutPart,
    RolloutPlan,
    RolloutUnit,
    Vacancy,
)
from mentornett.mentoring.models import (
    ChecklistTask,
    Commitment,
    Employment,
    Mentor,
    MentorPlaces,
    Pair,
    Signature,
    Talk,
    TimeUsed,
    UnitStep,
)
from mentornett.network.models import (
    Action,
    AnchoringEvidence,
    Comment,
    ContactLog,
    Excerpt,
    Gathering,
    GuideAssignment,
    Network,
    Participation,
    ProgressScore,
    Reminder,
    ReviewNote,
    Submission,
    SubmissionEvent,
    Team,
    TeamGoal,
    TeamMember,
)
from mentornett.questionnaires.models import Answer, AnswerRevision, AnswerSheet
from mentornett.tenants.models import Letter, Municipality, Person, Role, Unit

TABLES: tuple[type[Any], ...] = (
    Person, Role, Unit, Participation, Team, TeamMember, GuideAssignment, AnswerSheet, Submission,
    SubmissionEvent, Answer, AnswerRevision, Comment, Reminder, ProgressScore, ContactLog, TeamGoal, Action,
    AnchoringEvidence, ReviewNote, BeforeNow, Excerpt, Excerpt.tags.through, Letter,
    Employment, Mentor, MentorPlaces, Pair, Talk, ChecklistTask, Commitment, Signature, TimeUsed, UnitStep,
    Vacancy, MonthlyMeasure, MonthlyValue, OtherChange, Baseline, BaselineHire, RolloutPlan,
    RolloutPart, RolloutUnit,
)  # fmt: skip


@dataclass
class Place:
    """Where a team stands: its network, its wall and its people."""

    network: Network
    team: int
    wall: dict[str, int]
    coordinator: int
    guide: int
    tag: int  # of the network
    gatherings: list[Gathering]


@dataclass
class Build:
    """What is known while the set is being built."""

    today: date
    random: Random = field(default_factory=lambda: Random(2021))  # noqa: S311 (the same texts in every run)
    rows: dict[type[Any], Rows] = field(default_factory=lambda: {table: Rows(table) for table in TABLES})
    municipalities: list[Municipality] = field(default_factory=list)
    staff: dict[int, list[int]] = field(default_factory=dict)  # of each organiser: the leader, the guides
    people: int = 0

    @property
    def now(self) -> datetime:
        """The moment at which everything is as written."""
        return at(self.today)

    def add(self, table: type[Any], **values: Any) -> int:
        """Add a row and return its id."""
        return self.rows[table].add(**values)


def at(day: date) -> datetime:
    """Return ten o'clock on a day."""
    return datetime.combine(day, time(10), UTC)
