"""Rules as a person writes them in a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from mentornett.matching.choices import Criterion, First
from mentornett.matching.rules import DEFAULT_WEIGHTS, Rules, RulesError

E = TypeVar("E", bound=StrEnum)

SETTINGS = (
    "first", "weights", "must", "professions", "same_profession", "training_required", "experience_months", "near",
)  # fmt: skip


def rules_from(text: str) -> Rules:
    """Read rules from TOML; what is not there keeps its default. Raises RulesError, which names the setting."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError("file", str(error)) from error
    return rules_of(found)


def rules_of(found: Mapping[str, object]) -> Rules:
    """Read rules from what a file or a programme holds; what is not there keeps its default. Raises RulesError."""
    unknown = sorted(set(found) - set(SETTINGS))
    if unknown:
        raise RulesError(unknown[0], f"is not a setting; these are: {', '.join(SETTINGS)}")
    default = Rules()
    return Rules(
        first=_one_of(First, "first", found.get("first", default.first)),
        weights=_weights(found.get("weights", {})),
        must=frozenset(_one_of(Criterion, "must", name) for name in _texts("must", found.get("must", []))),
        professions=_professions(found.get("professions", {})),
        same_profession=_yes_or_no(found, "same_profession", default.same_profession),
        training_required=_yes_or_no(found, "training_required", default.training_required),
        experience_months=_whole(found.get("experience_months", default.experience_months), "experience_months"),
        near=_near(found.get("near", [])),
    )


def _one_of(kind: type[E], where: str, value: object) -> E:
    try:
        return kind(str(value))
    except ValueError:
        raise RulesError(where, f"{value} is not one of {', '.join(kind)}") from None


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RulesError(where, f"{value} is not a whole number")
    return value


def _yes_or_no(found: Mapping[str, object], where: str, default: bool) -> bool:
    value = found.get(where, default)
    if not isinstance(value, bool):
        raise RulesError(where, f"{value} is not true or false")
    return value


def _texts(where: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise RulesError(where, "is not a list of texts")
    return value


def _table(where: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise RulesError(where, "is not a table")
    return value


def _weights(value: object) -> dict[Criterion, int]:
    given = {
        _one_of(Criterion, "weights", name): _whole(weight, f"weights.{name}")
        for name, weight in _table("weights", value).items()
    }
    return {**DEFAULT_WEIGHTS, **given}


def _professions(value: object) -> dict[str, frozenset[str]]:
    return {
        wanted: frozenset(_texts(f"professions.{wanted}", fitting))
        for wanted, fitting in _table("professions", value).items()
    }


def _near(value: object) -> frozenset[frozenset[str]]:
    if not isinstance(value, list):
        raise RulesError("near", "is not a list of pairs of units")
    pairs = [frozenset(_texts("near", pair)) for pair in value]
    if any(len(pair) != 2 for pair in pairs):
        raise RulesError("near", "each entry names two units")
    return frozenset(pairs)
