"""The programme's own rules are what the proposal goes by, and a wish is seen by nobody but the one who has it."""

from __future__ import annotations

from datetime import date

import pytest

from mentornett.core.models import AuditEntry
from mentornett.exchange.match_words import strengths, why_without
from mentornett.matching.proposing import Proposal
from mentornett.matching.rules import RulesError
from mentornett.mentoring.actions.match_rules import set_match_rules
from mentornett.mentoring.actions.wishes import remove_wish, set_wish
from mentornett.mentoring.models import Mentor, MentorPlaces, Wish
from mentornett.mentoring.permissions.wishes import people_to_wish_for, wishes_of
from mentornett.mentoring.queries.match_rules import own_rules, rule_words
from mentornett.mentoring.queries.matching import given_for, waiting
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture(autouse=True)
def _trained(cast: Cast, everyone: None) -> None:
    Mentor.objects.update(trained_on=date(2026, 1, 10))


def _proposal(cast: Cast) -> Proposal:
    cast.programme.refresh_from_db()
    return given_for(cast.programme, waiting(cast.programme, cast.today), cast.today).propose()


def _proposed(cast: Cast) -> list[str]:
    return [pair.mentor.key for pair in _proposal(cast).pairs]


def _wish(cast: Cast, by: Person, about: Person, *, rather_not: bool) -> None:
    set_wish(municipality=cast.flesberg, about=about, rather_not=rather_not, by=by, now=cast.now)


def test_excluded_pair_is_never_proposed(cast: Cast) -> None:
    assert _proposed(cast) == [str(cast.mentor.pk)]
    apart = [[str(cast.new_hire.pk), str(cast.mentor.pk)]]
    set_match_rules(programme=cast.programme, rules={"apart": apart}, by=cast.programme_leader, now=cast.now)
    assert _proposed(cast) == [str(cast.other_mentor.pk)]
    assert own_rules(cast.programme).apart == [(cast.new_hire, cast.mentor)]
    assert not any(cast.mentor.name in line for line in rule_words(own_rules(cast.programme)))


def test_units_near_each_other_are_added_to_the_tree(cast: Cast) -> None:
    MentorPlaces.objects.update(places=1)
    near = [[str(cast.ward.pk), str(cast.home_care.pk)]]
    before = strengths(_proposal(cast), _proposal(cast).pairs[0])
    set_match_rules(programme=cast.programme, rules={"near": near}, by=cast.programme_leader, now=cast.now)
    proposal = _proposal(cast)
    assert set(strengths(proposal, proposal.pairs[0])) - set(before) == {"enhet i nærheten"}


def test_rules_that_cannot_be_are_refused(cast: Cast) -> None:
    with pytest.raises(RulesError):
        set_match_rules(
            programme=cast.programme, rules={"weights": {"unit": 11}}, by=cast.programme_leader, now=cast.now
        )
    assert not AuditEntry.objects.filter(verb="mentor_programme.rules_set").exists()


@pytest.mark.parametrize("from_mentor", [True, False])
def test_rather_not_from_either_side_excludes_and_is_told_as_a_wish(from_mentor: bool, cast: Cast) -> None:
    MentorPlaces.objects.update(places=2)
    sides = (cast.mentor, cast.new_hire) if from_mentor else (cast.new_hire, cast.mentor)
    _wish(cast, *sides, rather_not=True)
    assert _proposed(cast) == [str(cast.other_mentor.pk)]
    Mentor.objects.filter(pk=cast.other_mentor_row.pk).update(trained_on=None)
    proposal = _proposal(cast)
    said = why_without(proposal, proposal.unmatched[0], lambda one: one.key)
    assert "et ønske" in said


def test_wish_counts_and_is_told_without_saying_whose(cast: Cast) -> None:
    _wish(cast, cast.new_hire, cast.other_mentor, rather_not=False)
    _wish(cast, cast.other_mentor, cast.new_hire, rather_not=False)
    proposal = _proposal(cast)
    [pair] = proposal.pairs
    assert pair.mentor.key == str(cast.other_mentor.pk)
    assert strengths(proposal, pair).count("et ønske") == 1


def test_wish_is_ones_own_and_the_log_does_not_tell_whom(cast: Cast) -> None:
    _wish(cast, cast.new_hire, cast.mentor, rather_not=True)
    _wish(cast, cast.new_hire, cast.mentor, rather_not=False)
    wish = Wish.objects.get()
    assert not wish.rather_not
    assert [entry.details for entry in AuditEntry.objects.filter(verb="wish.set")] == [{}, {}]
    for person, seen in ((cast.new_hire, [wish]), (cast.mentor, []), (cast.programme_leader, [])):
        assert list(wishes_of(_viewer(cast, person))) == seen
    remove_wish(wish=wish, by=cast.new_hire, now=cast.now)
    assert not Wish.objects.exists()


def test_mentee_wishes_for_mentors_and_mentor_for_own_and_coming_mentees(cast: Cast) -> None:
    mentors = [pk for pk, _name in people_to_wish_for(_viewer(cast, cast.new_hire), cast.flesberg)]
    assert set(mentors) == {cast.mentor.pk, cast.other_mentor.pk}
    mentees = [pk for pk, _name in people_to_wish_for(_viewer(cast, cast.mentor), cast.flesberg)]
    assert set(mentees) == {cast.mentee.pk, cast.new_hire.pk}


def _viewer(cast: Cast, person: Person) -> Viewer:
    return Viewer(person, tuple(roles_today(person.pk, cast.today)), cast.today)
