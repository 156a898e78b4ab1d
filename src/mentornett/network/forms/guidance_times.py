"""What may be typed about times for guidance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field, reason_field, time_field
from mentornett.network.choices import ContactForm
from mentornett.network.models import GuidanceTime, Network
from mentornett.network.queries.guidance_times import when_words
from mentornett.network.rules.guidance_times import Slot, in_a_row

MEETINGS = [choice for choice in ContactForm.choices if choice[0] != ContactForm.MAIL]
LENGTHS = [(minutes, str(minutes)) for minutes in (15, 20, 30, 45, 60, 90)]
SMALL_AREA = forms.Textarea(attrs={"rows": 2})


class OfferForm(forms.Form):
    """Times that a guide offers, one or several in a row."""

    network = forms.TypedChoiceField(label=_("For the teams in"), coerce=int)
    on = day_field(_("Day"))
    starts = time_field(_("Begins at"), required=True)
    minutes = forms.TypedChoiceField(label=_("Minutes"), coerce=int, choices=LENGTHS, initial=30)
    number = forms.IntegerField(
        label=_("How many in a row?"), min_value=1, max_value=12, initial=1,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    form = forms.ChoiceField(label=_("How"), choices=MEETINGS, initial=ContactForm.VIDEO)
    place = Words(
        label=_("Link, number or room"), max_length=300, required=False,
        help_text=_("It stands in the calendar file that both get."),
    )  # fmt: skip

    def __init__(self, *args: Any, networks: Sequence[Network], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.networks, self.now = {row.pk: row for row in networks}, localtime(now).replace(tzinfo=None)
        choices = [(row.pk, row.name) for row in networks]
        self.fields["network"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["network"].widget = forms.HiddenInput()
            self.fields["network"].initial = choices[0][0]

    @property
    def network_chosen(self) -> Network:
        """The network that was chosen."""
        return self.networks[self.cleaned_data["network"]]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The times that were typed."""
        data = self.cleaned_data
        return tuple(in_a_row(Slot(data["on"], data["starts"], data["minutes"]), data["number"]))

    def clean(self) -> dict[str, Any]:
        """Check that the times are still to come and that all of them are on that day."""
        data = self.cleaned_data
        if {"on", "starts", "minutes", "number"} <= data.keys():
            if datetime.combine(data["on"], data["starts"]) <= self.now:
                self.add_error("starts" if data["on"] == self.now.date() else "on", gettext("This time has passed."))
            elif len(self.slots) < data["number"]:
                self.add_error("number", gettext("So many do not fit before midnight."))
        return data


class FreeTimeField(forms.TypedChoiceField):
    """One of the times that are free."""

    def offer(self, times: Sequence[GuidanceTime], today: date) -> None:
        """Say which times there are."""
        self.choices = [(row.pk, f"{when_words(row, today)}, {row.get_form_display()}") for row in times]


class MoveTimeForm(forms.Form):
    """Another of the guide's free times."""

    time = FreeTimeField(label=_("When?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, times: Sequence[GuidanceTime], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = {row.pk: row for row in times}
        self.fields["time"].offer(times, today)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> GuidanceTime:
        """The time that was chosen."""
        return self.times[self.cleaned_data["time"]]


class BookForm(MoveTimeForm):
    """A time, and what the team wants to talk about."""

    topic = Words(
        label=_("What do you want to talk about?"), max_length=400, required=False, widget=SMALL_AREA,
        help_text=_("The guide reads it beforehand."),
    )  # fmt: skip


class CancelTimeForm(forms.Form):
    """Why a talk is cancelled."""

    reason = reason_field(_("Why?"), help_text=_("The other one reads it."))


class HeldForm(forms.Form):
    """What came of a talk."""

    topics = Words(label=_("What was it about?"), max_length=400, widget=SMALL_AREA)
    agreed = Words(label=_("What did you agree on?"), max_length=400, required=False, widget=SMALL_AREA)
