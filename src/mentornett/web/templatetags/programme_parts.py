"""Tags for the pages of the mentor programme: the way between them, and the days of a plan in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.measurement.permissions.facts import FACT_READERS
from mentornett.measurement.permissions.releases import ANSWER_READERS
from mentornett.mentoring.choices import TalkKind
from mentornett.mentoring.queries.programmes import when_words
from mentornett.tenants.choices import RoleKind

register = template.Library()

EVERYBODY = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.UNION, RoleKind.MEASURE_LEAD)
WITH_PEOPLE = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER)
WITH_PAIRS = (RoleKind.PROGRAMME_LEADER, RoleKind.UNIT_LEADER)
# key, name of the address, what it is called, for whom
PROGRAMME_PAGES: list[tuple[str, str, Any, tuple[RoleKind, ...]]] = [
    ("home", "programme:home", _("The programme"), EVERYBODY),
    ("follow_up", "programme:follow_up", _("To follow up"), WITH_PEOPLE),
    ("figures", "programme:figures", _("Figures and method"), EVERYBODY),
    ("answers", "programme:answers", _("Answers"), ANSWER_READERS),
    ("facts", "programme:facts", _("Measuring"), FACT_READERS),
    ("hires", "programme:hires", _("New hires"), WITH_PEOPLE),
    ("mentors", "programme:mentors", _("Mentors"), WITH_PEOPLE),
    ("pairs", "programme:pairs", _("Pairs"), WITH_PAIRS),
]


@register.inclusion_tag("components/programme_nav.html", takes_context=True)
def programme_nav(context: RequestContext, current: str = "") -> dict[str, Any]:
    """Link to the pages of the mentor programme that this person has; `current` is a key of PROGRAMME_PAGES."""
    viewer = context["request"].viewer
    return {
        "tabs": [
            {"url": reverse(name), "label": title, "current": key == current}
            for key, name, title, kinds in PROGRAMME_PAGES
            if viewer.municipalities_as(*kinds)
        ]
    }


@register.filter
def plan_days(talk: Any) -> str:
    """Write when a talk of a plan comes: «Uke 1», «Måned 4»."""
    opens = talk["opens_day"] if isinstance(talk, dict) else talk.opens_day
    return when_words(opens, talk["due_day"] if isinstance(talk, dict) else talk.due_day)


@register.filter
def lines(text: str) -> list[str]:
    """Split a text that is written with one item on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def talk_kind(kind: str) -> str:
    """Write what kind of talk it is."""
    return str(TalkKind(kind).label)


JOINT_PARTS = {
    "talks": _("Talk"), "checklist": _("Checklist"), "limits": _("Limits"), "commitment": _("Commitment"),
}  # fmt: skip
JOINT_WAYS = {"added": _("Added"), "removed": _("Taken out"), "changed": _("Changed")}
JOINT_FIELDS = {
    "topic": _("Topic"), "guide": _("Questions"), "tool": _("Tool card"), "opens_day": _("From day"),
    "due_day": _("To day"), "minutes": _("Minutes"), "on_demand": _("When needed"), "kind": _("What"),
    "text": _("Line"), "signer": _("Signed off by"), "profession": _("Profession"), "months": _("Months"),
    "first_talk_days": _("Days to the first talk"), "silent_days": _("Days without a talk"),
    "lost_days": _("Days without any talk"), "purpose": _("Purpose"),
    "leader_duties": _("The leader"), "mentor_duties": _("The mentor"), "mentee_duties": _("The new colleague"),
    "minutes_a_month": _("Protected minutes a month"),
}  # fmt: skip


@register.filter
def joint_part(part: str) -> str:
    """Write which part of a shared programme a change is in."""
    return str(JOINT_PARTS[part])


@register.filter
def joint_how(how: str) -> str:
    """Write what kind of change it is."""
    return str(JOINT_WAYS[how])


@register.filter
def joint_side(change: Any, side: str) -> str:
    """Write one side of a change: «Minutes: 45; To day: 14», or a dash where there is nothing."""
    if change.how == {"before": "added", "after": "removed"}[side]:
        return "–"
    if change.how != "changed":
        return str(change.name)
    values = getattr(change, side)
    return "; ".join(f"{JOINT_FIELDS[name]}: {_plain(values.get(name))}" for name in change.fields)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "–" if value in (None, "") else str(value)
