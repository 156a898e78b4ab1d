import pytest
from hypothesis import given

from mentornett.documents.files import LONGEST_NAME, File, file_name
from tests.documents.samples import any_text


def ascii_name(name: str) -> str:
    return File(name, "text/plain", b"").ascii_name


def test_file_name_keeps_norwegian_and_sami_letters() -> None:
    assert file_name("Årsrapport for Kárášjohka", "pdf") == "Årsrapport for Kárášjohka.pdf"


@pytest.mark.parametrize("forbidden", [*'\\/:*?"<>|%;', "\n", "\x00", "\t"])
def test_file_name_has_no_forbidden_character(forbidden: str) -> None:
    assert file_name(f"a {forbidden} b", "pdf") == "a b.pdf"


@pytest.mark.parametrize("title", ["", "...", "///", "\x00"])
def test_file_name_of_nothing_is_file(title: str) -> None:
    assert file_name(title, "docx") == "file.docx"


def test_file_name_climbs_to_no_other_folder() -> None:
    assert file_name("../../etc/passwd", "pdf") == "etc passwd.pdf"


def test_file_name_is_not_too_long() -> None:
    assert file_name("x" * 500, "pdf") == "x" * LONGEST_NAME + ".pdf"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Årsrapport.pdf", "Arsrapport.pdf"),
        ("Ærlig øl på åsen.pdf", "Aerlig ol pa asen.pdf"),
        ("Deanu gielda áčđŋšŧž.pdf", "Deanu gielda acdnstz.pdf"),
        ("中.pdf", "file.pdf"),
        ("😀 – «rapport».pdf", "rapport.pdf"),
    ],
)
def test_ascii_name_spells_letters_plainly(name: str, plain: str) -> None:
    assert ascii_name(name) == plain


@given(any_text)
def test_names_of_any_title_are_safe(title: str) -> None:
    name = file_name(title, "pdf")
    assert name.endswith(".pdf")
    assert not set(name) & set('\\/:*?"<>|%;\n\r\x00')
    assert ascii_name(name).isascii()
    assert len(ascii_name(name)) > len(".pdf")
