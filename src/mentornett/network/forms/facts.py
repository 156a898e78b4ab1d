"""What may be typed about a fact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words
from mentornett.network.actions.facts import Told
from mentornett.network.choices import FactGroup
from mentornett.network.models import Fact


class FactForm(forms.Form):
    """A fact about a network, with its source."""

    group = forms.ChoiceField(label=_("What it is about"), choices=FactGroup)
    what = Words(label=_("What is known"), max_length=250)
    when_text = Words(
        label=_("When"), max_length=80, required=False, help_text=_("As you would write it, such as «autumn 2026».")
    )
    more = Words(label=_("More about it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    source = Words(
        label=_("Source"), max_length=160, required=False, help_text=_("Where it says so, such as «The report».")
    )
    assumed = forms.BooleanField(label=_("Assumed: no source says it outright"), required=False)

    def __init__(self, *args: Any, fact: Fact | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(fact, name) for name in self.base_fields} if fact else {})
        super().__init__(*args, **kwargs)

    @property
    def told(self) -> Told:
        """What was typed."""
        return Told(**self.cleaned_data | {"group": FactGroup(self.cleaned_data["group"])})
