"""What may be typed about a programme that several municipalities own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain, count
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.tenants.models import Municipality


class PlaceField(forms.ModelChoiceField[Municipality]):
    """A municipality; where two have one name, with the county."""

    def label_from_instance(self, place: Municipality) -> str:
        """Return the name, with the county when another one has the same."""
        return f"{place.name} ({place.county})" if place.shared else place.name  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Which municipality is asked to own the programme too."""

    municipality = PlaceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), empty_label=_("Choose a municipality"),
        help_text=_("They see the plan, the checklist and the commitment text. Nobody's name goes with it."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Iterable[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Municipality.objects.filter(pk__in=[place.pk for place in places]).order_by("name_sort", "number")
        same = found.order_by().values("name").annotate(times=Count("pk")).filter(times__gt=1).values("name")
        found = found.annotate(shared=Q(name__in=same))
        self.fields["municipality"].queryset = found  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """What is new in the version that is shared."""

    note = Words(label=_("What is new?"), max_length=250, required=False, help_text=_("A sentence for the others."))


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name for a programme that is not taken: the one it has elsewhere, or that with the first free number."""
    numbered = (f"{name[:110]} {number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


class AcceptForm(forms.Form):
    """What the programme is called here, and from when it is used."""

    name = Words(label=_("Name of the programme"), max_length=120)
    starts = day_field(_("In use from"))

    def __init__(self, *args: Any, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(taken)

    def clean_name(self) -> str:
        """Refuse the name of another programme."""
        name: str = self.cleaned_data["name"]
        if name in self.taken:
            raise forms.ValidationError(_("There is already a programme with this name. Choose another one."))
        return name
