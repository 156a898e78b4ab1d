"""What may be typed about a reference figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.measurement.choices import CardTopic
from mentornett.measurement.models import FactCard


class FactCardForm(forms.Form):
    """A figure with its year, source and until when it holds."""

    topic = forms.ChoiceField(label=_("What it is about"), choices=CardTopic.choices)
    what = Words(
        label=_("What the figure says"), max_length=200,
        help_text=_("Such as «Municipalities that find it hard to recruit nurses»."),
    )  # fmt: skip
    figure = Words(label=_("The figure"), max_length=60, help_text=_("As the source writes it, such as «59 %»."))
    year = forms.IntegerField(
        label=_("Which year?"), min_value=1900, max_value=2150,
        help_text=_("The year of the figure; for a forecast, the year it is about."),
    )  # fmt: skip
    source = Words(label=_("Source"), max_length=200)
    link = forms.URLField(label=_("Link to the source"), required=False, assume_scheme="https")
    expires = day_field(
        _("Expires"),
        required=False,
        help_text=_("From this day the card says that one should look for a newer figure."),
    )

    def __init__(self, *args: Any, card: FactCard | None = None, **kwargs: Any) -> None:
        if card:
            kwargs.setdefault("initial", {name: getattr(card, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
