"""How long new hires stay, told in four parts: what we see, how certain it is, what we do not know, what it takes.

Counts of ten or a hundred instead of probabilities, and no decimals that the number of people cannot bear.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.employed import Comparison, Followed, answers_from
from mentornett.measurement.rules.grading import (
    SMALLEST,
    SMALLEST_FOR_DECIMALS,
    WIDEST,
    Grade,
)
from mentornett.measurement.rules.landmarked import MISLEADS as LANDMARK_MISLEADS
from mentornett.measurement.rules.landmarked import Landmarked
from mentornett.reports.row_words import Told, about_rows, grouped
from mentornett.statistics.disclosure.primary import LEAST_FOR_PERCENT
from mentornett.statistics.intervals import Interval
from mentornett.statistics.proportions import Estimate
from mentornett.statistics.restricted_mean import RestrictedMean
from mentornett.statistics.retention import Share

GRADES = {
    Grade.DRAWN: gettext_noop("Grade A – the start was drawn by lot"),
    Grade.COMPARED: gettext_noop("Grade B – compared with units that had not started"),
    Grade.BEFORE_AFTER: gettext_noop("Grade C – before and after in the same units"),
    Grade.TOO_FEW: gettext_noop("Grade D – too few to say anything"),
    Grade.DESCRIBED: gettext_noop("No grade – the numbers describe, they do not compare"),
}


def grade_words(grade: Grade) -> str:
    """Return what a grade is called."""
    return _(GRADES[grade])


@dataclass(frozen=True, slots=True)
class Answer:
    """A result in words: its grade and the four fixed parts, each a row of sentences."""

    grade: Grade
    seen: tuple[str, ...]
    certainty: tuple[str, ...]
    unknown: tuple[str, ...]
    needed: tuple[str, ...]

    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return the four parts by names that are the same in all languages."""
        return {"seen": self.seen, "certainty": self.certainty, "unknown": self.unknown, "needed": self.needed}

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the four parts with their titles, in the order they are always told."""
        return tuple((title, self.by_name()[name]) for name, title in part_titles().items())


def part_titles() -> dict[str, str]:
    """Return the titles of the four parts by their names, in the order they are always told."""
    return {
        "seen": _("What we see"), "certainty": _("How certain the number is"), "unknown": _("What we do not know"),
        "needed": _("What it takes to know"),
    }  # fmt: skip


def described(groups: Sequence[Followed], told: Told, interval: Interval = Interval.ROTHMAN_WILSON) -> Answer:
    """Return how long the hires of each group stay, without comparing the groups."""
    shown = [group for group in groups if group.is_shown]
    seen = [sentence for group in groups for sentence in _seen(group)] or [_("There is nobody to count.")]
    certainty = [sentence for group in shown for sentence in _certainty(group)] + _other_interval(interval)
    grade = Grade.DESCRIBED if any(group.shares[0].is_known for group in shown) else Grade.TOO_FEW
    unknown = [_("The numbers do not tell why people stay or leave, or whether a mentor scheme is the reason.")]
    return Answer(grade, tuple(seen), tuple(certainty), (*unknown, *about_rows(told)), _needed(groups, grade))


def _other_interval(interval: Interval) -> list[str]:
    if interval == Interval.ROTHMAN_WILSON:
        return []
    return [_("The ranges are made in another way than usual (%(way)s). In small groups, or where hardly anybody left, "
              "they are too narrow: docs/proof.md shows how often they hold.") % {"way": interval.value}]  # fmt: skip


def compared(comparison: Comparison, told: Told, *, has_own_starts: bool) -> Answer:
    """Return the difference between those hired before and from the start on."""
    after, before = comparison.after, comparison.before
    if comparison.grade == Grade.TOO_FEW:
        seen = tuple(sentence for group in (after, before) for sentence in _seen(group))
        certainty = (range_apart(comparison.differences[0]), too_wide()) if comparison.is_wide else ()
        return Answer(Grade.TOO_FEW, seen, certainty, about_rows(told), _needed((after, before), Grade.TOO_FEW))
    seen = (*_seen(after), *_seen(before))
    unknown = (
        _("The numbers can show that something changed, not that the mentor scheme is the reason."),
        _("The units chose when to start.") if has_own_starts else _("All units started at once."),
        _("Units often start after a bad year, and then the next year is often better anyway."),
        _("Of 100 networks of 12 units in which the scheme does nothing, before and after seem to differ in about 27, "
          "and in more when there are more units."),
        *about_rows(told),
    )  # fmt: skip
    return Answer(comparison.grade, seen, _apart(comparison), unknown, _needed((after, before), comparison.grade))


def landmark_grade(grade: Grade, months: int) -> str:
    """Return the grade of with a mentor against without, from so many months on."""
    if grade == Grade.TOO_FEW:
        return _(GRADES[grade])
    return _("Grade C – with and without a mentor, from %(months)d months on") % {"months": months}


def mentor_words(months: int) -> tuple[str, str]:
    """Return what those with a mentor after so many months are called, and those without."""
    values = {"months": months}
    return _("With a mentor after %(months)d months") % values, _("Without a mentor then") % values


def compared_at_landmark(found: Landmarked, told: Told) -> Answer:
    """Return the difference between those with a mentor at the landmark and those without."""
    comparison, values = found.comparison, {"months": found.at, "gone": found.gone, "n": LANDMARK_MISLEADS}
    first = _("Only those who were still employed after %(months)d months are compared, and the months are counted "
              "from then.") % values  # fmt: skip
    seen = (first, *_seen(comparison.after), *_seen(comparison.before))
    groups = (comparison.after, comparison.before)
    if comparison.grade == Grade.TOO_FEW:
        certainty = (range_apart(comparison.differences[0]), too_wide()) if comparison.is_wide else ()
        return Answer(Grade.TOO_FEW, seen, certainty, about_rows(told), _needed(groups, Grade.TOO_FEW))
    unknown = (
        _("Those with a mentor worked in other units, in other years, and may have wanted other things than those "
          "without. The difference may come from that."),
        _("What the scheme does in the first %(months)d months is not in it.") % values,
        _("Of 100 networks of 12 units in which the scheme does nothing, this comparison seems to show an effect in "
          "about %(n)d, and in more when there are more units.") % values,
        *about_rows(told),
    )  # fmt: skip
    return Answer(comparison.grade, seen, _apart(comparison), unknown, (
        _("Compare those hired before and after the unit's start instead, whether they had a mentor or not: "
          "--start-date or --unit-start-column."), *_needed(groups, comparison.grade)[:1],
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What stands on a picture of curves, and why there is none when the groups are too many."""

    title: str
    description: str
    axis: str
    note: str
    too_many: str


