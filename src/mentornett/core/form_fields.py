"""Kinds of field that several forms share."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.days import read_day, read_time
from mentornett.core.text import clean, has_national_id

EARLIEST, LATEST = 1900, 2100


def plausible(day: date) -> None:
    """Refuse a year that was typed wrong, such as 0205 for 2025. Raises ValidationError."""
    if not EARLIEST <= day.year <= LATEST:
        raise forms.ValidationError(gettext("The year does not look right."))


class Day(forms.DateField):
    """A day in a year that somebody can have meant, written in any way that `core.days.read_day` reads.

    It is a field for text: a browser's own has days as its own language does, and loses what it cannot read.
    """

    default_validators = [plausible]

    def __init__(self, **kwargs: Any) -> None:
        about = {"class": "short", "placeholder": _("dd.mm.yyyy"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(**{"widget": forms.DateInput(attrs=about, format="%d.%m.%Y"), **kwargs})

    def to_python(self, value: Any) -> date | None:
        """Return the day. Raises ValidationError when there is none."""
        return super().to_python(read_day(value) or value if isinstance(value, str) else value)


class RoughDay(Day):
    """A day of which about when is enough: a year alone is its first day, «3.2015» the first of that month."""

    def to_python(self, value: Any) -> date | None:
        """Return the day. Raises ValidationError when there is none."""
        plain = value.strip() if isinstance(value, str) else ""
        if found := re.fullmatch(r"(?:(?P<month>0?[1-9]|1[0-2])[./ -])?(?P<year>[12]\d{3})", plain):
            return date(int(found["year"]), int(found["month"] or 1), 1)
        return super().to_python(value)


class Clock(forms.TimeField):
    """A time of day, written in any way that `core.days.read_time` reads."""

    def __init__(self, **kwargs: Any) -> None:
        about = {"class": "tiny", "placeholder": _("hh.mm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TimeInput(attrs=about, format="%H.%M"), **kwargs})

    def to_python(self, value: Any) -> time | None:
        """Return the time. Raises ValidationError when there is none."""
        return super().to_python(read_time(value) or value if isinstance(value, str) else value)


class Number(forms.DecimalField):
    """A number that may have decimals, as the reader's language writes them; shown without noughts at its end."""

    def __init__(self, *, class_name: str = "tiny", **kwargs: Any) -> None:
        about = {"class": class_name, "inputmode": "decimal"}
        super().__init__(**{"localize": True, "widget": forms.TextInput(attrs=about), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Show 4 for 4.00 and 2.5 for 2.50."""
        if not isinstance(value, Decimal):
            return value
        return int(value) if value == value.to_integral_value() else value.normalize()


class Words(forms.CharField):
    """A text without control characters and national identity numbers."""

    def clean(self, value: Any) -> str:
        """Return the text. Raises ValidationError when a national identity number seems to stand in it."""
        text = super().clean(clean(value) if isinstance(value, str) else value)
        if has_national_id(text):
            raise forms.ValidationError(gettext("This looks like a national identity number. Leave it out."))
        return str(text)


class Lines(Words):
    """A list, written with one item on each line."""

    def __init__(self, *, most: int = 20, longest: int = 250, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(required=False, **kwargs)
        self.most, self.longest = most, longest

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """Return the lines that hold something."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(gettext("Write at most %(n)s lines.") % {"n": self.most})
        for line in lines:
            if len(line) > self.longest:
                values = {"n": self.longest, "start": line[:30]}
                raise forms.ValidationError(gettext("This line is longer than %(n)s characters: «%(start)s…»") % values)
        return lines


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return Day(label=label, required=required, help_text=help_text)


def time_field(label: Any, *, required: bool = False) -> forms.TimeField:
    """Return a field for a time of day."""
    return Clock(label=label, required=required)


def reason_field(label: Any, *, required: bool = True, help_text: Any = "") -> Words:
    """Return a field for the reason of a change, which people will read."""
    return Words(
        label=label, required=required, max_length=400, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why, in a few words.")},
    )  # fmt: skip


def in_order(form: forms.Form, first: str, last: str, message: str) -> None:
    """Add a message at the last day when it comes before the first one."""
    starts, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if starts and ends and ends < starts:
        form.add_error(last, message)
