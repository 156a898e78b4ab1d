"""What a team may type in its before/now table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Number, day_field
from mentornett.core.text import has_national_id
from mentornett.measurement import rules
from mentornett.measurement.choices import ValueKind
from mentornett.measurement.models import BeforeNow
from mentornett.measurement.queries.before_now import as_measure
from mentornett.measurement.rules.wording import fraction_words
from mentornett.tenants.choices import Sharing

PROBLEM_TEXTS = {
    "required": _("Write what is counted."),
    "one_side": _("Fill in the figure before, the figure now, or both."),
    "order": _("«Now» cannot be earlier than «before»."),
    "future": _("The date is in the future."),
    "percent": _("Write how many of how many. A percentage says little without the number it is taken from."),
    "negative": _("The number cannot be less than 0."),
    "either": _("Give either numbers or a rough share, not both."),
    "range": _("The share is between 0 and 1."),
    "whole": _("Write whole numbers."),
    "more_than_all": _("This is more than the total beside it."),
    "needs_n": _("Write the total too: so many out of how many?"),
    "needs_count": _("Write this number too."),
    "zero": _("This number must be more than 0."),
}
YES_NO = [("", "–"), ("yes", _("Yes")), ("no", _("No"))]
FIELDS_OF_KIND: dict[str, tuple[str, ...]] = {
    ValueKind.TEXT: ("text",),
    ValueKind.YES_NO: ("yes", "text"),
    ValueKind.COUNT: ("numerator", "approximate"),
    ValueKind.SHARE: ("numerator", "denominator", "approximate", "share"),
    ValueKind.RATIO: ("numerator", "denominator", "approximate"),
}
LARGEST = 9_999_999


def _number(label: Any) -> forms.Field:
    return Number(label=label, required=False, max_value=LARGEST, decimal_places=2, class_name="short")


def _date(label: Any) -> forms.Field:
    return day_field(label, required=False)


def _share_choices() -> list[tuple[str, str]]:
    language = (get_language() or "nb")[:2]
    return [("", "–"), *((str(share), fraction_words(share, language)) for share in rules.FRACTIONS)]


class RowForm(forms.Form):
    """One row of one kind. Only the fields that the kind uses are there."""

    measure = forms.CharField(label=_("What is counted?"), max_length=200)
    target_group = forms.CharField(
        label=_("For whom?"), max_length=120, required=False, help_text=_("For example: nurses and social educators")
    )
    unit_text = forms.CharField(
        label=_("The word after the number"), max_length=80, required=False,
        help_text=_("For example «left» in «2 of 22 new employees left», or «applicants»."),
    )  # fmt: skip
    per_text = forms.CharField(
        label=_("Out of, or per, what?"), max_length=80, required=False,
        help_text=_("For example «new employees» or «posts»."),
    )  # fmt: skip
    less_is_better = forms.ChoiceField(
        label=_("Which way is good?"), required=False,
        choices=[("", _("Neither")), ("yes", _("Less is better")), ("no", _("More is better"))],
    )  # fmt: skip
    sharing = forms.ChoiceField(
        label=_("Who may see this row?"), choices=Sharing.choices,
        help_text=_("The organiser always sees it. Only what is shared with the network can stand in its report."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, today: date, several_teams: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        if kind == ValueKind.TEXT:
            del self.fields["unit_text"], self.fields["less_is_better"]
        if kind not in {ValueKind.SHARE, ValueKind.RATIO}:
            del self.fields["per_text"]
        for side in ("before", "now"):
            for field in (*FIELDS_OF_KIND[kind], "on", "source"):
                self.fields[f"{side}_{field}"] = _side_field(field, kind)
        if several_teams:
            self.fields["whole_municipality"] = forms.BooleanField(
                label=_("The figures count the whole municipality, not only this team"), required=False
            )

    def side(self, side: str) -> list[Any]:
        """Return the bound fields of "before" or "now", for the page."""
        return [self[name] for name in self.fields if name.startswith(f"{side}_")]

    @property
    def before_fields(self) -> list[Any]:
        """The fields of the value before."""
        return self.side("before")

    @property
    def now_fields(self) -> list[Any]:
        """The fields of the value now."""
        return self.side("now")

    def clean(self) -> dict[str, Any]:
        """Check the row as a whole; each error stands at its field."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and has_national_id(value):
                self.add_error(name, gettext("This looks like a national identity number. Leave it out."))
        for problem in rules.problems_in(self.as_measure(), self.today):
            if problem.field in self.fields and problem.field not in self.errors:
                self.add_error(problem.field, PROBLEM_TEXTS[problem.code])
        return data

    def as_measure(self) -> rules.Measure:
        """Return what was typed as the plain values that the rules know."""
        data = self.cleaned_data
        names = ("measure", "unit_text", "per_text", "target_group")
        texts = {name: data.get(name) or "" for name in names}
        return rules.Measure(
            kind=self.kind, before=self._value("before"), now=self._value("now"),
            less_is_better=_yes(data.get("less_is_better")), **texts,
        )  # fmt: skip

    def _value(self, side: str) -> rules.Value:
        data = {
            name.removeprefix(f"{side}_"): value for name, value in self.cleaned_data.items() if name.startswith(side)
        }
        return rules.Value(
            text=data.get("text") or "", yes=_yes(data.get("yes")), numerator=data.get("numerator"),
            denominator=data.get("denominator"), share=data.get("share"),
            approximate=bool(data.get("approximate")) or data.get("share") is not None,
            on=data.get("on"), source=data.get("source") or "",
        )  # fmt: skip

    def row_fields(self) -> dict[str, Any]:
        """Return the fields to store; those that the kind does not use are emptied."""
        measure = self.as_measure()
        stored: dict[str, Any] = {
            "kind": measure.kind, "measure": measure.measure, "unit_text": measure.unit_text,
            "per_text": measure.per_text, "target_group": measure.target_group,
            "less_is_better": measure.less_is_better, "sharing": self.cleaned_data["sharing"],
        }  # fmt: skip
        for side, value in (("before", measure.before), ("now", measure.now)):
            stored |= {f"{side}_{name}": getattr(value, name) for name in rules.Value.__dataclass_fields__}
        return stored


