"""The rules of matching as people read and edit them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from mentornett.matching.choices import First
from mentornett.matching.rules import Rules
from mentornett.matching.rules_file import rules_of
from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.matching import APART, mentors_on, waiting
from mentornett.tenants.models import Person, Unit


@dataclass(frozen=True)
class OwnRules:
    """What holds in a programme: the rules, units near each other beside the tree's, and people kept apart."""

    rules: Rules
    near: list[tuple[Unit, Unit]]
    apart: list[tuple[Person, Person]]


def own_rules(programme: Programme) -> OwnRules:
    """Return what holds in a programme; units and people who are no longer there are left out."""
    kept = dict(programme.match_rules)
    apart, near = kept.pop(APART, []), kept.get("near", [])
    units = {str(one.pk): one for one in Unit.objects.filter(municipality=programme.municipality_id)}
    people = {str(one.pk): one for one in Person.objects.filter(pk__in=[pk for pair in apart for pk in pair])}
    return OwnRules(
        rules_of(kept),
        [(units[one], units[other]) for one, other in near if one in units and other in units],
        [(people[one], people[other]) for one, other in apart if one in people and other in people],
    )


def rule_words(own: OwnRules) -> list[str]:
    """Write the rules in a few sentences, without any name."""
    rules = own.rules
    lines = [
        gettext("As many as possible get a mentor; then the fit counts.")
        if rules.first == First.MOST_MATCHED
        else gettext("The fit counts first; then that as many as possible get a mentor.")
    ]
    if rules.same_profession:
        lines.append(gettext("The mentor has the same profession, or one that fits."))
    if rules.training_required:
        lines.append(gettext("The mentor has completed the training."))
    months = rules.experience_months
    lines.append(
        gettext("%(n)s months of experience are asked for, and count as one of several things.") % {"n": months}
    )
    if own.apart:
        n = len(own.apart)
        lines.append(ngettext("%(n)s pair is never proposed.", "%(n)s pairs are never proposed.", n) % {"n": n})
    return lines


def mentees_to_keep_apart(programme: Programme, today: date) -> list[tuple[str, str]]:
    """Return those who wait for a mentor, as choices."""
    return [(str(row.person_id), f"{row.person.name}, {row.unit.name}") for row in waiting(programme, today)]


def mentors_to_keep_apart(programme: Programme, today: date) -> list[tuple[str, str]]:
    """Return the register of mentors, as choices."""
    rows = mentors_on(programme.municipality_id or 0, today)
    return [
        (str(row.person_id), f"{row.person.name}, {row.unit.name}" if row.unit else row.person.name) for row in rows
    ]
