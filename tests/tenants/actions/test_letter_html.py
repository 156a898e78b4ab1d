"""A letter's HTML: own links are buttons, others' stay as they are, and nothing typed is markup."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from mentornett.tenants.actions.letter_html import as_html

OWN = "http://mentornett.example"


@pytest.fixture(autouse=True)
def _at_our_address(settings: Any) -> None:
    settings.BASE_URL = OWN


def page(text: str) -> html.HtmlElement:
    return html.fromstring(as_html("Emne", text, "nn"))


def test_line_with_a_name_and_our_address_is_a_button() -> None:
    letter = page(f"Hei, Kari.\n\nLes siden: {OWN}/oppsummering/abc/")
    [button] = letter.xpath("//a[@class='button']")
    assert (button.text, button.get("href")) == ("Les siden", f"{OWN}/oppsummering/abc/")
    assert letter.xpath("//html/@lang | //title/text()") == ["nn", "Emne"]


def test_sentence_before_our_address_is_a_link_in_a_letter_with_a_button() -> None:
    letter = page(f"Slå det av på siden din, som du alltid finner her: {OWN}/meg/\n\nSe lista: {OWN}/a/")
    assert letter.xpath("//a/@href") == [f"{OWN}/meg/", f"{OWN}/a/"]
    assert letter.xpath("//a[@class='button']/text()") == ["Se lista"]


@pytest.mark.parametrize("before", ["Prosjektplanen til teamet er godkjend av leiaren dykkar", ""])
def test_letter_without_a_button_gets_one_where_it_first_leads_to_us(before: str) -> None:
    more = "Les meir om ordninga og om kven ho er for her"
    lead = f"{before}: {OWN}/plan/" if before else f"{OWN}/plan/"
    letter = page(f"Hei, Kari.\n\n{lead}\n\n{more}: {OWN}/b/")
    [button] = letter.xpath("//a[@class='button']")
    assert (button.text, button.get("href")) == ("Opne sida", f"{OWN}/plan/")
    assert letter.xpath("//p/text()") == ["Mentornett", "Hei, Kari.", *([f"{before}:"] if before else [])]
    assert letter.xpath("//a/@href") == [f"{OWN}/plan/", f"{OWN}/b/"]


def test_list_of_links_is_a_list_whose_items_are_the_links() -> None:
    letter = page(f"Dette venter:\n- «Rapport» har frist i dag: {OWN}/a/\n– Ring Gunnar\nHilsen oss\n\n• Samling 3")
    assert letter.xpath("//li//text()") == ["«Rapport» har frist i dag", "Ring Gunnar", "Samling 3"]
    assert letter.xpath("//li/a/@href") == [f"{OWN}/a/"]
    assert letter.xpath("//p/text()") == ["Mentornett", "Dette venter:", "Hilsen oss"]


@pytest.mark.parametrize("address", ["https://falsk.example/", f"{OWN}.falsk.example/", f"{OWN}@falsk.example/"])
def test_address_that_somebody_wrote_is_never_hidden_behind_words(address: str) -> None:
    letter = page(f"Siri lurer på:\n\nLogg inn her: {address}")
    assert not letter.xpath("//a[@class='button']")
    assert address.rstrip("/") in letter.text_content()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C",)), max_size=60))
def test_nothing_that_is_typed_becomes_markup(typed: str) -> None:
    letter = page(f"Hei {typed}<script>alert(1)</script>\n\n- <img src=x> {typed}")
    assert not letter.xpath("//script | //img")
    assert "<script>alert(1)</script>" in letter.text_content()
