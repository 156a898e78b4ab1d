"""What may be typed when a mentor leaves or is away, and when a new hire leaves or changes unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import in_order
from mentornett.mentoring.choices import EmploymentEnd
from mentornett.mentoring.forms.hires import UnitField, work_day
from mentornett.mentoring.models import Employment, Mentor, Programme

LATER, KEEP = "later", "keep"
Offers = Mapping[str, tuple[str, Sequence[tuple[str, str]]]]


class MentorEndForm(forms.Form):
    """The last day in the register."""

    ends = work_day(_("Last day as a mentor"))

    def __init__(self, *args: Any, mentor: Mentor, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends": today})
        super().__init__(*args, **kwargs)
        self.first = min(mentor.starts, today)

    def clean_ends(self) -> date:
        """Refuse a last day before the first; who has not begun yet can leave at once."""
        ends: date = self.cleaned_data["ends"]
        if ends < self.first:
            raise forms.ValidationError(gettext("The last day comes before the first."))
        return ends


class HireEndForm(forms.Form):
    """A last day, and why."""

    ends = work_day(_("Last day of work"))
    reason = forms.ChoiceField(
        label=_("Why?"), widget=forms.RadioSelect,
        choices=[(end.value, end.label) for end in EmploymentEnd if end != EmploymentEnd.MOVED],
    )  # fmt: skip

    def __init__(self, *args: Any, hire: Employment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hire = hire

    def clean_ends(self) -> Any:
        """Refuse a last day before the first."""
        if self.cleaned_data["ends"] < self.hire.starts:
            raise forms.ValidationError(gettext("The last day comes before the first."))
        return self.cleaned_data["ends"]


class MoveForm(forms.Form):
    """A move to another unit of the municipality, and the programme there when there are several."""

    unit = UnitField(label=_("New unit"))
    on = work_day(_("First day in the new unit"))

    def __init__(self, *args: Any, hire: Employment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.offer(hire.municipality)
        self.hire = hire
        programmes = Programme.objects.filter(municipality=hire.municipality_id).order_by("name")
        if hire.programme_id and len(programmes[:2]) > 1:
            self.fields["programme"] = forms.ModelChoiceField(
                label=_("Mentor programme"), queryset=programmes, initial=hire.programme_id, empty_label=None
            )

    def clean(self) -> dict[str, Any]:
        """Refuse the unit they are in, and a day after the last one."""
        cleaned = super().clean() or {}
        if cleaned.get("unit") and cleaned["unit"].pk == self.hire.unit_id:
            self.add_error("unit", gettext("They work there already. Choose another unit."))
        if self.hire.ends and cleaned.get("on") and cleaned["on"] > self.hire.ends:
            self.add_error("on", gettext("This is after their last day."))
        return cleaned


class AwayForm(forms.Form):
    """A time away. The reason is never asked."""

    starts = work_day(_("First day away"))
    ends = work_day(_("Last day away"), required=False, help_text=_("Leave it empty if nobody knows yet."))

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = super().clean() or {}
        in_order(self, "starts", "ends", gettext("The last day comes before the first."))
        return cleaned


class SuccessorsForm(forms.Form):
    """Who takes over each mentee. `typed` is what somebody chose before the choices changed.

    `free` is how many each can take: nobody is proposed for more.
    """

    def __init__(
        self, *args: Any, offers: Offers, typed: Mapping[str, str], free: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        left = dict(free)
        for name, (label, offered) in offers.items():
            keys = [key for key, _words in offered]
            first = typed.get(name, "")
            if first not in keys:
                first = next((key for key in keys if left.get(key, 1) > 0), "")
            if first in left:
                left[first] -= 1
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect, initial=first)
