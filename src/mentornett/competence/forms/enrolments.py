"""What may be typed when somebody is signed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentornett.competence.models import Course
from mentornett.competence.queries.courses import mentors_to_sign_up
from mentornett.core.form_fields import Words
from mentornett.tenants.models import Municipality, Person


class TakeBackForm(forms.Form):
    """Why a certificate is taken back."""

    why = Words(
        label=_("Why?"), max_length=250,
        help_text=_("The one it is about reads it. Those who check the certificate read only that it is taken back."),
    )  # fmt: skip


class SignUpForm(forms.Form):
    """Mentors of one's own, those who are not signed up yet."""

    mentors = forms.MultipleChoiceField(
        label=_("Who is to take part?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, course: Course, places: Iterable[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = mentors_to_sign_up(course, places, today)
        self.rows = {str(role.person_id): role for role in rows}
        field: Any = self.fields["mentors"]
        field.choices = [(key, role.person.name) for key, role in self.rows.items()]

    @property
    def people(self) -> list[Person]:
        """Those who can be chosen."""
        return [role.person for role in self.rows.values()]

    @property
    def chosen(self) -> list[tuple[Person, Municipality]]:
        """Those who were chosen, each with the municipality in which they are a mentor."""
        roles = [self.rows[key] for key in self.cleaned_data["mentors"]]
        return [(role.person, role.municipality) for role in roles if role.municipality]
