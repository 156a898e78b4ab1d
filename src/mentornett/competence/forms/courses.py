"""What may be typed about courses, their modules and sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.choices.courses import Cooperation, CourseKind, ProviderKind, SessionForm, SessionKind
from mentornett.competence.models import Course, CourseModule, CourseSession
from mentornett.competence.permissions.courses import people_at_owner, responsible_for
from mentornett.core.form_fields import Lines, Number, Words, day_field, time_field
from mentornett.tenants.models import Municipality, Person
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import municipalities_on

MOST_SEATS = 2000


def _number(label: Any, help_text: Any = "", *, most: int = MOST_SEATS, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip


def _decimal(label: Any, digits: int) -> Number:
    return Number(label=label, required=False, min_value=0, max_digits=digits, decimal_places=1)


def _text(label: Any, rows: int = 4, most: int = 8000) -> Words:
    return Words(label=label, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows}))


class CourseForm(forms.Form):
    """What is said about a course."""

    name = Words(label=_("Name of the course"), max_length=160)
    kind = forms.ChoiceField(
        label=_("What kind of course?"), choices=CourseKind,
        help_text=_("A mentor programme decides which kinds count as its training."),
    )  # fmt: skip
    description = _text(_("What is it about?"))
    for_whom = Words(label=_("For whom?"), max_length=250, required=False)
    provider_kind = forms.ChoiceField(label=_("Who gives it?"), choices=ProviderKind)
    provider = Words(label=_("Name of the provider"), max_length=160, required=False)
    cooperation = forms.ChoiceField(label=_("Where does the cooperation stand?"), choices=Cooperation)
    funded_by = Words(label=_("Paid by"), max_length=160, required=False)
    scheme = Words(
        label=_("Part of the scheme"), max_length=160, required=False,
        help_text=_("If it belongs to something larger, such as an ABC scheme."),
    )  # fmt: skip
    credits = _decimal(_("Credits"), 4)
    exam = forms.BooleanField(label=_("It ends with an exam"), required=False)
    hours = _decimal(_("Hours"), 5)
    seats = _number(_("Places in all"), _("Leave it empty if there is room for everyone."))
    sign_up_until = day_field(_("Last day to sign up"), required=False)
    leader_approves = forms.BooleanField(
        label=_("The project leader must say yes when a mentor signs up"), required=False
    )
    least_sessions = _number(
        _("How many sessions must one attend?"), _("Leave it empty if all are needed."), most=100, least=0
    )
    tasks_needed = forms.BooleanField(label=_("The tasks of all modules must be done"), required=False, initial=True)
    responsible: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Responsible for sessions and attendance"), queryset=Person.objects.none(), required=False,
        empty_label=_("Nobody in particular"),
    )  # fmt: skip

    def __init__(self, *args: Any, course: Course, viewer: Viewer, **kwargs: Any) -> None:
        if course.pk:
            start = {name: getattr(course, name) for name in self.base_fields if name != "responsible"}
            kwargs.setdefault("initial", start | {"responsible": responsible_for(course)})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["responsible"]
        field.queryset = people_at_owner(course, viewer)


class ModuleForm(forms.Form):
    """A module: what it holds, what to read, what to do (G04)."""

    title = Words(label=_("Title"), max_length=160)
    content = _text(_("What it holds"), rows=6)
    reading = Lines(label=_("To read"), longest=400, help_text=_("One on each line. Addresses become links."), most=30)
    tasks = Lines(label=_("Tasks"), longest=400, help_text=_("One on each line."), most=30)

    def __init__(self, *args: Any, module: CourseModule | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(module, name) for name in self.base_fields} if module else {})
        super().__init__(*args, **kwargs)


class SessionFacts(forms.Form):
    """What sessions and series of them have in common."""

    title = Words(label=_("Theme"), max_length=160)
    starts_at = time_field(_("Starts at"))
    ends_at = time_field(_("Ends at"))
    form = forms.ChoiceField(label=_("How does one take part?"), choices=SessionForm)
    place = Words(label=_("Place"), max_length=160, required=False)
    link = forms.URLField(label=_("Link to the meeting"), max_length=400, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """Refuse a session that ends before it starts."""
        data = super().clean() or {}
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", gettext("It must end after it begins."))
        return data


class OneSessionForm(SessionFacts):
    """One session."""

    field_order = ("title", "on", "starts_at", "ends_at", "form", "place", "link", "kind", "module", "materials")
    on = day_field(_("Day"))
    kind = forms.ChoiceField(label=_("What does it count as?"), choices=SessionKind)
    module: forms.ModelChoiceField[CourseModule] = forms.ModelChoiceField(
        label=_("Module"), queryset=CourseModule.objects.none(), required=False, empty_label=_("None")
    )
    materials = Lines(label=_("Material"), longest=400, help_text=_("One on each line. Addresses become links."))

    def __init__(self, *args: Any, course: Course, session: CourseSession | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(session, name) for name in self.base_fields} if session else {})
        if session:
            kwargs["initial"]["module"] = session.module_id
        super().__init__(*args, **kwargs)
        field: Any = self.fields["module"]
        field.queryset = course.modules.order_by("number")


class SeriesForm(SessionFacts):
    """Follow-up seminars at even intervals."""

    field_order = ("title", "first", "months", "times")
    first = day_field(_("First day"))
    months = forms.IntegerField(
        label=_("Months between them"), min_value=1, max_value=24, initial=6,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    times = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=20, initial=4, widget=forms.NumberInput(attrs={"class": "tiny"})
    )


class QuotaForm(forms.Form):
    """To whom a course is offered: a tick for each municipality, and how many places it can have at most."""

    other: forms.ModelChoiceField[Municipality] = forms.ModelChoiceField(
        label=_("Another municipality"), queryset=Municipality.objects.none(), required=False,
        empty_label=_("None"), help_text=_("A course can be offered outside your networks too."),
    )  # fmt: skip

    def __init__(self, *args: Any, course: Course, nearby: list[Municipality], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {row.municipality: row.seats for row in course.quotas.select_related("municipality")}
        self.places = sorted({*nearby, *rows}, key=lambda place: place.name_sort)
        other: Any = self.fields["other"]
        other.queryset = municipalities_on(today).exclude(pk__in=[place.pk for place in self.places])
        for place in self.places:
            self.fields[f"m{place.pk}"] = forms.BooleanField(label=place.name, required=False, initial=place in rows)
            self.fields[f"n{place.pk}"] = _number(gettext("Places for %(name)s at most") % {"name": place.name})
            self.fields[f"n{place.pk}"].initial = rows.get(place)

    @property
    def quotas(self) -> dict[Municipality, int | None]:
        """What was ticked, and the one that was chosen besides."""
        data = self.cleaned_data
        ticked = {place: data.get(f"n{place.pk}") for place in self.places if data.get(f"m{place.pk}")}
        return ticked | ({data["other"]: None} if data.get("other") else {})

    def rows(self) -> list[tuple[Any, Any]]:
        """Return the two fields of each municipality."""
        return [(self[f"m{place.pk}"], self[f"n{place.pk}"]) for place in self.places]
