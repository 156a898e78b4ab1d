"""Tags that show a network's own words."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaultfilters import capfirst

from mentornett.network import queries

register = template.Library()


@register.simple_tag
def label(network: Any, key: str, form: str = "one") -> str:
    """Write a network's word for a thing: `{% label network "guide" %}`, `{% label network "guide" "many" %}`."""
    return queries.label_of(network, key, many=form == "many")


@register.simple_tag
def label_cap(network: Any, key: str, form: str = "one") -> str:
    """Write a network's word for a thing with a capital letter, for headings and the start of sentences."""
    return str(capfirst(queries.label_of(network, key, many=form == "many")))
