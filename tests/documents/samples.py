"""Documents and texts that several tests of this room write and open again."""

from hypothesis import strategies as st

from mentornett.documents.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Picture,
    Quote,
    Run,
    Source,
    Table,
    columns,
    paragraphs,
    row,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><text x="2" y="14">Ring</text></svg>'

# Texts that programs like to take for something else than text.
TRICKY_TEXTS = (
    "<b>fet</b> & co",
    "{{7*7}} {% now %}",
    '#read("/etc/passwd")',
    "#eval(1+1) $x^2$ @ref <label> _under_ *stjerne* \\ // ikke kommentar",
    "=1+1",
    "%s %(name)s ${jndi}",
    "]]> <!-- x -->",
    "æøå ÆØÅ áčđŋšŧž ÁČĐŊŠŦŽ",
    "smil 😀 og hjerte ❤️",
    "«sitat» – tankestrek … 1 234,5",
    "x" * 400,
)

any_text = st.text(st.characters(codec=None), max_size=60)
"""Everything Python can hold, lone surrogates and control characters too."""

latin_text = st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cs"]), max_size=60)


def document(*blocks: Block, title: str = "Prøve", table_of_contents: bool = False) -> Document:
    """A small document in Bokmål around the blocks."""
    return Document(title, "nb", blocks, table_of_contents=table_of_contents)


def table(*, rows: int = 2, row_headers: bool = True, caption: str = "Tiltak") -> Table:
    """A table with three columns."""
    return Table(
        caption,
        columns("Tiltak", Column("Andel", "right"), "Status"),
        tuple(row(f"Tiltak {number}", f"{number} %", Cell("Ferdig", "success")) for number in range(1, rows + 1)),
        row_headers=row_headers,
        note="Færre enn 5 er skjult.",
    )


def report() -> Document:
    """One of every block."""
    return Document(
        "Sluttrapport fra nettverket",
        "nb",
        (
            KeyValues((("Kommune", "Lillevik"), ("Veileder", "Ola Hansen"))),
            Heading("Innledning"),
            *paragraphs("Første avsnitt.\nNy linje.\n\nAndre avsnitt."),
            Heading("Tiltak", 2),
            BulletList(
                ("Mentor fra dag én", (Run("Fet", bold=True), Run(" lenke", link="https://www.ks.no/a?b=1&c=2")))
            ),
            NumberedList(("Én", "To")),
            table(),
            NumberedList(("Én igjen",)),
            Quote("Det nyttet.", "Nyansatt"),
            Note("Tallene er små.", "warning"),
            Source("Kilde: SSB"),
            Picture(SVG, "En ring", "Ringen", 80),
            PageBreak(),
            Heading("Veien videre"),
            Picture(SVG, "En ring til"),
        ),
        subtitle="Lillevik kommune",
        author="Prosjektgruppa",
        date_text="21. november 2026",
        header_text="Sluttrapport",
        footer_text="Læringsnettverket",
        table_of_contents=True,
    )
