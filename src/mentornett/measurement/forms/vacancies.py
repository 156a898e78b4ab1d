"""What may be typed about an advertised post."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words
from mentornett.measurement.choices import VacancyState
from mentornett.measurement.models import Vacancy
from mentornett.mentoring.forms.hires import UnitField, work_day
from mentornett.tenants.models import Municipality

MOST_POSTS, MOST_APPLICANTS = 99, 9999
SAID = {"yes": True, "no": False}


def _count(label: Any, most: int, *, least: int = 0, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip


class VacancyForm(forms.Form):
    """One advertisement; what is not known is left empty and counts in no figure."""

    profession = Words(label=_("Profession"), max_length=80, help_text=_("Such as «nurse»."))
    unit = UnitField(label=_("Unit"), required=False)
    advertised_on = work_day(_("Advertised on"))
    posts = forms.IntegerField(
        label=_("How many posts?"), min_value=1, max_value=MOST_POSTS, initial=1,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    mentor_offered = forms.ChoiceField(
        label=_("Does the advertisement say that new colleagues get a mentor?"), required=False,
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
    )  # fmt: skip
    applicants = _count(_("Applicants"), MOST_APPLICANTS, help_text=_("Leave it empty when it is not known yet."))
    qualified = _count(_("Of them qualified"), MOST_APPLICANTS)
    state = forms.ChoiceField(label=_("How did it go?"), choices=VacancyState.choices)
    filled_on = work_day(
        _("The day somebody said yes"), required=False, help_text=_("Only when somebody was hired.")
    )  # fmt: skip
    filled = _count(
        _("How many of the posts were filled?"), MOST_POSTS, least=1, help_text=_("Leave it empty when all were.")
    )
    reference = Words(label=_("Number in your own system"), max_length=40, required=False)

    def __init__(
        self, *args: Any, municipality: Municipality, today: date, vacancy: Vacancy | None = None, **kwargs: Any
    ) -> None:
        if vacancy:
            start = {name: getattr(vacancy, name) for name in self.base_fields}
            said = {True: "yes", False: "no", None: ""}[vacancy.mentor_offered]
            start |= {"unit": vacancy.unit_id, "mentor_offered": said}
            kwargs.setdefault("initial", start)
        super().__init__(*args, **kwargs)
        self.today = today
        unit: Any = self.fields["unit"]
        unit.offer(municipality)
        unit.choices = [("", gettext("The whole municipality")), *unit.choices[1:]]

    def clean_mentor_offered(self) -> bool | None:
        """Return yes, no or None for not known."""
        return SAID.get(self.cleaned_data["mentor_offered"])

    def clean(self) -> dict[str, Any]:
        """Check days and numbers against each other; each message stands at its field."""
        data = super().clean() or {}
        for name in ("advertised_on", "filled_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, gettext("The day is in the future."))
        applicants, qualified = data.get("applicants"), data.get("qualified")
        if applicants is not None and qualified is not None and qualified > applicants:
            self.add_error("qualified", gettext("More are qualified than have applied."))
        if data.get("state") == VacancyState.FILLED:
            self._check_filled(data)
        return data

    def _check_filled(self, data: dict[str, Any]) -> None:
        advertised, filled_on = data.get("advertised_on"), data.get("filled_on")
        if not filled_on and "filled_on" not in self.errors:
            self.add_error("filled_on", gettext("Which day did somebody say yes?"))
        if advertised and filled_on and filled_on < advertised:
            self.add_error("filled_on", gettext("This is before it was advertised."))
        posts = data.get("posts") or 1
        data["filled"] = data.get("filled") or posts
        if data["filled"] > posts:
            self.add_error("filled", gettext("More were hired than there are posts."))
