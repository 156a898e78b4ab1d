"""What may be typed about the starting point."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, in_order
from mentornett.measurement.choices import StillHere
from mentornett.mentoring.forms.hires import work_day


class BaselineBeginForm(forms.Form):
    """Which time is counted, and where the figures are from."""

    hired_from = work_day(_("Hired from"))
    hired_to = work_day(_("Hired until"))
    source = Words(
        label=_("Where are the figures from?"), max_length=200, required=False,
        help_text=_("Such as «the payroll system, 12 March». It stands beside the figure."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        data = super().clean() or {}
        in_order(self, "hired_from", "hired_to", gettext("The end cannot be earlier than the start."))
        return data


class BaselineHireForm(forms.Form):
    """Somebody who is not in the register."""

    label = Words(
        label=_("Name or employee number"), max_length=120,
        help_text=_("Only until you are done: then it is deleted, and the numbers are kept."),
    )  # fmt: skip
    starts = work_day(_("First day of work"))
    unit_name = Words(label=_("Unit"), max_length=120, required=False)
    profession = Words(label=_("Profession"), max_length=80, required=False)
    answer = forms.ChoiceField(
        label=_("Still here after 12 months?"), required=False,
        choices=[("", _("Answer later")), *StillHere.choices],
    )  # fmt: skip

    def __init__(self, *args: Any, hired_from: date, hired_to: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hired_from, self.hired_to = hired_from, hired_to

    def clean_starts(self) -> date:
        """Refuse somebody hired outside the time that is counted."""
        starts: date = self.cleaned_data["starts"]
        if not self.hired_from <= starts <= self.hired_to:
            raise forms.ValidationError(gettext("This is outside the time that is counted."))
        return starts
