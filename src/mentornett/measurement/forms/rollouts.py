"""What may be typed about a roll-out in a drawn order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorList
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Number, Words, day_field, reason_field
from mentornett.measurement.actions.rollouts import Chosen
from mentornett.measurement.choices import RolloutPlace
from mentornett.measurement.models import RolloutDeparture, RolloutPlan, RolloutUnit
from mentornett.measurement.queries.rollout_register import FromRegister
from mentornett.measurement.rules.rollouts import within_another
from mentornett.mentoring.models import Programme
from mentornett.tenants.models import Municipality, Unit

FIELDS = ("take", "hires", "staying", "place")  # of each unit
MOST_AT_A_TIME, MOST_MONTHS, MOST_HIRES = 100, 24, 500


def _whole(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.NumberInput(attrs={"class": "tiny"}), **more
    )


class PlanForm(forms.Form):
    """How many units start at a time, and when."""

    name = Words(label=_("What you call the plan"), max_length=120)
    at_a_time = _whole(
        _("How many units can start at a time?"), 1, MOST_AT_A_TIME, initial=2,
        help_text=_("As many as you manage to train and follow up at once. Fewer at a time tells more."),
    )  # fmt: skip
    months_between = _whole(
        _("Months from one start to the next"), 1, MOST_MONTHS, initial=6,
        help_text=_("Four to six is usual: long enough to see something before the next ones start."),
    )  # fmt: skip
    first = day_field(_("The first start"), help_text=_("The first day on which new hires in the first units count."))
    months_after = _whole(
        _("Months from the last start until the answer"), 6, 36, initial=12,
        help_text=_("Longer tells more. The day is chosen now, so that nobody can wait until it looks good."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, plan: RolloutPlan | None = None, **kwargs: Any) -> None:
        if plan:
            kwargs["initial"] = {name: getattr(plan, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first(self) -> date:
        """Refuse a start that is not ahead."""
        first: date = self.cleaned_data["first"]
        if first <= self.today:
            raise forms.ValidationError(gettext("The first start must be ahead: the order is not drawn yet."))
        return first


class NetworkPlanForm(PlanForm):
    """The same across municipalities, and until when they can say yes."""

    answer_by = day_field(
        _("Last day for the municipalities to answer"), help_text=_("After it, or when all have answered, you lock it.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day that is over, or comes after the first start."""
        data = super().clean() or {}
        by, first = data.get("answer_by"), data.get("first")
        if by and by < self.today:
            self.add_error("answer_by", gettext("The day is over."))
        elif by and first and by >= first:
            self.add_error("answer_by", gettext("This must be before the first start."))
        return data


