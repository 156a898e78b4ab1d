"""Mentors and mentees from the lists that people have: column names in Norwegian or English, in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from django.utils.translation import gettext as _

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.rules import ANY_SHIFT

NAMES: dict[str, tuple[str, ...]] = {
    "key": ("id", "nr", "nummer", "key", "nøkkel", "e-post", "epost", "email"),
    "name": ("navn", "namn", "name"),
    "unit": ("enhet", "eining", "avdeling", "unit", "ward"),
    "profession": ("yrke", "profesjon", "stilling", "profession"),
    "shift": ("turnus", "vakt", "arbeidstid", "shift"),
    "specialities": ("fagområde", "spesialitet", "spesialområde", "speciality", "specialities"),
    "languages": ("språk", "language", "languages"),
    "leaders": ("leder", "leiar", "nærmeste leder", "leader", "leaders"),
    "wishes": ("ønsker", "ønske", "ønskjer", "wishes"),
    "excluded": ("ikke", "ikkje", "ikke sammen med", "not", "excluded"),
    "experience_months": ("erfaring", "erfaring måneder", "erfaring månader", "experience months", "experience"),
    "places": ("plasser", "plassar", "kapasitet", "places", "capacity"),
    "load": ("har nå", "mentees nå", "load", "has now"),
    "trained": ("opplært", "kurs", "trained"),
    "active": ("aktiv", "active"),
    "locked": ("låst til", "locked to"),
    "former": ("mentor nå", "mentor no", "mentor now"),
}
YES = frozenset({"ja", "j", "yes", "y", "true", "1", "x", "sant"})
NO = frozenset({"nei", "n", "no", "false", "0", "", "usant"})
ALL_SHIFTS = frozenset({"alle", "turnus", "tredelt", "todelt", "rotation", "all"})
SEPARATORS = ",;/|"


P = TypeVar("P", Mentee, Mentor)


@dataclass(frozen=True, slots=True)
class PeopleFile(Generic[P]):
    """The good rows of a file and the problems of the others. `names`, `locked` and `former` go by key."""

    file: str
    people: tuple[P, ...]
    names: dict[str, str]
    locked: dict[str, str]
    former: dict[str, str]
    problems: tuple[RowProblem, ...]
    ignored_columns: tuple[str, ...]


def read_mentees(table: TableIn, *, file: str) -> PeopleFile[Mentee]:
    """Read mentees; a row that cannot be read is told of and left out."""
    return _read(table, file, _mentee)


def read_mentors(table: TableIn, *, file: str) -> PeopleFile[Mentor]:
    """Read mentors; a row that cannot be read is told of and left out."""
    return _read(table, file, _mentor)


def _read(table: TableIn, file: str, make: Callable[[str, dict[str, str]], P]) -> PeopleFile[P]:
    columns = [_field(title) for title in table.header]
    people: dict[str, P] = {}
    names: dict[str, str] = {}
    locked: dict[str, str] = {}
    former: dict[str, str] = {}
    problems = []
    for number, row in table.rows:
        cells = {column: cell for column, cell in zip(columns, row, strict=True) if column}
        key = cells.get("key") or cells.get("name", "")
        try:
            if not key:
                raise RowError(_("The row has neither an id nor a name."))
            if key in people:
                raise RowError(_("%(key)s stands in an earlier row too.") % {"key": key})
            people[key] = make(key, cells)
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
            continue
        names[key] = cells.get("name") or key
        for kept, column in ((locked, "locked"), (former, "former")):
            if cells.get(column):
                kept[key] = cells[column]
    ignored = tuple(title for title, column in zip(table.header, columns, strict=True) if title and not column)
    return PeopleFile(file, tuple(people.values()), names, locked, former, tuple(problems), ignored)


def _field(title: str) -> str:
    plain = title.casefold().replace("_", " ").strip()
    return next((field for field, titles in NAMES.items() if plain in titles), "")


class _Shared(TypedDict):
    key: str
    unit: str
    profession: str
    shift: str
    specialities: frozenset[str]
    languages: frozenset[str]
    wishes: frozenset[str]
    excluded: frozenset[str]


def _shared(key: str, cells: dict[str, str]) -> _Shared:
    """Return what both lists tell about a person."""
    return {
        "key": key,
        "unit": cells.get("unit", ""),
        "profession": cells.get("profession", "").casefold(),
        "shift": _shift(cells.get("shift", "")),
        "specialities": _several(cells.get("specialities", "").casefold()),
        "languages": _several(cells.get("languages", "").casefold()),
        "wishes": _several(cells.get("wishes", "")),
        "excluded": _several(cells.get("excluded", "")),
    }


def _mentee(key: str, cells: dict[str, str]) -> Mentee:
    return Mentee(leaders=tuple(sorted(_several(cells.get("leaders", "")))), **_shared(key, cells))


def _mentor(key: str, cells: dict[str, str]) -> Mentor:
    return Mentor(
        experience_months=_whole(cells, "experience_months", 0),
        places=_whole(cells, "places", 1),
        load=_whole(cells, "load", 0),
        trained=_yes(cells, "trained"),
        active=_yes(cells, "active"),
        **_shared(key, cells),
    )


def _several(cell: str) -> frozenset[str]:
    for separator in SEPARATORS[1:]:
        cell = cell.replace(separator, SEPARATORS[0])
    return frozenset(" ".join(part.split()) for part in cell.split(SEPARATORS[0]) if part.strip())


def _shift(cell: str) -> str:
    plain = cell.casefold()
    return ANY_SHIFT if plain in ALL_SHIFTS else plain


def _whole(cells: dict[str, str], column: str, default: int) -> int:
    cell = cells.get(column, "")
    if not cell:
        return default
    if not cell.isascii() or not cell.isdigit():
        raise RowError(_("%(cell)s is not a whole number (%(column)s).") % {"cell": cell, "column": NAMES[column][0]})
    return int(cell)


def _yes(cells: dict[str, str], column: str) -> bool:
    if column not in cells:
        return True
    cell = cells[column].casefold()
    if cell not in YES | NO:
        raise RowError(_("%(cell)s is neither yes nor no (%(column)s).") % {"cell": cell, "column": NAMES[column][0]})
    return cell in YES
