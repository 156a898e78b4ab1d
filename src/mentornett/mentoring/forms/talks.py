"""What may be typed about one's own talks and in one's own notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field, time_field
from mentornett.core.time import date_words
from mentornett.mentoring.choices import Fit, TalkState

ANSWERS = (TalkState.HELD, TalkState.NOT_HELD, TalkState.PLANNED)


class AnswerForm(forms.Form):
    """Whether a talk was held. What it was about is never asked for."""

    state = forms.ChoiceField(choices=[(state.value, state.label) for state in ANSWERS], widget=forms.HiddenInput)
    on = day_field(_("It was another day"), required=False)
    reason = Words(
        label=_("Why not?"), max_length=160, required=False,
        help_text=_("You need not say it. Only the two of you see it. Leave out what is private."),
    )  # fmt: skip
    said = forms.DateTimeField(required=False, widget=forms.HiddenInput)  # when it was tapped, without connection

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date | None:
        """Return the day of the talk. Raises ValidationError when it is still to come."""
        on: date | None = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError(gettext("This day is still to come."))
        return on


class TimeForm(forms.Form):
    """When a talk can be, and where."""

    day = day_field(_("Day"))
    starts = time_field(_("Begins at"), required=True)
    place = Words(
        label=_("Room or link"), max_length=250, required=False,
        help_text=_("It stands in the calendar event that both get."),
    )  # fmt: skip

    def __init__(self, *args: Any, now: datetime, last: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.last = now, last

    @property
    def moment(self) -> datetime:
        """The time that was typed, in Norway."""
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["starts"]))

    def clean(self) -> dict[str, Any]:
        """Check that the time is still to come, and that the pair is there then."""
        data = self.cleaned_data
        if {"day", "starts"} <= data.keys() and self.moment <= self.now:
            self.add_error("starts" if data["day"] == self.now.date() else "day", gettext("This time has passed."))
        if self.last and data.get("day", self.last) > self.last:
            words = gettext("The last day of your pair is %(day)s. Choose a day before that.")
            self.add_error("day", words % {"day": date_words(self.last, self.now.date())})
        return data


class NoteTextForm(forms.Form):
    """The text of a note."""

    text = Words(label=_("Note"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class NoteForm(NoteTextForm):
    """A note, and who can read it."""

    shared = forms.TypedChoiceField(
        label=_("Who can read it?"), coerce=lambda value: value == "both", initial="me", widget=forms.RadioSelect,
        choices=[("me", _("Only me")), ("both", _("Both of us"))],
    )  # fmt: skip


class FitForm(forms.Form):
    """How the pairing feels after the first talk."""

    fit = forms.ChoiceField(label=_("How does it fit?"), choices=Fit.choices, widget=forms.RadioSelect)
