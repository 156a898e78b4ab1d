"""What may be typed about what is counted each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Number, Words
from mentornett.core.text import search_key
from mentornett.measurement.choices import CountedAs, MeasureKey
from mentornett.measurement.models import MonthlyMeasure
from mentornett.measurement.queries.fact_files import figure_fault, month_faults
from mentornett.measurement.rules.series import MOST_COUNTED, Entry

HEALTH_WORDS = ("sykefravær", "sjukefråvær", "sykmeld", "sjukmeld", "sick leave", "fravær", "fråvær")
SAID = {"yes": True, "no": False}


def _number(label: Any, *, help_text: Any = "") -> Number:
    return Number(label=label, required=False, max_digits=12, decimal_places=2, help_text=help_text, class_name="short")


def _whole(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_COUNTED,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )


class MeasureForm(forms.Form):
    """What is counted, how, and where one wants to be."""

    key = forms.ChoiceField(label=_("What is counted?"), choices=MeasureKey.choices)
    name = Words(label=_("What you call it"), max_length=120)
    definition = Words(
        label=_("How it is counted"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("So that the next one counts the same way. Such as «shifts ordered from an agency, all units»."),
    )  # fmt: skip
    counted_as = forms.ChoiceField(
        label=_("What is the figure of a month?"), choices=CountedAs.choices, initial=CountedAs.NUMBER, required=False,
        help_text=_("With «so many of so many» you write both numbers, and the chart knows how few or many they are."),
    )  # fmt: skip
    of_word = Words(
        label=_("Of what, or for each of what?"), max_length=40, required=False,
        help_text=_("Only for «so many of so many». Such as new hires, planned talks or shifts."),
    )  # fmt: skip
    unit_word = Words(
        label=_("The word after the number"), max_length=40, required=False,
        help_text=_("Such as shifts, hours, kroner or %. A share is always in %."),
    )  # fmt: skip
    by_unit = forms.BooleanField(
        label=_("One figure for each unit"), required=False,
        help_text=_("Otherwise one for the whole municipality. Sick leave is only for the whole municipality."),
    )  # fmt: skip
    less_is_better = forms.ChoiceField(
        label=_("Which way is good?"), required=False,
        choices=[("", _("Neither")), ("yes", _("Less is better")), ("no", _("More is better"))],
    )  # fmt: skip
    baseline = _number(_("The figure before you began"), help_text=_("An ordinary month then."))
    baseline_words = Words(
        label=_("Which time is that of, and where is it from?"), max_length=200, required=False,
        help_text=_("Such as «the average of 2024, the payroll system»."),
    )  # fmt: skip
    goal = _number(_("Goal"))

    def __init__(self, *args: Any, measure: MonthlyMeasure | None = None, **kwargs: Any) -> None:
        if measure:
            start = {name: getattr(measure, name) for name in self.base_fields}
            said = {True: "yes", False: "no", None: ""}[measure.less_is_better]
            kwargs.setdefault("initial", start | {"less_is_better": said})
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean_less_is_better(self) -> bool | None:
        """Return yes, no or None for neither."""
        return SAID.get(self.cleaned_data["less_is_better"])

    def clean(self) -> dict[str, Any]:
        """Keep sick leave out of single units, under whatever name; a kind with figures stays what it is."""
        data = super().clean() or {}
        said = search_key(f"{data.get('name', '')} {data.get('definition', '')} {data.get('of_word', '')}")
        is_health = data.get("key") == MeasureKey.SICK_LEAVE
        if not is_health and any(word in said for word in HEALTH_WORDS):
            self.add_error("key", gettext("This looks like sick leave. Choose «Sick leave»: it has rules of its own."))
        if is_health and data.get("by_unit"):
            self.add_error("by_unit", gettext("Sick leave is health data: only for the whole municipality."))
        self._check_counting(data, is_health=is_health)
        self._check_figures(data)
        return data

    def clean_counted_as(self) -> str:
        """Return a number as long as nobody has chosen."""
        return self.cleaned_data["counted_as"] or CountedAs.NUMBER

    def _check_counting(self, data: dict[str, Any], *, is_health: bool) -> None:
        """Ask for the words that the way of counting needs."""
        way = data.get("counted_as")
        if way == CountedAs.SHARE:
            data["unit_word"] = "%"
        elif not data.get("unit_word") and "unit_word" not in self.errors:
            self.add_error("unit_word", gettext("Write the word after the number."))
        if way == CountedAs.NUMBER:
            data["of_word"] = ""
        elif is_health:
            self.add_error("counted_as", gettext("Sick leave is a per cent, with how many were absent beside it."))
        elif not data.get("of_word") and "of_word" not in self.errors:
            self.add_error("of_word", gettext("Write what it is of, such as new hires or shifts."))

    def _check_figures(self, data: dict[str, Any]) -> None:
        row = self.measure
        if row is None or not row.values.exists():
            return
        for name in ("key", "by_unit", "counted_as"):
            if name in data and data[name] != getattr(row, name):
                self.add_error(name, gettext("There are figures already. Make a new one instead."))


class MonthsForm(forms.Form):
    """The months of a year. An empty month is missing, not nought."""

    def __init__(
        self, *args: Any, measure: MonthlyMeasure, months: Sequence[date], entries: Mapping[date, Entry], **kwargs: Any
    ) -> None:
        self.measure, self.months = measure, months
        self.health = measure.key == MeasureKey.SICK_LEAVE
        self.counted = measure.counted_as != CountedAs.NUMBER
        self.parts = (
            ("cases", "people") if self.counted else ("value", "cases", "people") if self.health else ("value",)
        )
        start = {
            f"{part}-{month:%Y-%m}": getattr(entries[month], part)
            for month in months if month in entries for part in self.parts
        }  # fmt: skip
        super().__init__(*args, **{"initial": start, **kwargs})
        for month in months:
            name = date_format(month, "F Y")
            if not self.counted:
                self.fields[f"value-{month:%Y-%m}"] = _number(f"{name}: {measure.unit_word}")
            if self.health or self.counted:
                many = gettext("%(month)s: how many") if self.counted else gettext("%(month)s: absent")
                of = gettext("%(month)s: of how many %(of)s") if self.counted else gettext("%(month)s: of how many")
                self.fields[f"cases-{month:%Y-%m}"] = _whole(many % {"month": name})
                self.fields[f"people-{month:%Y-%m}"] = _whole(of % {"month": name, "of": measure.of_word})
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def titles(self) -> list[str]:
        """Return what stands above each field of a month."""
        measure = self.measure
        if self.counted:
            return [gettext("How many"), gettext("Of how many %(of)s") % {"of": measure.of_word}]
        return [capfirst(measure.unit_word), gettext("Absent"), gettext("Of how many")][: len(self.parts)]

    def rows(self) -> list[tuple[date, list[tuple[str, Any]]]]:
        """Return the months with their fields and what stands above each, as a table has them."""
        titles = self.titles()
        return [
            (month, [(title, self[f"{part}-{month:%Y-%m}"]) for title, part in zip(titles, self.parts, strict=True)])
            for month in self.months
        ]

    def clean(self) -> dict[str, Any]:
        """Check each month; the message stands at its field."""
        data = super().clean() or {}
        self.entries: dict[date, Entry | None] = {}
        for month in self.months:
            key = f"{month:%Y-%m}"
            entry = self._counted_of(key, data) if self.counted else self._number_of(key, data)
            fault = figure_fault(self.measure, entry) if entry else ""
            if fault:
                self.add_error(f"{self.parts[-1] if self.counted else 'value'}-{key}", month_faults()[fault])
            self.entries[month] = entry
        return data

    def _number_of(self, key: str, data: Mapping[str, Any]) -> Entry | None:
        value, cases, people = (data.get(f"{part}-{key}") for part in ("value", "cases", "people"))
        if value is None and (cases is not None or people is not None):
            self.add_error(f"value-{key}", gettext("Write the percentage too."))
        return None if value is None else Entry(value, cases, people)

    def _counted_of(self, key: str, data: Mapping[str, Any]) -> Entry | None:
        cases, people = (data.get(f"{part}-{key}") for part in ("cases", "people"))
        if f"cases-{key}" in self.errors or f"people-{key}" in self.errors or (cases is None and people is None):
            return None
        return Entry.counted(self.measure.counted_as, cases, people)
