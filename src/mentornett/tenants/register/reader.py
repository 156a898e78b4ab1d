"""Reads the municipality register. Pure: no database, no clock, no Django.

The register begins on 1 January 2020: that is the `valid_from` of everything that was there before. It holds the 357
municipalities of the structure of 2024 and those whose number ended when 2024 began. Parallel names are the official
ones in the official order, by language: nb, se (Northern Sámi), smj (Lule Sámi), sma (Southern Sámi), fkv (Kven).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

COLUMNS = ("number", "name", "county_number", "county", "names", "valid_from", "valid_to", "successors")
LANGUAGES = frozenset({"nb", "nn", "se", "smj", "sma", "fkv"})


class RegisterError(ValueError):
    """The register file is faulty; the message says where."""


@dataclass(frozen=True)
class MunicipalityFact:
    """A municipality under one number. `valid_to` is the last day it was valid; None means still valid."""

    number: str
    name: str
    county_number: str
    county: str
    names: dict[str, str]  # language -> parallel name, in official order; empty when there is but one name
    valid_from: date
    valid_to: date | None
    successors: tuple[str, ...]  # numbers

    @property
    def full_name(self) -> str:
        """All official names: «Gáivuotna – Kåfjord – Kaivuono»."""
        return " – ".join(self.names.values()) or self.name


@cache
def read_register() -> tuple[MunicipalityFact, ...]:
    """Return all municipalities, earlier ones too, by number. Raises RegisterError."""
    return parse_register(files(__package__).joinpath("municipalities.csv").read_text(encoding="utf-8"))


def parse_register(text: str) -> tuple[MunicipalityFact, ...]:
    """Read semicolon-separated text with a heading line. Raises RegisterError with the line number."""
    rows = csv.reader(text.splitlines(), delimiter=";")
    if tuple(next(rows, ())) != COLUMNS:
        raise RegisterError(f"line 1: the columns must be {', '.join(COLUMNS)}")
    facts = tuple(_facts(rows))
    _check_whole(facts)
    return facts


def _facts(rows: Iterable[list[str]]) -> Iterator[MunicipalityFact]:
    for line, row in enumerate(rows, start=2):
        if len(row) != len(COLUMNS):
            raise RegisterError(f"line {line}: {len(row)} values, not {len(COLUMNS)}")
        try:
            yield _fact(*row)
        except ValueError as problem:
            raise RegisterError(f"line {line}: {problem}") from problem


def _fact(
    number: str, name: str, county_number: str, county: str, names: str, starts: str, ends: str, successors: str
) -> MunicipalityFact:
    if not re.fullmatch(r"\d{4}", number) or number[:2] != county_number:
        raise ValueError(f"{number!r} is not a number in county {county_number!r}")
    if not name or not county:
        raise ValueError(f"{number} lacks a name or a county")
    fact = MunicipalityFact(
        number=number,
        name=name,
        county_number=county_number,
        county=county,
        names=_names(names, name),
        valid_from=date.fromisoformat(starts),
        valid_to=date.fromisoformat(ends) if ends else None,
        successors=tuple(successors.split("|")) if successors else (),
    )
    if fact.valid_to is not None and fact.valid_to < fact.valid_from:
        raise ValueError(f"{number} ends before it begins")
    return fact


def _names(written: str, name: str) -> dict[str, str]:
    """Take «se:Gáivuotna|nb:Kåfjord» apart. The name in use must be among the parallel ones."""
    if not written:
        return {}
    pairs = [part.partition(":") for part in written.split("|")]
    names = {language: parallel for language, _, parallel in pairs}
    if (
        len(names) != len(pairs)
        or not names.keys() <= LANGUAGES
        or name not in names.values()
        or not all(names.values())
    ):
        raise ValueError(f"{written!r} are not parallel names of {name}")
    return names


def _check_whole(facts: tuple[MunicipalityFact, ...]) -> None:
    """No number twice from the same day; successors exist from the day after, and only the ended have them."""
    starts = {(fact.number, fact.valid_from) for fact in facts}
    if len(starts) != len(facts):
        raise RegisterError("a number stands twice from the same day")
    for fact in facts:
        if (fact.valid_to is None) == bool(fact.successors):
            raise RegisterError(f"{fact.number}: an end and successors belong together")
        for successor in fact.successors:
            if not any(other.number == successor and _follows(other, fact) for other in facts):
                raise RegisterError(f"{fact.number}: no successor {successor} from the day after")


def _follows(later: MunicipalityFact, earlier: MunicipalityFact) -> bool:
    return earlier.valid_to is not None and (later.valid_from - earlier.valid_to).days == 1
