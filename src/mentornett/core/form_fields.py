"""Kinds of field that several forms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.text import clean, has_national_id

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
EARLIEST, LATEST = 1900, 2100


def plausible(day: date) -> None:
    """Refuse a year that was typed wrong, such as 0205 for 2025. Raises ValidationError."""
    if not EARLIEST <= day.year <= LATEST:
        raise forms.ValidationError(gettext("The year does not look right."))


class Day(forms.DateField):
    """A day in a year that somebody can have meant."""

    default_validators = [plausible]


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


def day_field(label: Any, *, required: bool = True, help_text: Any = "", class_name: str = "short") -> forms.DateField:
    """Return a field for a day, with the calendar that the device has."""
    return Day(
        label=label, required=required, help_text=help_text, input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date", "class": class_name}, format="%Y-%m-%d"),
    )  # fmt: skip


def time_field(label: Any, *, required: bool = False) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(
        label=label, required=required, input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "tiny"}, format="%H:%M"),
    )  # fmt: skip


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
