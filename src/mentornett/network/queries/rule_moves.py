"""Which days move when a rule about days gets another number, said before it is done and told afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.network.choices import GatheringState
from mentornett.network.models import Assignment, Network, Rule
from mentornett.network.queries.gatherings import Consequences, MovedDeadline, active_teams, people_told
from mentornett.network.queries.setup import rule_names
from mentornett.network.rules.work import TIMED_BY_RULES, offset_from


@dataclass(frozen=True)
class RuleMoves:
    """The rules that get another number, as (key, from, to), and the days that move by it, as (what, from, to)."""

    rules: tuple[tuple[str, int, int], ...]
    days: tuple[tuple[Assignment, bool, date, date], ...]  # the bool tells whether it is the day on which it opens

    @property
    def mark(self) -> str:
        """Return a mark by which a page tells that these moves, and no others, were looked at."""
        return ";".join(f"{key}:{before}:{after}" for key, before, after in self.rules)

    def rule_words(self) -> list[str]:
        """Say which rules changed, in the language in force."""
        names = rule_names()
        return [f"{names.get(key, key)}: {before} → {after}" for key, before, after in self.rules]

    def deadlines(self) -> tuple[MovedDeadline, ...]:
        """Say which days move, in the language in force, in order of their new date."""
        rows = ((after, before, _what(work, opens)) for work, opens, before, after in self.days)
        return tuple(MovedDeadline(title, before, after) for after, before, title in sorted(rows))


def _what(work: Assignment, opens: bool) -> str:
    title = in_language(work.title)
    return gettext("%(assignment)s opens") % {"assignment": title} if opens else title


def followers_of(rule: Rule) -> QuerySet[Assignment]:
    """Return the assignments that follow a rule about days and whose gathering is still to come."""
    if rule.key not in TIMED_BY_RULES:
        return Assignment.objects.none()
    kind, offset, sign = TIMED_BY_RULES[rule.key]
    rows = Assignment.objects.filter(network=rule.network_id, kind=kind, **{offset: sign * rule.value})
    return rows.exclude(gathering__state=GatheringState.HELD)


def moves_by_rules(network: Network, values: Mapping[int, int], today: date) -> RuleMoves:
    """Return what new numbers (by the rule's id) move; days that are over before and after count as still."""
    rules, days = [], []
    for rule in Rule.objects.filter(network=network, pk__in=list(values), key__in=TIMED_BY_RULES).order_by("pk"):
        wanted = values[rule.pk]
        if wanted == rule.value:
            continue
        moved = [row for row in _days(rule, wanted) if max(row[2:]) >= today]
        if moved:
            rules.append((rule.key, rule.value, wanted))
            days += moved
    return RuleMoves(tuple(rules), tuple(days))


def _days(rule: Rule, wanted: int) -> list[tuple[Assignment, bool, date, date]]:
    _kind, offset, sign = TIMED_BY_RULES[rule.key]
    rows = followers_of(rule).filter(withdrawn=False, fixed_due__isnull=True).select_related("gathering")
    found = []
    for row in rows.exclude(gathering__state=GatheringState.CANCELLED):
        span = (row.gathering.starts, row.gathering.ends)
        before, after = offset_from(*span, sign * rule.value), offset_from(*span, sign * wanted)
        found.append((row, offset == "opens_offset", before, after))
    return found


def consequences_of_rules(network: Network, moves: RuleMoves, today: date) -> Consequences:
    """Return the days that move, and how many teams and people will be told."""
    return Consequences(moves.deadlines(), active_teams(network).count(), len(people_told(network, today)))
