"""The rules of matching are changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.matching.rules_file import rules_of
from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.matching import APART
from mentornett.tenants.models import Person


@transaction.atomic
def set_match_rules(*, programme: Programme, rules: Mapping[str, Any], by: Person, now: datetime) -> None:
    """Change the rules by which pairs are proposed. Raises RulesError."""
    rules_of({name: value for name, value in rules.items() if name != APART})
    programme.match_rules = dict(rules)
    programme.save(update_fields=["match_rules"])
    audit.record(verb="mentor_programme.rules_set", on=programme, by=by, now=now)
