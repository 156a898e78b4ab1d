"""What a plan for a roll-out would tell, in words: in how many of ten cases, how large a difference, and when."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import formats
from django.utils.translation import gettext as _

from mentornett.measurement.rules.foreseen import Foreseen, Intended
from mentornett.reports.row_words import grouped
from mentornett.statistics.design.power import Expected, Power

Told = tuple[tuple[str, str, tuple[str, ...]], ...]


def told_of_foreseen(found: Foreseen) -> Told:
    """Return names that are the same in all languages, titles and sentences, in the order they are told."""
    intended = found.intended
    return (
        ("plan", _("The plan"), _plan(intended)),
        ("seen", _("What you will see"), (*(_power(one, intended) for one in found.powers), _smallest(found))),
        ("when", _("When an answer can be expected"), _when(found)),
        ("alone", _("Can you know this alone?"), _alone(found)),
        ("built_on", _("What this builds on"), _built_on(found)),
    )


def told_of_preview(intended: Intended, powers: Mapping[float, float]) -> Told:
    """Return the same of what a closed form says, `powers` by the improvement in percentage points."""
    return (
        ("plan", _("The plan"), _plan(intended)),
        ("seen", _("What you will see"), tuple(_found(points, share, intended) for points, share in powers.items())),
        ("built_on", _("What this builds on"), (
            _("A closed form, which is quick and mostly too hopeful: it knows who is still there after 12 months, not "
              "when the others left, and takes every unit to hire the same number in every half-year."),
            _("Ask without --preview before you decide anything."),
        )),
    )  # fmt: skip


def plot_title() -> str:
    """Return what a picture of how often each improvement is found is called."""
    return _("How large an improvement the plan can find")


def improvement_name(points: float) -> str:
    """Return what an improvement is called in a picture."""
    return _("%(points)s percentage points more stay") % {"points": _number(points)}


def simulating_words(percent: int) -> str:
    """Return how far the simulation has come."""
    return _("Simulating: %(percent)d of 100 done.") % {"percent": percent}


def impossible_words() -> str:
    """Return that a plan with these numbers cannot be."""
    return _("A plan with these numbers cannot be simulated. Look at them again.")


def wave_words() -> str:
    """Return that all units would start at once."""
    return _("All units would start at once, and then there is nothing to compare with. Let fewer start at a time.")


def too_large_words(points: float) -> str:
    """Return that an improvement is larger than it can be."""
    return _("An improvement of %(points)s percentage points is more than all who leave.") % {"points": _number(points)}


def _plan(intended: Intended) -> tuple[str, ...]:
    waves = -(-intended.units // intended.at_a_time)
    values = {
        "units": intended.units, "hires": _number(intended.hires), "leaving": round(100 * intended.leaving),
        "at": intended.at_a_time, "waves": waves, "months": intended.months_between, "first": _day(intended),
    }  # fmt: skip
    return (
        _hires(intended) % values,
        _("At most %(at)d start at a time, in a drawn order: %(waves)d times with %(months)d months between, the first "
          "on %(first)s.") % values,
    )  # fmt: skip


def _hires(intended: Intended) -> str:
    if intended.plan and len({unit.hires for unit in intended.plan.units}) > 1:
        return _("%(units)d units with %(hires)s hires a year on average. %(leaving)d of 100 leave in the first year.")
    return _("%(units)d units with %(hires)s hires a year in each. %(leaving)d of 100 leave in the first year.")


def _power(one: Power, intended: Intended) -> str:
    return _found(one.points, one.power.value, intended)


def _found(points: float, share: float, intended: Intended) -> str:
    stays = 100 * (1 - intended.leaving)
    values = {
        "points": _number(points), "from": round(stays), "to": round(stays + points), "often": _often(share),
    }  # fmt: skip
    return _("An improvement of %(points)s percentage points (from %(from)d to %(to)d of 100 who stay): found in "
             "%(often)s cases.") % values  # fmt: skip


def _smallest(found: Foreseen) -> str:
    if found.smallest is None:
        return _("Not even the largest possible improvement is found in 8 of 10 cases.")
    return _("The smallest improvement that is found in 8 of 10 cases: about %(points)d percentage points.") % {
        "points": round(found.smallest.points),
    }  # fmt: skip


def _when(found: Foreseen) -> tuple[str, ...]:
    if not found.is_enough_alone:
        return (_("No answer can be expected from this plan alone."),)
    return tuple(map(_when_one, found.powers, found.days))


def _when_one(one: Power, day: Expected) -> str:
    values = {"points": _number(one.points)}
    if day.enough is None:
        return _("%(points)s percentage points: not with this plan.") % values
    values["month"] = formats.date_format(day.enough, "F Y")
    return _("%(points)s percentage points: from %(month)s.") % values


def _alone(found: Foreseen) -> tuple[str, ...]:
    if found.is_enough_alone:
        return (_("Yes, for the improvements above that are found in at least 8 of 10 cases. For smaller ones, no."),)
    return (
        _("No. You cannot know this alone: none of these improvements would be found in 8 of 10 cases."),
        *_together(found),
        _("More units help most: go together with other municipalities and draw one order for all. A scheme that does "
          "good can still look as if it did nothing when the units are few."),
    )  # fmt: skip


def _together(found: Foreseen) -> tuple[str, ...]:
    if found.together is None or not found.powers:
        return ()
    values = {"units": found.together, "points": _number(found.powers[-1].points)}
    return (
        _("Together with others, yes: with about %(units)d units like yours in all, an improvement of %(points)s "
          "percentage points is found in 8 of 10 cases.") % values,
    )  # fmt: skip


def _built_on(found: Foreseen) -> tuple[str, ...]:
    networks = found.powers[0].networks if found.powers else 0
    hires = grouped(round(found.powers[0].hires) if found.powers else 0)
    values = {
        "n": networks, "before": found.intended.months_before, "after": found.intended.months_after, "hires": hires,
    }  # fmt: skip
    return (
        _("%(n)d invented networks like yours, each with its own drawn order and its own chance.") % values,
        _("About %(hires)s hires are followed in all, from %(before)d months before the first start until %(after)d "
          "months after the last.") % values,
        _as_drawn(found.intended),
        _("Choose the day of the answer beforehand: looking again and again until it looks good gives false alarms."),
    )  # fmt: skip


def _as_drawn(intended: Intended) -> str:
    if intended.plan:
        return _("The order is drawn by lot. If units choose for themselves when to start, the numbers do not hold.")
    return _("The order is drawn by lot, and all units are alike in size. If the units choose for themselves when to "
             "start, the numbers do not hold.")  # fmt: skip


def _often(share: float) -> str:
    if share < 0.05:
        return _("hardly any")
    if share > 0.95:
        return _("nearly all")
    return _("about %(n)d of 10") % {"n": max(1, min(9, round(10 * share)))}


def _day(intended: Intended) -> str:
    return formats.date_format(intended.first, "j. F Y")


def _number(value: float) -> str:
    return formats.number_format(value, decimal_pos=0 if value == int(value) else 1)
