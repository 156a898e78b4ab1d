"""What may be typed about a call for mentors, and by those who answer it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Lines, RoughDay, Words, day_field
from mentornett.mentoring.forms.hires import work_day
from mentornett.mentoring.models import MentorCall


class CallForm(forms.Form):
    """What a call says and asks for."""

    title = Words(label=_("Heading"), max_length=120, help_text=_("Such as «We look for mentors»."))
    text = Words(
        label=_("What do you look for, and what does one get?"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In your own words: qualities, time, training, what it gives. Everybody with the link reads it."),
    )  # fmt: skip
    least_months = forms.IntegerField(
        label=_("Least months in the profession"), min_value=0, max_value=600, required=False,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    professions = Lines(label=_("Professions"), longest=80, help_text=_("One on each line. Empty: any."))
    guidance_wanted = forms.BooleanField(label=_("Education in guidance is an advantage"), required=False)
    closes_on = day_field(_("Last day to answer"), required=False)

    def __init__(self, *args: Any, call: MentorCall | None = None, **kwargs: Any) -> None:
        if call:
            kwargs.setdefault("initial", {name: getattr(call, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)


class NominationForm(forms.Form):
    """An answer to a call, by the one it is about or by their leader."""

    name = Words(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail at work"), max_length=254)
    profession = Words(label=_("Profession"), max_length=80)
    practised_since = work_day(
        _("In the profession since"), RoughDay, required=False,
        help_text=_("About when is good enough: the year will do."),
    )  # fmt: skip
    guidance = forms.BooleanField(label=_("Has an education in guidance"), required=False)
    education = Words(label=_("Education"), max_length=250, required=False)
    why = Words(
        label=_("A few words"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nothing about health or other people."),
    )  # fmt: skip
    proposed_by = Words(
        label=_("Your name, if you are a leader who proposes somebody else"), max_length=120, required=False,
        help_text=_("Ask them first. Leave it empty if you write about yourself."),
    )  # fmt: skip
    consent = forms.BooleanField(label=_("The one named above agrees that the project leader keeps and reads this"))

    def clean(self) -> dict[str, Any]:
        """Leave the tick out of what is kept: the moment is."""
        data = super().clean() or {}
        data.pop("consent", None)
        return data

    def clean_email(self) -> str:
        """Refuse an address that cannot be one at work."""
        email = str(self.cleaned_data["email"])
        if email.rpartition("@")[2].casefold() in PRIVATE:
            raise forms.ValidationError(gettext("Write the address at work, not a private one."))
        return email


PRIVATE = {"gmail.com", "hotmail.com", "outlook.com", "live.no", "online.no", "icloud.com", "yahoo.no", "yahoo.com"}
