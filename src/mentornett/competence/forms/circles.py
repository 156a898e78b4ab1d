"""What may be typed about mentor networks, their members and their meetings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.actions.circles import CircleFacts
from mentornett.competence.actions.meetings import MeetingFacts, SeriesPlan
from mentornett.competence.choices.circles import CircleForm as Form
from mentornett.competence.choices.circles import CircleKind, Interval
from mentornett.competence.models import Circle, Meeting
from mentornett.competence.rules.series import series_days
from mentornett.core.form_fields import Lines, Words, day_field, reason_field, time_field
from mentornett.tenants.models import Person
from mentornett.tenants.queries import active_person, person_with_email

MOST_MEETINGS = 24
WRITTEN_MEANWHILE = _("Somebody has written since you opened the page. Put the two texts together.")
LENGTHS = ((30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 hour")), (90, _("1 hour 30 minutes")),
           (120, _("2 hours")), (180, _("3 hours")), (360, _("A whole day")))  # fmt: skip


def link_field(label: Any, help_text: Any = "") -> forms.URLField:
    """Return a field for a link to a digital room."""
    return forms.URLField(
        label=label, required=False, max_length=400, assume_scheme="https", help_text=help_text,
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )  # fmt: skip


class CircleForm(forms.Form):
    """What a mentor network is called, and how it meets."""

    name = Words(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("How do you meet?"), choices=Form.choices, widget=forms.RadioSelect)
    about = Words(
        label=_("Why you meet"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands at the top of the page and in the welcome letter."),
    )  # fmt: skip
    place = Words(label=_("Where you usually meet"), max_length=160, required=False)
    link = link_field(_("Link to Teams"), _("The members find it on the page and in their calendars."))
    across = forms.BooleanField(
        label=_("Also for people from other municipalities"), required=False,
        help_text=_("They see each other's name and municipality, and nothing else about each other."),
    )  # fmt: skip
    leads = forms.BooleanField(label=_("I am a member and lead it"), required=False, initial=True)

    def __init__(self, *args: Any, kinds: Iterable[CircleKind], circle: Circle | None = None, **kwargs: Any) -> None:
        if circle:
            start = {name: getattr(circle, name) for name in self.base_fields if name != "leads"}
            kwargs = {"initial": start, **kwargs}
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, each.label) for each in kinds]
        if circle:
            del self.fields["leads"]

    @property
    def facts(self) -> CircleFacts:
        """What was typed."""
        data = self.cleaned_data
        return CircleFacts(
            name=data["name"], kind=CircleKind(data["kind"]), form=Form(data["form"]), about=data["about"],
            place=data["place"], link=data["link"], across=data["across"],
        )  # fmt: skip


class MembersForm(forms.Form):
    """Who is to be added: people of the own municipality, and others by e-mail address."""

    people = forms.TypedMultipleChoiceField(
        label=_("Mentors and project leaders here"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    emails = Lines(
        label=_("Others, by e-mail address"), longest=254,
        help_text=_("One on each line. They must use Mentornett already, in any municipality."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Person], across: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {person.pk: person for person in offered}
        people: Any = self.fields["people"]
        people.choices = [(person.pk, _named(person)) for person in offered]
        if not offered:
            del self.fields["people"]
        if not across:
            del self.fields["emails"]

    def clean_emails(self) -> list[Person]:
        """Return the people with these addresses. Raises ValidationError for the first that nobody has."""
        found: list[Person] = []
        for email in self.cleaned_data["emails"]:
            person = person_with_email(email)
            if person is None or active_person(person.pk) is None:
                message = gettext("Nobody with the address %(email)s uses Mentornett. Ask their municipality first.")
                raise forms.ValidationError(message % {"email": email})
            found.append(person)
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for at least one."""
        cleaned = super().clean() or {}
        if not self.errors and not self.chosen:
            raise forms.ValidationError(gettext("Choose at least one person."))
        return cleaned

    @property
    def chosen(self) -> list[Person]:
        """Everybody who was chosen."""
        data = self.cleaned_data
        return [*(self.offered[pk] for pk in data.get("people", [])), *data.get("emails", [])]


def _named(person: Person) -> str:
    return f"{person.name}, {person.profession or person.title}" if person.profession or person.title else person.name


