"""The three questions of the mentors' pulse, and words for oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mentornett.competence.rules.pulse import QUESTIONS
from mentornett.core.form_fields import Words


def _scale(label: Any, lowest: Any, highest: Any) -> forms.TypedChoiceField:
    choices = [
        (1, format_lazy("1 – {}", lowest)), (2, "2"), (3, "3"), (4, "4"), (5, format_lazy("5 – {}", highest)),
    ]  # fmt: skip
    return forms.TypedChoiceField(label=label, coerce=int, choices=choices, widget=forms.RadioSelect)


class PulseForm(forms.Form):
    """How it is to be a mentor now."""

    load = _scale(_("How heavy is it to be a mentor now?"), _("very light"), _("much too heavy"))
    support = _scale(_("Do you get the time and the support you need?"), _("not at all"), _("all I need"))
    meaning = _scale(_("Does it give you something?"), _("nothing"), _("very much"))
    text = Words(
        label=_("Words for yourself"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you can read it. It is encrypted, and never part of any figures."),
    )  # fmt: skip

    @property
    def answer(self) -> dict[str, int]:
        """The three answers."""
        return {question: self.cleaned_data[question] for question in QUESTIONS}
