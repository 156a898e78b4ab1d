"""What may be typed on a poster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words

MOST = 3


class PosterForm(forms.Form):
    """The words of a poster, and which charts stand on it."""

    heading = Words(label=_("Heading"), max_length=120)
    done = Words(
        label=_("What we did"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Two or three sentences that everybody understands. Never a name of somebody who has a mentor."),
    )  # fmt: skip
    measures = forms.TypedMultipleChoiceField(
        label=_("Figures"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("At most three, or nobody reads them."),
    )  # fmt: skip
    sentence = Words(
        label=_("One sentence of your own"),
        max_length=300,
        required=False,
        help_text=_("What you would say to somebody who stops in front of the poster."),
    )

    def __init__(self, *args: Any, charts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measures"]
        field.choices = list(charts)
        if not charts:
            del self.fields["measures"]

    def clean_measures(self) -> list[int]:
        """Keep it to what one page has room for."""
        chosen: list[int] = self.cleaned_data["measures"]
        if len(chosen) > MOST:
            raise forms.ValidationError(gettext("Choose at most three charts: the page has no room for more."))
        return chosen