class LaterForm(RowForm):
    """The value of a row some time after the network closed: the fields of «now» alone."""

    def __init__(self, *args: Any, row: BeforeNow, today: date, **kwargs: Any) -> None:
        super().__init__(*args, kind=row.kind, today=today, **kwargs)
        for name in [name for name in self.fields if not name.startswith("now_")]:
            del self.fields[name]
        self.row = row

    def clean(self) -> dict[str, Any]:
        """Ask for a value."""
        data = super().clean()
        if not self.errors and self.value.is_empty:
            self.add_error(next(iter(self.fields)), gettext("Write how it is now."))
        return data

    def as_measure(self) -> rules.Measure:
        """Return the row with what was typed as its newest value."""
        return replace(as_measure(self.row), now=self._value("now"))

    @property
    def value(self) -> rules.Value:
        """What was typed."""
        return self._value("now")


def _side_field(field: str, kind: str) -> forms.Field:
    if field == "numerator":
        return _number(_("Number") if kind == ValueKind.COUNT else _("How many"))
    if field == "denominator":
        return _number(_("Out of how many") if kind == ValueKind.SHARE else _("Per how many"))
    if field == "on":
        return _date(_("Date"))
    if field == "source":
        return forms.CharField(label=_("Where is the figure from?"), max_length=200, required=False)
    if field == "approximate":
        return forms.BooleanField(label=_("Approximate: write «about»"), required=False)
    if field == "share":
        return forms.TypedChoiceField(
            label=_("Or a rough share, when you have no numbers"), required=False, choices=_share_choices,
            coerce=Decimal, empty_value=None,
        )  # fmt: skip
    if field == "yes":
        return forms.ChoiceField(label=_("Yes or no"), choices=YES_NO, required=False)
    return forms.CharField(label=_("In words"), max_length=200, required=False)


def _yes(text: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(text))


def a_year_before(day: date, years: int = 1) -> date:
    """Return the same day some years earlier; 28 February for 29 February."""
    shorter = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return shorter.replace(year=day.year - years)


class BaselineForm(forms.Form):
    """The simple count: of those hired in a period, how many are still here? Numbers only, no names (J15)."""

    units = forms.CharField(
        label=_("Which units?"), max_length=120, required=False,
        help_text=_("For example: three nursing homes and three home-care zones"),
    )  # fmt: skip
    hired_from = _date(_("Hired from"))
    hired_to = _date(_("Hired until"))
    hired = forms.IntegerField(label=_("How many were hired in that time?"), min_value=1, max_value=LARGEST)
    still_here = forms.IntegerField(
        label=_("How many of them were still in the job after 12 months?"), min_value=0, max_value=LARGEST
    )
    side = forms.ChoiceField(
        label=_("Where does the count belong?"), choices=[("before", _("Before the scheme")), ("now", _("Now"))]
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("hired_from", "hired_to"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Check that the numbers and the dates are in order."""
        data = super().clean() or {}
        hired, still_here = data.get("hired"), data.get("still_here")
        if hired is not None and still_here is not None and still_here > hired:
            self.add_error("still_here", gettext("More people are still here than were hired."))
        starts, ends = data.get("hired_from"), data.get("hired_to")
        if starts and ends and ends < starts:
            self.add_error("hired_to", gettext("The end cannot be earlier than the start."))
        elif ends and ends > a_year_before(self.today):
            self.add_error("hired_to", gettext("Those hired in the past 12 months cannot be counted yet."))
        return data

    def row_fields(self, language: str) -> dict[str, Any]:
        """Return the fields of the share row that the count gives: how many left."""
        data, side = self.cleaned_data, self.cleaned_data["side"]
        suggestion = next(each for each in rules.SUGGESTIONS if each.key == "left")
        source = gettext("Counted by the team: hired %(from)s to %(to)s, in the job after 12 months")
        dates = {"from": data["hired_from"].strftime("%d.%m.%Y"), "to": data["hired_to"].strftime("%d.%m.%Y")}
        return {
            "kind": ValueKind.SHARE,
            "measure": gettext("New employees who left within 12 months"),
            "target_group": data["units"],
            "unit_text": suggestion.unit[language],
            "per_text": suggestion.per[language],
            "less_is_better": True,
            f"{side}_numerator": data["hired"] - data["still_here"],
            f"{side}_denominator": data["hired"],
            f"{side}_on": data["hired_to"],
            f"{side}_source": (source % dates)[:200],
        }
