"""A programme held against standards, line by line. Self-assessment: what cannot be known from the data says so.

Sources: NHS England, National Preceptorship Model for nursing (2022), core and gold. EMCC Global, ISMCP: six standards;
bronze, silver and gold ask for 70, 80 and 90 % of all and 60, 70 and 80 % of each. ANCC, PTAP: at least 51 % answer.
A share that a standard asks for without a number is read as nine in ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.rules.disclosure import may_be_shown
from mentornett.mentoring.rules.figures import Figure

MOST = 0.9
WEEK, FORTNIGHT, TWO_MONTHS, MONTH = 7, 14, 61, 30.4
CORE_MINUTES, GOLD_MINUTES = 8 * 60, 12 * 60
LEAST_PROMISED = 60  # minutes a month, the least that a leader can promise and mean it
LEVELS = (("gold", 0.9, 0.8), ("silver", 0.8, 0.7), ("bronze", 0.7, 0.6))


class State(StrEnum):
    """How a line stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: how it stands, with the number or the share that says so."""

    key: str
    state: State
    number: int | None = None
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True)
class StandardFacts:
    """What is known about a programme. `talks` are the days by which the talks with the mentor are to be held."""

    months: int = 0
    talks: Sequence[int] = ()
    minutes_a_month: int = 0
    has_purpose: bool = False
    has_duties: bool = False
    has_owner: bool = False
    reviewed: bool = False  # the next review has a day, which has not passed
    year_old: bool = False
    units_in_use: int = 0
    units_answered_for: int = 0  # those of them for which somebody is responsible
    runs: int = 0  # proposals that were kept with what went in
    over_capacity: int = 0
    mentors: int = 0  # who have mentees
    experienced: int = 0  # a year or more in the profession
    supported: int = 0  # at a course in the last year, or in a network
    pairs: int = 0
    signed_by_all: int = 0
    has_union: bool = False
    has_hr: bool = False
    figures: Mapping[FigureKey, Figure] = field(default_factory=dict)


def _if(key: str, met: bool, number: int | None = None) -> Check:
    return Check(key, State.MET if met else State.NOT_MET, number)


def _share(key: str, part: int, whole: int, least: float = MOST) -> Check:
    """A share of people: unknown when too few stand behind it."""
    if not may_be_shown(whole):
        return Check(key, State.UNKNOWN)
    return Check(key, State.MET if part >= least * whole else State.NOT_MET, part=part, whole=whole)


def _figure(key: str, figure: Figure | None) -> Check:
    if figure is None or not figure.is_shown:
        return Check(key, State.UNKNOWN)
    met = figure.share >= MOST
    return Check(key, State.MET if met else State.NOT_MET, part=figure.part, whole=figure.whole)


def _unknown(key: str) -> Check:
    return Check(key, State.UNKNOWN)


def _built_in(key: str) -> Check:
    return Check(key, State.MET)


def has_start_middle_end(talks: Sequence[int], months: int, first: int) -> bool:
    """Tell whether talks are planned by a first day, in the middle third and in the last third of the programme."""
    days = months * MONTH
    parts = [int(3 * min(max(day, 0), days - 1) // days) for day in talks] if days else []
    return len(talks) >= 3 and min(talks) <= first and 1 in parts and 2 in parts


def is_steady(talks: Sequence[int], months: int) -> bool:
    """Tell whether the plan has a talk in the first week, then at least every two months through the first year."""
    days = sorted(talks)
    until = min(months, 12) * MONTH
    if not days or days[0] > WEEK:
        return False
    return all(later - day <= TWO_MONTHS for day, later in pairwise(days) if day < until - TWO_MONTHS) and (
        days[-1] >= until - TWO_MONTHS
    )


def nhs_core(facts: StandardFacts) -> list[Check]:
    """Hold a programme against the core level."""
    return [
        _if("core_length", facts.months >= 6, facts.months),
        _unknown("core_supernumerary"),
        _if("core_meetings", has_start_middle_end(facts.talks, facts.months, FORTNIGHT), len(facts.talks)),
        _figure("core_first_talk", facts.figures.get(FigureKey.FIRST_TALK)),
        _if("core_time", facts.minutes_a_month * 12 >= CORE_MINUTES, facts.minutes_a_month * 12 // 60),
        _share("core_experience", facts.experienced, facts.mentors, 1),
    ]


def nhs_gold(facts: StandardFacts) -> list[Check]:
    """Hold a programme against the gold level; it comes on top of the core."""
    return [
        _if("gold_length", facts.months >= 12, facts.months),
        _if("gold_throughout", facts.minutes_a_month > 0, facts.minutes_a_month),
        _if("gold_meetings", is_steady(facts.talks, facts.months), len(facts.talks)),
        _if("gold_time", facts.minutes_a_month * 12 >= GOLD_MINUTES, facts.minutes_a_month * 12 // 60),
        _if("gold_lead", facts.has_owner),
        _units("gold_champion", facts),
    ]


def _units(key: str, facts: StandardFacts) -> Check:
    met = facts.units_in_use > 0 and facts.units_answered_for == facts.units_in_use
    state = State.MET if met else State.NOT_MET
    return Check(key, state, part=facts.units_answered_for, whole=facts.units_in_use)


def emcc(facts: StandardFacts) -> dict[str, list[Check]]:
    """Hold a programme against the six standards."""
    figures = facts.figures
    return {
        "purpose": [
            _if("purpose_written", facts.has_purpose), _if("duties_written", facts.has_duties),
            _if("units_known", facts.units_in_use > 0, facts.units_in_use),
        ],
        "briefing": [
            _figure("trained", figures.get(FigureKey.TRAINED)),
            _share("signed", facts.signed_by_all, facts.pairs), _share("support", facts.supported, facts.mentors),
        ],
        "matching": [
            _if("rules_kept", facts.runs > 0, facts.runs), _built_in("both_influence"), _built_in("may_change"),
            _share("experience", facts.experienced, facts.mentors),
            _figure("matched", figures.get(FigureKey.MATCHED)),
        ],
        "review": [
            _figure("answered", figures.get(FigureKey.ANSWERED)), _built_in("single_pairs"),
            _if("reviewed", facts.reviewed), _unknown("cost_benefit"),
        ],
        "ethics": [_built_in("confidential"), _built_in("not_leader"), _if("union", facts.has_union)],
        "administration": [
            _if("owner", facts.has_owner), _if("hr", facts.has_hr),
            _if("capacity", facts.over_capacity == 0 and facts.mentors > 0, facts.over_capacity),
            _if("promised", facts.minutes_a_month >= LEAST_PROMISED, facts.minutes_a_month),
        ],
    }  # fmt: skip


def response_rate() -> list[Check]:
    """Hold a programme against the rule of answers: its surveys are not here yet."""
    return [_unknown("response_rate")]


def met_of(checks: Sequence[Check]) -> tuple[int, int]:
    """Return how many lines are met, of how many. What cannot be known is not met."""
    return sum(check.state == State.MET for check in checks), len(checks)


def level_of(groups: Mapping[str, Sequence[Check]], *, year_old: bool) -> str:
    """Return «gold», «silver», «bronze» or nothing: the share of all lines, and the least of each standard.

    Nothing before the programme has run through a whole year.
    """
    every = [check for checks in groups.values() for check in checks]
    if not year_old or not every:
        return ""
    total = _part(every)
    least = min(_part(checks) for checks in groups.values())
    return next((name for name, all_, each in LEVELS if total >= all_ and least >= each), "")


def _part(checks: Sequence[Check]) -> float:
    met, of = met_of(checks)
    return met / of if of else 0.0
