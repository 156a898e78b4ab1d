"""What a released comparison of units says, of a network or of a municipality, in the four parts of every answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.core.time import date_words
from mentornett.measurement.rules.consents import LEAST_MUNICIPALITIES
from mentornett.measurement.rules.grading import FALSE_ALARMS, Doubt, Grade
from mentornett.measurement.rules.pooled_shares import AFTER, BEFORE, DURING, Share
from mentornett.measurement.rules.staggered_starts import UnitsApart
from mentornett.reports.effect_words import Known, more_units, self_chosen, told_of_effect
from mentornett.reports.employed_words import Answer
from mentornett.reports.range_charts import range_words
from mentornett.statistics.effect.answering import Coefficient, Reason
from mentornett.statistics.effect.hazard import SinceStart
from mentornett.statistics.proportions import Estimate, wilson

MOST = 9.99  # times as many: beyond it, «many times as many» needs no number
LEAST_LEAVERS = 5  # behind an effect by time

TableCell = int | str | None  # None is not shown


@dataclass(frozen=True, slots=True)
class About:
    """What is known of where the counts are from. `municipalities` is None when they are one municipality's own."""

    municipalities: int | None
    until: date
    earliest: date | None
    drawn_on: date | None = None
    departed: int = 0


def told_across(found: UnitsApart, about: About) -> Answer:
    """Return whether those hired after their unit's start stay longer than those hired before, in units not started."""
    if found.grade == Grade.TOO_FEW and _has_too_few_places(about):
        return _too_few_places()
    unknown = (
        (*_by_draw(about), *_missing(found), _one_number())
        if found.grade == Grade.DRAWN
        else (*_broken(found), *_chosen(found))
    )
    certainty = _repeated(found, about) if found.grade == Grade.DRAWN else ()
    needed = (more_units(),) if _lacks_units(found) else _earliest(about)
    known = Known(unknown, _built_on(found, about), _by_time(found), certainty, _waiting(found), needed)
    told = told_of_effect(found, known)
    return told if told.certainty else replace(told, certainty=(_no_number(),))


def _too_few_places() -> Answer:
    """Return that the counts are of so few municipalities that one could know another's."""
    few = _("Fewer than %(n)d municipalities have given their counts. With so few, one could work out another's, so "
            "nothing is told.") % {"n": LEAST_MUNICIPALITIES}  # fmt: skip
    more = _(
        "More municipalities with a mentor programme here. Their new hires are then counted at the next half-year."
    )
    return Answer(Grade.TOO_FEW, (few,), (_no_number(),), (_nothing_said(),), (more,))


def _day(day: date) -> str:
    return date_words(day, date.min, weekday=False)


def _has_too_few_places(about: About) -> bool:
    return about.municipalities is not None and about.municipalities < LEAST_MUNICIPALITIES


def _built_on(found: UnitsApart, about: About) -> str:
    """Return what is counted, without numbers of hires: those stand only in tables that went through the gate."""
    values = {"units": found.units, "places": about.municipalities, "until": _day(about.until)}
    if about.municipalities is None:
        return _("This builds on all new hires until %(until)s in %(units)d units.") % values
    return _("This builds on all new hires until %(until)s in %(units)d units of %(places)d municipalities, counted in "
             "each municipality.") % values  # fmt: skip


def _repeated(found: UnitsApart, about: About) -> tuple[str, ...]:
    if about.drawn_on is None or found.orders is None:
        return ()
    return (
        _("The order was drawn on %(day)s from a plan that was locked before, and plan and number give the same order "
          "again. The draws are counted over the same %(orders)s orders as could have been drawn.") % {
            "day": _day(about.drawn_on),
            "orders": formats.number_format(found.orders, use_l10n=True, force_grouping=True),
        },
    )  # fmt: skip


def _by_draw(about: About) -> tuple[str, ...]:
    if not about.departed:
        return (_("All units started as drawn, as far as is noted."),)
    return (
        ngettext(
            "%(n)d unit did not start as drawn. It is counted as drawn, so the true effect may be larger than this.",
            "%(n)d units did not start as drawn. They are counted as drawn, so the true effect may be larger than "
            "this.",
            about.departed,
        )
        % {"n": about.departed},
    )


def _missing(found: UnitsApart) -> tuple[str, ...]:
    if not found.missing:
        return ()
    return (
        ngettext(
            "%(n)d unit that was drawn has given no counts and is not in the answer.",
            "%(n)d units that were drawn have given no counts and are not in the answer.",
            found.missing,
        )
        % {"n": found.missing},
    )


def _one_number() -> str:
    return _("It is one number for all units together. What a single unit gains is never shown: too few are hired in "
             "each.")  # fmt: skip


def _broken(found: UnitsApart) -> tuple[str, ...]:
    if not found.broken:
        return ()
    return (
        _("The order is said to be drawn, but plan and draw cannot be repeated. The units count as having chosen for "
          "themselves."),
    )  # fmt: skip


def _chosen(found: UnitsApart) -> tuple[str, ...]:
    return (*self_chosen(found.was_alike, found.units, FALSE_ALARMS), _one_number())


def _lacks_units(found: UnitsApart) -> bool:
    """Whether time alone brings no answer: there are too few units, or none that start at another time."""
    return found.doubt == Doubt.FEW_UNITS or found.reason in {Reason.NO_COMPARISON, Reason.ONE_UNIT}


def _waiting(found: UnitsApart) -> tuple[str, ...]:
    if found.reason in {Reason.NO_COMPARISON, Reason.ONE_UNIT}:
        return (_("Without units that start at different times nobody can know."),)
    return (_nothing_said(),)


