"""What guides, readers and the operative group may type."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.core.text import in_language, word_count
from mentornett.network import queries
from mentornett.network.choices import ContactForm, ReviewState
from mentornett.network.models import ReviewNote
from mentornett.network.queries.guidance import possible_guides, possible_readers, readable_assignments
from mentornett.network.queries.wording import check_points, levels, number_words

LEAST_WORDS = 3  # fewer is no sentence
AREA = forms.Textarea(attrs={"rows": 3})
SMALL_AREA = forms.Textarea(attrs={"rows": 2})


class TeamCommentForm(forms.Form):
    """A comment on one section of a report, by the team."""

    section = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    text = Words(label=_("Comment"), max_length=4000, widget=AREA)


class CommentForm(TeamCommentForm):
    """A comment by the organiser's people, who may keep it among themselves."""

    private = forms.BooleanField(
        label=_("Only for us at the organiser"), required=False, help_text=_("The team does not see it.")
    )


class AssessForm(forms.Form):
    """The answer to a report: a level with a sentence, and a greeting."""

    value = forms.TypedChoiceField(label=_("Level"), coerce=Decimal, widget=forms.RadioSelect)
    reason = Words(
        label=_("Why this level?"), max_length=600, widget=AREA,
        help_text=_("At least one sentence. The team reads it."),
    )  # fmt: skip
    reply = Words(label=_("To the team"), max_length=4000, required=False, widget=AREA)

    def __init__(self, *args: Any, with_level: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_level:
            del self.fields["value"], self.fields["reason"]
            return
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (str(level.level), f"{number_words(level.level)} – {in_language(level.label)}") for level in levels()
        ]

    def clean_reason(self) -> str:
        """Return the reason, which must be a sentence."""
        reason = str(self.cleaned_data["reason"])
        if word_count(reason) < LEAST_WORDS:
            raise forms.ValidationError(gettext("Write at least one sentence about why."))
        return reason


class ReopenForm(forms.Form):
    """Why a report is given back, what to look at, and until when."""

    reason = Words(label=_("What should the team add or change?"), max_length=400, widget=AREA)
    sections = forms.MultipleChoiceField(
        label=_("Which parts?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none when it concerns the whole."),
    )  # fmt: skip
    until = day_field(_("New deadline"))

    def __init__(self, *args: Any, sections: Iterable[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sections"].choices = list(sections)  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        """Return the deadline, which cannot have passed."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(gettext("The deadline has passed already. Choose a later day."))
        return until


class TalkForm(forms.Form):
    """A contact, noted shortly."""

    on = day_field(_("When"))
    form = forms.ChoiceField(label=_("How"), choices=ContactForm.choices)
    with_whom = Words(label=_("With whom (role)"), max_length=160, required=False)
    topics = Words(label=_("What was it about?"), max_length=400, widget=SMALL_AREA)
    agreed = Words(label=_("What did you agree on?"), max_length=400, required=False, widget=SMALL_AREA)
    next_on = day_field(_("Next time"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Return the day, which cannot be in the future."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(gettext("This day has not come yet. Note it as the next time."))
        return on

    def clean(self) -> dict[str, Any]:
        """Check that the next time comes after this one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("on") and data.get("next_on") and data["next_on"] <= data["on"]:
            self.add_error("next_on", gettext("The next time must come after this one."))
        return data


class HandOverForm(forms.Form):
    """Who guides a team from today, and what to know."""

    guide = forms.TypedChoiceField(label=_("New guide"), coerce=int)
    note = Words(
        label=_("What should the next one know?"), max_length=4000, required=False, widget=AREA,
        help_text=_("Only the organiser reads it."),
    )  # fmt: skip

    def __init__(self, *args: Any, network: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in possible_guides(network, today)}
        field = self.fields["guide"]
        field.label = queries.label_of(network, "guide").capitalize()
        field.choices = [("", gettext("Choose"))] + [  # type: ignore[attr-defined]
            (pk, person.name) for pk, person in self.people.items()
        ]

    @property
    def chosen(self) -> Any:
        """Return the person who was chosen."""
        return self.people[self.cleaned_data["guide"]]


class EndGuideForm(forms.Form):
    """What somebody who stops guiding leaves behind, when nobody takes over yet."""

    note = Words(
        label=_("What should the next one know?"), max_length=4000, required=False, widget=AREA,
        help_text=_("Only the organiser reads it."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    """The operative group's view of a team."""

    state = forms.ChoiceField(label=_("How is it going?"), choices=ReviewState.choices)
    note = Words(label=_("Note"), max_length=600, required=False, widget=SMALL_AREA)
    next_step = Words(label=_("Next step"), max_length=400, required=False, widget=SMALL_AREA)

    @classmethod
    def of(cls, review: ReviewNote | None, data: Any = None, **kwargs: Any) -> ReviewForm:
        """Return the form filled in from what was noted before."""
        initial = {name: getattr(review, name) for name in cls.base_fields} if review else {}
        return cls(data, initial=initial, prefix="review", **kwargs)


class GrantForm(forms.Form):
    """Who may read what, and until when."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    assignment = forms.TypedChoiceField(label=_("What"), coerce=int)
    starts = day_field(_("From"))
    ends = day_field(_("Until"), help_text=_("The last day."))
    may_comment = forms.BooleanField(label=_("May comment"), required=False, initial=True)

    def __init__(self, *args: Any, network: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.people = {person.pk: person for person in possible_readers(network, today)}
        choose = ("", gettext("Choose"))
        people = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["person"].choices = [choose, *people]  # type: ignore[attr-defined]
        self.fields["assignment"].choices = [choose, *readable_assignments(network)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order and that the last one has not passed."""
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", gettext("The last day must come after the first."))
        elif ends and ends < self.today:
            self.add_error("ends", gettext("This day has passed already."))
        return data

    @property
    def chosen(self) -> Any:
        """Return the person who was chosen."""
        return self.people[self.cleaned_data["person"]]


class AnchoringForm(forms.Form):
    """Evidence for one point of the anchoring checklist."""

    point = forms.ChoiceField(label=_("Point"))
    text = Words(label=_("What shows it?"), max_length=400, widget=SMALL_AREA)
    on = day_field(_("Date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [  # type: ignore[attr-defined]
            (key, in_language(point.label)) for key, point in check_points().items()
        ]
