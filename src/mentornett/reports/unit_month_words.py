"""What figures per unit and month say when units start, in the four parts of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentornett.measurement.rules.grading import LEAST_UNITS, Grade
from mentornett.measurement.rules.unit_months import (
    FALSE_ALARMS,
    LEAST_FOR_LATER,
    MISLEADS,
    Figures,
    Interruption,
    Method,
    MonthsApart,
    is_permuted,
)
from mentornett.reports.effect_words import DETECTABLE, drawn_words, draws_words, more_units, self_chosen
from mentornett.reports.employed_words import Answer, chance_of
from mentornett.reports.row_words import grouped
from mentornett.reports.series_words import month_words
from mentornett.statistics.effect.answering import Coefficient, Reason
from mentornett.statistics.effect.interrupted import LEAST, Interrupted
from mentornett.statistics.effect.panel import DifferenceInDifferences
from mentornett.statistics.proportions import Estimate

ALIKE = 0.05
PARTS = ((0, 6), (6, 12), (12, 24))  # months since the start that are told of together

REASONS = {
    Reason.NO_DATA: gettext_noop("There are no figures to compare."),
    Reason.ONE_UNIT: gettext_noop("There is only one unit, so there is nothing to compare with."),
    Reason.NEVER_STARTED: gettext_noop("There are no figures from after a start."),
    Reason.NO_UNTREATED: gettext_noop("There are no figures from before a start."),
    Reason.NO_COMPARISON: gettext_noop("At no time had some units started and others not."),
    Reason.SEPARATED: gettext_noop("Before or after the start there is nothing but 0, so nothing can be compared."),
}


def told_of_months(found: MonthsApart, figures: Figures, called: str, known: Sequence[str], protocol: str) -> Answer:
    """Return the answer of units beside each other; `known` tells about the file, `protocol` of the draw."""
    effect = found.effect
    if effect is None:
        return Answer(Grade.TOO_FEW, _too_few(found), (), tuple(known), _more(found))
    is_drawn = found.grade == Grade.DRAWN
    unknown = (
        drawn_words(protocol) if is_drawn else self_chosen(found.was_alike, found.units, FALSE_ALARMS[found.method])
    )
    needed = _("Draw lots for the order when the scheme comes to more units.")
    return Answer(
        found.grade, _seen(found, effect, called), _certainty(found, effect), (*unknown, *known),
        (more_months(),) if is_drawn else (needed,),
    )  # fmt: skip


def more_months() -> str:
    """Return what makes an answer more certain."""
    return _("More units, or more months. Together with other municipalities the answer comes sooner.")


def other_method_words() -> str:
    """Return that an interrupted series is for those who have nothing to compare with."""
    return _("The units started at different times, so they can be compared with each other, which says more than "
             "before and after. Ask with --method did.")  # fmt: skip


def plot_words() -> dict[str, str]:
    """Return what stands on the pictures."""
    return {
        "start": _("The start."), "start_of_months": _("The start. Under the chart stand the months since it."),
        "no_difference": _("No difference"),
        "expected": _("What the months before point to"),
    }  # fmt: skip


def too_many_months_words() -> str:
    """Return that a month of the file must be wrong."""
    return _("There are more than 50 years between the first month and the last. Look for a month that is wrong.")


def _too_few(found: MonthsApart) -> tuple[str, ...]:
    if found.reason is not None:
        return (_(REASONS[found.reason]),)
    if found.units < LEAST_UNITS:
        return (
            _("There are fewer than %(least)d units. With so few it is not known how certain a number would be, so "
              "none is given.") % {"least": LEAST_UNITS},
        )  # fmt: skip
    return (
        _("There are too few ways in which the units could have started for chance to be ruled out, so no number is "
          "given."),
    )  # fmt: skip


def _more(found: MonthsApart) -> tuple[str, ...]:
    if found.reason == Reason.NO_COMPARISON:
        return (
            _("Let units start at different times, in a drawn order. Until then, «--method interrupted» can show "
              "before and after."),
        )  # fmt: skip
    return (more_units(),) if found.reason is None else (more_months(),)


def _seen(found: MonthsApart, effect: DifferenceInDifferences, called: str) -> tuple[str, ...]:
    drawn = _("The units started in a drawn order.")
    compared = _("Compared with units that had not started, in the same month.")
    values = {"units": effect.units, "started": effect.started, "months": grouped(effect.months_after)}
    return (
        _on_average(effect, called),
        drawn if found.grade == Grade.DRAWN else compared,
        *_by_time(effect),
        _("This builds on %(units)d units. %(started)d of them have figures from after the start that can be compared, "
          "%(months)s in all.") % values,
    )  # fmt: skip


def _on_average(effect: DifferenceInDifferences, called: str) -> str:
    told = effect.effect
    if _is_nought(told.value, told):
        return _("After the start, «%(called)s» is on average about as without it.") % {"called": called}
    return _("After the start, «%(called)s» is on average %(apart)s than without it.") % {
        "called": called, "apart": _apart(told.value, told),
    }  # fmt: skip


def _by_time(effect: DifferenceInDifferences) -> tuple[str, ...]:
    """Return how large the difference is as time goes, when there is more than one stretch of time."""
    said = []
    for first, last in PARTS:
        steps = [step for step in effect.by_month if first <= step.month < last]
        units = sum(step.units for step in steps)
        if units:
            value = sum(step.value * step.units for step in steps) / units
            apart = _("no difference") if _is_nought(value, effect.effect) else _apart(value, effect.effect)
            said.append(_("%(first)d–%(last)d months after the start: %(apart)s.") % {
                "first": first, "last": last - 1, "apart": apart,
            })  # fmt: skip
    return tuple(said) if len(said) > 1 else ()


def _certainty(found: MonthsApart, effect: DifferenceInDifferences) -> tuple[str, ...]:
    told = effect.effect
    apart = Estimate(told.value, told.low, told.high)
    least = _number(DETECTABLE * (told.high - told.low) / 2, told)
    lines = [range_words(told)]
    if found.grade == Grade.DRAWN:
        lines += draws_words(told.p if is_permuted(found) else None, apart, least)
    else:
        lines += [chance_of(apart)]
    if found.method == Method.CALLAWAY_SANTANNA:
        lines += [
            _("This way leans on the last month before each start alone, so its range is wider. It is a check of "
              "«--method did», which is the main answer."),
        ]  # fmt: skip
    if is_permuted(found) and _by_time(effect):
        lines += [_("How certain the numbers for parts of the time are, is not known.")]
    return tuple(lines)


def told_of_interruption(found: Interruption, figures: Figures, called: str, known: Sequence[str]) -> Answer:
    """Return the answer of one series with nothing beside it."""
    change = found.change
    if change is None:
        return Answer(Grade.TOO_FEW, (_why_too_few(found),), (), tuple(known), _needed_for_series(found))
    is_counted = found.is_counted
    values = {
        "month": month_words(figures.month(found.start)), "called": called, "apart": _changed(change.level, is_counted),
    }  # fmt: skip
    seen = (
        _("From %(month)s on, «%(called)s» is %(apart)s than the months before pointed to.") % values,
        *_a_year_later(change, is_counted),
        _("This builds on %(n)d months. The time of year is taken into account.") % {"n": change.points},
    )
    unknown = (
        _("The numbers can show that something changed, not that the mentor scheme is the reason."),
        _("Whatever else happened at the same time is in the number too."),
        _("Units often start after a bad year, and then the next year is often better anyway."),
        *known,
    )  # fmt: skip
    return Answer(found.grade, seen, _certainty_of_change(change, is_counted), unknown, (
        _("Draw lots for the order when the scheme comes to more units."),
    ))  # fmt: skip


def _a_year_later(change: Interrupted, is_counted: bool) -> tuple[str, ...]:
    if change.points < LEAST_FOR_LATER:
        return ()
    later = _changed(change.after_a_year, is_counted)
    told = range_words(_as_shown(change.after_a_year, is_counted), is_counted)
    return (_("A year later it is %(apart)s. %(range)s") % {"apart": later, "range": told},)


def _why_too_few(found: Interruption) -> str:
    if found.reason == Reason.TOO_FEW_POINTS:
        return _("There are fewer than %(least)d months before the start, or from it on.") % {"least": LEAST}
    return _(REASONS[found.reason or Reason.NO_DATA])


def _needed_for_series(found: Interruption) -> tuple[str, ...]:
    if found.reason == Reason.TOO_FEW_POINTS:
        return (_("At least %(least)d months on each side of the start.") % {"least": LEAST},)
    return (more_months(),)


def _certainty_of_change(change: Interrupted, is_counted: bool) -> tuple[str, ...]:
    level = _as_shown(change.level, is_counted)
    is_apart = not level.low <= 0 <= level.high
    seldom = _("A change may be seen that is not there: of 100 series in which nothing happens, this way of counting "
               "sees one in up to %(n)d.") % {"n": MISLEADS}  # fmt: skip
    chance = seldom if is_apart else chance_of(Estimate(level.value, level.low, level.high))
    lines = [range_words(level, is_counted), chance]
    if change.autocorrelation.p <= ALIKE:
        lines += [_("Months that follow each other are more alike than this way of counting takes into account, so the "
                    "range is probably too narrow.")]  # fmt: skip
    return tuple(lines)


def _as_shown(one: Coefficient, is_counted: bool) -> Coefficient:
    """Return a change as people read it: of counts in per cent."""
    if not is_counted:
        return one
    found = one.mapped(lambda log: 100 * (exp(min(log, 20)) - 1))
    return Coefficient(found.value, found.low, found.high, one.se, one.df, one.p)


def _changed(one: Coefficient, is_counted: bool) -> str:
    shown = _as_shown(one, is_counted)
    return _apart(shown.value, shown, is_counted)


def _apart(value: float, of: Coefficient, is_counted: bool = False) -> str:
    values = {"n": _number(abs(value), of) + (" %" if is_counted else "")}
    return _("%(n)s lower") % values if value < 0 else _("%(n)s higher") % values


def range_words(told: Coefficient, is_counted: bool = False) -> str:
    """Return between which differences the true one probably is."""
    unit = " %" if is_counted else ""
    low, high = (_number(abs(end), told) for end in (told.low, told.high))
    if told.low >= 0:
        return _("The true difference is probably between %(low)s and %(high)s higher.") % {
            "low": low, "high": high + unit,
        }  # fmt: skip
    if told.high <= 0:
        return _("The true difference is probably between %(low)s and %(high)s lower.") % {
            "low": high, "high": low + unit,
        }  # fmt: skip
    return _("The true difference is probably between %(low)s lower and %(high)s higher.") % {
        "low": low + unit, "high": high + unit,
    }  # fmt: skip


def _is_nought(value: float, of: Coefficient) -> bool:
    return round(value, _places(of)) == 0


def _number(value: float, of: Coefficient) -> str:
    """Return a number with as many decimals as its range bears."""
    places = _places(of)
    return formats.number_format(round(value, places), decimal_pos=places)


def _places(of: Coefficient) -> int:
    span = of.high - of.low
    return 0 if span >= 20 else 1 if span >= 2 else 2
