"""Tags that show a network's own words, and the way between its pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mentornett.core import time
from mentornett.core.text import in_language
from mentornett.network import permissions, queries
from mentornett.network.choices import Form, SlotType
from mentornett.network.queries import gatherings, guidance_times, plans, programme, setup
from mentornett.web.templatetags.components import status_tag

register = template.Library()

SEVERITY_TONES = {"info": "info", "warn": "warning", "block": "danger"}

# key, name of the address, what it is called, only for those who run the network
NETWORK_PAGES = [
    ("glance", "organiser:glance", _("Status"), False),
    ("overview", "organiser:network", _("Course"), False),
    ("gatherings", "organiser:gatherings", _("Gatherings"), False),
    ("assignments", "organiser:assignments", _("Assignments"), False),
    ("teams", "organiser:teams", _("Teams"), False),
    ("synthesis", "organiser:synthesis", _("Synthesis"), False),
    ("reports", "organiser:reports", _("Reports"), False),
    ("groups", "organiser:groups", _("Groups and tasks"), False),
    ("settings", "organiser:settings", _("Settings"), True),
]


@register.simple_tag
def label(network: Any, key: str, form: str = "one") -> str:
    """Write a network's word for a thing: `{% label network "guide" %}`, `{% label network "guide" "many" %}`."""
    return queries.label_of(network, key, many=form == "many")


@register.simple_tag
def label_cap(network: Any, key: str, form: str = "one") -> str:
    """Write a network's word for a thing with a capital letter, for headings and the start of sentences."""
    return str(capfirst(queries.label_of(network, key, many=form == "many")))


@register.filter
def told(text: Any) -> str:
    """Write a text that is stored in several languages in the reader's one."""
    return in_language(text) if text else ""


@register.simple_tag
def severity_tag(row: Any) -> SafeString:
    """Show what happens when a rule or a role is not met: a note without ground, a warning, or a stop."""
    return status_tag(SEVERITY_TONES[row.severity], row.get_severity_display(), quiet=row.severity == "info")


@register.filter
def gathering_name(gathering: Any) -> str:
    """Write what a gathering is called: «Samling 4»."""
    return gatherings.gathering_name(gathering)


@register.filter
def full_gathering_name(gathering: Any) -> str:
    """Write what a gathering is called, with its title: «Samling 4: Suksessfaktorer»."""
    return gatherings.full_name(gathering)


@register.simple_tag
def rule_name(key: str) -> str:
    """Write what one of a network's rules is called; rules that are not the template's are called by their key."""
    return setup.rule_names().get(key, key)


@register.filter
def gathering_days(gathering: Any) -> str:
    """Write when a gathering is: «torsdag 9. april», or «7.–8. september 2022» when it lasts longer."""
    today = time.today()
    if gathering.starts == gathering.ends:
        return time.date_words(gathering.starts, today)
    return time.date_range_words(gathering.starts, gathering.ends, today)


@register.simple_tag
def slot_name(kind: str) -> str:
    """Write what a kind of programme part is called."""
    return str(SlotType(kind).label)


@register.filter
def clock(moment: Any) -> str:
    """Write a time on the clock: «09.00»."""
    return time.clock_words(moment) if moment else ""


@register.filter
def clock_span(times: Any) -> str:
    """Write when a part of a programme begins and ends: «09.00–09.30»."""
    return programme.span_words(times)


@register.filter
def guidance_when(row: Any) -> str:
    """Write when a time for guidance is: «torsdag 2. april kl. 10.00–10.30»."""
    return guidance_times.when_words(row, time.today())


@register.simple_tag
def clash(row: Any, gathering: Any) -> str:
    """Write what is wrong with the time of a part of a programme."""
    return programme.clash_words(row, gathering)


@register.filter
def written_span(days: str) -> str:
    """Write the dates of a logged change («2026-04-09» or «2026-04-09/2026-04-10») in words; others as they are."""
    first, _slash, last = days.partition("/")
    try:
        starts, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return days
    return plans.span_words(starts, ends)


@register.filter
def form_word(form: str) -> str:
    """Write a form of gathering in running text; other texts as they are."""
    return str(dict(Form.choices).get(form, form)).lower()


@register.inclusion_tag("components/network_nav.html", takes_context=True)
def network_nav(context: RequestContext, network: Any, current: str = "") -> dict[str, Any]:
    """Link to the pages of a network; `current` is a key of NETWORK_PAGES."""
    runs = permissions.may_run(context["request"].viewer, network)
    shown = [page for page in NETWORK_PAGES if runs or not page[3]]
    tabs = [
        {"url": reverse(name, args=[network.pk]), "label": title, "current": key == current}
        for key, name, title, _leading in shown
    ]
    return {"tabs": tabs, "network": network}
