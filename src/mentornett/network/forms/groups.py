"""What may be typed about groups, partners, risks and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field, in_order
from mentornett.core.text import in_language
from mentornett.network.choices import GroupKind, PartnerType
from mentornett.network.models import Risk
from mentornett.tenants.models import Person


class _PersonChoice(forms.TypedChoiceField):
    """Chooses one of some people, or nobody."""

    def __init__(self, *, label: Any, nobody: Any) -> None:
        super().__init__(label=label, required=False, empty_value=None, coerce=int)
        self.nobody = nobody
        self.people: dict[int, Person] = {}

    def offer(self, people: Iterable[Person]) -> None:
        """Set who may be chosen."""
        self.people = {person.pk: person for person in people}
        self.choices = [("", self.nobody), *((person.pk, person.name) for person in self.people.values())]

    def clean(self, value: Any) -> Person | None:
        """Return the person."""
        return self.people.get(super().clean(value))


class GroupMemberForm(forms.Form):
    """Somebody who joins one of the organiser's groups."""

    group = forms.ChoiceField(label=_("Group"), choices=GroupKind)
    person = _PersonChoice(label=_("Person"), nobody=_("Not named here"))
    role_text = Words(label=_("What they are there as"), max_length=120, required=False)
    starts = day_field(_("From"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a person or at least a role."""
        if not self.errors and not self.cleaned_data.get("person") and not self.cleaned_data.get("role_text"):
            self.add_error("role_text", gettext("Choose a person, or write what they are there as."))
        return self.cleaned_data


class GuestForm(forms.Form):
    """Somebody of another network who is invited to follow this one."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254,
        help_text=_("The address that they log in with in their own network."),
    )  # fmt: skip
    starts = day_field(_("From"))
    ends = day_field(_("To"), help_text=_("The last day. The visit ends by itself."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].initial = today
        self.today = today
        self.person: Person | None = None

    def clean_email(self) -> str:
        """Find the person. Raises ValidationError when nobody in use has this address."""
        address = str(self.cleaned_data["email"]).strip().casefold()
        self.person = Person.objects.filter(email=address, is_active=True, activated_at__isnull=False).first()
        if self.person is None:
            raise forms.ValidationError(gettext("Nobody logs in with this address. Check how it is written."))
        return address

    def clean(self) -> dict[str, Any]:
        """Check the order of the days, and that the last one has not passed."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        ends = self.cleaned_data.get("ends")
        if ends and ends < self.today and not self.has_error("ends"):
            self.add_error("ends", gettext("This day has passed already."))
        return self.cleaned_data


class EndForm(forms.Form):
    """The last day of a membership."""

    starts = forms.DateField(required=False, disabled=True, widget=forms.HiddenInput)
    ends = day_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        return self.cleaned_data


class PartnerForm(forms.Form):
    """An organisation that takes part in running the network."""

    name = Words(label=_("Organisation"), max_length=120)
    type = forms.ChoiceField(label=_("What it is to the network"), choices=PartnerType)
    resource = Words(label=_("What it contributes"), max_length=160, required=False)


class RiskForm(forms.Form):
    """A row of the risk register."""

    text = Words(label=_("What can go wrong?"), max_length=400)
    mitigation = Words(
        label=_("What is done about it?"), max_length=4000, required=False, help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    @classmethod
    def of(cls, risk: Risk, data: Any = None) -> RiskForm:
        """Return the form filled in from a risk."""
        lines = [in_language(row["text"]) for row in risk.mitigations]
        return cls(data, initial={"text": in_language(risk.text), "mitigation": "\n".join(lines)})


class TaskForm(forms.Form):
    """A task on the operative group's board."""

    text = Words(label=_("What is to be done?"), max_length=250)
    responsible = _PersonChoice(label=_("Who does it?"), nobody=_("Nobody yet"))
    due = day_field(_("By when?"), required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].offer(people)  # type: ignore[attr-defined]