class SeriesForm(forms.Form):
    """Meetings that come again and again."""

    first = day_field(_("First meeting"))
    starts = time_field(_("Begins at"), required=True)
    minutes = forms.TypedChoiceField(label=_("How long?"), coerce=int, choices=LENGTHS, initial=90)
    interval = forms.ChoiceField(
        label=_("How often?"), choices=Interval.choices, initial=Interval.MONTHS_2, widget=forms.RadioSelect,
        help_text=_("The weekday stays the same: the second Tuesday of the month stays the second Tuesday."),
    )  # fmt: skip
    number = forms.IntegerField(
        label=_("How many meetings?"), min_value=1, max_value=MOST_MEETINGS, initial=6,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    skip_july = forms.BooleanField(label=_("No meetings in July"), required=False, initial=True)
    topics = Lines(
        label=_("Topics, in order"), most=MOST_MEETINGS, longest=160,
        help_text=_("One on each line. You can change each of them later."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip
    place = Words(label=_("Place"), max_length=160, required=False)
    link = link_field(_("Link to Teams"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first(self) -> date:
        """Refuse a day that has passed, and one too far ahead to be meant."""
        first: date = self.cleaned_data["first"]
        if first < self.today:
            raise forms.ValidationError(gettext("This day has passed."))
        if first.year > self.today.year + 2:
            raise forms.ValidationError(gettext("Check the year."))
        return first

    @property
    def plan(self) -> SeriesPlan:
        """The days and topics that were typed."""
        data = self.cleaned_data
        days = series_days(data["first"], Interval(data["interval"]), data["number"], skip_july=data["skip_july"])
        return SeriesPlan(
            days=days, starts=data["starts"], minutes=data["minutes"], topics=data["topics"], place=data["place"],
            link=data["link"],
        )  # fmt: skip


class MeetingForm(forms.Form):
    """Topic and place of one meeting."""

    topic = Words(label=_("Topic"), max_length=160, required=False)
    prepare = Words(
        label=_("To prepare"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What to read, bring or think through."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label=_("How long?"), coerce=int, choices=LENGTHS)
    place = Words(label=_("Place"), max_length=160, required=False)
    link = link_field(_("Link to Teams"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        start = {name: getattr(meeting, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": start, **kwargs})
        minutes: Any = self.fields["minutes"]
        if meeting.minutes not in dict(LENGTHS):
            minutes.choices = [(meeting.minutes, meeting.minutes), *LENGTHS]

    @property
    def facts(self) -> MeetingFacts:
        """What was typed."""
        return MeetingFacts(**self.cleaned_data)


class MoveForm(forms.Form):
    """A new time for a meeting."""

    day = day_field(_("New day"))
    starts = time_field(_("Begins at"), required=True)
    reason = reason_field(_("Why?"), required=False, help_text=_("It stands in the e-mail to the members."))

    def __init__(self, *args: Any, meeting: Meeting, now: datetime, **kwargs: Any) -> None:
        local = localtime(meeting.starts_at)
        super().__init__(*args, **{"initial": {"day": local.date(), "starts": local.time()}, **kwargs})
        self.meeting, self.now = meeting, now

    @property
    def moment(self) -> datetime:
        """The time that was typed, in Norway."""
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["starts"]))

    def clean(self) -> dict[str, Any]:
        """Check that the time is another one, and still to come."""
        data = self.cleaned_data
        if {"day", "starts"} <= data.keys():
            if self.moment <= self.now:
                self.add_error(
                    "starts" if data["day"] == localdate(self.now) else "day", gettext("This time has passed.")
                )
            elif self.moment == self.meeting.starts_at and self.meeting.state == "planned":
                self.add_error("day", gettext("This is the time it has now. Choose another one."))
        return data


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = reason_field(_("Why?"), required=False, help_text=_("It stands in the e-mail to the members."))


class PresentForm(forms.Form):
    """Who came to a meeting."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who was there?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[Person], noted: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"present": list(noted)}, **kwargs})
        self.people = {person.pk: person for person in people}
        present: Any = self.fields["present"]
        present.choices = [(person.pk, person.name) for person in people]

    @property
    def chosen(self) -> list[Person]:
        """Everybody who was there."""
        return [self.people[pk] for pk in self.cleaned_data["present"]]


class SharedTextForm(forms.Form):
    """A text that several people write on: what the members take with them, or their contract."""

    text = Words(label="", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    since = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: str, rows: int = 4, required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text: Any = self.fields["text"]
        text.label, text.required = label, required
        text.widget.attrs["rows"] = rows