class AskForm(forms.Form):
    """Which municipalities are asked."""

    asked = forms.ModelMultipleChoiceField(
        label=_("Which municipalities are asked?"), queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"asked": places})
        super().__init__(*args, **kwargs)
        self.fields["asked"].queryset = places  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """Which of the municipality's programmes takes part."""

    programme = forms.ModelChoiceField(
        label=_("Which mentor programme is rolled out?"), queryset=Programme.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as its template needs it: with a row for each unit, a widget for each cell is slow to draw."""

    name: str
    id: str
    label: str
    value: Any
    errors: ErrorList | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and its fields."""

    name: str
    take: Cell
    hires: Cell
    staying: Cell
    place: Cell
    options: SafeString


def _options(chosen: str) -> SafeString:
    """Draw what may be chosen for a unit's place in the order."""
    choices = ((value, " selected" if value == chosen else "", label) for value, label in RolloutPlace.choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', choices)


def _cell(bound: BoundField) -> Cell:
    field, value = bound.field, bound.value()
    shown = value if isinstance(field, forms.BooleanField | forms.ChoiceField) else field.widget.format_value(value)
    return Cell(
        bound.html_name, bound.id_for_label, str(field.label), "" if shown is None else shown, bound.errors or None
    )


class UnitsForm(forms.Form):
    """Which units take part, with what is known of each. A row of fields per unit, filled in from the register."""

    leaving = _whole(
        _("Of 100 new hires, how many leave in their first year?"), 1, 99,
        help_text=_("As it is without the programme. Used only for the outlook, not for the draw."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, units: Sequence[tuple[Unit, str]], chosen: Iterable[RolloutUnit], known: FromRegister,
        leaving: int | None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit, _name in units}
        self.names = {unit.pk: name for unit, name in units}
        self.fields["leaving"].initial = leaving if leaving is not None else known.leaving
        there = {row.unit_id: row for row in chosen}
        for pk in self.units:
            self._add(pk, there.get(pk), known)

    def _add(self, pk: int, row: RolloutUnit | None, known: FromRegister) -> None:
        """Add a unit's fields, filled in with what was chosen, otherwise from the register."""
        name, register = self.names[pk], known.units[pk]
        self.fields[f"take{pk}"] = forms.BooleanField(label=name, required=False, initial=row is not None)
        self.fields[f"hires{pk}"] = Number(
            label=gettext("Hires a year: %(unit)s") % {"unit": name}, required=False, max_digits=5, decimal_places=1,
            min_value=0, max_value=MOST_HIRES, initial=row.hires if row else register.hires or None,
        )  # fmt: skip
        self.fields[f"staying{pk}"] = _whole(
            gettext("Of 10 still here after a year: %(unit)s") % {"unit": name}, 0, 10, required=False,
            initial=row.staying if row else register.staying,
        )  # fmt: skip
        self.fields[f"place{pk}"] = forms.ChoiceField(
            label=gettext("Place in the order: %(unit)s") % {"unit": name}, choices=RolloutPlace.choices,
            initial=row.place if row else RolloutPlace.ANYWHERE,
        )  # fmt: skip

    @cached_property
    def rows(self) -> list[UnitRow]:
        """Each unit with its four fields."""
        drawn = cache(_options)  # the same few for all units
        found = []
        for pk, name in self.names.items():
            take, hires, staying, place = (_cell(self[f"{field}{pk}"]) for field in FIELDS)
            found.append(UnitRow(name, take, hires, staying, place, drawn(place.value)))
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the hires of the units that take part, and refuse a unit within another."""
        data = super().clean() or {}
        taken = {pk for pk in self.units if data.get(f"take{pk}")}
        parents = {pk: unit.parent_id for pk, unit in self.units.items()}
        for pk in within_another(taken, parents):
            self.add_error(f"take{pk}", gettext("Lies within another unit that is chosen. Choose one of them."))
        for pk in taken:
            if not data.get(f"hires{pk}") and f"hires{pk}" not in self.errors:
                self.add_error(f"hires{pk}", gettext("How many are hired in a usual year? At least 0.5."))
        return data

    @property
    def chosen(self) -> list[Chosen]:
        """What was typed, of the units that take part."""
        data: Mapping[str, Any] = self.cleaned_data
        return [
            Chosen(unit, data[f"hires{pk}"], data[f"staying{pk}"], data[f"place{pk}"])
            for pk, unit in self.units.items() if data[f"take{pk}"]
        ]  # fmt: skip


class LockForm(forms.Form):
    """When the plan was discussed with the union representatives, and that one knows what locking means."""

    discussed = forms.BooleanField(
        label=_("The plan is discussed with the union representatives"),
        help_text=_("They can read the plan here, and get the protocol afterwards."),
    )
    discussed_on = day_field(_("When was it discussed?"))
    understood = forms.BooleanField(label=_("I know that nothing above can be changed after this"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_discussed_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["discussed_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("The day is in the future."))
        return day


class BoardForm(forms.Form):
    """Which of the drawn starts are put on the spread board."""

    units = forms.MultipleChoiceField(
        label=_("Put on the board"), required=True, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one unit.")},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], free: Sequence[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"units": list(free)}
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = offered  # type: ignore[attr-defined]


class DepartureForm(forms.Form):
    """When a unit really starts, and why."""

    starts = forms.ChoiceField(
        label=_("What happens?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens.")},
        choices=[("other", _("It starts on another day")), ("never", _("It will not start"))],
    )  # fmt: skip
    real_start = day_field(_("The real start"), required=False, help_text=_("Only when it starts on another day."))
    why = reason_field(_("Why?"), help_text=_("Stands in the protocol. No names."))

    def __init__(
        self, *args: Any, drawn: date, drawn_on: date, recorded: RolloutDeparture | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn, self.drawn_on = drawn, drawn_on
        if recorded:
            starts = "other" if recorded.real_start else "never"
            self.initial.update({"starts": starts, "real_start": recorded.real_start, "why": recorded.why})
            starts_field: Any = self.fields["starts"]
            starts_field.choices += [("drawn", gettext("It starts as drawn after all"))]

    def clean_real_start(self) -> date | None:
        """Refuse the day that was drawn, and one on which the order was not known."""
        day: date | None = self.cleaned_data["real_start"]
        if day == self.drawn:
            raise forms.ValidationError(gettext("That is the day that was drawn."))
        if day and day < self.drawn_on:
            raise forms.ValidationError(gettext("The order was drawn later than that."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the day when it starts on another one."""
        data = super().clean() or {}
        if data.get("starts") in ("never", "drawn"):
            self.errors.pop("real_start", None)
            data["real_start"] = self.drawn if data["starts"] == "drawn" else None
        elif data.get("starts") and not data.get("real_start") and "real_start" not in self.errors:
            self.add_error("real_start", gettext("Which day does it start?"))
        return data


class EndForm(forms.Form):
    """Why units no longer start in the drawn order."""

    why = reason_field(_("Why does it end?"), help_text=_("Stands in the protocol. No names."))
