"""The parts of a network template, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

Text: TypeAlias = dict[str, str]  # {"nb": …, "nn": …, "en": …}


@dataclass(frozen=True)
class Named:
    """A key and what it is called."""

    key: str
    label: Text


@dataclass(frozen=True)
class GoalTemplate:
    """A goal that all teams inherit. `level` is effect, result or sub; `parent` is another goal's key (O03)."""

    key: str
    level: str
    parent: str | None
    text: Text


@dataclass(frozen=True)
class SlotTemplate:
    """A part of a gathering's programme; `day` counts from 1 (D04)."""

    type: str
    day: int
    minutes: int
    title: Text


@dataclass(frozen=True)
class GatheringTemplate:
    """A gathering `month_offset` months after the network's start; `starts` holds one «HH:MM» for each day."""

    key: str
    number: int
    title: Text
    theme: Text
    form: str
    days: int
    month_offset: int
    starts: tuple[str, ...]
    learning_goals: tuple[Text, ...]
    slots: tuple[SlotTemplate, ...]


@dataclass(frozen=True)
class PhaseTemplate:
    """A phase that begins with the gathering `starts_at` (M01, X20)."""

    key: str
    starts_at: str
    label: Text
    description: Text


@dataclass(frozen=True)
class RoleTemplate:
    """A role in the team catalogue and how much it is called for, from which phase on (B04–B08, X07)."""

    key: str
    label: Text
    help: Text
    level: str
    from_phase: str
    severity: str
    decides: bool  # leader with decision authority
    source: Text


@dataclass(frozen=True)
class RuleTemplate:
    """A number as a setting; `unit` is what it counts, such as «days» or «people»."""

    key: str
    value: int
    unit: str
    severity: str
    label: Text
    source: Text


@dataclass(frozen=True)
class Mitigation:
    """What can be done about a risk; `suggested` when the template, not the real network's plan, says so."""

    text: Text
    suggested: bool


@dataclass(frozen=True)
class RiskTemplate:
    """A row of the risk register (L05–L07)."""

    key: str
    number: int
    text: Text
    mitigations: tuple[Mitigation, ...]


@dataclass(frozen=True)
class LabelTemplate:
    """A word that a network may replace with its own."""

    key: str
    singular: Text
    plural: Text


@dataclass(frozen=True)
class AssignmentTemplate:
    """Something teams are asked for (E11).

    Offsets are days from the anchor gathering's first day (`anchor_point` «start») or, for the deadline, its last day
    («end»). `handed_out_at` is the gathering whose homework slot presents it. `hours` counts towards the cap of the
    period that leads up to `period_before`. `origin` says whether the real network gave it or the template suggests it.
    """

    key: str
    kind: str
    title: Text
    instructions: Text
    evidence: Text
    form: str | None
    anchor: str
    anchor_point: str
    opens_offset_days: int
    due_offset_days: int
    period_before: str
    handed_out_at: str | None
    hours: Decimal
    required: bool
    origin: str


@dataclass(frozen=True)
class QuestionTemplate:
    """One question of a form. `options` holds choices, columns or limits, as the type needs."""

    key: str
    section: str
    type: str
    label: Text
    help: Text
    required: bool
    word_limit: int | None
    audience: str
    sharing_default: str
    prefill: str
    options: list[Any] | dict[str, Any]


@dataclass(frozen=True)
class SectionTemplate:
    """A part of a form."""

    key: str
    title: Text


@dataclass(frozen=True)
class FormTemplate:
    """A form with its sections and questions in order; `minutes` is what it should take to fill in."""

    key: str
    kind: str
    minutes: int
    title: Text
    intro: Text
    sections: tuple[SectionTemplate, ...]
    questions: tuple[QuestionTemplate, ...]


@dataclass(frozen=True)
class LevelTemplate:
    """A level of the progress scale, 0.5–5.0, with what to look for.

    The scale is IHI's assessment scale for collaboratives, in our own words.
    """

    level: Decimal
    label: Text
    description: Text
    evidence: Text


@dataclass(frozen=True)
class CheckPoint:
    """A point of the anchoring checklist and what shows that it is in place (B10, L01)."""

    key: str
    label: Text
    help: Text
    evidence: Text


@dataclass(frozen=True)
class StandingText:
    """A page or letter: title (subject), paragraphs, list items, button. `placeholders` are the {names} in it."""

    key: str
    title: Text
    paragraphs: tuple[Text, ...]
    items: tuple[Text, ...]
    button: Text | None
    placeholders: tuple[str, ...]


@dataclass(frozen=True)
class NetworkTemplate:
    """All that a new network starts with."""

    key: str
    version: int
    name: Text
    description: Text
    target_groups: tuple[Named, ...]
    required_slots: tuple[str, ...]
    goals: tuple[GoalTemplate, ...]
    gatherings: tuple[GatheringTemplate, ...]
    phases: tuple[PhaseTemplate, ...]
    roles: tuple[RoleTemplate, ...]
    rules: tuple[RuleTemplate, ...]
    risks: tuple[RiskTemplate, ...]
    labels: tuple[LabelTemplate, ...]
    assignments: tuple[AssignmentTemplate, ...]
    forms: tuple[FormTemplate, ...]
    progress_scale: tuple[LevelTemplate, ...]
    anchoring_checklist: tuple[CheckPoint, ...]
    standing_texts: tuple[StandingText, ...]

    def form(self, key: str) -> FormTemplate:
        """Return a form by its key. Raises KeyError."""
        return {form.key: form for form in self.forms}[key]

    def text(self, key: str) -> StandingText:
        """Return a standing text by its key. Raises KeyError."""
        return {text.key: text for text in self.standing_texts}[key]

    def rule(self, key: str) -> RuleTemplate:
        """Return a rule by its key. Raises KeyError."""
        return {rule.key: rule for rule in self.rules}[key]


def texts_in(value: object, where: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield every text of raw template data with the path to it. A text is a mapping with a language among its keys."""
    if isinstance(value, Mapping):
        if {"nb", "nn", "en"} & value.keys():
            yield where, value
            return
        for key, inner in value.items():
            yield from texts_in(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_in(inner, f"{where}/{index}")
