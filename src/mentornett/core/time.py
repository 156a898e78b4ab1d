"""The clock, and dates as people write them."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext


def now() -> datetime:
    """Return the moment now, in UTC. Only pages, jobs and commands call this."""
    return timezone.now()


def today() -> date:
    """Return today's date in Norway. Only pages, jobs and commands call this."""
    return timezone.localdate()


@lru_cache(maxsize=20_000)  # a register asks for the same days over and over
def add_months(day: date, months: int) -> date:
    """Return the same day some months later (or earlier, when negative); the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def date_words(day: date, today: date, *, weekday: bool = True) -> str:
    """Write a date in words: «torsdag 26. november», with the year when it is not the current one."""
    english = (translation.get_language() or "").startswith("en")
    pattern = "j F" if english else "j. F"
    if weekday:
        pattern = f"l {pattern}"
    if day.year != today.year:
        pattern = f"{pattern} Y"
    return formats.date_format(day, pattern)


def date_range_words(start: date, end: date, today: date) -> str:
    """Write one day or a span of days: «7.–8. september 2022»."""
    if start == end:
        return date_words(start, today, weekday=False)
    if (start.year, start.month) == (end.year, end.month):
        dot = "" if (translation.get_language() or "").startswith("en") else "."
        return f"{start.day}{dot}–{date_words(end, today, weekday=False)}"
    first = date_words(start, start if start.year == end.year else today, weekday=False)
    return f"{first} – {date_words(end, today, weekday=False)}"


def relative_days(day: date, today: date) -> str:
    """Write how far away a day is: «i dag», «om 5 dager», «for 3 dager siden»."""
    days = (day - today).days
    nearby = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in nearby:
        return nearby[days]
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}


def time_words(moment: datetime) -> str:
    """Write a time of day in Norway: «kl. 10.42»."""
    local = timezone.localtime(moment)
    return gettext("at %(time)s") % {"time": formats.date_format(local, gettext("H:i"))}


def lately_words(moment: datetime, today: date) -> str:
    """Write when something was saved: «kl. 10.42» today, else with the day: «20. november kl. 10.42»."""
    day = timezone.localtime(moment).date()
    return time_words(moment) if day == today else f"{date_words(day, today, weekday=False)} {time_words(moment)}"


def clock_words(moment: time) -> str:
    """Write a time on the clock: «10.42»."""
    return str(formats.time_format(moment, gettext("H:i")))


def moment_words(moment: datetime, today: date) -> str:
    """Write a date and a time: «torsdag 26. november kl. 10.42»."""
    return f"{date_words(timezone.localtime(moment).date(), today)} {time_words(moment)}"
