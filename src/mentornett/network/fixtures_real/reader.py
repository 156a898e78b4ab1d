"""Reads the facts of the real network. Pure: no database, no clock, no Django.

The dataclasses in facts.py and course.py say what each value is. The reader builds them from their annotations, so
that a value of the wrong type, a missing one or one too many is refused.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Union, get_args, get_origin, get_type_hints

from mentornett.network.fixtures_real.facts import RealNetwork
from mentornett.network.fixtures_real.marked import Marked


class FactsError(ValueError):
    """A value in the file is not what it should be; the message says where."""


_PARSED: Mapping[type, Callable[[str], object]] = {
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


@cache
def read_real_network() -> RealNetwork:
    """Return the facts of «Nasjonalt læringsnettverk for mentorprogram 2021–2023». Raises FactsError."""
    return build_real_network(read_raw())


def read_raw() -> dict[str, Any]:
    """Return the file as it is."""
    text = files(__package__).joinpath("network_2021_2023.json").read_text(encoding="utf-8")
    raw: dict[str, Any] = json.loads(text)
    return raw


def build_real_network(raw: Mapping[str, Any]) -> RealNetwork:
    """Make typed facts of raw ones. Raises FactsError."""
    built = _build(RealNetwork, raw, "")
    if not isinstance(built, RealNetwork):
        raise FactsError("not the facts of a network")
    return built


def _build(wanted: Any, raw: Any, where: str) -> object:
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return (
            None
            if raw is None
            else _build(next(kind for kind in get_args(wanted) if kind is not type(None)), raw, where)
        )
    if origin is tuple:
        return _tuple(get_args(wanted), raw, where)
    if origin is dict:
        return _text(raw, where)
    if origin is Marked or dataclasses.is_dataclass(wanted):
        return _record(wanted, raw, where)
    return _plain(wanted, raw, where)


def _plain(wanted: type, raw: Any, where: str) -> object:
    parse = _PARSED.get(wanted)
    given: type = type(raw)  # exactly: True is no int
    if given is not (wanted if parse is None else str):
        raise FactsError(f"{where}: {raw!r} is not a {wanted.__name__}")
    try:
        return raw if parse is None else parse(raw)
    except (ValueError, ArithmeticError) as problem:
        raise FactsError(f"{where}: {raw!r} is not a {wanted.__name__}") from problem


def _text(raw: Any, where: str) -> object:
    whole = isinstance(raw, dict) and set(raw) == {"nb", "nn", "en"}
    if not whole or not all(isinstance(words, str) and words for words in raw.values()):
        raise FactsError(f"{where}: {raw!r} is not a text in nb, nn and en")
    return raw


def _tuple(kinds: tuple[Any, ...], raw: Any, where: str) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise FactsError(f"{where}: {raw!r} is not a list")
    wanted = [kinds[0]] * len(raw) if kinds[-1] is Ellipsis else list(kinds)
    if len(wanted) != len(raw):
        raise FactsError(f"{where}: {raw!r} should hold {len(wanted)} values")
    return tuple(
        _build(kind, value, f"{where}/{place}") for place, (kind, value) in enumerate(zip(wanted, raw, strict=True))
    )


def _record(wanted: Any, raw: Any, where: str) -> object:
    cls = get_origin(wanted) or wanted
    if not isinstance(raw, dict):
        raise FactsError(f"{where}: {raw!r} is not an object")
    hints = get_type_hints(cls) | ({"value": get_args(wanted)[0]} if cls is Marked else {})
    if unknown := raw.keys() - hints.keys():
        raise FactsError(f"{where}: unknown {', '.join(sorted(unknown))}")
    values = {name: _build(hints[name], value, f"{where}/{name}") for name, value in raw.items()}
    try:
        return cls(**values)
    except TypeError as problem:
        raise FactsError(f"{where}: {problem}") from problem
