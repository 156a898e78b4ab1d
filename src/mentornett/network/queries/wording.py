"""The words for squares, reasons, signs and points, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.utils import formats
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, override

from mentornett.core.text import in_language
from mentornett.network.rules.anchoring import Point
from mentornett.network.rules.attention import Reason
from mentornett.network.rules.cells import Cell
from mentornett.network.rules.evidence import Sign
from mentornett.network.template.reader import read_template
from mentornett.network.template.shapes import CheckPoint, LevelTemplate

CELL_WORDS = {
    "planned": gettext_lazy("Comes later"),
    "open": gettext_lazy("Not begun"),
    "draft": gettext_lazy("Draft"),
    "sent": gettext_lazy("Sent"),
    "reopened": gettext_lazy("Opened again"),
    "assessed": gettext_lazy("Answered"),
    "closed": gettext_lazy("Closed"),
    "skipped": gettext_lazy("Skipped"),
    "late": gettext_lazy("Not sent"),
    "late_again": gettext_lazy("Opened again"),
    "nothing": gettext_lazy("None yet"),
    "contact": gettext_lazy("In touch"),
    "no_contact": gettext_lazy("No contact"),
    "no_contact_yet": gettext_lazy("Not yet"),
    "in_place": gettext_lazy("In place"),
    "vacant": gettext_lazy("Vacant"),
    "guided": gettext_lazy("In place"),
    "no_guide": gettext_lazy("None"),
    "measured": gettext_lazy("Measured"),
    "no_baseline": gettext_lazy("Missing"),
    "paused": gettext_lazy("Paused"),
    "not_asked": gettext_lazy("Not asked for"),
}
DUE_STATES = frozenset({"planned", "open", "draft", "reopened", "late", "late_again"})
SINCE_STATES = frozenset({"in_place", "guided"})
LONGEST_MONTH = 5  # letters of a month that is not shortened: «mars», «april»


def number_words(value: Decimal) -> str:
    """Write a score with the reader's decimal mark: «2,5»."""
    return formats.number_format(value, decimal_pos=1)


def cell_label(cell: Cell) -> str:
    """Return the word of a square; a score is its number."""
    return number_words(cell.value) if cell.value is not None else str(CELL_WORDS[cell.state])


def cell_note(cell: Cell, today: date) -> str:
    """Return the date of a square with the words that it needs."""
    if cell.day is None:
        return ""
    day = short_date(cell.day, today)
    if cell.state in DUE_STATES:
        return gettext("Due %(day)s") % {"day": day}
    if cell.state in SINCE_STATES:
        return gettext("Since %(day)s") % {"day": day}
    return gettext("Last %(day)s") % {"day": day} if cell.state.startswith("no_contact") else day


def short_date(day: date, today: date) -> str:
    """Write a date as narrow columns need it: «20. nov.», with the year when it is not this one."""
    language = get_language() or ""
    point = "" if language.startswith("en") else "."
    words = f"{day.day}{point}\N{NO-BREAK SPACE}{_month(day.month, language)}"
    return words if day.year == today.year else f"{words} {day.year}"


@cache
def _month(number: int, language: str) -> str:
    """Return a month in a language, shortened when it is long. A matrix writes hundreds of dates."""
    day = date(2000, number, 1)
    with override(language):
        full, short = formats.date_format(day, "F"), formats.date_format(day, "M")
    month = full if len(full) <= LONGEST_MONTH else f"{short.rstrip('.')}."
    return month if language.startswith("en") else month.lower()


@dataclass(frozen=True)
class Names:
    """Words that reasons need and rules do not know: of work and roles by key, and of the guide."""

    work: Mapping[str, str]
    roles: Mapping[str, str]
    guide: str


def reason_words(reason: Reason, names: Names) -> str:
    """Write a reason as a sentence."""
    return _REASONS[reason.key](reason, names)


def _quoted(title: str) -> str:
    return f"«{title}»" if title else ""  # a title may read as a command: «Make a plan»


def _silent(reason: Reason, names: Names) -> str:
    text = ngettext(
        "%(work)s is not sent, and there has been no contact for %(days)s day.",
        "%(work)s is not sent, and there has been no contact for %(days)s days.",
        reason.days,
    )
    return text % {"work": _quoted(names.work.get(reason.name, "")), "days": reason.days}


def _days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _late(reason: Reason, names: Names) -> str:
    text = ngettext("%(work)s was due %(days)s day ago.", "%(work)s was due %(days)s days ago.", reason.days)
    return text % {"work": _quoted(names.work.get(reason.name, "")), "days": reason.days}


