"""What may be typed about a mentor programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.choices.courses import CourseKind
from mentornett.core.form_fields import Lines, Words, day_field
from mentornett.mentoring.choices import Signer, TalkKind, UnitPhase
from mentornett.mentoring.models import ChecklistItem, CommitmentText, PlannedTalk, Programme, UnitStep
from mentornett.tenants.models import Person, Unit

Initial = dict[str, Any]


def _number(label: Any, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "tiny"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **kwargs)


def _long(label: Any, *, rows: int = 4, most: int = 2000, **kwargs: Any) -> Words:
    return Words(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class StartForm(forms.Form):
    """Name, first day, whom it is for, and who owns it; the rest comes from the template."""

    name = Words(label=_("Name of the programme"), max_length=120)
    starts = day_field(_("In use from"))
    professions = Lines(
        label=_("Professions it is for"), most=20, longest=80,
        help_text=_("One on each line, such as «sykepleier». Empty means everyone."),
    )  # fmt: skip
    includes_temporary = forms.BooleanField(label=_("Also for temporary staff"), required=False, initial=True)
    owner = forms.ModelChoiceField(
        label=_("Who owns the programme?"), queryset=Person.objects.none(), required=False,
        empty_label=_("Nobody yet"), help_text=_("The one who sees to it that it is run and gone through each year."),
    )  # fmt: skip
    review_on = day_field(_("Gone through next"), required=False)

    def __init__(self, *args: Any, people: Any, taken: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(taken)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse the name of another programme."""
        name: str = self.cleaned_data["name"]
        if name in self.taken:
            raise forms.ValidationError(gettext("There is already a programme with this name. Choose another one."))
        return name

    def clean_professions(self) -> list[str]:
        """Write professions as they are written everywhere else."""
        return list(dict.fromkeys(line.lower() for line in self.cleaned_data["professions"]))


