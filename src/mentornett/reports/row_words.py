"""What was done with the rows of a file of employments, in words, and who may be missing or stand twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.core.time import date_words


@dataclass(frozen=True, slots=True)
class Told:
    """What was done with the rows: observed until when, temporary posts that ended as planned, who may be missing.

    `alike` are rows that may be the same person once more.
    """

    until: date
    planned: int = 0
    first_end: date | None = None
    hired_earlier: int = 0
    alike: int = 0


def about_rows(told: Told) -> tuple[str, ...]:
    """Return what was taken for what among the rows, and who may be missing."""
    sentences = []
    if told.planned:
        sentences.append(
            ngettext(
                "%(n)s temporary post ended as planned and does not count as having left.",
                "%(n)s temporary posts ended as planned and do not count as having left.",
                told.planned,
            )
            % {"n": grouped(told.planned)}
        )
    if told.alike:
        sentences.append(
            ngettext(
                "%(n)s row of somebody who left is just like another. Say in which column the employee number stands "
                "(--number-column); until then it counts as one more person.",
                "%(n)s rows of people who left are just like others. Say in which column the employee number stands "
                "(--number-column); until then they count as more people.",
                told.alike,
            )
            % {"n": grouped(told.alike)}
        )
    if told.hired_earlier and told.first_end:
        values = {"n": grouped(told.hired_earlier), "day": date_words(told.first_end, date.min, weekday=False)}
        sentences.append(
            _("Nobody in the file left before %(day)s, though %(n)s were hired more than a year earlier. If the file "
              "holds only those who were employed at some date, the numbers are too good: say so with "
              "--observed-from.") % values
        )  # fmt: skip
    return tuple(sentences)


def grouped(number: int) -> str:
    """Write a number with its thousands apart."""
    return formats.number_format(number, force_grouping=True)
