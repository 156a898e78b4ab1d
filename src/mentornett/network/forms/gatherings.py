"""What may be typed about gatherings and their programmes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Lines, Words, day_field, in_order, reason_field, time_field
from mentornett.core.text import in_language
from mentornett.network.choices import Form, SlotType
from mentornett.network.models import Gathering, Slot
from mentornett.network.queries.gatherings import gathering_name, neighbours_in_wrong_order
from mentornett.network.queries.programme import clash_words, trial

LINK_HELP = _("Such as the Teams link. It stands in the calendar file.")
REASON_HELP = _("Everybody in the teams reads this.")


def _link() -> forms.URLField:
    return forms.URLField(
        label=_("Link to the meeting"), required=False, max_length=500, assume_scheme="https", help_text=LINK_HELP
    )


class NewGatheringForm(forms.Form):
    """A gathering that is added to the course."""

    title = Words(label=_("Title"), max_length=160)
    starts = day_field(_("First day"))
    ends = day_field(_("Last day"))
    form = forms.ChoiceField(label=_("How it is held"), choices=Form)
    start_time = time_field(_("Starts at"))

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        return self.cleaned_data


class DescribeForm(forms.Form):
    """What is said about a gathering: nobody gets a letter about this."""

    is_one_day = True

    title = Words(label=_("Title"), max_length=160)
    planned_theme = Words(label=_("Planned theme"), max_length=250, required=False)
    learning_goals = Lines(label=_("What the teams take away"), help_text=_("One on each line."))
    start_time = time_field(_("Starts at"))
    end_time = time_field(_("Ends at"))
    place = Words(label=_("Place"), max_length=160, required=False)
    link = _link()
    themes = Lines(label=_("Themes, as held"), help_text=_("One on each line. Filled in when it has been held."))
    elements = Lines(label=_("Other parts, as held"), help_text=_("One on each line."))
    contributors = Lines(label=_("Contributors, as held"), help_text=_("Roles, not names. One on each line."))

    @classmethod
    def of(cls, gathering: Gathering, data: Any = None) -> DescribeForm:
        """Return the form filled in from a gathering."""
        initial = {name: getattr(gathering, name) for name in cls.base_fields}
        initial["learning_goals"] = [in_language(goal) for goal in gathering.learning_goals]
        form = cls(data, initial=initial)
        form.is_one_day = gathering.starts == gathering.ends
        return form

    def clean(self) -> dict[str, Any]:
        """Check that a gathering of one day ends after it begins."""
        starts, ends = self.cleaned_data.get("start_time"), self.cleaned_data.get("end_time")
        if self.is_one_day and starts and ends and ends <= starts:
            self.add_error("end_time", gettext("It must end after it begins."))
        return self.cleaned_data


class MoveForm(forms.Form):
    """New dates, and why."""

    starts = day_field(_("New first day"))
    ends = day_field(_("New last day"))
    reason = reason_field(_("Why is it moved?"), help_text=REASON_HELP)

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts": gathering.starts, "ends": gathering.ends})
        super().__init__(*args, **kwargs)
        self.gathering = gathering

    def clean(self) -> dict[str, Any]:
        """Check the order of the days, also against the other gatherings (X03)."""
        in_order(self, "starts", "ends", gettext("The last day is before the first one."))
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if (starts, ends) == (self.gathering.starts, self.gathering.ends):
            self.add_error("starts", gettext("These are the dates it has now."))
        other = neighbours_in_wrong_order(self.gathering, starts) if starts and not self.errors else None
        if other:
            later = other.number < self.gathering.number
            text = gettext("It must come after %(other)s.") if later else gettext("It must come before %(other)s.")
            self.add_error("starts", text % {"other": gathering_name(other)})
        return self.cleaned_data


class FormForm(forms.Form):
    """Another way of holding a gathering, and why."""

    form = forms.ChoiceField(label=_("How it is held"), choices=Form)
    place = Words(label=_("Place"), max_length=160, required=False)
    link = _link()
    reason = reason_field(_("Why is it changed?"), help_text=REASON_HELP)

    @classmethod
    def of(cls, gathering: Gathering, data: Any = None) -> FormForm:
        """Return the form filled in from a gathering."""
        return cls(data, initial={"form": gathering.form, "place": gathering.place, "link": gathering.link})


class ReasonForm(forms.Form):
    """Only why: for cancelling and taking up again."""

    reason = reason_field(_("Why?"), help_text=REASON_HELP)


class ConfirmForm(forms.Form):
    """Nothing but the deed itself."""


class HoldForm(forms.Form):
    """What was done at a gathering, beside what was planned (X23)."""

    themes = Lines(label=_("Themes"), help_text=_("One on each line."))
    elements = Lines(label=_("Other parts"), help_text=_("Such as a film, a competition, a walk along posters."))
    contributors = Lines(label=_("Contributors"), help_text=_("Roles, not names. One on each line."))

    @classmethod
    def of(cls, gathering: Gathering, data: Any = None) -> HoldForm:
        """Return the form with the plan as a proposal."""
        themes = gathering.themes or ([gathering.planned_theme] if gathering.planned_theme else [])
        values = {"themes": themes, "elements": gathering.elements, "contributors": gathering.contributors}
        return cls(data, initial=values)


class SlotForm(forms.Form):
    """A part of a programme."""

    type = forms.ChoiceField(label=_("Kind of part"), choices=SlotType)
    title = Words(label=_("Title"), max_length=200)
    day = forms.IntegerField(label=_("Day"), min_value=1, initial=1, widget=forms.NumberInput(attrs={"class": "tiny"}))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=600, widget=forms.NumberInput(attrs={"class": "tiny"})
    )
    starts = time_field(_("Begins at"))
    contributor = Words(label=_("Contributor"), max_length=160, required=False)

    def __init__(self, *args: Any, gathering: Gathering, slot_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering, self.slot_id = gathering, slot_id
        self.fields["starts"].help_text = gettext("Empty: when the part before it is over.")
        self.last_day = (gathering.ends - gathering.starts).days + 1
        if self.last_day == 1:
            self.fields["day"].widget = forms.HiddenInput()

    @classmethod
    def of(cls, slot: Slot, data: Any = None) -> SlotForm:
        """Return the form filled in from a part."""
        initial = {name: getattr(slot, name) for name in cls.base_fields}
        return cls(data, gathering=slot.gathering, slot_id=slot.pk, initial=initial)

    def clean_day(self) -> int:
        """Return a day that the gathering has."""
        day: int = self.cleaned_data["day"]
        if day > self.last_day:
            text = ngettext("The gathering lasts %(n)s day.", "The gathering lasts %(n)s days.", self.last_day)
            raise forms.ValidationError(text % {"n": self.last_day})
        return day

    def clean(self) -> dict[str, Any]:
        """Check that a time of its own goes with the other parts and with the day."""
        data = self.cleaned_data
        if self.errors or not data["starts"]:
            return data
        wanted = Slot(pk=self.slot_id, title=data["title"], **{key: data[key] for key in ("day", "minutes", "starts")})
        clash = trial(self.gathering, wanted)
        if clash:
            self.add_error("starts", clash_words(clash, self.gathering))
        return data
