"""What may be typed about a study."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field, reason_field
from mentornett.measurement.queries.research import halves_to_ask
from mentornett.measurement.rules.studies import latest_end

SUGGESTED = 7  # half-years before the newest: four years of hires
ROWS = forms.Textarea(attrs={"rows": 3})


class StudyForm(forms.Form):
    """Which study, what for, on what ground, for whom, about whom, and for how long."""

    title = Words(label=_("The study"), max_length=200)
    purpose = Words(label=_("What is it for?"), max_length=2000, widget=ROWS)
    basis = Words(
        label=_("On what ground?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The legal basis, and the reference of the approval (Sikt, REK or the data protection officer)."),
    )  # fmt: skip
    receiver = Words(label=_("The institution that receives it"), max_length=200)
    receiver_name = Words(label=_("The researcher who answers for it"), max_length=120)
    receiver_email = forms.EmailField(
        label=_("The researcher's e-mail at work"), help_text=_("The link is sent here, and opens for 14 days.")
    )
    first_half = forms.TypedChoiceField(label=_("Hired from"), coerce=int)
    last_half = forms.TypedChoiceField(label=_("Hired to"), coerce=int)
    last_day = day_field(
        _("The study's last day"),
        help_text=_("After it the key is destroyed here, and nothing can lead back to a person."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        halves = halves_to_ask(today)
        for name, place in (("first_half", SUGGESTED), ("last_half", 0)):
            field: Any = self.fields[name]
            field.choices, field.initial = halves, halves[place][0]

    def clean_last_day(self) -> date:
        """Refuse a day that has been, and one far away."""
        day: date = self.cleaned_data["last_day"]
        if day <= self.today:
            raise forms.ValidationError(gettext("Choose a day to come."))
        if day > latest_end(self.today):
            raise forms.ValidationError(gettext("At most five years ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse half-years in the wrong order."""
        data = super().clean() or {}
        first, last = data.get("first_half"), data.get("last_half")
        if first is not None and last is not None and last < first:
            self.add_error("last_half", gettext("The last half-year comes before the first."))
        return data


class StudyAnswerForm(forms.Form):
    """A yes or a no from another person than the one who asked."""

    answer = reason_field(_("A few words"), required=False, help_text=_("The one who asked reads this."))

    def __init__(self, *args: Any, approved: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not approved:  # a no needs its reason
            self.fields["answer"].label = _("Why not?")
            self.fields["answer"].required = True
            self.fields["answer"].error_messages["required"] = gettext("Write why not.")
