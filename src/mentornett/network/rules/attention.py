"""Why a team should be looked at: reasons with their numbers, to be written out. Never a score, never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mentornett.network.rules.periods import Period
from mentornett.network.rules.roster import Vacancy
from mentornett.network.rules.work import is_late

LOW_SCORE = Decimal("1.0")
LOW_AFTER_GATHERINGS = 2  # at the start everybody is low
GAP = Decimal("1.0")
REPORTS = frozenset({"status_report", "final_report"})
LONG_OVERDUE = 14  # days after which an action of the team's own plan is asked about
MOST_NAMED = 2  # pieces of other work that are named one by one


@dataclass(frozen=True)
class Limits:
    """Numbers that a network may set as rules."""

    contacts_per_period: int = 1
    low_score: Decimal = LOW_SCORE
    gap: Decimal = GAP


@dataclass(frozen=True)
class AskedWork:
    """A submission as the reasons need it."""

    title: str
    kind: str
    state: str
    due: date
    reference: int = 0  # its key, for the link


@dataclass(frozen=True)
class TeamFacts:
    """What is known about a team today, plain."""

    joined: date
    active: bool = True
    paused: bool = False
    gatherings_attended: int = 0  # held since the team joined
    work: Sequence[AskedWork] = ()
    last_contact: date | None = None
    wants_contact: bool = True
    has_guide: bool = True
    vacancies: Sequence[Vacancy] = ()
    self_score: Decimal | None = None
    guide_score: Decimal | None = None
    question_asked_on: date | None = None  # the oldest unanswered one from the sponsor
    baseline_measured: bool | None = None  # None: not known here, so not asked for
    overdue_actions: int = 0  # of its own plan
    overdue_since: date | None = None  # the oldest one's date


@dataclass(frozen=True)
class Reason:
    """One reason. `urgency` sorts it; `days`, `count`, `value` and `name` go into the sentence."""

    key: str
    urgency: int
    days: int = 0
    count: int = 0
    name: str = ""
    value: Decimal | None = None
    other: Decimal | None = None
    reference: int = 0
    guide_only: bool = field(default=False)


def reasons(
    facts: TeamFacts, *, period: Period | None, today: date, limits: Limits | None = None
) -> tuple[Reason, ...]:
    """Return why a team should be looked at, the most urgent first; nothing for paused teams and those that have left.

    A late joiner answers only for what is due after it joined.
    """
    limits = limits or Limits()
    if not facts.active or facts.paused or facts.joined > today:
        return ()
    found = [
        *_late(facts, today),
        *_contact(facts, period, today, limits),
        *_people(facts),
        *_scores(facts, limits),
        *_others(facts, today),
    ]
    return tuple(sorted(_with_silence(found), key=lambda reason: (-reason.urgency, -reason.days)))


def _late(facts: TeamFacts, today: date) -> list[Reason]:
    """Name each late report; other late work is counted when there is much of it."""
    late = [work for work in facts.work if work.due >= facts.joined and is_late(work.state, work.due, today)]
    reports = [_late_one(work, today, 6) for work in late if work.kind in REPORTS]
    others = [_late_one(work, today, 5) for work in late if work.kind not in REPORTS]
    if len(others) > MOST_NAMED:
        others = [Reason("late_many", 5, max(reason.days for reason in others), len(others))]
    return reports + others


def _late_one(work: AskedWork, today: date, urgency: int) -> Reason:
    return Reason("late", urgency, (today - work.due).days, name=work.title, reference=work.reference)


def _contact(facts: TeamFacts, period: Period | None, today: date, limits: Limits) -> list[Reason]:
    if period is None or not limits.contacts_per_period or not facts.wants_contact:
        return []
    starts = max(period.starts, facts.joined)
    half_passed = today >= starts + (period.ends - starts) / 2
    if not half_passed or (facts.last_contact and facts.last_contact >= period.starts):
        return []
    return [Reason("no_contact", 4, (today - (facts.last_contact or facts.joined)).days)]


def _people(facts: TeamFacts) -> list[Reason]:
    found = [_vacancy(vacancy) for vacancy in facts.vacancies if vacancy.level == "required"]
    return found if facts.has_guide else [*found, Reason("no_guide", 5)]


def _vacancy(vacancy: Vacancy) -> Reason:
    key = vacancy.key
    if vacancy.decides:
        return Reason("no_leader", 6, name=key)
    return Reason("no_coordinator" if key == "coordinator" else "vacant", 6, name=key)


def _scores(facts: TeamFacts, limits: Limits) -> list[Reason]:
    found: list[Reason] = []
    if facts.guide_score is None:
        return found
    if facts.guide_score <= limits.low_score and facts.gatherings_attended >= LOW_AFTER_GATHERINGS:
        found.append(Reason("low_score", 3, count=facts.gatherings_attended, value=facts.guide_score))
    if facts.self_score is not None and is_gap(facts.self_score, facts.guide_score, limits.gap):
        found.append(Reason("gap", 3, value=facts.self_score, other=facts.guide_score, guide_only=True))
    return found


def is_gap(self_score: Decimal, guide_score: Decimal, limit: Decimal = GAP) -> bool:
    """Tell whether team and guide see the progress so differently that they should talk about it."""
    return abs(self_score - guide_score) >= limit


def _others(facts: TeamFacts, today: date) -> list[Reason]:
    found: list[Reason] = []
    if facts.question_asked_on and facts.question_asked_on < today:
        found.append(Reason("sponsor_question", 4, (today - facts.question_asked_on).days))
    behind = (today - facts.overdue_since).days if facts.overdue_since else 0
    if behind >= LONG_OVERDUE:
        found.append(Reason("actions_overdue", 2, behind, facts.overdue_actions))
    if facts.baseline_measured is False and facts.gatherings_attended >= LOW_AFTER_GATHERINGS:
        found.append(Reason("no_baseline", 2))
    return found


def _with_silence(found: list[Reason]) -> list[Reason]:
    """A team that has neither reported nor been in touch is silent: one reason in place of two."""
    by_key = {reason.key: reason for reason in found}
    report = next((r for r in found if r.key == "late" and r.urgency == 6), None)
    contact = by_key.get("no_contact")
    if report is None or contact is None:
        return found
    silent = Reason("silent", 7, contact.days, name=report.name, reference=report.reference)
    return [silent, *(reason for reason in found if reason not in (report, contact))]
