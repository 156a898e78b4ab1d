from pathlib import Path

import pytest

from mentornett.documents.glyphs import REPLACEMENT, code_points, without_unshowable
from mentornett.documents.typesetting import FONTS


@pytest.mark.parametrize(
    "text", ["æøå ÆØÅ", "áčđŋšŧž ÁČĐŊŠŦŽ", "–…«»“”’§°€", "ąęłőűß", "Κύπρος", "Київ", "😀❤", "a\nb\u200bc"]
)
def test_shown_letters_are_left_alone(text: str) -> None:
    assert without_unshowable(text) == text


@pytest.mark.parametrize("letter", ["中", "ع", "\ue000", "\U0010fffd"])
def test_letters_no_font_has_are_replaced(letter: str) -> None:
    assert without_unshowable(f"a{letter}b") == f"a{REPLACEMENT}b"


def test_replacement_can_be_shown_itself() -> None:
    assert without_unshowable(REPLACEMENT) == REPLACEMENT


@pytest.mark.parametrize("font", sorted(FONTS.glob("SourceSans3*.ttf")), ids=lambda path: path.stem)
def test_each_letter_font_has_the_sami_letters(font: Path) -> None:
    assert set(map(ord, "áčđŋšŧžÁČĐŊŠŦŽæøåÆØÅ")) <= set(code_points(font))


def test_file_without_letters_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttf"
    empty.write_bytes(b"\x00\x01\x00\x00" + b"\x00" * 8)
    with pytest.raises(ValueError, match="no table"):
        list(code_points(empty))