def _late_many(reason: Reason, names: Names) -> str:
    text = gettext("%(count)s assignments are late, the oldest by %(time)s.")
    return text % {"count": reason.count, "time": _days(reason.days)}


def _no_contact(reason: Reason, names: Names) -> str:
    text = ngettext(
        "No contact in this period. The last was %(days)s day ago.",
        "No contact in this period. The last was %(days)s days ago.",
        reason.days,
    )
    return text % {"days": reason.days}


def _vacant(reason: Reason, names: Names) -> str:
    return gettext("The role “%(role)s” is vacant.") % {"role": names.roles.get(reason.name, reason.name)}


def _no_guide(reason: Reason, names: Names) -> str:
    return gettext("The team has no %(guide)s.") % {"guide": names.guide}


def _low_score(reason: Reason, names: Names) -> str:
    text = gettext("Still at level %(level)s after %(count)s gatherings.")
    return text % {"level": number_words(reason.value or Decimal(0)), "count": reason.count}


def _gap(reason: Reason, names: Names) -> str:
    text = gettext("The team says level %(team)s, the %(guide)s says %(other)s. Talk about why.")
    values = {"team": number_words(reason.value or Decimal(0)), "other": number_words(reason.other or Decimal(0))}
    return text % {**values, "guide": names.guide}


def _question(reason: Reason, names: Names) -> str:
    text = ngettext(
        "The top leader has waited %(days)s day for an answer.",
        "The top leader has waited %(days)s days for an answer.",
        reason.days,
    )
    return text % {"days": reason.days}


def _no_baseline(reason: Reason, names: Names) -> str:
    return gettext("No figures from before are registered.")


def _actions_overdue(reason: Reason, names: Names) -> str:
    text = ngettext(
        "%(count)s action in the progress plan is past its date, by %(time)s.",
        "%(count)s actions in the progress plan are past their date, the oldest by %(time)s.",
        reason.count,
    )
    return text % {"count": reason.count, "time": _days(reason.days)}


_REASONS: dict[str, Callable[[Reason, Names], str]] = {
    "silent": _silent,
    "late": _late,
    "late_many": _late_many,
    "no_contact": _no_contact,
    "no_leader": _vacant,
    "no_coordinator": _vacant,
    "vacant": _vacant,
    "no_guide": _no_guide,
    "low_score": _low_score,
    "gap": _gap,
    "sponsor_question": _question,
    "no_baseline": _no_baseline,
    "actions_overdue": _actions_overdue,
}

_SIGNS = {
    "roles": gettext_lazy("The required roles in the team are filled"),
    "plan": gettext_lazy("The project plan is begun"),
    "baseline": gettext_lazy("Figures from before are registered"),
    "mentors": gettext_lazy("There are mentors"),
    "pilot": gettext_lazy("At least one unit tries the programme"),
    "pairs": gettext_lazy("New employees have a mentor"),
    "fifth": gettext_lazy("About a fifth of the goals is reached"),
    "spread": gettext_lazy("More than one unit takes part"),
    "half": gettext_lazy("At least half of the goals is reached"),
}


PERCENT = frozenset({"fifth", "half"})  # their number is how far the goals are reached


def sign_words(sign: Sign) -> str:
    """Write a sign beside the score, with its number where there is one."""
    if sign.number is None:
        return str(_SIGNS[sign.key])
    unit = "\N{NO-BREAK SPACE}%" if sign.key in PERCENT else ""
    return f"{_SIGNS[sign.key]} ({sign.number}{unit})"


_SOURCES = {
    "roster": gettext_lazy("Seen in the team list"),
    "report": gettext_lazy("Said in a status report"),
    "digest": gettext_lazy("Has opened the page or asked a question"),
    "written": gettext_lazy("Written by the team"),
    "nothing": gettext_lazy("Nothing shows it yet"),
}


def check_points() -> dict[str, CheckPoint]:
    """Return the anchoring checklist by key."""
    return {point.key: point for point in read_template().anchoring_checklist}


def point_words(point: Point) -> dict[str, str]:
    """Return a point of the anchoring checklist: label, help, and the reason for how it is marked."""
    template = check_points()[point.key]
    return {
        "label": in_language(template.label),
        "help": in_language(template.help),
        "evidence": in_language(template.evidence),
        "source": str(_SOURCES[point.source]),
    }


def levels() -> list[LevelTemplate]:
    """Return the progress scale, the lowest level first."""
    return sorted(read_template().progress_scale, key=lambda level: level.level)


def level_label(value: Decimal) -> str:
    """Return what a level of the progress scale is called."""
    return next((in_language(level.label) for level in levels() if level.level == value), "")
