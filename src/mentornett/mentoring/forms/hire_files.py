"""What may be chosen when a list of employees is imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.mentoring.forms.hires import work_day
from mentornett.mentoring.models import HireFile, Programme
from mentornett.mentoring.rules.hire_rows import NEEDED

LABELS = {
    "email": _("E-mail"), "name": _("Name"), "first_name": _("First name"), "last_name": _("Last name"),
    "unit": _("Unit"), "profession": _("Profession"), "starts": _("First day of work"), "ends": _("Last day of work"),
    "number": _("Employee number"), "percent": _("Percent of full time"), "shift": _("Shifts"),
    "temporary": _("Temporary post"),
}  # fmt: skip


class HireFileForm(forms.Form):
    """A list of employees."""

    file = forms.FileField(
        label=_("List from Excel or the HR system"), help_text=_("xlsx or csv. Never with national identity numbers."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip


class MappingForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args: Any, file: HireFile, today: date, **kwargs: Any) -> None:
        self.file, self.today = file, today
        start: dict[str, Any] = {name: str(at) for name, at in file.columns.items()}
        said = {True: "yes", False: "no", None: ""}[file.holds_leavers]
        start |= {"make_units": file.make_units, "programme": file.programme_id, "holds_leavers": said}
        start["list_day"] = file.list_day
        super().__init__(*args, **{"initial": start, **kwargs})
        titles = [("", gettext("Not in the list")), *((str(at), title) for at, title in enumerate(file.header))]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=titles, required=name in NEEDED)
        self.fields["programme"] = forms.ModelChoiceField(
            label=_("Those who are new are followed by"), required=False,
            queryset=Programme.objects.filter(municipality=file.municipality_id).order_by("name"),
            empty_label=gettext("No programme: the list holds others too"),
        )  # fmt: skip
        self.fields["list_day"] = work_day(
            _("Which day does the list show?"),
            required=False,
            help_text=_("Who was employed on that day stands in it."),
        )
        self.fields["holds_leavers"] = forms.ChoiceField(
            label=_("Does the list also hold those who left before that day?"), required=False,
            choices=[("", gettext("I do not know")), ("yes", gettext("Yes")), ("no", gettext("No"))],
            help_text=_("Without them it looks as if everybody stays. Then people are counted from this day only."),
        )  # fmt: skip
        self.fields["make_units"] = forms.BooleanField(label=_("Make the units that are missing here"), required=False)

    def clean_list_day(self) -> date | None:
        """Return the day, or the one that stands there already; it has been."""
        day: date | None = self.cleaned_data["list_day"] or self.file.list_day
        if day and day > self.today:
            raise forms.ValidationError(gettext("The day is in the future."))
        return day

    def clean_holds_leavers(self) -> bool | None:
        """Return yes, no or None for not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["holds_leavers"])

    def columns(self) -> Mapping[str, int]:
        """Return what is chosen for each, without those that are not in the list."""
        return {name: int(self.cleaned_data[name]) for name in LABELS if self.cleaned_data.get(name)}
