"""What may be typed about a network as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Lines, Words, day_field, in_order
from mentornett.network.choices import NetworkKind
from mentornett.network.models import Network
from mentornett.network.rules.calendar import Laid, out_of_order
from mentornett.tenants.models import Organiser

EARLIEST, LATEST = date(2015, 1, 1), date(2060, 12, 31)


def _inside(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(gettext("The year does not look right."))
    return day


class StartForm(forms.Form):
    """Name and first day of a new network; the rest follows from the template or from the network it is like."""

    name = Words(label=_("Name of the network"), max_length=160)
    starts = day_field(_("First day"), help_text=_("The first gathering is laid on this day or the next working day."))
    ends = day_field(_("Last day"), required=False, help_text=_("Empty means the last gathering."))

    def __init__(self, *args: Any, organisers: Iterable[Organiser] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisers = {organiser.pk: organiser for organiser in organisers}
        if len(self.organisers) > 1:
            choices = [(organiser.pk, organiser.name) for organiser in self.organisers.values()]
            self.fields["organiser"] = forms.TypedChoiceField(label=_("Organiser"), choices=choices, coerce=int)

    def chosen_organiser(self) -> Organiser:
        """Return the organiser that will own the network: the one chosen, or the only one there is."""
        return self.organisers[self.cleaned_data.get("organiser") or next(iter(self.organisers))]

    def clean_starts(self) -> date:
        """Return a day in a year that makes sense."""
        return _inside(self.cleaned_data["starts"])

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        return self.cleaned_data


class DatesForm(forms.Form):
    """The proposed dates of all gatherings, to be changed before the network is made."""

    def __init__(
        self, *args: Any, laid: Iterable[Laid], titles: Mapping[int, str], ends: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.laid, self.titles, self.ends = list(laid), titles, ends
        for row in self.laid:
            field = day_field(gettext("%(number)s. first day") % {"number": row.number})
            self.fields[f"starts_{row.number}"] = field
            field.initial = row.starts
            field.widget.attrs["aria-label"] = f"{titles.get(row.number, row.number)}: {gettext('first day')}"
            self.fields[f"days_{row.number}"] = days = forms.IntegerField(
                label=gettext("%(number)s. days") % {"number": row.number}, min_value=1, max_value=5,
                initial=(row.ends - row.starts).days + 1, widget=forms.NumberInput(attrs={"class": "tiny"}),
            )  # fmt: skip
            days.widget.attrs["aria-label"] = f"{titles.get(row.number, row.number)}: {gettext('number of days')}"

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows for each gathering."""
        return [
            {
                "number": row.number, "title": self.titles.get(row.number, ""), "laid": row,
                "starts": self[f"starts_{row.number}"], "days": self[f"days_{row.number}"],
            }
            for row in self.laid
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check that each gathering comes after the one before it (X03)."""
        typed = [(row.number, self.cleaned_data.get(f"starts_{row.number}")) for row in self.laid]
        for number, earlier in out_of_order(typed).items():
            text = gettext("Gathering %(number)s must come after gathering %(earlier)s.")
            self.add_error(f"starts_{number}", text % {"number": number, "earlier": earlier})
        if not self.errors and self.ends:
            for number, (_first, last) in self.days().items():
                if last > self.ends:
                    self.add_error(f"starts_{number}", gettext("This is after the last day of the network."))
        return self.cleaned_data

    @property
    def proposed_late(self) -> int:
        """How many gatherings the proposal has after the last day of the network."""
        return sum(self.ends is not None and row.ends > self.ends for row in self.laid)

    def days(self) -> dict[int, tuple[date, date]]:
        """Return the first and last day of each gathering."""
        chosen = {}
        for row in self.laid:
            starts = self.cleaned_data[f"starts_{row.number}"]
            chosen[row.number] = (starts, starts + timedelta(days=self.cleaned_data[f"days_{row.number}"] - 1))
        return chosen


class NetworkForm(forms.Form):
    """What is said about a network."""

    name = Words(label=_("Name of the network"), max_length=160)
    topic = Words(label=_("What it is about"), max_length=250, required=False)
    kind = forms.ChoiceField(label=_("Type"), choices=[("", _("Not stated")), *NetworkKind.choices], required=False)
    region = Words(label=_("Region"), max_length=80, required=False, help_text=_("Such as «Østlandet», or counties."))
    cohort = forms.IntegerField(
        label=_("Cohort"), min_value=1, max_value=99, required=False, widget=forms.NumberInput(attrs={"class": "tiny"}),
        help_text=_("1 for the first network of this kind, 2 for the next."),
    )  # fmt: skip
    motto = Words(label=_("Motto"), max_length=120, required=False)
    target_groups = Lines(label=_("Target groups"), help_text=_("One on each line."), most=10, longest=80)
    about = Words(label=_("More about it"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    progress_plan_on = forms.BooleanField(label=_("Teams make a progress plan after each gathering"), required=False)

    @classmethod
    def of(cls, network: Network, data: Any = None) -> NetworkForm:
        """Return the form filled in from a network."""
        return cls(data, initial={name: getattr(network, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        return self.cleaned_data
