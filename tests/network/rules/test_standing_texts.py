"""A typed text becomes paragraphs and a list, and only what is known is filled in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.standing_texts import body_of, fill, parts_of, unknown_placeholders

PART = st.text(st.characters(categories=["L", "N"], include_characters=" .,{}"), min_size=1).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip


@given(st.lists(PART), st.lists(PART))
def test_parts_come_back_as_they_were(paragraphs: list[str], items: list[str]) -> None:
    assert parts_of(body_of(paragraphs, items)) == (tuple(paragraphs), tuple(items))


def test_lines_of_a_paragraph_are_joined_and_dashes_make_a_list() -> None:
    assert parts_of("En\nto\n\n– tre\n* fire\n\nfem") == (("En to", "fem"), ("tre", "fire"))
    assert parts_of("  \n\n ") == ((), ())


def test_unknown_names_are_told_once() -> None:
    assert unknown_placeholders("{team} {Team} {frist} {frist} {}", {"team"}) == ["Team", "frist", ""]


def test_values_are_not_filled_themselves() -> None:
    assert fill("{name} i {team}, {x}", {"name": "{team}", "team": "T"}) == "{team} i T, {x}"
