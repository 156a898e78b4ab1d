"""What must hold in a template. Each check returns the problems it found, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from mentornett.network.template.shapes import (
    AssignmentTemplate,
    FormTemplate,
    GatheringTemplate,
    NetworkTemplate,
    QuestionTemplate,
    texts_in,
)

LANGUAGES = ("nb", "nn", "en")
QUESTION_TYPES = frozenset(
    {"text", "long_text", "choice", "multi_choice", "scale", "number", "date", "table", "goals", "paragraphs", "file"}
)
AUDIENCES = frozenset({"team_and_guide", "organiser", "network"})
SHARING = frozenset({"team", "municipality", "network", "public"})
KINDS = frozenset({"status_report", "progress_plan", "project_plan", "communication_plan", "final_report", "task"})
SLOT_TYPES = frozenset(
    {
        "welcome", "lecture", "exchange", "own_team", "group_work", "plenary", "homework", "evaluation", "break",
        "social",
    }
)  # fmt: skip
PREFILLS = frozenset(
    {
        "goals", "actions", "last_answer", "roster", "profile", "last_plan", "communication_plan", "before_now",
        "expectations",
    }
)  # fmt: skip
COLLECTED = ("status", "project")  # «status:<question>» gathers that question from all reports of that kind
_PLACEHOLDER = re.compile(r"{(\w+)}")


def problems_in_parts(parts: Mapping[str, Any]) -> list[str]:
    """Every text has words in each language, and nothing but languages."""
    return [
        f"{where}: a text must have exactly {', '.join(LANGUAGES)}, none of them empty"
        for where, text in texts_in(dict(parts))
        if set(text) != set(LANGUAGES) or not all(isinstance(words, str) and words.strip() for words in text.values())
    ]


def problems_in_template(template: NetworkTemplate) -> list[str]:
    """Keys are unique, what is pointed at exists, values are known, and no programme lacks a part (D04)."""
    return [
        *_repeated_keys(template),
        *_gatherings(template),
        *_pointers(template),
        *(problem for assignment in template.assignments for problem in _assignment(assignment, template)),
        *(problem for form in template.forms for problem in _form(form, template)),
        *_scale(template),
        *_placeholders(template),
    ]


def _repeated_keys(template: NetworkTemplate) -> list[str]:
    groups: dict[str, Iterable[Any]] = {
        "goals": template.goals,
        "gatherings": template.gatherings,
        "phases": template.phases,
        "roles": template.roles,
        "rules": template.rules,
        "risks": template.risks,
        "labels": template.labels,
        "assignments": template.assignments,
        "forms": template.forms,
        "anchoring_checklist": template.anchoring_checklist,
        "standing_texts": template.standing_texts,
    }
    return [f"{name}: {key} stands twice" for name, rows in groups.items() for key in _twice(row.key for row in rows)]


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _gatherings(template: NetworkTemplate) -> list[str]:
    offsets = [gathering.month_offset for gathering in template.gatherings]
    late = [] if offsets == sorted(set(offsets)) else ["gatherings: month offsets must rise"]
    return late + [
        problem for gathering in template.gatherings for problem in _gathering(gathering, template.required_slots)
    ]


def _gathering(gathering: GatheringTemplate, required_slots: tuple[str, ...]) -> list[str]:
    types = {slot.type for slot in gathering.slots}
    days = {slot.day for slot in gathering.slots}
    found = [f"{gathering.key}: unknown slot type {name}" for name in sorted(types - SLOT_TYPES)]
    found += [f"{gathering.key}: the programme lacks {name}" for name in required_slots if name not in types]
    if days != set(range(1, gathering.days + 1)) or len(gathering.starts) != gathering.days:
        found.append(f"{gathering.key}: each of its {gathering.days} days needs a start and a programme")
    return found


def _pointers(template: NetworkTemplate) -> list[str]:
    gatherings = {gathering.key for gathering in template.gatherings}
    phases = {phase.key for phase in template.phases}
    goals = {goal.key for goal in template.goals} | {None}
    return [
        *(
            f"phase {row.key}: no gathering {row.starts_at}"
            for row in template.phases
            if row.starts_at not in gatherings
        ),
        *(f"role {row.key}: no phase {row.from_phase}" for row in template.roles if row.from_phase not in phases),
        *(f"goal {row.key}: no goal {row.parent}" for row in template.goals if row.parent not in goals),
    ]


def _assignment(assignment: AssignmentTemplate, template: NetworkTemplate) -> list[str]:
    gatherings = {gathering.key for gathering in template.gatherings}
    forms = {form.key: form.kind for form in template.forms}
    named = {assignment.anchor, assignment.period_before, assignment.handed_out_at or assignment.anchor}
    found = [f"assignment {assignment.key}: no gathering {key}" for key in sorted(named - gatherings)]
    if assignment.kind not in KINDS:
        found.append(f"assignment {assignment.key}: unknown kind {assignment.kind}")
    if assignment.form is not None and forms.get(assignment.form) != assignment.kind:
        found.append(f"assignment {assignment.key}: the form {assignment.form} is not of its kind")
    if assignment.opens_offset_days >= assignment.due_offset_days:
        found.append(f"assignment {assignment.key}: due before it opens")
    return found


def _form(form: FormTemplate, template: NetworkTemplate) -> list[str]:
    collected = {f"{prefix}:{question.key}" for prefix in COLLECTED for question in _asked(prefix, template)}
    repeated = [f"form {form.key}: {key} stands twice" for key in _twice(row.key for row in form.questions)]
    return repeated + [problem for row in form.questions for problem in _question(row, PREFILLS | collected)]


def _asked(prefix: str, template: NetworkTemplate) -> list[QuestionTemplate]:
    kind = {"status": "status_report", "project": "project_plan"}[prefix]
    return [question for form in template.forms if form.kind == kind for question in form.questions]


def _question(question: QuestionTemplate, prefills: frozenset[str]) -> list[str]:
    known = {
        "type": (question.type, QUESTION_TYPES),
        "audience": (question.audience, AUDIENCES),
        "sharing": (question.sharing_default, SHARING),
        "prefill": (question.prefill, prefills | {""}),
    }
    found = [
        f"{question.key}: unknown {what} {value}" for what, (value, allowed) in known.items() if value not in allowed
    ]
    return found + ([] if _has_its_options(question) else [f"{question.key}: options do not fit a {question.type}"])


def _has_its_options(question: QuestionTemplate) -> bool:
    options = question.options
    if question.type in ("choice", "multi_choice", "table"):
        key = "key" if question.type == "table" else "value"
        return isinstance(options, list) and bool(options) and not _twice(row[key] for row in options)
    if question.type in ("scale", "number"):
        return isinstance(options, dict) and options["min"] < options["max"] and options["step"] > 0
    return question.type == "goals" or not options


def _scale(template: NetworkTemplate) -> list[str]:
    levels = [str(row.level) for row in template.progress_scale]
    expected = [str(half / 2) for half in range(1, 11)]
    return [] if levels == expected else [f"progress scale: levels must be {', '.join(expected)}"]


def _placeholders(template: NetworkTemplate) -> list[str]:
    return [
        f"text {row.key}: the placeholders in {language} are not {', '.join(row.placeholders) or 'none'}"
        for row in template.standing_texts
        for language in LANGUAGES
        if _placeholders_in(language, row.title, *row.paragraphs, *row.items, row.button or {}) != set(row.placeholders)
    ]


def _placeholders_in(language: str, *texts: Mapping[str, str]) -> set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text.get(language, ""))}
