"""A network's own words come before the built-in ones."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation

from mentornett.network import queries
from mentornett.network.models import Network


def test_label_built_in_follows_language() -> None:
    for language, one, many in (("nb", "veileder", "veiledere"), ("nn", "rettleiar", "rettleiarar"),
                                ("en-gb", "guide", "guides")):  # fmt: skip
        with translation.override(language):
            assert queries.label_of(Network(), "guide") == one
            assert queries.label_of(None, "guide", many=True) == many


def test_label_renamed_is_used_in_every_language() -> None:
    network = Network(labels={"guide": {"one": "kontaktperson", "many": "kontaktpersoner"}})
    with translation.override("en-gb"):
        assert queries.label_of(network, "guide") == "kontaktperson"
        assert queries.label_of(network, "guide", many=True) == "kontaktpersoner"


def test_label_renamed_in_one_form_only_keeps_the_other() -> None:
    network = Network(labels={"guide": {"one": "los", "many": ""}})
    with translation.override("nb"):
        assert queries.label_of(network, "guide", many=True) == "veiledere"


def test_label_unknown_key_raises() -> None:
    with pytest.raises(KeyError):
        queries.label_of(Network(), "unicorn")


def test_label_tag_escapes_what_an_organiser_wrote() -> None:
    network = Network(labels={"guide": {"one": "<b>los</b>", "many": "loser"}})
    template = engines["django"].from_string("{% label network 'guide' %} {% label_cap network 'guide' 'many' %}")
    assert template.render({"network": network}) == "&lt;b&gt;los&lt;/b&gt; Loser"
