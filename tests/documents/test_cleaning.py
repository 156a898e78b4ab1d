import pytest
from hypothesis import given
from lxml import etree

from mentornett.documents.cleaning import breakable, clean, one_line, safe_link
from tests.documents.samples import TRICKY_TEXTS, any_text


@pytest.mark.parametrize(
    "forbidden", ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"]
)
def test_clean_removes_what_xml_forbids(forbidden: str) -> None:
    assert clean(f"a{forbidden}b") == "ab"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"])
def test_clean_has_one_kind_of_line_end(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


def test_clean_keeps_tabs() -> None:
    assert clean("a\tb") == "a\tb"


def test_clean_composes_letters() -> None:
    assert clean("A\u030as") == "Ås"


@pytest.mark.parametrize("text", TRICKY_TEXTS)
def test_clean_leaves_ordinary_text_alone(text: str) -> None:
    assert clean(text) == text


@given(any_text)
def test_clean_text_is_allowed_in_xml(text: str) -> None:
    holder = etree.Element("p")
    holder.text = clean(text)
    assert etree.fromstring(etree.tostring(holder)).text == (clean(text) or None)


@given(any_text)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_one_line_joins_lines_and_spaces() -> None:
    assert one_line("  Lillevik\r\n\tkommune  ") == "Lillevik kommune"


@pytest.mark.parametrize(
    "address", ["https://ks.no/a?b=1&c=%20", "HTTP://ks.no", "mailto:post@ks.no", "  https://ks.no "]
)
def test_safe_link_keeps_web_and_mail(address: str) -> None:
    assert safe_link(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "file:///etc/passwd", "//ks.no", "https://a b", 'https://a"b', "data:text/html,x"],
)
def test_safe_link_drops_all_other(address: str) -> None:
    assert safe_link(address) == ""


def test_breakable_leaves_words_up_to_the_limit() -> None:
    assert breakable("fem ord\n12345", 5) == "fem ord\n12345"


def test_breakable_opens_longer_words() -> None:
    assert breakable("ab 123456", 5) == "ab 1\u200b2\u200b3\u200b4\u200b5\u200b6"
