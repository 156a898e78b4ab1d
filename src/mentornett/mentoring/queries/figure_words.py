"""Figures in words: the value, what it is of, and how it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.queries.figures import Counting
from mentornett.mentoring.rules.figures import Figure
from mentornett.statistics.disclosure.primary import LEAST, LEAST_FOR_PERCENT

IN_DAYS = frozenset({FigureKey.DAYS_TO_MENTOR, FigureKey.DAYS_TO_TALK})
NO_SHARE = IN_DAYS | {FigureKey.LOAD}


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One row of the table of figures."""

    key: str
    label: str
    value: str
    of: str
    definition: str
    is_shown: bool


def table_of(counting: Counting) -> list[FigureWords]:
    """Write the figures of a programme; what may not be shown says so."""
    days = counting.programme.first_talk_days
    return [_row(figure, days) for figure in counting.figures]


def _row(figure: Figure, days: int) -> FigureWords:
    key = FigureKey(figure.key)
    value, of = _shown(figure) if figure.is_shown else (_too_few(figure), "")
    return FigureWords(key.value, str(key.label), value, of, _definition(key) % {"days": days}, figure.is_shown)


def _shown(figure: Figure) -> tuple[str, str]:
    if figure.key not in NO_SHARE and figure.whole < LEAST_FOR_PERCENT:
        return _of(figure), ""
    return _value(figure), _of(figure)


def _too_few(figure: Figure) -> str:
    if figure.whole == 0:
        return gettext("Nothing to count yet")
    return gettext("Too few: fewer than %(least)s people") % {"least": LEAST}


def _value(figure: Figure) -> str:
    if figure.key in IN_DAYS:
        days = figure.value or 0
        return ngettext("%(n)s day", "%(n)s days", 1 if days == 1 else 2) % {"n": number_format(days, _decimals(days))}
    if figure.key == FigureKey.LOAD:
        return str(number_format(figure.value or 0, 1))
    return gettext("%(n)s%%") % {"n": round(100 * figure.share)}


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def _of(figure: Figure) -> str:
    values = {"part": figure.part, "whole": figure.whole, "people": figure.people}
    texts = {
        FigureKey.DAYS_TO_MENTOR: gettext("median of %(part)s; %(whole)s began"),
        FigureKey.DAYS_TO_TALK: gettext("median of %(part)s; %(whole)s pairs began"),
        FigureKey.ANSWERED: gettext("%(part)s of %(whole)s talks, %(people)s new hires"),
        FigureKey.HELD: gettext("%(part)s of %(whole)s talks, %(people)s new hires"),
        FigureKey.LOAD: gettext("%(part)s mentees, %(whole)s mentors"),
        FigureKey.TRAINED: gettext("%(part)s of %(whole)s mentors with mentees"),
        FigureKey.UNITS: gettext("%(part)s of %(whole)s units"),
        FigureKey.FIRST_TALK: gettext("%(part)s of %(whole)s pairs"),
    }
    return texts.get(figure.key, gettext("%(part)s of %(whole)s new hires")) % values


def _definition(key: FigureKey) -> str:
    return {
        FigureKey.MATCHED: gettext(
            "Of those whom the programme follows today and who have begun: how many have a mentor, now or arranged."
        ),
        FigureKey.COVERED: gettext(
            "Of those who began in the last twelve months and whom the programme is for, followed or not: how many "
            "have got a mentor. Who only changed unit is not counted as new."
        ),
        FigureKey.DAYS_TO_MENTOR: gettext(
            "Days from the first day of work to the first day with a mentor; a mentor before that counts as 0. Those "
            "who still wait are not in the median, which is why both numbers stand here."
        ),
        FigureKey.DAYS_TO_TALK: gettext(
            "Days from the first day of the pair to the first talk that was held, without days away, for pairs that "
            "began in the last twelve months. Pairs without a talk yet are not in the median."
        ),
        FigureKey.FIRST_TALK: gettext(
            "Of the pairs that began in the last twelve months and have had more than %(days)s days, or a talk: how "
            "many held the first talk within %(days)s days."
        ),
        FigureKey.ANSWERED: gettext(
            "Of the talks with the mentor whose last day was in the last twelve months: for how many somebody has said "
            "«held» or «not held»."
        ),
        FigureKey.HELD: gettext(
            "Of the talks with the mentor whose last day was in the last twelve months: how many are noted as held. A "
            "talk without an answer counts as not held."
        ),
        FigureKey.LOAD: gettext("Mentees for each mentor who has any, now or arranged. Substitutes are not counted."),
        FigureKey.TRAINED: gettext("Of the mentors who have mentees: how many have completed the mentor training."),
        FigureKey.UNITS: gettext(
            "Units in which the programme is rolled out or in operation, of those it is relevant for."
        ),
    }[key]
