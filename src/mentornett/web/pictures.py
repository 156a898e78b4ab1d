"""Charts as pages show them: the SVG beside the table with the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from django.template.defaultfilters import capfirst
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mentornett.core import time
from mentornett.documents.charts import Series, line_chart
from mentornett.network.queries import label_of


def score_chart(points: Sequence[Any], network: Any) -> SafeString:
    """Draw the team's and the guide's scores over time; points have on, own and guide."""
    series = (
        Series(gettext("The team"), tuple(point.own for point in points)),
        Series(str(capfirst(label_of(network, "guide"))), tuple(point.guide for point in points)),
    )
    labels = [f"{point.on:%d.%m.%y}" for point in points]
    first, last = points[0].on, points[-1].on
    description = gettext("The table below has the same figures, from %(first)s to %(last)s.") % {
        "first": time.date_words(first, last, weekday=False),
        "last": time.date_words(last, last, weekday=False),
    }
    drawn = line_chart(
        series, labels, title=gettext("How far the team has come, 0.5 to 5"), description=description,
        decimal_mark=gettext("."),
    )  # fmt: skip
    return drawn_here(drawn)


def capacity_chart(months: Sequence[Any]) -> SafeString:
    """Draw need against free places; months have first, need and free."""
    series = (
        Series(gettext("Need a place"), tuple(month.need for month in months)),
        Series(gettext("Free places"), tuple(float(month.free) for month in months)),
    )
    highest = max([1.0, *(month.need for month in months), *(float(month.free) for month in months)])
    step = ceil(highest / 5)  # the grid has five; above five it counts in fives
    drawn = line_chart(
        series, [str(date_format(month.first, "M")) for month in months],
        title=gettext("New hires who need a place, and free places of trained mentors"),
        description=gettext("The table below has the same figures."), decimal_mark=gettext("."),
        high=5 * (step if step <= 5 else 5 * ceil(step / 5)),
    )  # fmt: skip
    return drawn_here(drawn)


def drawn_here(svg: str) -> SafeString:
    """Let a picture that our own code drew through to the page."""
    return mark_safe(svg)  # noqa: S308 - made by our own code of numbers, with every text escaped
