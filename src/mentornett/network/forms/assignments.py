"""What may be typed about what teams are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Number, Words, day_field, reason_field
from mentornett.core.text import in_language
from mentornett.network.actions.assignments import Wanted
from mentornett.network.choices import AssignmentKind
from mentornett.network.models import Assignment, Gathering
from mentornett.network.queries.form_versions import version_name
from mentornett.network.queries.gatherings import full_name
from mentornett.questionnaires.models import Version


def _days(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=-400, max_value=400,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip


def _form_name(version: Version) -> str:
    """Return the title of a form; an organiser's own version of it says which it is."""
    title = in_language(version.questionnaire.title)
    return f"{title}: {version_name(version)}" if version.questionnaire.organiser_id else title


class GatheringChoice(forms.TypedChoiceField):
    """Chooses one of a network's gatherings."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        super().__init__(label=label, help_text=help_text, coerce=int)
        self.gatherings: dict[int, Gathering] = {}

    def offer(self, gatherings: Sequence[Gathering]) -> None:
        """Set which ones may be chosen."""
        self.gatherings = {gathering.pk: gathering for gathering in gatherings}
        self.choices = [(gathering.pk, full_name(gathering)) for gathering in gatherings]

    def clean(self, value: Any) -> Gathering:
        """Return the gathering."""
        return self.gatherings[super().clean(value)]


class AssignmentForm(forms.Form):
    """Something that all teams are asked for."""

    title = Words(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=AssignmentKind, initial=AssignmentKind.TASK)
    instructions = Words(
        label=_("What are the teams to do?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.TypedChoiceField(
        label=_("Form to fill in"), required=False, coerce=int, empty_value=None,
        help_text=_("A status report may use the full form, the short one, or none."),
    )  # fmt: skip
    gathering = GatheringChoice(label=_("Follows"), help_text=_("The days below are counted from it."))
    opens_offset = _days(_("Opens, days from its first day"), _("Before it is minus: −31 is a month before."))
    due_offset = _days(_("Due, days"), _("Minus is before its first day, plus is after its last one."))
    hours = Number(label=_("Hours, about"), min_value=0, max_value=99, max_digits=4, decimal_places=1)

    def __init__(self, *args: Any, gatherings: Sequence[Gathering], versions: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {version.pk: version for version in versions}
        self.fields["gathering"].offer(gatherings)  # type: ignore[attr-defined]
        forms_there = [(pk, _form_name(version)) for pk, version in self.versions.items()]
        self.fields["version"].choices = [("", gettext("None: the team writes what it did")), *forms_there]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Assignment) -> dict[str, Any]:
        """Return what the form shows for an assignment."""
        values = {name: getattr(row, name) for name in ("kind", "opens_offset", "due_offset", "hours")}
        return values | {
            "title": in_language(row.title), "instructions": in_language(row.instructions),
            "version": row.questionnaire_version_id, "gathering": row.gathering_id,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check that it opens before it is due."""
        data = self.cleaned_data
        if self.errors:
            return data
        gathering = data["gathering"]
        opens = gathering.starts.toordinal() + data["opens_offset"]
        due = (gathering.starts if data["due_offset"] < 0 else gathering.ends).toordinal() + data["due_offset"]
        if opens > due:
            self.add_error("opens_offset", gettext("It would open after it is due."))
        return data

    def wanted(self) -> Wanted:
        """Return what the organiser wants."""
        data = self.cleaned_data
        return Wanted(
            kind=AssignmentKind(data["kind"]), title=data["title"], instructions=data["instructions"],
            gathering=data["gathering"], opens_offset=data["opens_offset"], due_offset=data["due_offset"],
            hours=data["hours"], version=self.versions.get(data["version"]),
        )  # fmt: skip


class LibraryForm(forms.Form):
    """Something from the template's library."""

    key = forms.ChoiceField(label=_("From the library"))
    gathering = GatheringChoice(label=_("Due by"))

    def __init__(
        self, *args: Any, gatherings: Sequence[Gathering], library: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = list(library)  # type: ignore[attr-defined]
        self.fields["gathering"].offer(gatherings)  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    """Another deadline for one team, with the reason."""

    until = day_field(_("New deadline"))
    reason = Words(
        label=_("Why?"), max_length=250, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The team reads it.")
    )

    def __init__(self, *args: Any, today: date, due: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.due = today, due

    def clean_until(self) -> date:
        """Return the day, which is still to come and another than now."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(gettext("This day has passed."))
        if until == self.due:
            raise forms.ValidationError(gettext("This is the deadline already. Choose another day."))
        return until


class DeadlineForm(forms.Form):
    """A deadline as a date, with the reason (X15)."""

    due = day_field(_("New deadline for all teams"), required=False, help_text=_("Empty: it follows the gathering."))
    reason = reason_field(_("Why?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Ask for a reason with a date, and for a date that is still to come."""
        due = self.cleaned_data.get("due")
        if due and due < self.today:
            self.add_error("due", gettext("This day has passed."))
        if due and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Write why, so that the teams understand it."))
        if len(self.cleaned_data.get("reason", "")) > 250:
            self.add_error("reason", gettext("Write at most 250 characters."))
        return self.cleaned_data
