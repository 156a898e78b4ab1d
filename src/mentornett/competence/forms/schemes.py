"""What may be typed about a municipality's own schemes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.choices.courses import SchemeKind
from mentornett.competence.models import Scheme
from mentornett.core.form_fields import Words, day_field, in_order


class SchemeForm(forms.Form):
    """What a scheme is, how often, and who answers for it."""

    kind = forms.ChoiceField(label=_("What kind?"), choices=SchemeKind)
    title = Words(label=_("Name"), max_length=160, help_text=_("Such as “Mentor lunch” or “Study circle in autumn”."))
    about = Words(
        label=_("How is it done?"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Books, themes, how a meeting goes. Nothing about single persons."),
    )  # fmt: skip
    frequency = Words(label=_("How often?"), max_length=120, required=False, help_text=_("Such as every second month."))
    responsible = Words(
        label=_("Who answers for it?"), max_length=120, required=False, help_text=_("A role or a name.")
    )
    starts = day_field(_("From"))
    ends = day_field(_("Last day"), required=False, help_text=_("Leave it empty for until further notice."))
    shared = forms.BooleanField(
        label=_("Share it with the municipalities in our learning network"), required=False,
        help_text=_("They see the text and how often it has taken place, never the log of dates."),
    )  # fmt: skip

    def __init__(self, *args: Any, scheme: Scheme | None = None, **kwargs: Any) -> None:
        if scheme:
            kwargs.setdefault("initial", {name: getattr(scheme, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        data = super().clean() or {}
        in_order(self, "starts", "ends", gettext("The last day comes before the first."))
        return data


class SchemeDateForm(forms.Form):
    """A day when it took place."""

    on = day_field(_("Day"))
    theme = Words(label=_("Theme"), max_length=250, required=False)
    present = forms.IntegerField(
        label=_("How many came?"), min_value=0, max_value=2000, required=False,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
