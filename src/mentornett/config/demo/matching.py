"""What stands around matching in the demo: own rules, wishes, and a proposal that waits for the project leader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from mentornett.mentoring.actions.match_rules import set_match_rules
from mentornett.mentoring.actions.matching import propose
from mentornett.mentoring.actions.wishes import set_wish
from mentornett.mentoring.models import Programme
from mentornett.tenants.models import Municipality, Person


def write_matching(
    *, programme: Programme, story: Mapping[str, Any], people: Mapping[str, Person], now: datetime
) -> None:
    """Write what a story says about matching; people stand in it by their keys."""
    by, then = people[story["owner"]], now - timedelta(days=2)
    place = Municipality.objects.get(pk=programme.municipality_id or 0)
    if rules := story.get("match_rules"):
        set_match_rules(programme=programme, rules=rules, by=by, now=then)
    for wisher, about, rather_not in story.get("wishes", ()):
        set_wish(municipality=place, about=people[about], rather_not=rather_not, by=people[wisher], now=then)
    if story.get("proposed"):
        propose(programme=programme, by=by, now=now - timedelta(hours=3))
