"""Reads the built-in template. Pure: no database, no clock, no Django."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from mentornett.network.template import shapes
from mentornett.network.template.checks import problems_in_parts, problems_in_template

Raw: TypeAlias = Mapping[str, Any]
PARTS = ("mentor_network", "assignments", "questionnaires", "progress_scale", "texts")


class TemplateError(ValueError):
    """The template's files contradict themselves; the message lists every problem found."""


@cache
def read_template() -> shapes.NetworkTemplate:
    """Return the built-in template «Læringsnettverk for mentorprogram». Raises TemplateError."""
    return build_template(read_parts())


def read_parts() -> dict[str, Any]:
    """Return the template's files as they are, by name without suffix."""
    folder = files(__package__)
    return {name: json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8")) for name in PARTS}


def build_template(parts: Raw) -> shapes.NetworkTemplate:
    """Make a template of raw parts and check it. Raises TemplateError with all problems, KeyError when a part lacks."""
    _stop_at(problems_in_parts(parts))
    raw, texts = parts["mentor_network"], parts["texts"]
    template = shapes.NetworkTemplate(
        key=raw["key"],
        version=raw["version"],
        name=raw["name"],
        description=raw["description"],
        target_groups=tuple(shapes.Named(**row) for row in raw["target_groups"]),
        required_slots=tuple(raw["required_slots"]),
        goals=tuple(shapes.GoalTemplate(**row) for row in raw["goals"]),
        gatherings=tuple(_gathering(row) for row in raw["gatherings"]),
        phases=tuple(shapes.PhaseTemplate(**row) for row in raw["phases"]),
        roles=tuple(shapes.RoleTemplate(**row) for row in raw["roles"]),
        rules=tuple(shapes.RuleTemplate(**row) for row in raw["rules"]),
        risks=tuple(_risk(row) for row in raw["risks"]),
        labels=tuple(shapes.LabelTemplate(**row) for row in raw["labels"]),
        assignments=tuple(_assignment(row) for row in parts["assignments"]),
        forms=_forms(parts["questionnaires"], parts["progress_scale"]),
        progress_scale=tuple(_level(row) for row in parts["progress_scale"]),
        anchoring_checklist=tuple(shapes.CheckPoint(**row) for row in texts["anchoring_checklist"]),
        standing_texts=tuple(_standing_text(row) for row in texts["standing_texts"]),
    )
    _stop_at(problems_in_template(template))
    return template


def _stop_at(problems: list[str]) -> None:
    if problems:
        raise TemplateError("; ".join(problems))


def _gathering(row: Raw) -> shapes.GatheringTemplate:
    return shapes.GatheringTemplate(
        **{
            **row,
            "starts": tuple(row["starts"]),
            "learning_goals": tuple(row["learning_goals"]),
            "slots": tuple(shapes.SlotTemplate(**slot) for slot in row["slots"]),
        }
    )


def _risk(row: Raw) -> shapes.RiskTemplate:
    mitigations = tuple(shapes.Mitigation(**mitigation) for mitigation in row["mitigations"])
    return shapes.RiskTemplate(**{**row, "mitigations": mitigations})


def _assignment(row: Raw) -> shapes.AssignmentTemplate:
    return shapes.AssignmentTemplate(**{**row, "hours": Decimal(str(row["hours"]))})


def _level(row: Raw) -> shapes.LevelTemplate:
    return shapes.LevelTemplate(**{**row, "level": Decimal(row["level"])})


def _standing_text(row: Raw) -> shapes.StandingText:
    return shapes.StandingText(
        **{
            **row,
            "paragraphs": tuple(row["paragraphs"]),
            "items": tuple(row["items"]),
            "placeholders": tuple(row["placeholders"]),
        }
    )


def _forms(rows: list[Raw], scale: list[Raw]) -> tuple[shapes.FormTemplate, ...]:
    labels = {row["level"]: row["label"] for row in scale}
    own = {
        row["key"]: {
            question["key"]: question for section in row["sections"] for question in section.get("questions", [])
        }
        for row in rows
    }
    return tuple(_form(row, own, labels) for row in rows)


def _form(row: Raw, own: Raw, labels: Raw) -> shapes.FormTemplate:
    questions = tuple(
        _question(question, section["key"], labels)
        for section in row["sections"]
        for question in _questions_of(section, own)
    )
    sections = tuple(shapes.SectionTemplate(key=section["key"], title=section["title"]) for section in row["sections"])
    return shapes.FormTemplate(**{**row, "sections": sections, "questions": questions})


def _questions_of(section: Raw, own: Raw) -> list[Raw]:
    """A section has questions of its own, or takes some «from» another form, so that both mean the same."""
    if "from" in section:
        return [own[section["from"]][key] for key in section["keys"]]
    return list(section["questions"])


def _question(row: Raw, section: str, labels: Raw) -> shapes.QuestionTemplate:
    options = row["options"] if row["options"] is not None else []
    if isinstance(options, dict) and options.get("labels") == "progress_scale":
        options = options | {"labels": labels}
    filled = {**row, "help": row["help"] or {}, "prefill": row["prefill"] or "", "options": options}
    return shapes.QuestionTemplate(section=section, **filled)
