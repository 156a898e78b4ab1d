"""What may be typed about a version of the plan. Dates are kept as they were written (X03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.core.time import date_words
from mentornett.network.actions.plans import PlanRow
from mentornett.network.choices import Form
from mentornett.network.models import PlannedGathering, PlanVersion
from mentornett.network.queries.plans import written_date
from mentornett.network.rules.calendar import probable_year
from mentornett.network.rules.written_dates import Written, read_written_date


class PlanForm(forms.Form):
    """What a version of the plan says about itself."""

    title = Words(label=_("Name of the document"), max_length=120, help_text=_("Such as invitation or agreement."))
    dated = day_field(_("Dated"), required=False)
    stated_gatherings = forms.IntegerField(
        label=_("Gatherings, as its text says"), min_value=1, max_value=60, required=False,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    stated_duration = Words(label=_("Length, as its text says"), max_length=60, required=False)
    note = Words(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def of(cls, plan: PlanVersion, data: Any = None) -> PlanForm:
        """Return the form filled in from a version."""
        return cls(data, initial={name: getattr(plan, name) for name in cls.base_fields})


class NewPlanForm(PlanForm):
    """A version that is added; its rows may start as the gatherings stand now."""

    copy_now = forms.BooleanField(label=_("Start from the gatherings as they stand now"), required=False, initial=True)


class RowForm(forms.Form):
    """One gathering in a version of the plan."""

    number = forms.IntegerField(
        label=_("No."), min_value=1, max_value=60, widget=forms.NumberInput(attrs={"class": "tiny"})
    )
    written = Words(label=_("When, as written"), max_length=60)
    form = forms.ChoiceField(label=_("How"), choices=Form, initial=Form.UNKNOWN)
    theme = Words(label=_("Theme, as written"), max_length=250, required=False)
    assume = forms.BooleanField(label=_("Keep as written, and count on the probable date"), required=False)

    meaning: Written | None = None
    probable: date | None = None

    def clean_written(self) -> str:
        """Read the date, so that it can be put in order."""
        text: str = self.cleaned_data["written"]
        self.meaning = read_written_date(text)
        if self.meaning is None:
            raise forms.ValidationError(gettext("Write a date or a month, such as «25.–26. november 2021»."))
        return text

    def day_after(self, latest: tuple[date, int] | None) -> date:
        """Return the row's first day, after saying at the row when it comes before an earlier number's.

        The person may keep what is written and count on the probable date, which is then what is returned.
        """
        assert self.meaning is not None  # noqa: S101 (only rows that could be read are put in order)
        if latest is None or self.meaning.starts > latest[0]:
            return self.meaning.starts
        self.probable = probable_year(self.meaning.starts, latest[0])
        if not self.cleaned_data.get("assume"):
            text = gettext("This is before gathering %(number)s. It may mean %(date)s.")
            words = date_words(self.probable, latest[0], weekday=False)
            self.add_error("written", text % {"number": latest[1], "date": words})
        return self.probable

    def row(self) -> PlanRow:
        """Return what is stored: the words as written, and the date they mean or probably mean."""
        assert self.meaning is not None  # noqa: S101 (called for valid forms only)
        data = self.cleaned_data
        shift = (self.probable - self.meaning.starts) if self.probable else None
        return PlanRow(
            number=data["number"], as_written=data["written"], theme=data["theme"], form=data["form"],
            starts=self.meaning.starts + shift if shift else self.meaning.starts,
            ends=self.meaning.ends + shift if shift else self.meaning.ends, precision=self.meaning.precision,
            assumed=shift is not None,
        )  # fmt: skip


class BaseRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """All rows of a version, checked together."""

    def filled(self) -> list[RowForm]:
        """Return the rows that somebody wrote in and did not take away."""
        return [form for form in self.forms if _is_there(form) and form not in self.deleted_forms]

    def clean(self) -> None:
        """Check that numbers stand once and that dates come in order."""
        rows = sorted(
            (form for form in self.filled() if form.is_valid()),
            key=lambda form: form.cleaned_data["number"],
        )
        seen: set[int] = set()
        latest: tuple[date, int] | None = None
        for form in rows:
            number = form.cleaned_data["number"]
            if number in seen:
                form.add_error("number", gettext("This number stands twice."))
            seen.add(number)
            latest = form.day_after(latest), number
        if any(form.errors for form in rows):
            raise forms.ValidationError(gettext("Some rows need another look."))

    @classmethod
    def initial_of(cls, rows: list[PlannedGathering]) -> list[dict[str, Any]]:
        """Return what the rows show from the start."""
        return [
            {"number": row.number, "written": written_date(row), "form": row.form, "theme": row.theme,
             "assume": row.assumed}
            for row in rows
        ]  # fmt: skip


def _is_there(form: Any) -> bool:
    """The empty row at the end counts only when somebody wrote in it."""
    return form.has_changed() or not form.empty_permitted


PlanRows = forms.formset_factory(RowForm, formset=BaseRows, extra=1, can_delete=True, max_num=60, validate_max=True)
