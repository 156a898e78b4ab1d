"""What is wrong with a field, in plain words, wherever Django finds it.

Django's own say «Feltet er påkrevet» and «Oppgi en gyldig verdi»: what is wrong, and not how to mend it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose one of those that stand here.")
OF_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this first.")},
    forms.FileField: {"required": _("Choose a file.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"required": _("Choose one or more."), "invalid_choice": CHOOSE},
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": CHOOSE},
    forms.ModelMultipleChoiceField: {"required": _("Choose one or more."), "invalid_choice": CHOOSE},
    forms.DateField: {"invalid": _("Write the day as 24.12.2026.")},
    forms.TimeField: {"invalid": _("Write the time as 14.30.")},
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.FloatField: {"invalid": _("Write a number.")},
    forms.DecimalField: {"invalid": _("Write a number.")},
    forms.URLField: {"invalid": _("Write the address of a page, such as https://www.eksempel.no.")},
}  # fmt: skip


def say_it_plainly() -> None:
    """Put our words in the place of Django's; fields and validators that have words of their own keep them."""
    for field, words in OF_FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **words}
    validators.URLValidator.message = OF_FIELDS[forms.URLField]["invalid"]
    validators.EmailValidator.message = _("Write an e-mail address, such as navn@kommune.no.")
    validators.MinValueValidator.message = _("Write %(limit_value)s or more.")
    validators.MaxValueValidator.message = _("Write %(limit_value)s or less.")
    validators.MaxLengthValidator.message = ngettext_lazy(
        "Write at most %(limit_value)d character here. You have %(show_value)d.",
        "Write at most %(limit_value)d characters here. You have %(show_value)d.",
        "limit_value",
    )
