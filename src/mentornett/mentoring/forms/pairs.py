"""What may be typed about pairs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import day_field, in_order
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Pair

FURTHEST = timedelta(days=366)  # a day further away is a slip of the keys


class EndPairForm(forms.Form):
    """The last day of a pair, and why."""

    ends = day_field(_("Last day"))
    reason = forms.ChoiceField(
        choices=[(end.value, end.label) for end in PairEnd if end != PairEnd.PLANNED],
        label=_("Why"), widget=forms.RadioSelect,
        help_text=_("Only the project leader and the unit's leader see this. None of them is anybody's fault."),
    )  # fmt: skip

    def __init__(self, *args: Any, pair: Pair, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends": today})
        super().__init__(*args, **kwargs)
        self.pair, self.today = pair, today

    def clean_ends(self) -> date:
        """Return a day on which the pair was there and the mentee at work, and not too far away."""
        ends: date = self.cleaned_data["ends"]
        if ends < min(self.pair.starts, self.today):
            raise forms.ValidationError(gettext("The pair had not begun then."))
        last = self.pair.employment.ends
        if last and ends > max(last, self.today):
            raise forms.ValidationError(gettext("This is after their last day."))
        if ends > self.today + FURTHEST:
            raise forms.ValidationError(gettext("Choose a day within the next year."))
        return ends


class ChangeMentorForm(forms.Form):
    """Who takes over, and from when."""

    mentor = forms.TypedChoiceField(label=_("New mentor"), coerce=int, widget=forms.RadioSelect)
    starts = day_field(_("First day with the new mentor"))

    def __init__(self, *args: Any, choices: list[tuple[int, str]], pair: Pair, today: date, **kwargs: Any) -> None:
        first = max(today, pair.starts)
        kwargs.setdefault("initial", {"starts": first, "mentor": choices[0][0] if choices else None})
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = choices  # type: ignore[attr-defined]
        self.pair, self.today = pair, today

    def clean_starts(self) -> date:
        """Return a day after the former pair began, and not too far away."""
        starts: date = self.cleaned_data["starts"]
        if starts <= min(self.pair.starts, self.today - timedelta(days=1)):
            raise forms.ValidationError(gettext("Choose a day after the present pair began."))
        if starts > self.today + FURTHEST:
            raise forms.ValidationError(gettext("Choose a day within the next year."))
        return starts


class SecondMentorForm(forms.Form):
    """Who steps in for a time, or stands beside the mentor."""

    role = forms.ChoiceField(
        label=_("What is it?"), widget=forms.RadioSelect, initial=PairRole.SUBSTITUTE,
        choices=[
            (PairRole.SUBSTITUTE.value, _("A substitute, while the mentor is away")),
            (PairRole.CO_MENTOR.value, _("A co-mentor, beside the mentor")),
        ],
    )  # fmt: skip
    mentor = forms.TypedChoiceField(label=_("Who?"), coerce=int, widget=forms.RadioSelect)
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"), required=False, help_text=_("A substitute has a last day. A co-mentor need not."))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], pair: Pair, today: date, **kwargs: Any) -> None:
        first = max(today, pair.starts)
        kwargs.setdefault("initial", {"starts": first, "mentor": choices[0][0] if choices else None})
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = choices  # type: ignore[attr-defined]
        self.pair, self.today = pair, today

    def clean_starts(self) -> date:
        """Return a day on which the pair is there, and not too far away."""
        starts: date = self.cleaned_data["starts"]
        if starts < min(self.pair.starts, self.today):
            raise forms.ValidationError(gettext("The pair had not begun then."))
        if starts > self.today + FURTHEST:
            raise forms.ValidationError(gettext("Choose a day within the next year."))
        return starts

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and a substitute without a last day."""
        cleaned = super().clean() or {}
        in_order(self, "starts", "ends", gettext("The last day comes before the first."))
        if cleaned.get("role") == PairRole.SUBSTITUTE and not cleaned.get("ends") and "ends" not in self.errors:
            self.add_error("ends", gettext("Write the last day. It can be changed by ending the period earlier."))
        return cleaned
