"""What a comparison of units that started at different times says, in the four parts of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentornett.measurement.rules.grading import FALSE_ALARMS, LEAST_UNITS, SMALLEST, Doubt, Grade
from mentornett.measurement.rules.staggered_starts import UnitsApart
from mentornett.reports.employed_words import Answer, chance_of, points_apart, range_apart, too_wide
from mentornett.reports.row_words import grouped
from mentornett.statistics.effect.answering import Reason
from mentornett.statistics.effect.hazard import HazardEffect
from mentornett.statistics.proportions import Estimate

SELDOM = 0.05
DETECTABLE = 1.43  # times half the interval: what 8 of 10 would have found

REASONS = {
    Reason.NO_DATA: gettext_noop("There are no employments to compare."),
    Reason.ONE_UNIT: gettext_noop("There is only one unit in which anybody left, so there is nothing to compare with."),
    Reason.NOBODY_LEFT: gettext_noop("Nobody left."),
    Reason.NOBODY_EXPOSED: gettext_noop("Nobody was hired after their unit's start."),
    Reason.NOBODY_UNEXPOSED: gettext_noop("Everybody was hired after their unit's start."),
    Reason.NO_COMPARISON: gettext_noop("At no time had some units started and others not."),
    Reason.ONE_UNIT_DECIDES: gettext_noop("Without one of the units there would be nothing left to compare."),
    Reason.SEPARATED: gettext_noop("Those who left were all hired after the start, or all before it."),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the comparison: in sentences, for the part of the answer where they belong.

    `of` tells what it builds on; without it, the number of hires does.
    """

    unknown: tuple[str, ...]
    of: str = ""
    seen: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    too_few: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


def told_of_file(found: UnitsApart, *, protocol: str, rows: Sequence[str]) -> Answer:
    """Return the answer from a file; `protocol` says where the draw is written down, `rows` tells about the rows."""
    unknown = (
        drawn_words(protocol) if found.grade == Grade.DRAWN else self_chosen(found.was_alike, found.units, FALSE_ALARMS)
    )
    return told_of_effect(found, Known((*unknown, *rows), too_few=tuple(rows), needed=_more(found)))


def drawn_words(protocol: str) -> tuple[str, ...]:
    """Return what is not known of an order that somebody says was drawn."""
    return (
        _("The draw cannot be checked from the file. Protocol: %(protocol)s.") % {"protocol": protocol},
        _("The number of draws holds when each unit could have drawn each place."),
    )


def told_of_effect(found: UnitsApart, known: Known) -> Answer:
    """Return the answer in its four parts."""
    effect, points = found.effect, found.points
    certainty: tuple[str, ...] = ()
    if effect is None or points is None or found.grade == Grade.TOO_FEW:
        if points and found.doubt == Doubt.WIDE:
            certainty = (range_apart(points), too_wide())
        return Answer(Grade.TOO_FEW, _too_few(found, known.of), certainty, known.too_few, known.needed)
    certainty = (
        _("The difference is %(points)s.") % {"points": points_apart(points.value)}, range_apart(points),
        *_how_sure(found, points), *known.certainty,
    )  # fmt: skip
    return Answer(found.grade, (*_seen(found, effect, known.of), *known.seen), certainty, known.unknown, _needed(found))


def not_in_starts(units: Sequence[str]) -> str:
    """Return which units have employments but no start."""
    return _("These units are not in the list of starts and count as not started: %(units)s.") % {
        "units": ", ".join(units),
    }  # fmt: skip


def not_in_employments(units: Sequence[str]) -> str:
    """Return which units have a start but no employments."""
    return _("These units have a start, but nobody in the list of employments: %(units)s. Are they spelt alike?") % {
        "units": ", ".join(units),
    }  # fmt: skip


def not_in_figures(units: Sequence[str]) -> str:
    """Return which units have a start but no figures."""
    return _("These units have a start, but no figures: %(units)s. Are they spelt alike?") % {"units": ", ".join(units)}


def protocol_words() -> str:
    """Return that a draw needs a protocol."""
    return _("Say with --protocol where the draw is written down (date, seed or case number). Without it, the units "
             "count as having chosen for themselves.")  # fmt: skip


def _too_few(found: UnitsApart, of: str) -> tuple[str, ...]:
    if min(found.after, found.before) < SMALLEST:
        return (
            _("Too few hires to show numbers: fewer than %(least)d after their unit's start, or before it.") % {
                "least": SMALLEST,
            },
        )  # fmt: skip
    first = of or _("%(after)s were hired after their unit's start and %(before)s before it, in %(units)d units.") % {
        "after": grouped(found.after), "before": grouped(found.before), "units": found.units,
    }  # fmt: skip
    return (first, *(_(REASONS[reason]) for reason in REASONS if reason == found.reason), *_doubt(found))


