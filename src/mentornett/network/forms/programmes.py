"""What may be typed about the draft of a programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.network.queries.guidance import possible_readers
from mentornett.tenants.models import Person


class AskReadersForm(forms.Form):
    """Who is asked about the draft, and until when."""

    people = forms.TypedMultipleChoiceField(label=_("Who?"), coerce=int, widget=forms.CheckboxSelectMultiple)
    ends = day_field(_("Until"), help_text=_("The last day."))

    def __init__(self, *args: Any, network: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.readers = {person.pk: person for person in possible_readers(network, today)}
        choices = [(pk, person.name) for pk, person in self.readers.items()]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    def clean_ends(self) -> date:
        """Return the last day, which has not passed."""
        ends: date = self.cleaned_data["ends"]
        if ends < self.today:
            raise forms.ValidationError(gettext("This day has passed already."))
        return ends

    @property
    def chosen(self) -> list[Person]:
        """The people who were chosen."""
        return [self.readers[pk] for pk in self.cleaned_data["people"]]


class RemarkForm(forms.Form):
    """What a reader thinks of the draft."""

    text = Words(label=_("What do you think of it?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
