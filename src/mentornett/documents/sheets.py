"""What a sheet of rows consists of, for Excel and CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mentornett.documents.blocks import Cell, Tone

Plain = str | int | float | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Toned:
    """A value with a tone, when it is not a text. For texts a `blocks.Cell` does."""

    value: Plain
    tone: Tone | None = None
    bold: bool = False


Value = Plain | Toned | Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, column titles and rows with one value per column."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Each row needs one value per column.")


def toned(value: Value) -> Toned:
    """Any value with its tone and weight beside it."""
    if isinstance(value, Cell):
        return Toned(value.text, value.tone, value.bold)
    return value if isinstance(value, Toned) else Toned(value)
