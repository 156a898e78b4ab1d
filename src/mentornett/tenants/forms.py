"""What may be typed about people, units and municipalities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.text import clean, has_national_id, search_key
from mentornett.tenants import rules
from mentornett.tenants.choices import ColourScheme, Language, RoleKind
from mentornett.tenants.models import Municipality, Person, Unit


class LongEnough(MinimumLengthValidator):
    """Asks for a number of characters in a password. Django's own words are not all translated."""

    def get_error_message(self) -> str:
        """Return how long it must be."""
        return gettext("The password is too short. It must have at least %(number)s characters.") % {
            "number": self.min_length
        }


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Refuses what others know about the person."""

    def get_error_message(self) -> str:
        """Return what it is too much like."""
        return gettext("The password is too much like your e-mail address or your name.")


class PasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    password = forms.CharField(
        label=_("Password"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The same password once more"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean_password(self) -> str:
        """Return a password that meets the rules."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned["password"] != cleaned.get("again"):
            self.add_error("again", gettext("The two passwords are not the same."))
        return cleaned


class OwnDetailsForm(forms.Form):
    """What a person says about themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Work title"), max_length=80, required=False)
    profession = forms.CharField(label=_("Profession"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, help_text=_("Only you see it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "class": "short"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)
    colour_scheme = forms.ChoiceField(label=_("Colours"), choices=ColourScheme.choices, widget=forms.RadioSelect)
    weekly_letter = forms.BooleanField(
        label=_("E-mail once a week about what to follow up in the mentor programme"), required=False
    )

    def __init__(self, *args: Any, person: Person, follows_up: bool = False, **kwargs: Any) -> None:
        start = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": start, **kwargs})
        if not follows_up:
            del self.fields["weekly_letter"]

    def clean(self) -> dict[str, Any]:
        """Refuse national identity numbers in any field."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if has_national_id(str(value)):
                self.add_error(name, gettext("This looks like a national identity number. Leave it out."))
        return cleaned


class UnitForm(forms.Form):
    """A unit of a municipality."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.CharField(
        label=_("Kind"), max_length=60, required=False, help_text=_("Such as agency, nursing home or home-care zone.")
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Unit.objects.none(), required=False, empty_label=_("The municipality itself")
    )

    def __init__(self, *args: Any, municipality: Municipality, unit: Unit | None = None, **kwargs: Any) -> None:
        start = {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id} if unit else {}
        super().__init__(*args, **{"initial": start, **kwargs})
        rows = Unit.objects.filter(municipality=municipality).order_by("name")
        below = {row.pk for row, _depth in rules.branch(rows, unit.pk)} if unit else set()
        parent: Any = self.fields["parent"]
        parent.queryset = rows.exclude(pk__in=below)
        self.others = [row for row in rows if unit is None or row.pk != unit.pk]

    def clean(self) -> dict[str, Any]:
        """Refuse the name of another unit in the same place: nobody could tell the two apart in a list."""
        cleaned = super().clean() or {}
        name, parent = search_key(clean(cleaned.get("name", ""))), cleaned.get("parent")
        place = parent.pk if parent else None
        if any(search_key(row.name) == name and row.parent_id == place for row in self.others):
            self.add_error("name", gettext("There is already a unit with this name here. Choose another one."))
        return cleaned


class UnitSponsorForm(forms.Form):
    """The leader who backs the work at one level."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class MunicipalityProfileForm(forms.Form):
    """What a municipality tells the others in its networks about itself (A13)."""

    inhabitants = forms.IntegerField(
        label=_("Inhabitants"), min_value=1, max_value=2_000_000, required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    inhabitants_source = forms.CharField(
        label=_("Where the number is from"), max_length=120, required=False,
        help_text=_("Such as «Statistics Norway, 1 January 2026»."),
    )  # fmt: skip
    health_employees = forms.IntegerField(
        label=_("Employees in health and care"), min_value=1, max_value=200_000, required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    organisation = forms.CharField(
        label=_("How health and care services are organised"), max_length=3000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        start = {name: getattr(municipality, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": start, **kwargs})


class ColleagueForm(forms.Form):
    """Somebody who gets one of some roles, at an organiser or in a municipality."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail at work"), max_length=254,
        help_text=_("Somebody who is new here gets an invitation at this address."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Work title"), max_length=80, required=False)

    def __init__(self, *args: Any, kinds: Iterable[RoleKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [(kind.value, kind.label) for kind in kinds]
