"""What a chart over time shows, in the four parts of every answer: a change, or the usual ups and downs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mentornett.core.time import add_months
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.over_time import Row, months_to_wait
from mentornett.reports.employed_words import Answer
from mentornett.statistics.series.chance import false_alarms, has_long_run
from mentornett.statistics.series.judging import Assurance, Better, Mark, assurance, now
from mentornett.statistics.series.points import LEAST, LEAST_FROZEN, Chart, Kind, Missing, Rule, Signal


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with the points it was made of, which way is better, and until when its baseline goes.

    `start` is the day from which a scheme was in use. With a baseline until then the chart compares before and after.
    `target` is the goal, on the scale of the chart's values.
    """

    chart: Chart
    row: Row
    better: Better
    baseline_until: date | None = None
    start: date | None = None
    target: float | None = None

    def label(self, at: int) -> str:
        """Return what a point is called."""
        point = self.row.points[at]
        if self.row.step == 1:
            return _written(point.starts, "F Y", get_language())
        if self.row.step == 3 and not point.label:
            return _("quarter %(quarter)d of %(year)d") % _quarter(point.starts)
        return point.label or _written(point.starts, "j. F Y", get_language())

    def short_label(self, at: int) -> str:
        """Return what a point is called under the axis."""
        return short_words(self.row.points[at].starts, self.row.step)


def short_words(day: date, step: int) -> str:
    """Return a quarter or a month as short as it can be said."""
    return _("Q%(quarter)d %(short)02d") % _quarter(day) if step == 3 else month_words(day)


def month_words(day: date) -> str:
    """Return a month as short as it can be said."""
    language = get_language()
    return _written(day, "M y" if (language or "").startswith("en") else "b y", language)


@lru_cache(maxsize=10_000)
def _written(day: date, pattern: str, _language: str | None) -> str:
    """Write a date in the language in force. A chart names hundreds of points, and each page draws the same ones."""
    return formats.date_format(day, pattern)


