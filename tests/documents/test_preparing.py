import pytest

from mentornett.documents.blocks import (
    BulletList,
    Cell,
    Column,
    Heading,
    KeyValues,
    Paragraph,
    Picture,
    Run,
    Table,
    paragraph,
)
from mentornett.documents.preparing import cover_and_rest, prepared
from tests.documents.samples import SVG, document


def levels(*wanted: int) -> list[int]:
    made = prepared(document(*(Heading("x", level) for level in wanted)))
    return [block.level for block in made.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("wanted", "mended"),
    [([1, 2, 3, 4], [1, 2, 3, 4]), ([3], [1]), ([1, 4, 4, 2], [1, 2, 3, 2]), ([1, 3, 1, 3], [1, 2, 1, 2]), ([], [])],
)
def test_prepared_heading_levels_never_skip(wanted: list[int], mended: list[int]) -> None:
    assert levels(*wanted) == mended


def test_prepared_leaves_out_empty_headings_and_facts() -> None:
    assert prepared(document(Heading(" \x00"), KeyValues(()), paragraph(""))).blocks == (paragraph(""),)


def test_prepared_cleans_runs_inside_lists() -> None:
    made = prepared(document(BulletList(("a\x00", (Run("b\x0b", bold=True),)))))
    assert made.blocks == (BulletList(("a", (Run("b", bold=True),))),)


def test_prepared_keeps_lines_in_running_text_only() -> None:
    made = prepared(document(Heading("a\nb"), Paragraph((Run("a\r\nb"),)), title="x\ny"))
    assert made.blocks == (Heading("a b"), Paragraph((Run("a\nb"),)))
    assert made.title == "x y"


def test_prepared_cleans_each_part_of_a_table() -> None:
    made = prepared(document(Table("c\nd", (Column("e\x00"),), ((Cell("f\x00\ng", "info", True),),), note="h\ni")))
    assert made.blocks == (Table("c d", (Column("e"),), ((Cell("f\ng", "info", True),),), note="h i"),)


def test_prepared_leaves_pictures_alone() -> None:
    made = prepared(document(Picture(SVG, "a\nb", "c\x00")))
    assert made.blocks == (Picture(SVG, "a b", "c"),)


def test_prepared_without_a_title_left_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        prepared(document(title="\x00"))


def test_facts_first_are_the_cover_when_there_are_contents() -> None:
    facts = KeyValues((("a", "b"),))
    assert cover_and_rest(document(facts, Heading("x"), table_of_contents=True)) == ((facts,), (Heading("x"),))


@pytest.mark.parametrize("contents", [True, False])
def test_other_blocks_first_are_no_cover(contents: bool) -> None:
    assert cover_and_rest(document(Heading("x"), table_of_contents=contents)) == ((), (Heading("x"),))


def test_facts_first_are_no_cover_without_contents() -> None:
    facts = KeyValues((("a", "b"),))
    assert cover_and_rest(document(facts)) == ((), (facts,))