def _doubt(found: UnitsApart) -> tuple[str, ...]:
    if found.doubt == Doubt.WIDE:
        return (_("The difference is too uncertain to be told."),)
    if found.doubt == Doubt.FEW_UNITS:
        return (
            _("Somebody has left in fewer than %(least)d of the units. With so few it is not known how certain a "
              "number would be, so none is given.") % {"least": LEAST_UNITS},
        )  # fmt: skip
    return ()


def more_units() -> str:
    """Return what it takes when too few units are compared."""
    return _("At least %(least)d units that start at different times. Together with other municipalities there are "
             "sooner enough.") % {"least": LEAST_UNITS}  # fmt: skip


def _more(found: UnitsApart) -> tuple[str, ...]:
    if found.doubt == Doubt.FEW_UNITS:
        return (more_units(),)
    if found.reason in {Reason.NO_COMPARISON, Reason.ONE_UNIT}:
        return (
            _("Let units start at different times, in a drawn order. Until then, «compare» can show before and after."),
        )
    return (_("More hires, or a longer time. Together with other municipalities the answer comes sooner."),)


def _seen(found: UnitsApart, effect: HazardEffect, of: str) -> tuple[str, ...]:
    values = {
        "with": round(100 * effect.retention.with_scheme), "without": round(100 * effect.retention.without),
        "units": found.units, "after": grouped(found.after), "before": grouped(found.before),
    }  # fmt: skip
    drawn = _("The units started in a drawn order.")
    compared = _("Compared with units that had not started, in the same half-year.")
    return (
        _("With the start, %(with)d of 100 are still employed after 12 months; without it, %(without)d of 100.")
        % values,
        drawn if found.grade == Grade.DRAWN else compared,
        of
        or _("This builds on %(after)s hired after their unit's start and %(before)s others, in %(units)d units.")
        % values,
    )


def _how_sure(found: UnitsApart, points: Estimate) -> tuple[str, ...]:
    if found.grade != Grade.DRAWN or found.as_large is None:
        return (chance_of(points),)
    return draws_words(found.as_large, points, _detectable(points))


def _detectable(points: Estimate) -> str:
    return points_apart(DETECTABLE * (points.high - points.low) / 2)


def draws_words(as_large: float | None, apart: Estimate, least: str) -> tuple[str, ...]:
    """Return how sure it is when the order was drawn; `as_large` is the share of other draws with as much.

    `least` is the smallest difference that could have been found, in words.
    """
    is_apart = not apart.low <= 0 <= apart.high
    many: tuple[str, ...] = ()
    is_rare = is_apart
    if as_large is not None:
        is_rare = as_large <= SELDOM
        many = (
            _("Of 100 such draws without any effect, about %(n)d would give as large a difference.") % {
                "n": max(1, round(100 * as_large)),
            },
        )  # fmt: skip
    if is_rare and is_apart:
        return (*many, _("There is good reason to believe that the scheme is the cause."))
    if is_rare or is_apart:
        return (*many, _("The draw and the range do not say the same, so the answer is still uncertain."))
    return (
        *many, _("The result cannot be told from chance."),
        _("That does not mean that the scheme does nothing: only differences above about %(least)s could have been "
          "found.") % {"least": least},
    )  # fmt: skip


def self_chosen(was_alike: bool | None, units: int, alarms: Sequence[tuple[int, int, int]]) -> tuple[str, ...]:
    """Return what is not known when the units chose when to start.

    `alarms` tell in how many of 100 networks of so many units an effect is seen that is not there.
    """
    _limit, like, many = next(row for row in alarms if units <= row[0])
    return (
        _("The units chose themselves when to start, so other differences may lie behind."),
        *_trend(was_alike),
        _("Of 100 networks of %(units)d units in which each started after a bad year, about %(alarms)d seem to show "
          "an effect even when there is none.") % {"units": like, "alarms": many},
    )  # fmt: skip


def _trend(was_alike: bool | None) -> tuple[str, ...]:
    if was_alike is None:
        return (_("It cannot be seen whether the units moved alike before the start."),)
    if not was_alike:
        return (_("The units were moving in different directions before the start. The comparison is therefore weak."),)
    return (
        _("Nothing shows that the units moved in different directions before the start, but few units seldom show it."),
    )


def _needed(found: UnitsApart) -> tuple[str, ...]:
    more = _("More hires, or a longer time. Together with other municipalities the answer comes sooner.")
    return (
        (more,) if found.grade == Grade.DRAWN else (_("Draw lots for the order when the scheme comes to more units."),)
    )
