"""A mentor who could take over, with what speaks for and against them in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from mentornett.exchange.match_words import strengths, weaknesses


def reasons_in_words(proposal: Any, match: Any, mentor: Any) -> str:
    """Return name, unit, and the reasons by the rules of the programme."""
    unit = f", {mentor.unit.name}" if mentor.unit else ""
    said = ", ".join(strengths(proposal, match))
    lacking = ", ".join(weaknesses(proposal, match))
    parts = [f"{mentor.person.name}{unit}"]
    if said:
        parts.append(gettext("For: %(what)s") % {"what": said})
    if lacking:
        parts.append(gettext("Against: %(what)s") % {"what": lacking})
    return ". ".join(parts)


def choices_of(candidates: Any, offered: Sequence[Any]) -> list[tuple[str, str]]:
    """Return those who are offered as choices of a form."""
    return [(str(mentor.pk), reasons_in_words(candidates.proposal, match, mentor)) for match, mentor in offered]
