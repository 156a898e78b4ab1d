"""What may be typed about hires and mentors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Day, Lines, RoughDay, Words, in_order
from mentornett.mentoring.models import Employment, Mentor, Programme
from mentornett.mentoring.queries.hires import professions_of_mentors, unit_names
from mentornett.tenants.models import Municipality, Unit

MOST_PLACES = 3
FIRST_ASKED = ("name", "email", "unit", "profession", "starts", "programme")
FIRST_DAY, LAST_DAY = date(1940, 1, 1), date(2100, 12, 31)


def work_day(label: Any, kind: type[Day] = Day, **more: Any) -> forms.DateField:
    """Return a field for a day in somebody's working life."""
    field = kind(label=label, **more)
    message = _("Check the year.")
    field.validators += [MinValueValidator(FIRST_DAY, message), MaxValueValidator(LAST_DAY, message)]
    return field


class UnitField(forms.ChoiceField):
    """A unit of the municipality, with the units above it in its name."""

    def offer(self, municipality: Municipality | None, only: Collection[int] | None = None) -> None:
        """Offer the units of this municipality, or `only` some of them."""
        names = unit_names(municipality.pk) if municipality else {}
        names = {unit: name for unit, name in names.items() if only is None or unit.pk in only}
        self.units = {str(unit.pk): unit for unit in names}
        first = [("", gettext("Choose a unit"))] if self.required else [("", gettext("No unit of their own"))]
        self.choices = [*first, *((str(unit.pk), name) for unit, name in names.items())]

    def clean(self, value: Any) -> Unit | None:
        """Return the unit."""
        return self.units.get(str(super().clean(value)))


class WorkForm(forms.Form):
    """What is registered about somebody's work. Which unit has an address of its own: a move has a day."""

    profession = Words(label=_("Profession"), max_length=80)
    starts = work_day(_("First day of work"))
    programme = forms.ModelChoiceField(
        label=_("Mentor programme"), queryset=Programme.objects.none(), required=False,
        empty_label=_("Not followed by a mentor programme"),
    )  # fmt: skip
    percent = forms.IntegerField(
        label=_("Percent of full time"), min_value=1, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    shift = Words(label=_("Shifts"), max_length=40, required=False, help_text=_("Such as days, nights or rotation."))
    temporary = forms.BooleanField(label=_("Temporary post"), required=False)
    planned_end = work_day(_("Last day of the temporary post"), required=False)
    number = Words(
        label=_("Employee number"), max_length=40, required=False,
        help_text=_("From the municipality's own system. Never a national identity number."),
    )  # fmt: skip

    def __init__(self, *args: Any, municipality: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Programme.objects.filter(municipality=municipality).order_by("name")
        programme: Any = self.fields["programme"]
        programme.queryset = rows
        if "programme" not in self.initial and (only := list(rows[:2])) and len(only) == 1:
            self.initial["programme"] = only[0].pk

    def clean(self) -> dict[str, Any]:
        """Refuse a temporary post that ends before it starts."""
        cleaned = super().clean() or {}
        in_order(self, "starts", "planned_end", gettext("The last day comes before the first."))
        return cleaned


class HireForm(WorkForm):
    """Somebody new."""

    field_order = FIRST_ASKED
    name = Words(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("Nothing is sent before the invitations are sent.")
    )
    unit = UnitField(label=_("Unit"))

    def __init__(
        self, *args: Any, municipality: Municipality, only: Collection[int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        unit: Any = self.fields["unit"]
        unit.offer(municipality, only)
        if len(unit.units) == 1:
            self.initial.setdefault("unit", next(iter(unit.units)))
        self.professions = professions_of_mentors(municipality.pk)  # written alike, a mentor is found
        self.fields["profession"].widget.attrs["list"] = "professions"

    def has_units(self) -> bool:
        """Tell whether there is a unit to choose."""
        unit: Any = self.fields["unit"]
        return bool(unit.units)

    def first_asked(self) -> list[forms.BoundField]:
        """Return what is asked of everybody."""
        return [self[name] for name in FIRST_ASKED]

    def asked_later(self) -> list[forms.BoundField]:
        """Return what can wait."""
        return [field for field in self if field.name not in FIRST_ASKED]

    def opened(self) -> bool:
        """Tell whether what can wait has something to say: it was filled in, or must be corrected."""
        return any(field.errors or (self.is_bound and field.data) for field in self.asked_later())


class HireChangeForm(WorkForm):
    """Corrections to what is registered."""

    def __init__(self, *args: Any, hire: Employment, **kwargs: Any) -> None:
        start = {name: getattr(hire, name) for name in self.base_fields} | {"programme": hire.programme_id}
        super().__init__(*args, municipality=hire.municipality, **{"initial": start, **kwargs})
        self.hire = hire

    def clean_starts(self) -> Any:
        """Refuse a first day after the last one."""
        starts = self.cleaned_data["starts"]
        if self.hire.ends and starts > self.hire.ends:
            raise forms.ValidationError(gettext("The first day comes after the last."))
        return starts


class MentorFactsForm(forms.Form):
    """What the register says about a mentor (I06)."""

    unit = UnitField(label=_("Unit"), required=False)
    profession = Words(label=_("Profession"), max_length=80)
    education = Words(label=_("Education"), max_length=250, required=False)
    practised_since = work_day(
        _("In the profession since"), RoughDay, required=False,
        help_text=_("About when is good enough: the year will do."),
    )  # fmt: skip
    trained_on = work_day(
        _("Completed the mentor training"), required=False,
        help_text=_("Leave it empty until the training is completed."),
    )  # fmt: skip
    shift = Words(label=_("Shifts"), max_length=40, required=False, help_text=_("Such as days, nights or rotation."))
    specialities = Lines(label=_("Special fields"), longest=80, help_text=_("One on each line."))
    languages = Lines(label=_("Languages"), longest=40, help_text=_("One on each line."))

    def __init__(self, *args: Any, municipality: Municipality, mentor: Mentor | None = None, **kwargs: Any) -> None:
        if mentor:
            start = {name: getattr(mentor, name) for name in MentorFactsForm.base_fields}
            kwargs = {"initial": start | {"unit": mentor.unit_id}, **kwargs}
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.offer(municipality)


class MentorForm(MentorFactsForm):
    """Somebody new in the register."""

    field_order = ("name", "email", "starts")
    name = Words(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("Nothing is sent before the invitations are sent.")
    )
    starts = work_day(_("Can be a mentor from"))


class PlacesForm(forms.Form):
    """How many mentees in a period; none is a pause."""

    places = forms.TypedChoiceField(label=_("How many mentees?"), coerce=int, widget=forms.RadioSelect)
    starts = work_day(_("From"))
    ends = work_day(_("To"), required=False, help_text=_("Leave it empty for until further notice."))
    reason = Words(
        label=_("Why?"), max_length=120, required=False,
        help_text=_("The project leader and HR can read this. Nothing about health."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(0, gettext("None: a pause")), *((n, str(n)) for n in range(1, MOST_PLACES + 1))]

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = super().clean() or {}
        in_order(self, "starts", "ends", gettext("The last day comes before the first."))
        return cleaned
