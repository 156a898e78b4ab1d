"""The built-in templates of mentor programmes, and how a programme differs from the one it was made from.

Pure: the files beside the room are read once. A programme keeps the template's numbers of its talks, so that a talk
whose words were changed is still known to be the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

Multilingual: TypeAlias = Mapping[str, str]
KEYS = ("trondheim", "eleven", "nhs_core", "nhs_gold", "blank")
SETTINGS = ("months", "first_talk_days", "silent_days")
DAYS_AND_WORDS = ("kind", "topic", "guide", "tool", "opens_day", "due_day", "minutes", "on_demand")


@dataclass(frozen=True)
class TalkTemplate:
    """A talk of a template; days count from the first day of work."""

    number: int
    kind: str
    topic: Multilingual
    guide: Multilingual
    tool: Multilingual
    opens_day: int
    due_day: int
    minutes: int
    on_demand: bool

    def written(self, language: str) -> dict[str, Any]:
        """Return the talk as a programme keeps it, in one language."""
        words = {name: getattr(self, name)[language] for name in ("topic", "guide", "tool")}
        return {name: getattr(self, name) for name in ("number", *DAYS_AND_WORDS)} | words


@dataclass(frozen=True)
class ItemTemplate:
    """A line of a template's checklist."""

    number: int
    text: Multilingual
    signer: str
    due_day: int


@dataclass(frozen=True)
class ProgrammeTemplate:
    """A built-in programme: its plan, checklist and settings."""

    key: str
    name: Multilingual
    about: Multilingual
    source: Multilingual
    months: int
    first_talk_days: int
    silent_days: int
    minutes_a_month: int
    talks: tuple[TalkTemplate, ...]
    checklist: tuple[ItemTemplate, ...]
    commitment: Mapping[str, Multilingual]

    @property
    def counts(self) -> dict[str, int]:
        """How many talks there are of each kind."""
        return {kind: sum(talk.kind == kind for talk in self.talks) for kind in ("mentor", "leader", "survey")}


@cache
def read_template(key: str) -> ProgrammeTemplate:
    """Return a built-in template. Raises KeyError when there is none by this key."""
    if key not in KEYS:
        raise KeyError(key)
    raw, texts = _file(key), _file("texts")
    items = [ItemTemplate(n, row["text"], row["signer"], row["due"]) for n, row in enumerate(texts["checklist"], 1)]
    return ProgrammeTemplate(
        key=key, name=raw["name"], about=raw["about"], source=raw["source"], months=raw["months"],
        first_talk_days=raw["first_talk_days"], silent_days=raw["silent_days"],
        minutes_a_month=raw["minutes_a_month"], commitment=texts["commitment"],
        talks=tuple(_talk(number, row, texts["talks"]) for number, row in enumerate(raw["talks"], start=1)),
        checklist=tuple(items) if raw["checklist"] else (),
    )  # fmt: skip


def all_templates() -> list[ProgrammeTemplate]:
    """Return the templates in the order in which they are offered."""
    return [read_template(key) for key in KEYS]


def _file(name: str) -> Any:
    return json.loads(files("mentornett.mentoring").joinpath(f"templates/{name}.json").read_text(encoding="utf-8"))


def _talk(number: int, row: Mapping[str, Any], texts: Mapping[str, Any]) -> TalkTemplate:
    return TalkTemplate(
        number=number, kind=row["kind"], opens_day=row["opens"], due_day=row["due"], minutes=row.get("minutes", 45),
        on_demand=row.get("on_demand", False), **texts[row["talk"]],
    )  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One talk that is not as in the template: `change` is added, removed or changed."""

    change: str
    talk: Any  # as it stands in the programme, or the template's when it was removed
    before: TalkTemplate | None = None
    fields: tuple[str, ...] = ()


def differences(template: ProgrammeTemplate, talks: Iterable[Any]) -> list[Difference]:
    """Return what a programme's talks have that the template has not, and the other way round, in order of days."""
    ours = {talk.number: talk for talk in talks}
    theirs = {talk.number: talk for talk in template.talks}
    found = [Difference("removed", talk, talk) for number, talk in theirs.items() if number not in ours]
    for number, talk in ours.items():
        before = theirs.get(number)
        if before is None:
            found.append(Difference("added", talk))
        elif fields := tuple(name for name in DAYS_AND_WORDS if _differs(getattr(before, name), getattr(talk, name))):
            found.append(Difference("changed", talk, before, fields))
    return sorted(found, key=lambda row: (row.talk.opens_day, row.talk.number))


@dataclass(frozen=True)
class OtherDifference:
    """What else is not as in the template: a line of the checklist, a part of the commitment, or a setting.

    `before` is None for what was added, and `now` for what was taken out.
    """

    part: str  # checklist, commitment or rules
    name: str
    before: Any
    now: Any


def other_differences(
    template: ProgrammeTemplate, *, items: Iterable[Any], text: Any, programme: Any
) -> list[OtherDifference]:
    """Return what differs in checklist, commitment (none: None) and settings."""
    return [
        *_of_checklist(template, items), *(_of_commitment(template, text) if text else ()),
        *(
            OtherDifference("rules", name, getattr(template, name), getattr(programme, name))
            for name in SETTINGS
            if getattr(template, name) != getattr(programme, name)
        ),
    ]  # fmt: skip


def _of_checklist(template: ProgrammeTemplate, items: Iterable[Any]) -> list[OtherDifference]:
    ours = {item.number: item for item in items}
    theirs = {item.number: item for item in template.checklist}
    found = [OtherDifference("checklist", "", theirs[number], None) for number in theirs if number not in ours]
    for number, item in ours.items():
        before = theirs.get(number)
        if before is None or _item_differs(before, item):
            found.append(OtherDifference("checklist", "", before, item))
    return found


def _item_differs(before: ItemTemplate, now: Any) -> bool:
    narrowed = bool(now.unit_id or now.profession)
    return narrowed or _differs(before.text, now.text) or (before.signer, before.due_day) != (now.signer, now.due_day)


def _of_commitment(template: ProgrammeTemplate, text: Any) -> list[OtherDifference]:
    parts = {"purpose": "purpose", "leader": "leader_duties", "mentor": "mentor_duties", "mentee": "mentee_duties"}
    found = [
        OtherDifference("commitment", part, template.commitment[part], getattr(text, field))
        for part, field in parts.items()
        if _differs(template.commitment[part], getattr(text, field))
    ]
    if template.minutes_a_month != text.minutes_a_month:
        found.append(OtherDifference("commitment", "minutes", template.minutes_a_month, text.minutes_a_month))
    return found


def _differs(before: Any, now: Any) -> bool:
    return now not in before.values() if isinstance(before, Mapping) else now != before
