"""What may be chosen when a list of facts is imported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.measurement.choices import FactKind
from mentornett.measurement.models import FactFile

LABELS: dict[str, dict[str, Any]] = {
    FactKind.MONTHS: {
        "month": _("Month"), "value": _("Number"), "unit": _("Unit"), "cases": _("How many (sick leave: absent)"),
        "people": _("Of how many"),
    },
    FactKind.BASELINE: {
        "label": _("Name or employee number"), "starts": _("First day of work"), "unit_name": _("Unit"),
        "profession": _("Profession"), "ends": _("Last day of work"), "still_here": _("Still here after 12 months"),
    },
    FactKind.VACANCIES: {
        "profession": _("Profession"), "unit": _("Unit"), "advertised_on": _("Advertised on"),
        "posts": _("Number of posts"), "applicants": _("Applicants"), "qualified": _("Qualified applicants"),
        "mentor_offered": _("Mentor mentioned"), "filled_on": _("The day somebody said yes"), "state": _("Status"),
        "reference": _("Number in your own system"),
    },
}  # fmt: skip


class FactFileForm(forms.Form):
    """A list of facts."""

    file = forms.FileField(
        label=_("List from Excel or your own system"),
        help_text=_("xlsx or csv. Never with national identity numbers."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class FactColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args: Any, file: FactFile, needed: Collection[str] = (), **kwargs: Any) -> None:
        start = {name: str(at) for name, at in file.columns.items()}
        super().__init__(*args, **{"initial": start, **kwargs})
        self.labels = LABELS[file.kind]
        titles = [("", gettext("Not in the list")), *((str(at), title) for at, title in enumerate(file.header))]
        for name, label in self.labels.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=titles, required=name in needed)

    def columns(self) -> Mapping[str, int]:
        """Return what is chosen for each, without those that are not in the list."""
        return {name: int(self.cleaned_data[name]) for name in self.labels if self.cleaned_data.get(name)}
