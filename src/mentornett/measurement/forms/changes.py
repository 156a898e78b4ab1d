"""What may be typed about another change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, in_order
from mentornett.measurement.choices import ChangeKind
from mentornett.measurement.models import OtherChange
from mentornett.mentoring.forms.hires import work_day
from mentornett.mentoring.queries.hires import unit_names
from mentornett.tenants.models import Municipality


class OtherChangeForm(forms.Form):
    """What changed, when, and in which units."""

    title = Words(
        label=_("What changed?"), max_length=120,
        help_text=_("Such as «recruitment bonus for nurses». Nothing about single persons."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What kind of change?"), choices=ChangeKind.choices)
    starts = work_day(_("From"))
    ends = work_day(_("To"), required=False, help_text=_("Leave it empty when it lasts."))
    units = forms.TypedMultipleChoiceField(
        label=_("Which units?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the whole municipality."),
    )  # fmt: skip
    text = Words(
        label=_("A few words"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipality: Municipality, change: OtherChange | None = None, **kwargs: Any
    ) -> None:
        if change:
            kwargs.setdefault("initial", {name: getattr(change, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        units: Any = self.fields["units"]
        units.choices = [(unit.pk, name) for unit, name in unit_names(municipality.pk).items()]

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        data = super().clean() or {}
        in_order(self, "starts", "ends", gettext("The last day comes before the first."))
        return data
