"""A roll-out in a drawn order in words: what hinders it, what is promised, and what the protocol says."""

from __future__ import annotations

import math
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from mentornett.core.time import time_words
from mentornett.measurement.queries.rollouts import UnitRow, WholePlan
from mentornett.measurement.rules.rollouts import Hindrance, can_be_told, digest_of, most_orders
from mentornett.reports.words import long_date
from mentornett.tenants.models import Person

Pair = tuple[str, str]


def hindrance_words(why: Hindrance) -> str:
    """Return why a plan cannot be drawn, and what helps."""
    return {
        Hindrance.FEW: _("Choose at least two units."),
        Hindrance.AT_ONCE: _("All units would start at once. Let fewer start at a time."),
        Hindrance.FIRST: _("More units must be among the first than can start at a time."),
        Hindrance.LAST: _("More units must be among the last than start in the last wave."),
        Hindrance.PLACED: _("At least two units must be left to the draw."),
        Hindrance.NOBODY: _("Say how many are hired a year."),
        Hindrance.LEAVING: _("Say how many of 100 new hires leave in their first year."),
        Hindrance.PAST: _("The first start must be ahead. Choose a later day."),
        Hindrance.UNANSWERED: _("Not all municipalities have answered, and they still can."),
    }[why]


def promise_words(whole: WholePlan) -> tuple[str, ...]:
    """Return what will be answered, how and when."""
    day = long_date(whole.answered_on) if whole.answered_on else "–"
    return (
        _("Do more new hires stay twelve months when they are hired after their unit's start than in units that have "
          "not started, in the same half-year?"),
        _("Everyone hired in the units counts, with a mentor or not."),
        _("Units count as drawn, also one that starts on another day."),
        _("The drawn order is held against every other order that could have been drawn. Only when fewer than 5 of "
          "100 look as good do we say that it is the programme."),
        *_too_few_orders(whole),
        _("It is answered once, with what is known on %(day)s. The day is not moved.") % {"day": day},
    )  # fmt: skip


def _too_few_orders(whole: WholePlan) -> tuple[str, ...]:
    if len(whole.waves) < 2 or can_be_told(whole.waves):
        return ()
    return (
        _("These units can start in at most %(n)d different orders, so that can never be said, whatever comes out. "
          "It takes more units, or fewer at a time.") % {"n": most_orders(whole.waves)},
    )  # fmt: skip


def protocol_facts(whole: WholePlan, *, with_people: bool) -> tuple[Pair, ...]:
    """Return what the protocol says of plan and draw; without names for those who only have the link."""
    plan = whole.plan
    rows = [
        (_("Municipalities"), ", ".join(str(part.municipality) for part in whole.accepted)),
        (_("Discussed with the union representatives"), long_date(plan.discussed_on) if plan.discussed_on else ""),
        (_("Plan locked"), _when(plan.locked_at, plan.locked_by if with_people else None)),
        (_("SHA-256 of the plan"), plan.digest),
        (_("SHA-256 of what will be answered"), digest_of(plan.analysis)),
    ]
    if plan.drawn_at:
        rows += [
            (_("Drawn"), _when(plan.drawn_at, plan.drawn_by if with_people else None)),
            (_("Seed"), str(plan.seed)),
            (_("Orders that were compared"), formats.number_format(plan.drawn["candidates"])),
            (_("Orders that could be drawn"), formats.number_format(plan.drawn["kept"])),
            (_("SHA-256 of these orders"), plan.set_digest),
            (_("The order that was drawn"), _("number %(n)s") % {"n": formats.number_format(plan.drawn["chosen"] + 1)}),
        ]
    if plan.ended_at:
        rows.append((_("Ended"), f"{_when(plan.ended_at, plan.ended_by if with_people else None)}: {plan.ended_why}"))
    return tuple(rows)


def again_words(whole: WholePlan) -> tuple[str, ...]:
    """Return how anybody draws the same order again."""
    return (
        _("Save the text of the plan as it stands as a file, such as plan.txt."),
        _("Run: mentornett draw-again plan.txt --seed %(seed)s") % {"seed": whole.plan.seed},
        _("The same units must come on the same days, with the same SHA-256. Mentornett is open source, and random "
          "numbers are numpy's PCG64."),
    )  # fmt: skip


def surest_words(whole: WholePlan) -> str:
    """Return how open the draw was: the largest chance that any unit had of one wave."""
    often = min(99, math.ceil(100 * whole.plan.drawn["surest"]))
    return _("No unit whose place was open had more than %(n)s of 100 chances of one day.") % {"n": often}


def departure_words(row: UnitRow) -> str:
    """Return what a unit does otherwise than drawn; empty when it does as drawn."""
    if row.departure is None:
        return ""
    if row.departure.real_start is None:
        return _("Will not start: %(why)s") % {"why": row.departure.why}
    values = {"day": long_date(row.departure.real_start), "why": row.departure.why}
    return _("Real start %(day)s: %(why)s") % values


def _when(moment: datetime | None, who: Person | None) -> str:
    if moment is None:
        return ""
    words = f"{long_date(timezone.localtime(moment).date())} {time_words(moment)}"
    return f"{words}, {who.name}" if who else words