def _quarter(day: date) -> dict[str, int]:
    return {"quarter": (day.month + 2) // 3, "year": day.year, "short": day.year % 100}


def told_of_chart(shown: Shown) -> Answer:
    """Return the answer. Without lines there is nothing that can be said."""
    if shown.chart.missing is not None:
        certainty = (_("There is no usual level to hold the numbers against yet."),)
        unknown = (_("That nothing can be said does not mean that nothing has changed."), *_about_points(shown))
        return Answer(Grade.TOO_FEW, _without_lines(shown), certainty, unknown, _needed_for_lines(shown))
    needed = (_("Write down what happened at that time, and compare with units where it did not happen."),)
    if shown.start and shown.baseline_until:
        return Answer(
            Grade.BEFORE_AFTER, _seen(shown), _certainty(shown), (*not_the_reason(), *_about_points(shown)),
            (*needed, _("Draw lots for the order when the scheme comes to more units.")),
        )  # fmt: skip
    unknown = (_("The numbers can show that something changed, not why."), *_without_baseline(shown))
    return Answer(Grade.DESCRIBED, _seen(shown), _certainty(shown), (*unknown, *_about_points(shown)), needed)


def not_the_reason() -> tuple[str, ...]:
    """Return what before and after can never tell."""
    return (
        _("The numbers can show that something changed, not that the mentor scheme is the reason."),
        _("Units often start after a bad year, and then the next year is often better anyway."),
    )


def _without_baseline(shown: Shown) -> tuple[str, ...]:
    """Return why the time before the start is not held against the time after it."""
    if shown.start is None or all(point.starts < shown.start for point in shown.row.points):
        return ()
    known = sum(point.value is not None for point in shown.row.points if point.starts < shown.start.replace(day=1))
    values = {"n": known, "least": LEAST_FROZEN, "when": formats.date_format(shown.start, "F Y")}
    if shown.row.step != 1:
        return (
            _("It takes %(least)d numbers from before the start in %(when)s to compare with them, and %(n)d are known. "
              "The usual level is therefore that of all numbers.") % values,
        )  # fmt: skip
    return (
        _("It takes %(least)d months before the start in %(when)s to compare with them, and %(n)d are known. The usual "
          "level is therefore that of all months.") % values,
    )  # fmt: skip


def plot_title() -> str:
    """Return the title of the picture."""
    return _("Over time")


def too_many_words() -> str:
    """Return that more is counted than there is."""
    return _("In one of the periods the numerator is larger than the denominator: choose --kind u for rates.")


def below_zero_words() -> str:
    """Return that a number is below 0 where it cannot be."""
    return _("One of the numbers is below 0.")


def kind_words() -> str:
    """Return that the chart does not fit the columns."""
    return _("This chart does not fit the columns: p and u need a numerator and a denominator, t the days of events, "
             "and run, xmr and g one number for each period.")  # fmt: skip


def _seen(shown: Shown) -> tuple[str, ...]:
    sentences = _signals(shown)
    is_usual = now(shown.chart, shown.better) == Mark.ORDINARY
    if not sentences:
        sentences.append(_("Usual variation: the numbers go up and down as before."))
    elif is_usual:
        sentences.append(_("The newest number is usual variation."))
    if is_usual:
        sentences.append(_("Do not react to the newest number alone."))
    if shown.chart.kind is Kind.T:
        sentences.insert(0, _("The numbers are days between events: higher is rarer."))
    if shown.chart.kind is Kind.MOVING_RANGE:
        sentences.insert(0, _("The numbers are how far each one is from the one before: higher is less steady."))
    if shown.chart.kind is Kind.G:
        sentences.insert(0, _("The numbers are how many went well between the events: higher is rarer."))
    return tuple(sentences)


def _signals(shown: Shown) -> list[str]:
    """Return a sentence for each signal; single months outside on the same side share one, at the first of them."""
    alone: dict[bool | None, list[Signal]] = {}
    sentences: list[str | bool | None] = []
    for signal in _telling(shown.chart):
        if signal.rule is not Rule.OUTSIDE:
            sentences.append(_signal(signal, shown))
        elif signal.up in alone:
            alone[signal.up].append(signal)
        else:
            alone[signal.up] = [signal]
            sentences.append(signal.up)
    return [one if isinstance(one, str) else _outside(alone[one], shown) for one in sentences]


def _outside(signals: list[Signal], shown: Shown) -> str:
    if len(signals) == 1:
        return _signal(signals[0], shown)
    many, last = _many(len(signals), shown.row.step), shown.label(signals[-1].indices[0])
    above = _("Change: higher than the usual variation in %(many)s, last in %(last)s.")
    below = _("Change: lower than the usual variation in %(many)s, last in %(last)s.")
    said = (above if signals[0].up else below) % {"many": many, "last": last}
    return f"{said}{_judged(signals[0], shown.better)}"


def _telling(chart: Chart) -> list[Signal]:
    """Return the signals in the order of time, without those that another one on the same side holds."""
    found = sorted(chart.signals, key=lambda signal: (signal.indices[0], -len(signal.indices)))
    return [
        one for one in found
        if not any(
            other is not one and other.up == one.up and other.rule is not Rule.FEW_CROSSINGS
            and set(one.indices) < set(other.indices)
            for other in found
        )
    ]  # fmt: skip


def _signal(signal: Signal, shown: Shown) -> str:
    values = {"many": _many(len(signal.indices), shown.row.step), "from": shown.label(signal.indices[0])}
    return f"{_change(signal, values)}{_judged(signal, shown.better)}"


def _change(signal: Signal, values: dict[str, str]) -> str:
    if signal.rule is Rule.FEW_CROSSINGS:
        return _("Change: the numbers stay on one side of the usual level for longer than chance makes them.")
    said = {
        (Rule.OUTSIDE, True): _("Change: higher than the usual variation in %(from)s."),
        (Rule.OUTSIDE, False): _("Change: lower than the usual variation in %(from)s."),
        (Rule.TREND, True): _("Change: %(many)s in a row that rise, from %(from)s."),
        (Rule.TREND, False): _("Change: %(many)s in a row that fall, from %(from)s."),
        (Rule.NEAR_LIMIT, True): _("Change: %(many)s close together at the top of the usual variation, from %(from)s."),
        (Rule.NEAR_LIMIT, False): _(
            "Change: %(many)s close together at the bottom of the usual variation, from %(from)s."
        ),
    }
    above = _("Change: %(many)s in a row above the usual level, from %(from)s.")
    below = _("Change: %(many)s in a row below the usual level, from %(from)s.")
    return said.get((signal.rule, bool(signal.up)), above if signal.up else below) % values


def _judged(signal: Signal, better: Better) -> str:
    if better is Better.NEITHER or signal.up is None:
        return ""
    is_better = signal.up == (better is Better.HIGHER)
    return " " + (_("That is better.") if is_better else _("That is worse."))


def _many(n: int, step: int) -> str:
    said = {
        1: ngettext("%(n)d month", "%(n)d months", n), 3: ngettext("%(n)d quarter", "%(n)d quarters", n),
        6: ngettext("%(n)d half-year", "%(n)d half-years", n), 12: ngettext("%(n)d year", "%(n)d years", n),
    }  # fmt: skip
    return said.get(step, ngettext("%(n)d number", "%(n)d numbers", n)) % {"n": n}


def _certainty(shown: Shown) -> tuple[str, ...]:
    at = max(at for at, value in enumerate(shown.chart.values) if value is not None)
    centre, lower, upper = (line[at] for line in (shown.chart.centre, shown.chart.lower, shown.chart.upper))
    sentences = []
    if centre is not None and lower is not None and upper is not None:
        values = {name: _number(value, shown) for name, value in (("c", centre), ("low", lower), ("high", upper))}
        sentences.append(
            _("The usual level is %(c)s, and the numbers usually lie between %(low)s and %(high)s.") % values
        )
    elif centre is not None:
        sentences.append(_("The usual level is %(c)s.") % {"c": _number(centre, shown)})
    if shown.start and shown.baseline_until:
        when = formats.date_format(shown.start, "F Y")
        sentences.append(_("That is how it was in the months before the start in %(when)s.") % {"when": when})
    if shown.chart.signals:
        sentences.append(_chance(shown.chart))
    sentences += _target(shown)
    newest = shown.chart.stretches[-1]
    if newest.provisional and newest.phase.frozen:
        sentences.append(_("It builds on %(n)d numbers only.") % {"n": len(newest.baseline)})
    elif newest.provisional:
        sentences.append(_("The usual level builds on %(n)d numbers only, and may move.") % {"n": len(newest.baseline)})
    if newest.thin:
        sentences.append(_("There are few events in each period. Longer periods would say more."))
    return tuple(sentences)


def _target(shown: Shown) -> list[str]:
    """Return whether the goal is met while nothing changes; where something has, the limits tell of another time."""
    if shown.target is None or shown.chart.signals:
        return []
    said = {
        Assurance.ALWAYS: _("As things are, the goal is met every time."),
        Assurance.NEVER: _("As things are, the goal is not met: something has to change first."),
        Assurance.SOMETIMES: _("As things are, chance decides whether the goal is met."),
    }
    found = assurance(shown.chart, shown.better, shown.target)
    return [said[found]] if found in said else []


def _chance(chart: Chart) -> str:
    """Return how often chance makes such signs: often, in a chart that is looked at for long."""
    if has_long_run(chart):
        return _("So many in a row on one side are seldom chance.")
    many = round(10 * false_alarms(chart))
    if many <= 1:
        return _("Chance alone seldom makes such a pattern, but it can happen.")
    return _("Of 10 such charts in which nothing has changed, about %(many)d show at least one such sign all the same. "
             "A sign is a reason to look closer, not a proof.") % {"many": many}  # fmt: skip


def _without_lines(shown: Shown) -> tuple[str, ...]:
    if shown.chart.missing is Missing.NO_VARIATION:
        return (_("The numbers are all the same, so there is no usual variation to measure a change by."),)
    known = sum(value is not None for value in shown.chart.values)
    return (_("Too few numbers to say anything yet (%(n)d).") % {"n": known},)


def _needed_for_lines(shown: Shown) -> tuple[str, ...]:
    if shown.baseline_until is not None:
        return (_("At least %(n)d numbers in the baseline.") % {"n": LEAST_FROZEN},)
    needed = _("At least %(n)d numbers.") % {"n": LEAST}
    wait = months_to_wait(shown.row)
    if shown.row.step != 1 or not wait:
        return (needed,)
    when = add_months(shown.row.points[-1].starts, wait)
    return (needed, _("Earliest answer: %(when)s.") % {"when": formats.date_format(when, "F Y")})


def _about_points(shown: Shown) -> tuple[str, ...]:
    lacking = sum(value is None for value in shown.chart.values)
    if not lacking:
        return ()
    return (
        ngettext(
            "%(n)d number is not known: it neither breaks a row nor counts in it.",
            "%(n)d numbers are not known: they neither break a row nor count in it.",
            lacking,
        )
        % {"n": lacking},
    )


def _number(value: float, shown: Shown) -> str:
    if shown.chart.kind is Kind.P:
        return _("%(part)s of %(many)d") % {"part": round(100 * value), "many": 100}
    level = abs(shown.chart.stretches[-1].centre or 0)
    places = 0 if level >= 10 else 1 if level >= 1 else 2
    return formats.number_format(round(value, places), decimal_pos=places)
