"""What a jointly owned programme consists of, and how two versions of it differ.

Content is plain: {"limits": {name: number}, "talks": [...], "checklist": [...], "commitment": {part: text}}. Talks and
lines of the checklist are known by their numbers. Lines for one unit stay at home: the others do not have that unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
LIMITS = ("months", "first_talk_days", "silent_days", "lost_days")
TALK = ("number", "kind", "topic", "guide", "tool", "opens_day", "due_day", "minutes", "on_demand")
ITEM = ("number", "text", "signer", "due_day", "profession")
COMMITMENT = ("purpose", "leader_duties", "mentor_duties", "mentee_duties", "minutes_a_month")
PARTS = {"talks": TALK, "checklist": ITEM}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: `part` is talks, checklist, limits or commitment; `how` added, removed or changed."""

    part: str
    how: str
    name: str  # the topic, the line, or which limit or part of the commitment
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ."""
        return tuple(key for key in self.after if self.before.get(key) != self.after[key])


def changes(ours: Content, theirs: Content) -> list[Change]:
    """Return what would change if `theirs` took the place of `ours`, in the order of the plan."""
    found = [change for part in PARTS for change in _rows(part, ours[part], theirs[part])]
    for part in ("limits", "commitment"):
        for key, value in theirs[part].items():
            if ours[part].get(key) != value:
                found.append(Change(part, "changed", key, {key: ours[part].get(key)}, {key: value}))
    return found


def _rows(part: str, ours: Sequence[Content], theirs: Sequence[Content]) -> list[Change]:
    named = "topic" if part == "talks" else "text"
    before, after = {row["number"]: row for row in ours}, {row["number"]: row for row in theirs}
    found = []
    for number in sorted({*before, *after}):
        old, new = before.get(number), after.get(number)
        if old is None and new is not None:
            found.append(Change(part, "added", new[named], {}, new))
        elif new is None and old is not None:
            found.append(Change(part, "removed", old[named], old, {}))
        elif old is not None and new is not None and old != new:
            found.append(Change(part, "changed", new[named], old, new))
    return found