class SettingsForm(StartForm):
    """What is said about a programme, and when somebody is told that a talk is late."""

    months = _number(_("How many months it lasts"), 1, 60)
    first_talk_days = _number(
        _("Days until the first talk"), 1, 90, help_text=_("A pair without a talk for longer is shown to you.")
    )
    silent_days = _number(
        _("Days without a talk"),
        7,
        365,
        help_text=_("A pair that has held nothing for longer, though the plan had a talk, is shown."),
    )
    lost_days = _number(
        _("Days without any talk"),
        14,
        365,
        help_text=_("Then the pair stands first on the list."),
    )
    most_mentees = _number(_("Most new colleagues for one mentor at a time"), 1, 6)
    training_kinds = forms.MultipleChoiceField(
        label=_("Which courses make somebody a trained mentor?"), choices=CourseKind, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A day that is typed in the register of mentors always counts."),
    )  # fmt: skip
    field_order = ["name", "professions", "includes_temporary", "owner", "review_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["starts"]

    @classmethod
    def of(cls, programme: Programme, data: Any = None, **kwargs: Any) -> SettingsForm:
        """Return the form filled in from a programme."""
        return cls(data, initial={name: getattr(programme, name) for name in cls.base_fields}, **kwargs)


class TalkForm(forms.Form):
    """A talk of the plan."""

    kind = forms.ChoiceField(label=_("Who talks, or what it is"), choices=TalkKind)
    topic = Words(label=_("Topic"), max_length=160)
    opens_day = _number(
        _("From day"), 0, 1825, help_text=_("Days after the first day of work; 0 is the first day itself.")
    )
    due_day = _number(_("Should be held by day"), 0, 1825)
    minutes = _number(_("Minutes"), 5, 240, initial=45)
    guide = _long(_("Questions to talk about"), required=False, help_text=_("One on each line."))
    tool = _long(_("Tool card"), required=False, rows=2, help_text=_("Something to do together in the talk."))
    on_demand = forms.BooleanField(label=_("Only when it is wanted"), required=False)

    @classmethod
    def of(cls, talk: PlannedTalk, data: Any = None) -> TalkForm:
        """Return the form filled in from a talk."""
        return cls(data, initial={name: getattr(talk, name) for name in cls.base_fields})

    def clean(self) -> Initial:
        """Check the order of the days."""
        opens, due = self.cleaned_data.get("opens_day"), self.cleaned_data.get("due_day")
        if opens is not None and due is not None and due < opens:
            self.add_error("due_day", gettext("This day is before the first one. Write a later day."))
        return self.cleaned_data


class ItemForm(forms.Form):
    """A line of the checklist."""

    text = Words(label=_("What is to be learnt or shown"), max_length=250)
    signer = forms.ChoiceField(label=_("Who signs it off?"), choices=Signer)
    due_day = _number(_("Should be done by day"), 0, 1825, required=False)
    unit = forms.ModelChoiceField(
        label=_("Only in this unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All units")
    )
    profession = Words(label=_("Only for this profession"), max_length=80, required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(municipality=programme.municipality_id).order_by("name")

    @classmethod
    def of(cls, item: ChecklistItem, data: Any = None) -> ItemForm:
        """Return the form filled in from a line."""
        start = {name: getattr(item, name) for name in cls.base_fields}
        return cls(data, initial=start | {"unit": item.unit_id}, programme=item.programme)

    def clean_profession(self) -> str:
        """Write the profession as it is written everywhere else."""
        return str(self.cleaned_data["profession"].lower())


class CommitmentForm(forms.Form):
    """A new version of what the three commit themselves to."""

    purpose = _long(_("Purpose"), rows=2)
    leader_duties = _long(_("The leader"), help_text=_("One duty on each line."))
    mentor_duties = _long(_("The mentor"), help_text=_("One duty on each line."))
    mentee_duties = _long(_("The new colleague"), help_text=_("One duty on each line."))
    minutes_a_month = _number(
        _("Protected minutes a month"), 0, 2400, help_text=_("What the leader promises each of the two.")
    )

    @classmethod
    def of(cls, text: CommitmentText | None, data: Any = None) -> CommitmentForm:
        """Return the form filled in from the version in force."""
        return cls(data, initial={name: getattr(text, name) for name in cls.base_fields} if text else {})


class StepForm(forms.Form):
    """How far a unit has come from a day on."""

    phase = forms.ChoiceField(label=_("How far has the unit come?"), choices=UnitPhase, widget=forms.RadioSelect)
    starts = day_field(_("From"))
    responsible = forms.ModelChoiceField(
        label=_("Who is responsible?"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody yet")
    )
    criteria = _long(
        _("What must be in place before the next step?"), rows=3, required=False, help_text=_("One on each line.")
    )
    note = Words(label=_("Note"), max_length=250, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]

    @classmethod
    def of(cls, step: UnitStep | None, data: Any = None, **kwargs: Any) -> StepForm:
        """Return the form filled in from the step in force; the day is today's, since a new step begins."""
        names = ("phase", "criteria", "responsible")
        start = {name: getattr(step, name) for name in names} if step else {"phase": UnitPhase.NOT_STARTED}
        return cls(data, initial=start | {"starts": kwargs.pop("today")}, **kwargs)


class ExpectedForm(forms.Form):
    """How many are expected to begin, for each half-year of the year ahead. Empty: as in the last two years."""

    def __init__(self, *args: Any, halves: Iterable[date], own: Mapping[date, int], rate: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = round(rate * 6)
        for half in halves:
            season = gettext("January to June %(year)s") if half.month == 1 else gettext("July to December %(year)s")
            self.fields[f"h{half:%Y%m}"] = _number(
                season % {"year": half.year}, 0, 5000, required=False, initial=own.get(half),
                help_text=gettext("Empty means about %(n)s, as before.") % {"n": usual},
            )  # fmt: skip
        self.halves = list(halves)

    @property
    def numbers(self) -> dict[date, int | None]:
        """The number of each half-year."""
        return {half: self.cleaned_data[f"h{half:%Y%m}"] for half in self.halves}


class ReviewForm(forms.Form):
    """When a programme is gone through the next time."""

    next_on = day_field(_("Gone through next"))
