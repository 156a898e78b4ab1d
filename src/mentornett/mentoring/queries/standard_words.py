"""The score card in words: each line in our own words, what it was found in, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.mentoring.queries.figures import Counting
from mentornett.mentoring.queries.standard_texts import CRITERIA, EVIDENCE, HELP, WHERE
from mentornett.mentoring.rules import standards as rules
from mentornett.mentoring.rules.standards import Check, StandardFacts, State

STATES = {State.MET: _("Met"), State.NOT_MET: _("Not met"), State.UNKNOWN: _("Cannot be known from the data")}
TONES = {State.MET: "success", State.NOT_MET: "warning", State.UNKNOWN: "neutral"}
LEVELS = {"gold": _("Gold"), "silver": _("Silver"), "bronze": _("Bronze")}


@dataclass(frozen=True, slots=True)
class LineWords:
    """One line of the score card. `where` names the page its evidence comes from, if there is one."""

    key: str
    criterion: str
    state: str
    tone: str
    evidence: str
    help: str
    where: str


@dataclass(frozen=True, slots=True)
class StandardWords:
    """One standard, or one part of one: where it comes from, and how much of it is met."""

    title: str
    source: str
    lines: list[LineWords]
    met: int
    of: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The whole card."""

    parts: list[StandardWords]
    emcc_level: str
    emcc_met: int
    emcc_of: int
    year_old: bool


def score_card(facts: StandardFacts, counting: Counting) -> ScoreCard:
    """Write the card of a programme."""
    groups = rules.emcc(facts)
    titles, nhs = _emcc_titles(), gettext("NHS England, National Preceptorship Model for nursing, 2022")
    isms = gettext("EMCC Global, standards of the ISMCP award, as published on emccglobal.org")
    ancc = gettext("ANCC, Practice Transition Accreditation Program, answers to questions about it")
    parts = [
        _part(gettext("NHS, core"), nhs, rules.nhs_core(facts)),
        _part(gettext("NHS, gold (comes on top of the core)"), nhs, rules.nhs_gold(facts)),
        *(_part(titles[name], isms, checks) for name, checks in groups.items()),
        _part(gettext("Answers to surveys"), ancc, rules.response_rate()),
    ]
    met, of = rules.met_of([check for checks in groups.values() for check in checks])
    level = rules.level_of(groups, year_old=facts.year_old)
    return ScoreCard(parts, str(LEVELS[level]) if level else "", met, of, facts.year_old)


def _emcc_titles() -> dict[str, str]:
    return {
        "purpose": gettext("EMCC 1: clear purpose"), "briefing": gettext("EMCC 2: training and briefing"),
        "matching": gettext("EMCC 3: selection and matching"), "review": gettext("EMCC 4: measuring and review"),
        "ethics": gettext("EMCC 5: ethics"), "administration": gettext("EMCC 6: administration and support"),
    }  # fmt: skip


def _part(title: str, source: str, checks: Sequence[Check]) -> StandardWords:
    met, of = rules.met_of(checks)
    unknown = sum(check.state == State.UNKNOWN for check in checks)
    return StandardWords(title, source, [_line(check) for check in checks], met, of, unknown)


def _line(check: Check) -> LineWords:
    return LineWords(
        check.key, str(CRITERIA[check.key]), str(STATES[check.state]), TONES[check.state], _evidence(check),
        str(HELP.get(check.key, "")) if check.state != State.MET else "", WHERE.get(check.key, ""),
    )  # fmt: skip


def _evidence(check: Check) -> str:
    values = {"n": check.number, "part": check.part, "whole": check.whole}
    if check.whole:
        share = round(100 * (check.part or 0) / check.whole)
        return gettext("%(part)s of %(whole)s (%(share)s%%)") % (values | {"share": share})
    text = EVIDENCE.get(check.key)
    if text:
        return str(text) % values
    if check.state == State.UNKNOWN:
        return gettext("Fewer than five people, or nothing to count yet.")
    return gettext("Yes") if check.state == State.MET else gettext("No")
