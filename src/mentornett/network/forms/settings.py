"""What may be typed about a network's words, rules, roles and phases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.core.text import in_language
from mentornett.network import queries
from mentornett.network.actions.settings import RoleChange, RuleChange
from mentornett.network.choices import Level, Severity
from mentornett.network.models import Network, Phase, RoleRule, Rule
from mentornett.network.rules.calendar import out_of_order

JUDGED = frozenset(
    {"team_size_min", "team_size_max", "team_size_ideal_min", "team_size_ideal_max", "guide_contacts_per_period",
     "hours_per_period"}
)  # fmt: skip


STOPPING = frozenset({"team_size_max"})  # the only number that somebody can be stopped from passing


class LabelsForm(forms.Form):
    """The network's own words. Two fields per word; an empty one means the built-in word."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = list(queries.built_in_labels())
        for key in self.keys:
            own = network.labels.get(key) or {}
            built_in = queries.built_in_labels()[key]
            for form, usual in (("one", built_in.singular), ("many", built_in.plural)):
                word = in_language(usual)
                text = gettext("Instead of «%(word)s»") % {"word": word}
                field = Words(label=text, max_length=40, required=False, initial=in_language(own.get(form) or ""))
                self.fields[f"{key}_{form}"] = field

    def clean(self) -> dict[str, Any]:
        """Ask for both forms of a word, since both are used."""
        for key in self.keys:
            for form, other in (("one", "many"), ("many", "one")):
                if self.cleaned_data.get(f"{key}_{other}") and not self.cleaned_data.get(f"{key}_{form}"):
                    self.add_error(f"{key}_{form}", gettext("Write this form of the word too."))
        return self.cleaned_data

    def labels(self) -> dict[str, dict[str, str]]:
        """Return the words as the network stores them."""
        return {key: {form: self.cleaned_data[f"{key}_{form}"] for form in ("one", "many")} for key in self.keys}


class RulesForm(forms.Form):
    """The numbers of a network, each with what happens when it is not met."""

    def __init__(self, *args: Any, rules: Sequence[Rule], names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [rule for rule in rules if isinstance(rule.value, int)]
        for rule in self.numbers:
            name = names.get(rule.key, rule.key)
            self.fields[f"value_{rule.pk}"] = value = forms.IntegerField(
                label=name, min_value=0, max_value=1000, initial=rule.value,
                widget=forms.NumberInput(attrs={"class": "tiny", "aria-label": name}),
            )  # fmt: skip
            value.help_text = ""
            if rule.key not in JUDGED:  # a number of days is followed; there is nothing to say when it is not
                continue
            choices = [choice for choice in Severity.choices if choice[0] != Severity.BLOCK or rule.key in STOPPING]
            self.fields[f"severity_{rule.pk}"] = severity = forms.ChoiceField(
                label=gettext("When not met"), choices=choices, initial=rule.severity
            )
            severity.widget.attrs["aria-label"] = f"{name}: {gettext('when not met')}"

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows for each rule."""
        return [
            {"rule": rule, "value": self[f"value_{rule.pk}"],
             "severity": self[f"severity_{rule.pk}"] if rule.key in JUDGED else None}
            for rule in self.numbers
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check that a smallest number is not larger than its largest."""
        ids = {rule.key: rule.pk for rule in self.numbers}
        for low, high in (("team_size_min", "team_size_max"), ("team_size_ideal_min", "team_size_ideal_max")):
            smallest, largest = (self.cleaned_data.get(f"value_{ids.get(key)}") for key in (low, high))
            if smallest is not None and largest is not None and smallest > largest:
                self.add_error(f"value_{ids[high]}", gettext("This is less than the smallest number."))
        opens, due = (
            self.cleaned_data.get(f"value_{ids.get(key)}")
            for key in ("report_opens_days_before", "report_due_days_before")
        )
        if opens is not None and due is not None and opens <= due:
            text = gettext("The report must open before it is due.")
            self.add_error(f"value_{ids['report_opens_days_before']}", text)
        return self.cleaned_data

    def changes(self) -> dict[int, RuleChange]:
        """Return what was set, by the rule's id."""
        data = self.cleaned_data
        return {
            rule.pk: RuleChange(data[f"value_{rule.pk}"], Severity(data.get(f"severity_{rule.pk}") or rule.severity))
            for rule in self.numbers
        }


class RoleForm(forms.Form):
    """One role of the team catalogue."""

    label = Words(label=_("Role"), max_length=80)
    level = forms.ChoiceField(label=_("Called for"), choices=Level, initial=Level.OPTIONAL)
    severity = forms.ChoiceField(label=_("When nobody has it"), choices=Severity, initial=Severity.INFO)
    from_phase = forms.TypedChoiceField(label=_("From phase"), coerce=int, empty_value=None, required=False)
    decides = forms.BooleanField(label=_("Is a leader who can decide"), required=False)

    def __init__(self, *args: Any, phases: Sequence[Phase], role: RoleRule | None = None, **kwargs: Any) -> None:
        if role:
            kwargs["prefix"] = f"role-{role.pk}"
            kwargs["initial"] = {
                "label": in_language(role.label), "level": role.level, "severity": role.severity,
                "from_phase": role.from_phase_id, "decides": role.decides,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.role = role
        choices = [(phase.pk, in_language(phase.title)) for phase in phases]
        self.fields["from_phase"].choices = [("", gettext("From the start")), *choices]  # type: ignore[attr-defined]

    def change(self) -> RoleChange:
        """Return what was set."""
        data = self.cleaned_data
        return RoleChange(
            data["label"], Level(data["level"]), Severity(data["severity"]), data["from_phase"], data["decides"]
        )


class PhasesForm(forms.Form):
    """Title and first day of each phase."""

    def __init__(self, *args: Any, phases: Sequence[Phase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phases = list(phases)
        for phase in self.phases:
            title = in_language(phase.title)
            self.fields[f"title_{phase.pk}"] = Words(label=gettext("Phase"), max_length=80, initial=title)
            self.fields[f"starts_{phase.pk}"] = day = day_field(gettext("First day"), required=False)
            day.initial = phase.starts
            day.widget.attrs["aria-label"] = f"{title}: {gettext('first day')}"
            self.fields[f"title_{phase.pk}"].widget.attrs["aria-label"] = f"{gettext('Phase')}: {title}"

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows for each phase."""
        return [
            {"phase": phase, "title": self[f"title_{phase.pk}"], "starts": self[f"starts_{phase.pk}"]}
            for phase in self.phases
        ]

    def clean(self) -> dict[str, Any]:
        """Check that the phases come in order."""
        days = [(place, self.cleaned_data.get(f"starts_{phase.pk}")) for place, phase in enumerate(self.phases)]
        for place in out_of_order(days):
            self.add_error(f"starts_{self.phases[place].pk}", gettext("This phase must begin after the one before it."))
        return self.cleaned_data

    def changes(self) -> dict[int, tuple[str, date | None]]:
        """Return what was set, by the phase's id."""
        data = self.cleaned_data
        return {phase.pk: (data[f"title_{phase.pk}"], data[f"starts_{phase.pk}"]) for phase in self.phases}
