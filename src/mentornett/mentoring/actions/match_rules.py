"""The rules of matching are changed, and people say whom they wish for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.matching.rules_file import rules_of
from mentornett.mentoring.models import Programme, Wish
from mentornett.mentoring.queries.matching import APART
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def set_match_rules(*, programme: Programme, rules: Mapping[str, Any], by: Person, now: datetime) -> None:
    """Change the rules by which pairs are proposed. Raises RulesError."""
    rules_of({name: value for name, value in rules.items() if name != APART})
    programme.match_rules = dict(rules)
    programme.save(update_fields=["match_rules"])
    audit.record(verb="mentor_programme.rules_set", on=programme, by=by, now=now)


@transaction.atomic
def set_wish(*, municipality: Municipality, about: Person, rather_not: bool, by: Person, now: datetime) -> None:
    """Note whom somebody would like or rather not be paired with. The log does not say whom, nor which of the two."""
    wish, _made = Wish.objects.update_or_create(
        municipality=municipality, by=by, about=about, defaults={"rather_not": rather_not}
    )
    audit.record(verb="wish.set", on=wish, by=by, now=now)


@transaction.atomic
def remove_wish(*, wish: Wish, by: Person, now: datetime) -> None:
    """Forget a wish."""
    audit.record(verb="wish.removed", on=wish, by=by, now=now)
    wish.delete()
