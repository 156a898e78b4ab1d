"""How the starting point is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentornett.core.text import search_key
from mentornett.core.time import add_months, date_words
from mentornett.measurement import rules
from mentornett.measurement.models import Baseline, BaselineHire
from mentornett.measurement.queries.spells import not_seen_before, works_of_hired
from mentornett.measurement.rules.baselines import MONTHS, BaselineCount, counted, is_too_early, may_be_told
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.spells import Work, municipality_spells, still_here_after
from mentornett.mentoring.models import Employment, Programme


@dataclass(frozen=True)
class BaselineLine:
    """Somebody who is counted, and whether twelve months have passed."""

    hire: BaselineHire
    name: str  # empty when it was deleted as the count was finished
    too_early: bool
    today: date

    @property
    def who(self) -> str:
        """The name, or what tells somebody without one from the others."""
        return self.name or f"{self.hire.unit_name} {date_words(self.hire.starts, self.today, weekday=False)}".strip()


@dataclass(frozen=True)
class BeforeAndNow:
    """Both counts in a sentence, and the one since the start by itself, with the days of hire that it counts.

    `grade` is that of the difference.
    """

    sentence: str
    figure: rules.Figure
    count: BaselineCount
    first: date
    last: date
    grade: Grade

    @property
    def words(self) -> str:
        """The count since the start with its percentage, where there is one."""
        return f"{self.figure.main} ({self.figure.note})" if self.figure.note else self.figure.main


class Hired(NamedTuple):
    """The work with which somebody began in the municipality, and whether they were still here after a year."""

    work: Work
    answer: str


@dataclass(frozen=True)
class Found:
    """Somebody of the register who belongs in the count, and what the register knows."""

    employment: Employment
    answer: str


def hires_of(baseline: Baseline) -> QuerySet[BaselineHire]:
    """Return everybody who is counted: first those without an answer, of these last the ones it is too early to ask."""
    rows = baseline.hires.select_related("employment__person").annotate(open=Q(answer=""))
    return rows.order_by("-open", "starts", "pk")


def lines_of(hires: Iterable[BaselineHire], today: date) -> list[BaselineLine]:
    """Return some who are counted, ready to show."""
    return [
        BaselineLine(
            row, row.employment.person.name if row.employment else row.label,
            not row.answer and is_too_early(row.starts, today), today,
        )
        for row in hires
    ]  # fmt: skip


def count_of(baseline: Baseline) -> BaselineCount:
    """Return the count as it stands: of the answers while it is open, else as it was closed."""
    if baseline.closed_at is None:
        return counted(baseline.hires.values_list("answer", flat=True))
    return BaselineCount(baseline.hired or 0, baseline.still_here or 0, baseline.unknown or 0, 0)


def without_unknown(count: BaselineCount) -> str:
    """Return between what the figure lies, whatever became of those of whom it is not known; "" when all are known."""
    if not count.unknown or not count.hired:
        return ""
    values = {"least": count.still_here, "most": count.still_here + count.unknown, "all": count.hired + count.unknown}
    return _("Those of whom it is not known are left out. Had all of them stayed, it would be %(most)d of %(all)d; had "
             "all left, %(least)d of %(all)d.") % values  # fmt: skip


def figure_of(count: BaselineCount, *, persons_known: bool) -> rules.Figure:
    """Return the count as figures; for those who know no persons only when enough stand behind it."""
    if not persons_known and not may_be_told(count.hired, count.still_here):
        return rules.Figure(_("Too few to show"), is_known=False)
    language = (get_language() or "nb")[:2]
    value = rules.Value(numerator=Decimal(count.still_here), denominator=Decimal(count.hired))
    return rules.figure(rules.Measure("", "share"), value if count.hired else rules.Value(), language)


def hired_between(programme: Programme, first: date, last: date, today: date) -> list[Hired]:
    """Return those hired in a time whom the programme would have followed, with what the register knows of them."""
    works = works_of_hired(programme.municipality_id or 0, first, last)
    began = {(work.person, work.starts): work for work in works}
    wanted = {search_key(name) for name in programme.professions}
    found = []
    for spell in municipality_spells(works, today):
        work = began[spell.person, spell.starts]
        if not first <= spell.starts <= last or (wanted and search_key(work.profession) not in wanted):
            continue
        if programme.includes_temporary or not work.temporary:
            found.append(Hired(work, still_here_after(spell, MONTHS, today) or ""))
    return found


def found_in_register(programme: Programme, hired_from: date, hired_to: date, today: date) -> list[Found]:
    """Do the same with the rows of the register."""
    rows = Employment.objects.filter(municipality=programme.municipality_id, starts__range=(hired_from, hired_to))
    known = {(row.person_id, row.starts): row for row in rows.select_related("person", "unit")}
    hired = hired_between(programme, hired_from, hired_to, today)
    return [Found(known[one.work.person, one.work.starts], one.answer) for one in hired]


def seen_from(baseline: Baseline) -> date | None:
    """Return the day before which those who left are not in the register; None when it holds them all."""
    return not_seen_before(baseline.municipality_id or 0, baseline.hired_from, baseline.hired_to)


def count_since(programme: Programme, today: date) -> BaselineCount:
    """Count those hired since the start for whom twelve months have passed, as the register has them."""
    return counted(one.answer for one in hired_between(programme, programme.starts, add_months(today, -MONTHS), today))


def before_and_now(baseline: Baseline, today: date) -> BeforeAndNow | None:
    """Return the starting point beside the count since the start; None when one of them is empty.

    For those who know the persons: the count moves by one as each year passes, and two days would tell of one person.
    """
    before, now = count_of(baseline), count_since(baseline.programme, today)
    if not before.hired or not now.hired:
        return None
    language = (get_language() or "nb")[:2]
    left = next(each for each in rules.SUGGESTIONS if each.key == "left")
    measure = rules.Measure(
        "", "share", before=_left(before), now=_left(now), unit_text=left.unit[language], per_text=left.per[language]
    )
    first, last = baseline.programme.starts, add_months(today, -MONTHS)
    told = " ".join(filter(None, (rules.sentence(measure, language), rules.certainty(measure, language))))
    return BeforeAndNow(told, figure_of(now, persons_known=True), now, first, last, rules.change_grade(measure))


def _left(count: BaselineCount) -> rules.Value:
    return rules.Value(numerator=Decimal(count.hired - count.still_here), denominator=Decimal(count.hired))


def baseline_of(programme: Programme) -> Baseline | None:
    """Return the programme's starting point, open or closed."""
    return Baseline.objects.filter(programme=programme).select_related("programme", "municipality").first()


def without_baseline(programmes: Iterable[Programme]) -> dict[int, bool]:
    """Return the programmes whose starting point is not counted, each with whether somebody has begun."""
    wanted = {row.pk for row in programmes}
    done = dict(Baseline.objects.filter(programme__in=wanted).values_list("programme", "closed_at"))
    return {programme: programme in done for programme in sorted(wanted) if done.get(programme) is None}


def with_progress(rows: QuerySet[Baseline]) -> QuerySet[Baseline]:
    """Return starting points with how many are counted, and how many of them have an answer."""
    return rows.annotate(lines=Count("hires"), answered=Count("hires", filter=~Q(hires__answer="")))