def _nothing_said() -> str:
    return _("Too few to say anything does not mean that the scheme does nothing.")


def _no_number() -> str:
    return _("There is no number to be sure of yet.")


def _earliest(about: About) -> tuple[str, ...]:
    draw = _("Draw lots for the order when the scheme comes to more units.")
    if about.earliest is None:
        return (_("No unit has a start yet. The answer comes about a year and a half after the first one."), draw)
    return (
        _("Earliest answer: about %(month)s.") % {"month": formats.date_format(about.earliest, "F Y")},
        _("More hires, or a longer time. Together with other municipalities the answer comes sooner."),
    )


def titles_together() -> tuple[str, ...]:
    """Return the heads of the table of the one number of all units."""
    return (_("Units"), _("Difference in percentage points"), _("Probably between"))


def titles_by_time() -> tuple[str, ...]:
    """Return the heads of the table of the effect by time since the start."""
    return (
        _("Time since the unit's start"), _("Of 100 who would have left, so many left"),
        _("Probably between"),
    )  # fmt: skip


def names_by_time() -> tuple[str, ...]:
    """Return what the half-years since the start are called."""
    return (_("First half-year"), _("Second half-year"), _("Third half-year"), _("Later"))


def all_units() -> str:
    """Return what the one number of all units is called in a chart."""
    return _("All units together")


def cells_by_time(rows: Sequence[SinceStart]) -> list[list[TableCell]]:
    """Return the effect in each half-year since the start; nothing where too few left."""
    return [_cells_by_time(row) for row in rows]


def share_by_time(row: SinceStart) -> Estimate | None:
    """Return how many left as a share of those who would have left; None where too few left."""
    if row.log_ratio is None or row.leavers < LEAST_LEAVERS:
        return None
    return row.log_ratio.mapped(_of_those_who_would)


def _cells_by_time(row: SinceStart) -> list[TableCell]:
    found = share_by_time(row)
    return [round(100 * found.value), _between(100 * found.low, 100 * found.high)] if found else [None, None]


def _between(low: float, high: float) -> str:
    return range_words(round(low), round(high))


def _of_those_who_would(log_ratio: float) -> float:
    return min(math.exp(log_ratio), MOST)


def _by_time(found: UnitsApart) -> tuple[str, ...]:
    """Return whether the effect changes with time; nothing when it is not seen in at least two half-years."""
    known = [row.log_ratio for row in found.by_time if row.log_ratio and row.leavers >= LEAST_LEAVERS]
    return (_over_time(known),) if len(known) > 1 else ()


def _over_time(known: Sequence[Coefficient]) -> str:
    low, high = max(one.low for one in known), min(one.high for one in known)
    if low <= high:
        return _("The table shows the effect by time since the unit's start. The differences between the rows may well "
                 "be chance.")  # fmt: skip
    if known[0].value > known[-1].value:
        return _("The table shows that the effect grows with time since the unit's start.")
    return _("The table shows that the effect weakens with time since the unit's start.")


def period_names() -> dict[str, str]:
    """Return what the three periods are called."""
    return {
        BEFORE: _("Hired before any unit had started"),
        DURING: _("Hired while the units started, one after the other"),
        AFTER: _("Hired after all had started"),
    }


def titles_of_periods() -> tuple[str, ...]:
    """Return the heads of the table of shares before, during and after."""
    return (
        _("When"),
        _("Hires"),
        _("Still employed after 12 months"),
        _("Of 100"),
        _("Probably between"),
    )


def cells_of_periods(shares: Sequence[Share]) -> list[list[TableCell]]:
    """Return the shares as the table has them; None is not shown."""
    return [_cells(share) for share in shares]


def share_of(share: Share) -> Estimate | None:
    """Return the share with its range; None when it is not shown."""
    return wilson(share.stayed, share.known) if share.known and share.stayed is not None else None


def _cells(share: Share) -> list[TableCell]:
    found = share_of(share)
    if found is None:
        return [None] * 4
    between = _between(100 * found.low, 100 * found.high)
    return [share.known, share.stayed, round(100 * found.value), between]


def told_of_periods(shares: Sequence[Share], about: About) -> Answer:
    """Return how many stayed before, while and after the units started. It describes; the effect is another answer."""
    shown = [share for share in shares if share.known and share.stayed is not None]
    if not shown:
        none = (_("Too few hires to show numbers."),)
        few = Answer(Grade.TOO_FEW, none, (_no_number(),), (_nothing_said(),), _earliest(about))
        return _too_few_places() if _has_too_few_places(about) else few
    names = period_names()
    seen = tuple(
        _("%(name)s: of %(n)d hires, %(stayed)d were still employed after 12 months.") % {
            "name": names[share.period], "n": share.known, "stayed": share.stayed,
        }
        for share in shown
    )  # fmt: skip
    return Answer(Grade.BEFORE_AFTER, seen, (_ranges(),), _described(), (_see_effect(),))


def _ranges() -> str:
    return _("The table has the range in which each share probably lies.")


def _described() -> tuple[str, ...]:
    return (
        _("The numbers can show that something changed, not that the mentor scheme is the reason."),
        _("Units often start after a bad year, and then the next year is often better anyway."),
        _("Municipalities are not set side by side: each one's figures are its own, and ranking them would mostly rank "
          "chance."),
    )  # fmt: skip


def _see_effect() -> str:
    return _("The comparison with units that had not started says more about the reason.")
