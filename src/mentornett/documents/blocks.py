"""What a document consists of, without saying how it looks. Writers decide that."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["nb", "nn", "en"]
Tone = Literal["success", "warning", "danger", "info", "neutral"]
Align = Literal["left", "center", "right"]

BODY_MM, WIDE_BODY_MM = 160.0, 257.0
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. `link` is an http, https or mailto address; others are shown as plain text."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Inline = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 to 4. Writers mend skipped levels, because readers navigate by them."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"A heading has level 1 to 4, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A newline inside a run is a line break."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items in no order."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items in order; each list starts at 1."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. Widths are shared out in proportion to `width_weight`."""

    title: str
    align: Align = "left"
    width_weight: float = 1.0

    def __post_init__(self) -> None:
        if not self.width_weight > 0:
            raise ValueError("width_weight must be more than 0.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. The tone colours the cell; the text must say the same, since colour alone says nothing."""

    text: str
    tone: Tone | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption over it and a note under it. `row_headers`: the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_headers: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table needs at least one column.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Each row needs one cell per column.")


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone's own words, and who said them."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A boxed remark that belongs to what stands around it."""

    text: str
    tone: Tone = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """Small print: where the text or the figures above come from."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG or PNG picture. `alt` says what it shows to those who cannot see it, and cannot be empty."""

    image: bytes
    alt: str
    caption: str = ""
    width_mm: float = 160.0

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs an alternative text.")
        if not self.is_png and b"<svg" not in self.image[:1000]:
            raise ValueError("A picture is SVG or PNG.")

    @property
    def is_png(self) -> bool:
        """Whether the picture is raster."""
        return self.image.startswith(PNG_SIGNATURE)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts in two columns: name and value."""

    pairs: tuple[tuple[str, str], ...]


Block = (
    Heading | Paragraph | BulletList | NumberedList | Table | Quote | Note | Source | Picture | PageBreak | KeyValues
)


LONGEST_CONTENTS = 45  # entries


@dataclass(frozen=True, slots=True)
class DocumentLabels:
    """The words that writers add by themselves."""

    contents: str = "Innhold"
    page: str = "Side"
    of: str = "av"
    table: str = "Tabell"
    figure: str = "Figur"


LABELS: dict[Language, DocumentLabels] = {
    "nb": DocumentLabels(),
    "nn": DocumentLabels(contents="Innhald"),
    "en": DocumentLabels(contents="Contents", page="Page", of="of", table="Table", figure="Figure"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. Without `labels` the words of the language are used. `wide`: the pages lie down."""

    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = ""
    date_text: str = ""
    header_text: str = ""
    footer_text: str = ""
    table_of_contents: bool = False
    wide: bool = False
    labels: DocumentLabels | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")

    @property
    def body_width_mm(self) -> float:
        """How wide text and tables are."""
        return WIDE_BODY_MM if self.wide else BODY_MM

    @property
    def contents_depth(self) -> int:
        """Two levels of headings where their contents fit on a page or so, else the first alone."""
        levels = Counter(block.level for block in self.blocks if isinstance(block, Heading))
        return 2 if levels[1] + levels[2] <= LONGEST_CONTENTS or not levels[1] else 1

    @property
    def words(self) -> DocumentLabels:
        """The labels given, or those of the language."""
        return self.labels or LABELS[self.language]


def paragraph(text: str) -> Paragraph:
    """One paragraph of plain text; newlines become line breaks."""
    return Paragraph((Run(text),))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """What a person typed in a box: blank lines part paragraphs, single newlines become line breaks."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(paragraph(part.strip()) for part in re.split(r"\n\s*\n", unified) if part.strip())


def row(*values: str | Cell) -> tuple[Cell, ...]:
    """A table row from texts and cells."""
    return tuple(value if isinstance(value, Cell) else Cell(value) for value in values)


def columns(*titles: str | Column) -> tuple[Column, ...]:
    """Table columns from titles and columns."""
    return tuple(title if isinstance(title, Column) else Column(title) for title in titles)


def runs_of(inline: Inline) -> Sequence[Run]:
    """The runs of a text that may be given as a plain string."""
    return (Run(inline),) if isinstance(inline, str) else inline
