"""What may be typed about a meeting before the network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field, in_order, reason_field, time_field
from mentornett.network.actions.open_meetings import DATES, Meeting
from mentornett.network.models import OpenMeeting


class OpenMeetingForm(forms.Form):
    """A meeting before the network; a date that is changed later needs a reason."""

    title = Words(label=_("What is it?"), max_length=160, help_text=_("Such as “Information meeting”."))
    on = day_field(_("Day"))
    starts_at = time_field(_("Starts at"))
    ends_at = time_field(_("Ends at"))
    place = Words(label=_("Place"), max_length=160, required=False)
    theme = Words(label=_("Theme"), max_length=250, required=False)
    sign_up_by = day_field(_("Sign up by"), required=False)
    binding = forms.BooleanField(label=_("Signing up is binding"), required=False)
    note = Words(label=_("Note"), max_length=250, required=False)
    reason = reason_field(_("Why are the dates changed?"), required=False)

    def __init__(self, *args: Any, row: OpenMeeting | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(row, name, None) for name in self.base_fields} if row else {})
        super().__init__(*args, **kwargs)
        self.row = row
        if row is None:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Check the order of the times and the dates, and ask why a date was changed."""
        data = self.cleaned_data
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", gettext("It must end after it begins."))
        in_order(self, "sign_up_by", "on", gettext("The meeting is before the deadline for signing up."))
        if self._dates_changed() and not self.errors and not data.get("reason"):
            self.add_error("reason", gettext("Write why the dates are changed."))
        return data

    def _dates_changed(self) -> bool:
        return self.row is not None and any(self.cleaned_data.get(name) != getattr(self.row, name) for name in DATES)

    @property
    def meeting(self) -> Meeting:
        """What was typed."""
        return Meeting(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})