def plot_words(groups: Sequence[Followed], landmark: int = 0) -> PlotWords:
    """Return the words of a picture of how groups stay, from the first day or from so many months after it."""
    values = {"months": landmark}
    only = _("Only those who were still employed after %(months)d months are compared, and the months are counted "
             "from then.") % values  # fmt: skip
    told = " ".join(_still_here(group, group.shares[0], is_first=True) for group in groups)
    return PlotWords(
        title=_("Still employed, month by month"),
        description=told,
        axis=_("Months, counted from %(months)d months after the first day of work") % values
        if landmark
        else _("Months since the first day of work"),
        note=(f"{only} " if landmark else "")
        + _("The lines stop where fewer than 5 are left to follow. The field around a line shows where the true "
               "share probably is. The numbers do not tell why people stay or leave."),
        too_many=_("A picture has room for four groups. Choose fewer."),
    )  # fmt: skip


def no_plot_words() -> str:
    """Return why no picture was written."""
    return _("There is no picture, as there are too few to show anything.")


def nothing_words() -> str:
    """Return what stands in a part of an answer that has nothing to tell."""
    return _("Nothing can be said yet.")


def everyone() -> str:
    """Return what the group is called when there is only one."""
    return _("All")


def after_words() -> str:
    """Return what those hired from the start on are called."""
    return _("Hired after the start")


