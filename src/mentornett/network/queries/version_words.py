"""What is different between two versions of a form, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext

from mentornett.core.text import Multilingual, in_language
from mentornett.questionnaires.choices import AnswerAudience, Difference
from mentornett.questionnaires.rules.parsing import Asked
from mentornett.tenants.choices import Sharing


class Placed(Asked, Protocol):
    """A question with everything that a version says about it."""

    @property
    def section(self) -> str: ...
    @property
    def help(self) -> Multilingual: ...
    @property
    def answer_audience(self) -> str: ...
    @property
    def sharing_default(self) -> str: ...


@dataclass(frozen=True)
class Form:
    """A version: its parts and its questions, in order."""

    sections: Sequence[Mapping[str, Any]]
    questions: Sequence[Placed]

    def titles(self) -> dict[str, str]:
        """Return what the parts are called, by key."""
        return {part["key"]: in_language(part["title"]) for part in self.sections}


@dataclass(frozen=True)
class Change:
    """One question or part that is different, and how."""

    kind: Difference
    label: str
    words: tuple[str, ...] = ()
    key: str = ""


def changes_between(before: Form, after: Form) -> list[Change]:
    """Return what is different in the later version: added, removed and changed questions, then parts and order."""
    old = {row.key: row for row in before.questions}
    new = {row.key: row for row in after.questions}
    titles = after.titles()
    added = [Change(Difference.ADDED, in_language(row.label), key=key) for key, row in new.items() if key not in old]
    removed = [
        Change(Difference.REMOVED, in_language(row.label), key=key) for key, row in old.items() if key not in new
    ]
    changed = [
        Change(Difference.CHANGED, in_language(row.label), words, key)
        for key, row in new.items()
        if key in old and (words := tuple(_words(old[key], row, titles)))
    ]
    return [*added, *changed, *removed, *_parts(before, after), *_orders(before, after)]


def _words(old: Placed, new: Placed, titles: Mapping[str, str]) -> Iterator[str]:
    yield from _text(gettext("The question"), old.label, new.label)
    yield from _text(gettext("The help text"), old.help, new.help)
    if old.required != new.required:
        yield gettext("Must be answered now.") if new.required else gettext("May be left empty now.")
    if old.word_limit != new.word_limit:
        yield _from_to(gettext("Most words"), _limit(old.word_limit), _limit(new.word_limit))
    if old.answer_audience != new.answer_audience:
        names = [str(AnswerAudience(row.answer_audience).label) for row in (old, new)]
        yield _from_to(gettext("Read by"), *names)
    if old.sharing_default != new.sharing_default:
        yield _from_to(
            gettext("Shared with at first"), *(str(Sharing(row.sharing_default).label) for row in (old, new))
        )
    if old.section != new.section:
        yield gettext("Moved to the part «%(part)s».") % {"part": titles.get(new.section, "")}
    if old.options != new.options:
        yield from _options(old.options, new.options)


def _text(name: str, old: Multilingual, new: Multilingual) -> Iterator[str]:
    before, after = in_language(old or {}), in_language(new or {})
    if before != after:
        yield _from_to(name, f"«{before}»" if before else "–", f"«{after}»" if after else "–")
    elif dict(old or {}) != dict(new or {}):
        yield gettext("%(what)s is changed in another language.") % {"what": name}


def _from_to(name: str, before: str, after: str) -> str:
    return gettext("%(what)s: %(before)s is now %(after)s") % {"what": name, "before": before, "after": after}


def _limit(words: int | None) -> str:
    return str(words) if words else gettext("no limit")


def _options(old: Any, new: Any) -> Iterator[str]:
    if not isinstance(old, list) or not isinstance(new, list):
        yield gettext("The limits of the number are changed.")
        return
    before, after = ([in_language(row["label"]) for row in rows] for rows in (old, new))
    if gone := [label for label in before if label not in after]:
        yield gettext("Taken out: %(labels)s") % {"labels": ", ".join(f"«{label}»" for label in gone)}
    if come := [label for label in after if label not in before]:
        yield gettext("New: %(labels)s") % {"labels": ", ".join(f"«{label}»" for label in come)}
    if not gone and not come:
        yield gettext("The lines are in another order, or changed in another language.")


def _parts(before: Form, after: Form) -> Iterator[Change]:
    old, new = before.titles(), after.titles()
    for key, title in new.items():
        if key not in old:
            yield Change(Difference.PART_ADDED, title)
        elif old[key] != title:
            yield Change(
                Difference.PART_CHANGED, title, (_from_to(gettext("The title"), f"«{old[key]}»", f"«{title}»"),)
            )
    yield from (Change(Difference.PART_REMOVED, title) for key, title in old.items() if key not in new)


def _orders(before: Form, after: Form) -> Iterator[Change]:
    for key, title in after.titles().items():
        rows = [[row.key for row in form.questions if row.section == key] for form in (before, after)]
        there = [[each for each in part if all(each in other for other in rows)] for part in rows]
        if there[0] != there[1]:
            yield Change(Difference.ORDER, title)
