"""Tags for the pages of competence: the way between them, and what is said about a place on a course."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.choices.courses import SeatState
from mentornett.tenants.choices import LEADING_ROLES, STAFF_ROLES, RoleKind
from mentornett.web.templatetags.components import status_tag

register = template.Library()

IN_PROGRAMMES = {RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.MENTOR}
CIRCLE_ROLES = LEADING_ROLES | {RoleKind.PROGRAMME_LEADER, RoleKind.MENTOR, RoleKind.MEMBER}
# key, name of the address, what it is called, for whom
COMPETENCE_PAGES: list[tuple[str, str, Any, frozenset[Any] | set[Any]]] = [
    ("courses", "competence:home", _("Courses"), IN_PROGRAMMES | STAFF_ROLES),
    ("circles", "competence:circles", _("Networks"), CIRCLE_ROLES),
    ("pulse", "competence:pulse", _("My pulse"), {RoleKind.MENTOR}),
    ("pulse_figures", "competence:pulse_figures", _("The mentors' pulse"), {RoleKind.PROGRAMME_LEADER}),
    ("schemes", "competence:schemes", _("Own schemes"), IN_PROGRAMMES),
]
TONES = {
    SeatState.ASKED: "info", SeatState.WAITING: "warning", SeatState.SEAT: "success",
    SeatState.WITHDRAWN: "neutral", SeatState.DECLINED: "neutral",
}  # fmt: skip


@register.inclusion_tag("components/competence_nav.html", takes_context=True)
def competence_nav(context: RequestContext, current: str = "") -> dict[str, Any]:
    """Link to the pages of competence that this person has; `current` is a key of COMPETENCE_PAGES."""
    kinds = {role.kind for role in context["request"].roles}
    return {
        "tabs": [
            {"url": reverse(name), "label": title, "current": key == current}
            for key, name, title, allowed in COMPETENCE_PAGES
            if kinds & allowed
        ]
    }


@register.simple_tag
def seat_tag(enrolment: Any) -> SafeString:
    """Show where a sign-up stands."""
    if enrolment.completed_on:
        return status_tag("success", str(_("Completed")))
    state = SeatState(enrolment.state)
    return status_tag(TONES[state], str(state.label), quiet=state == SeatState.SEAT)


@register.filter
def count_words(count: int | None) -> str:
    """Write a count; too few to be told is said so."""
    return gettext("too few") if count is None else str(count)


@register.filter
def linked_lines(lines: list[str]) -> SafeString:
    """List lines, with those that are addresses as links."""
    rows = [(line, line) if line.startswith(("https://", "http://")) else ("", line) for line in lines]
    items = [format_html_join("", '<a href="{}" rel="noopener">{}</a>', [row]) if row[0] else row[1] for row in rows]
    return format_html_join("", "<li>{}</li>", ((item,) for item in items))