def before_words() -> str:
    """Return what those hired before the start are called."""
    return _("Hired before the start")


def nobody_words(group: str) -> str:
    """Return that nobody is in one of the two groups, so that there is nothing to compare."""
    return _("Nobody belongs to the group «%(group)s», so there is nothing to compare.") % {"group": group}


def refused_grade() -> str:
    """Return the grade of a comparison that is not made: no number of hires would make it better."""
    return _("Grade D – says nothing: the comparison would mislead")


def refusal() -> tuple[str, ...]:
    """Return why those with a mentor are not compared with those without from the first day, and what can be done."""
    return (
        _("This comparison is not made: it would mislead."),
        _("Those who leave in the first weeks never get a mentor. Therefore those who had a mentor seem to stay "
          "longer, even when the scheme does nothing: with 12 units, this comparison «shows» an effect in 66 of 100 "
          "cases where there is none, and with more units in still more."),
        _("Compare those hired before and after the unit's start instead, whether they had a mentor or not: "
          "--start-date or --unit-start-column."),
    )  # fmt: skip


def _seen(group: Followed) -> list[str]:
    if not group.is_shown:
        return [_("%(name)s: too few hires to show numbers (fewer than %(least)d).") % {
            "name": group.name, "least": SMALLEST,
        }]  # fmt: skip
    sentences = [_still_here(group, share, is_first=not at) for at, share in enumerate(group.shares)]
    return sentences + [_ways(group, at) for at, share in enumerate(group.shares) if group.ways and share.is_known]


def _ways(group: Followed, at: int) -> str:
    values = {"name": group.name, "months": int(group.shares[at].time)}
    for way, word in ((SpellEnd.LEFT, "left"), (SpellEnd.MOVED, "moved")):
        share = group.ways[way][at]
        values |= {
            word: _of_many(share.share, group.hires), f"{word}_low": _number(share.low, group.hires),
            f"{word}_high": _number(share.high, group.hires),
        }  # fmt: skip
    return _("%(name)s, %(months)d months: about %(left)s had left the municipality (probably %(left_low)s to "
             "%(left_high)s), and %(moved)s had moved to another unit in it (probably %(moved_low)s to "
             "%(moved_high)s). Both have left the unit.") % values  # fmt: skip


def _still_here(group: Followed, share: Share, *, is_first: bool) -> str:
    values = {"name": group.name, "n": grouped(group.hires), "months": int(share.time)}
    if not share.is_known:
        values["when"] = formats.date_format(answers_from(group, int(share.time)), "F Y")
        return _("%(name)s: nobody has been observed for %(months)d months. Earliest answer: %(when)s.") % values
    if group.is_counted and is_first:
        values |= {"stayed": grouped(round(share.share * group.hires)), "part": _of_many(share.share, group.hires)}
        if group.hires < LEAST_FOR_PERCENT:
            return _("%(name)s: of %(n)s hires, %(stayed)s were still employed after %(months)d months.") % values
        return (
            _("%(name)s: of %(n)s hires, %(stayed)s were still employed after %(months)d months (%(part)s).") % values
        )
    values["part"] = _of_many(share.share, group.hires)
    return _("%(name)s: of %(n)s hires, about %(part)s are still employed after %(months)d months.") % values


def _certainty(group: Followed) -> list[str]:
    sentences = []
    for share in group.shares:
        if share.is_known:
            low, high = (_number(end, group.hires) for end in (share.low, share.high))
            values = {
                "name": group.name, "months": int(share.time), "low": low, "high": _of_many(share.high, group.hires),
                "at_risk": grouped(round(share.at_risk)),
            }  # fmt: skip
            if math.isnan(share.low):
                told = _("%(name)s, %(months)d months: no range can be made in this way. "
                         "%(at_risk)s were still employed and followed then.")  # fmt: skip
            elif low == high:
                told = _("%(name)s, %(months)d months: probably %(high)s. "
                         "%(at_risk)s were still employed and followed then.")  # fmt: skip
            else:
                told = _("%(name)s, %(months)d months: probably between %(low)s and %(high)s. "
                         "%(at_risk)s were still employed and followed then.")  # fmt: skip
            sentences.append(told % values)
    if group.mean:
        sentences.append(_mean(group, group.mean))
    return sentences


