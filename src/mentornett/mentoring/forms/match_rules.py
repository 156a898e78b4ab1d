"""What may be chosen about the rules of matching, and what somebody may wish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Lines
from mentornett.matching.choices import Criterion, First
from mentornett.matching.rules import HEAVIEST
from mentornett.mentoring.queries.match_rules import OwnRules
from mentornett.tenants.models import Unit

WEIGHTS = {
    Criterion.UNIT: _("Same unit, or one nearby"), Criterion.SHIFT: _("Shifts that meet"),
    Criterion.SPECIALITY: _("A special field in common"), Criterion.EXPERIENCE: _("Experience"),
    Criterion.LANGUAGE: _("A language in common"), Criterion.MENTEE_WISH: _("A wish from the new hire"),
    Criterion.MENTOR_WISH: _("A wish from the mentor"), Criterion.LOAD: _("Mentees spread on many mentors"),
}  # fmt: skip
Choices = list[tuple[str, str]]


class MatchRulesForm(forms.Form):
    """The rules, with plain words and the defaults filled in."""

    first = forms.ChoiceField(
        label=_("What comes first, when not both can be had?"), widget=forms.RadioSelect,
        choices=[
            (First.MOST_MATCHED.value, _("That as many as possible get a mentor")),
            (First.BEST_FIT.value, _("That those who get one fit best")),
        ],
    )  # fmt: skip
    same_profession = forms.BooleanField(
        label=_("The mentor has the same profession, or one that you say fits"), required=False
    )
    professions = Lines(
        label=_("Professions that fit each other"), most=40, longest=250,
        help_text=_("One new hire's profession on each line, and those of mentors who fit: «sykepleier: vernepleier»."),
    )  # fmt: skip
    training_required = forms.BooleanField(label=_("The mentor has completed the mentor training"), required=False)
    experience_months = forms.IntegerField(
        label=_("Months of experience that a mentor should have"), min_value=0, max_value=240,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, own: OwnRules, units: list[Unit], mentees: Choices, mentors: Choices, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _start(own))
        super().__init__(*args, **kwargs)
        for criterion, label in WEIGHTS.items():
            self.fields[f"weight_{criterion}"] = forms.TypedChoiceField(
                label=label, coerce=int, choices=[(n, str(n)) for n in range(HEAVIEST + 1)]
            )
        named = [("", gettext("Nobody")), *mentees], [("", gettext("Nobody")), *mentors]
        places = [("", gettext("None")), *((str(unit.pk), unit.name) for unit in units)]
        self._pairs("near", gettext("Units that count as near each other"), own.near, (places, places))
        self._pairs("apart", gettext("People who are not proposed to each other"), own.apart, named)

    def _pairs(self, name: str, label: str, kept: list[Any], choices: tuple[Choices, Choices]) -> None:
        """Offer to keep each pair that is there, and to add one."""
        now = [(f"{one.pk}-{other.pk}", f"{one.name} – {other.name}") for one, other in kept]
        if now:
            self.fields[f"{name}_kept"] = forms.MultipleChoiceField(
                label=label, choices=now, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[key for key, _words in now],
            )  # fmt: skip
        first, second = {
            "near": (gettext("Add units near each other: one"), gettext("and the other")),
            "apart": (gettext("Keep apart: the new hire"), gettext("and the mentor")),
        }[name]
        self.fields[f"{name}_one"] = forms.ChoiceField(label=first, choices=choices[0], required=False)
        self.fields[f"{name}_other"] = forms.ChoiceField(label=second, choices=choices[1], required=False)

    def clean_professions(self) -> dict[str, list[str]]:
        """Return the professions that fit, by the new hire's."""
        found = {}
        for line in self.cleaned_data["professions"]:
            wanted, colon, fitting = line.casefold().partition(":")
            names = [name.strip() for name in fitting.split(",") if name.strip()]
            if not colon or not wanted.strip() or not names:
                raise forms.ValidationError(gettext("Write each line as «profession: profession, profession»."))
            found[wanted.strip()] = sorted({wanted.strip(), *names})
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse half a pair, and a unit beside itself."""
        cleaned = super().clean() or {}
        for name in ("near", "apart"):
            one, other = cleaned.get(f"{name}_one"), cleaned.get(f"{name}_other")
            if bool(one) != bool(other):
                self.add_error(f"{name}_other" if one else f"{name}_one", gettext("Choose both, or none."))
            elif one and one == other:
                self.add_error(f"{name}_other", gettext("Choose two that are not the same."))
        return cleaned

    def rules(self) -> Mapping[str, Any]:
        """Return the rules as a programme keeps them."""
        data = self.cleaned_data
        plain = ("first", "same_profession", "professions", "training_required", "experience_months")
        return {
            **{name: data[name] for name in plain},
            "weights": {criterion.value: data[f"weight_{criterion}"] for criterion in WEIGHTS},
            "near": self._kept("near"), "apart": self._kept("apart"),
        }  # fmt: skip

    def _kept(self, name: str) -> list[list[str]]:
        data = self.cleaned_data
        pairs = [key.split("-") for key in data.get(f"{name}_kept", [])]
        new = [data[f"{name}_one"], data[f"{name}_other"]]
        return [*pairs, new] if all(new) and new not in pairs else pairs


def _start(own: OwnRules) -> dict[str, Any]:
    rules = own.rules
    lines = [
        f"{wanted}: {', '.join(sorted(fitting - {wanted}))}" for wanted, fitting in sorted(rules.professions.items())
    ]
    weights = {f"weight_{criterion}": rules.weight(criterion) for criterion in WEIGHTS}
    return {
        "first": rules.first.value, "same_profession": rules.same_profession, "professions": lines,
        "training_required": rules.training_required, "experience_months": rules.experience_months, **weights,
    }  # fmt: skip


class WishForm(forms.Form):
    """Whom somebody would like, or rather not, to be paired with."""

    about = forms.TypedChoiceField(label=_("Who?"), coerce=int)
    kind = forms.ChoiceField(
        label=_("What do you wish?"), widget=forms.RadioSelect, initial="like",
        choices=[("like", _("I would like to be paired with them")), ("not", _("I would rather not"))],
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, may_take_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = [("", gettext("Choose somebody")), *people]
        if may_take_back:  # where earlier wishes are not shown, because whoever has the link would see them
            kind: Any = self.fields["kind"]
            kind.choices = [*kind.choices, ("none", gettext("I take back what I said about them"))]