def _mean(group: Followed, found: RestrictedMean) -> str:
    places = 1 if group.hires >= SMALLEST_FOR_DECIMALS else 0
    values = {"name": group.name, "horizon": int(found.horizon), "mean": _decimals(found.mean, places)}
    if math.isnan(found.low):
        return _("%(name)s: %(mean)s months in the job out of the first %(horizon)d.") % values
    values |= {"low": _decimals(max(found.low, 0), places), "high": _decimals(min(found.high, found.horizon), places)}
    if values["low"] == values["high"]:
        return _("%(name)s: on average %(mean)s months in the job out of the first %(horizon)d.") % values
    return _("%(name)s: on average %(mean)s months in the job out of the first %(horizon)d "
             "(probably between %(low)s and %(high)s).") % values  # fmt: skip


def _apart(comparison: Comparison) -> tuple[str, ...]:
    sentences = []
    for share, apart in zip(comparison.after.shares, comparison.differences, strict=True):
        if math.isnan(apart.value):
            continue
        sentences.append(
            _("After %(months)d months the difference is %(points)s.")
            % {"months": int(share.time), "points": points_apart(apart.value)}
        )
        sentences += [range_apart(apart), chance_of(apart)]
    return tuple(sentences)


def range_apart(apart: Estimate) -> str:
    """Return between which differences the true one probably is."""
    low, high = round(apart.low * 100), round(apart.high * 100)
    values = {"low": min(abs(low), abs(high)), "high": max(abs(low), abs(high))}
    if low >= 0:
        return _("The true difference is probably between %(low)d and %(high)d percentage points.") % values
    if high <= 0:
        return _("The true difference is probably between %(low)d and %(high)d percentage points lower.") % values
    values = {"low": -low, "high": high}
    return _("The true difference is probably between %(low)d percentage points lower and %(high)d higher.") % values


def too_wide() -> str:
    """Return why a difference whose range is known is no answer."""
    return _("A range wider than %(points)d percentage points says too little to be an answer.") % {
        "points": round(100 * WIDEST),
    }  # fmt: skip


def chance_of(apart: Estimate) -> str:
    """Return whether chance alone may be the reason."""
    if apart.low <= 0 <= apart.high:
        return _("It may well be chance. That does not mean that nothing has changed.")
    return _("Chance alone hardly explains it.")


def points_apart(value: float) -> str:
    """Return a difference in whole percentage points, in words when it is downwards."""
    points = round(abs(value) * 100)
    if value < 0 and points:
        return ngettext("%(n)d percentage point lower", "%(n)d percentage points lower", points) % {"n": points}
    return ngettext("%(n)d percentage point", "%(n)d percentage points", points) % {"n": points}


def _needed(groups: Sequence[Followed], grade: Grade) -> tuple[str, ...]:
    if grade == Grade.TOO_FEW:
        return (_("More hires, or a longer time. Together with other municipalities the answer comes sooner."),)
    return (
        _("Draw lots for the order when the scheme comes to more units."),
        _("With 20 units and 8 hires a year in each, an improvement of 20 percentage points is found in about 7 of 10 "
          "cases."),
    )  # fmt: skip


def _of_many(share: float, size: int) -> str:
    many = size if size < LEAST_FOR_PERCENT else 100
    return _("%(part)s of %(many)d") % {"part": _number(share, size), "many": many}


def _number(share: float, size: int) -> str:
    if math.isnan(share):
        return ""
    return str(round(share * (size if size < LEAST_FOR_PERCENT else 100)))


def _decimals(value: float, places: int) -> str:
    return formats.number_format(round(value, places), decimal_pos=places)
