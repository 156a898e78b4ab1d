"""The proposal is the best of all proposals, whatever the order of the input."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.matching.certificate import NotOptimalError, check
from mentornett.matching.choices import Criterion, First
from mentornett.matching.explaining import alternatives, one_more_place, why, why_not
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.proposing import Proposal, match
from mentornett.matching.rules import Rules, RulesError
from mentornett.matching.scoring import obstacles
from mentornett.matching.weighing import Worth
from tests.matching.small import every_proposal, groups, worth
from tests.matching.small import rules as some_rules

former = st.dictionaries(st.sampled_from(["e0", "e1", "e2", "e3"]), st.sampled_from(["m0", "m1", "m2"]), max_size=3)
Group = tuple[list[Mentee], list[Mentor]]


def as_keys(proposal: Proposal) -> dict[str, str]:
    return {pair.mentee.key: pair.mentor.key for pair in proposal.pairs}


@given(groups(), some_rules, former)
def test_proposal_is_best_of_all(group: Group, rules: Rules, former: dict[str, str]) -> None:
    proposal = match(*group, rules, former=former)
    best = max(worth(pairs, *group, rules, former) for pairs in every_proposal(*group, rules))
    assert worth(as_keys(proposal), *group, rules, former) == best


@given(groups(), some_rules)
def test_proposal_breaks_no_rule_and_no_capacity(group: Group, rules: Rules) -> None:
    proposal = match(*group, rules)
    for pair in proposal.pairs:
        assert not obstacles(pair.mentee, pair.mentor, rules)
        assert pair.place < pair.mentor.places
    everyone = [pair.mentee.key for pair in proposal.pairs] + [mentee.key for mentee in proposal.unmatched]
    assert sorted(everyone) == sorted(mentee.key for mentee in group[0])


@given(groups(), some_rules, st.randoms())
def test_order_of_input_changes_nothing(group: Group, rules: Rules, random: Random) -> None:
    before = as_keys(match(*group, rules))
    for side in group:
        random.shuffle(side)
    assert as_keys(match(*group, rules)) == before


@given(groups(), some_rules)
def test_other_names_are_worth_the_same(group: Group, rules: Rules) -> None:
    def other(keys: frozenset[str]) -> frozenset[str]:
        return frozenset(f"{9 - int(key[1])}{key}" for key in keys)

    def renamed(key: str) -> str:
        return f"{9 - int(key[1])}{key}"

    mentees = [
        replace(
            one, key=renamed(one.key), wishes=other(one.wishes), excluded=other(one.excluded),
            leaders=tuple(renamed(key) for key in one.leaders),
        )
        for one in group[0]
    ]  # fmt: skip
    mentors = [
        replace(one, key=renamed(one.key), wishes=other(one.wishes), excluded=other(one.excluded)) for one in group[1]
    ]
    assert match(mentees, mentors, rules).worth == match(*group, rules).worth


@given(groups(), some_rules)
def test_one_more_mentor_never_makes_it_worse(group: Group, rules: Rules) -> None:
    mentees, mentors = group
    fewer = match(mentees, mentors[:-1], rules)
    assert match(mentees, mentors, rules).proof.total >= fewer.proof.total


@given(groups(), some_rules)
def test_proof_holds_and_a_worse_proposal_has_none(group: Group, rules: Rules) -> None:
    proposal = match(*group, rules)
    check(proposal.table, proposal.place, proposal.proof)
    worse = proposal.place.copy()
    if not len(proposal.pairs):
        return
    worse[worse.argmax()] = -1
    with pytest.raises(NotOptimalError):
        check(proposal.table, worse, proposal.proof)


def test_price_counts_that_others_may_move_into_what_is_left() -> None:
    """Forcing e0 to m1 costs nothing, since e1 then becomes the first mentee of m0."""
    rules = Rules(same_profession=False, weights={Criterion.LOAD: 1})
    proposal = match([Mentee("e0"), Mentee("e1")], [Mentor("m0", places=2), Mentor("m1", places=2, load=1)], rules)
    prices = [other.price for mentee in ("e0", "e1") for other in alternatives(proposal, Mentee(mentee))]
    assert all(price == Worth(0, 0, 0) for price in prices)


@settings(max_examples=400, deadline=None)
@given(groups(), some_rules)
def test_price_of_another_choice_is_what_forcing_it_costs(group: Group, rules: Rules) -> None:
    proposal = match(*group, rules)
    best = proposal.proof.total
    order = {name: unit for name, unit in proposal.scale.digits}
    for mentee in group[0]:
        others = alternatives(proposal, mentee)
        for other in others:
            forced = [pairs for pairs in every_proposal(*group, rules) if pairs.get(mentee.key) == other.mentor.key]
            total = max(
                sum(order.get(name, 0) * value for name, value in named(worth(pairs, *group, rules, {}), rules).items())
                for pairs in forced
            )
            assert proposal.scale.read(best - total) == other.price


def named(numbers: tuple[int, ...], rules: Rules) -> dict[str, int]:
    names = ("kept", "points", "matched") if rules.first is First.BEST_FIT else ("matched", "kept", "points")
    return dict(zip(names, numbers, strict=True))


@given(groups(), some_rules)
def test_one_more_place_helps_where_it_says_so(group: Group, rules: Rules) -> None:
    if rules.first is First.BEST_FIT:
        return
    mentees, mentors = group
    proposal = match(mentees, mentors, rules)
    helping = {mentor.key for mentor in one_more_place(proposal)}
    for number, mentor in enumerate(mentors):
        more = replace(mentor, places=max(mentor.places, mentor.load) + 1)
        again = match(mentees, [*mentors[:number], more, *mentors[number + 1 :]], rules)
        assert (again.worth.matched > proposal.worth.matched) == (mentor.key in helping)


def test_forbidden_pair_costs_no_allowed_one() -> None:
    """Where forbidden and worthless cost alike, one pair is made instead of two."""
    mentees = [Mentee("e0", excluded=frozenset({"m1"}), languages=frozenset({"x"})), Mentee("e1")]
    mentors = [Mentor("m0", languages=frozenset({"x"})), Mentor("m1")]
    rules = Rules(same_profession=False, weights={Criterion.LANGUAGE: 3})
    assert as_keys(match(mentees, mentors, rules)) == {"e0": "m0", "e1": "m1"}
    crossed = [Mentee("e0", excluded=frozenset({"m1"})), Mentee("e1", languages=frozenset({"x"}))]
    assert as_keys(match(crossed, mentors, rules)) == {"e0": "m0", "e1": "m1"}


def test_pair_without_points_is_still_a_pair() -> None:
    rules = Rules(same_profession=False, weights={})
    assert as_keys(match([Mentee("e0")], [Mentor("m0")], rules)) == {"e0": "m0"}


def test_best_fit_may_leave_nobody_out_when_it_costs_nothing() -> None:
    rules = Rules(first=First.BEST_FIT, same_profession=False, weights={Criterion.UNIT: 1})
    proposal = match([Mentee("e0", unit="a"), Mentee("e1", unit="b")], [Mentor("m0", unit="a", places=2)], rules)
    assert proposal.worth == Worth(matched=2, kept=0, points=10)


def test_locked_pair_stays_whatever_the_rules_say() -> None:
    mentees = [Mentee("e0", profession="sykepleier"), Mentee("e1", profession="vernepleier")]
    mentors = [Mentor("m0", profession="sykepleier")]
    proposal = match(mentees, mentors, Rules(), locked={"e1": "m0"})
    assert [(pair.mentee.key, pair.locked) for pair in proposal.pairs] == [("e1", True)]
    assert [mentee.key for mentee in proposal.unmatched] == ["e0"]


@pytest.mark.parametrize(
    ("locked", "where"),
    [({"e9": "m0"}, "locked.e9"), ({"e0": "m9"}, "locked.e0"), ({"e0": "m0", "e1": "m0"}, "locked.e1")],
)
def test_locked_pair_that_cannot_be_is_named(locked: dict[str, str], where: str) -> None:
    with pytest.raises(RulesError) as caught:
        match([Mentee("e0"), Mentee("e1")], [Mentor("m0")], Rules(), locked=locked)
    assert caught.value.where == where


def test_same_key_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="e0"):
        match([Mentee("e0"), Mentee("e0")], [], Rules())


def test_new_proposal_moves_as_few_as_possible() -> None:
    """m1 leaves: only e1 moves, though a swap would have earned more points."""
    rules = Rules(same_profession=False, weights={Criterion.UNIT: 5})
    mentees = [Mentee("e0", unit="a"), Mentee("e1", unit="b")]
    mentors = [Mentor("m0", unit="b", places=1), Mentor("m2", unit="a", places=1)]
    assert as_keys(match(mentees, mentors, rules)) == {"e0": "m2", "e1": "m0"}
    again = match(mentees, mentors, rules, former={"e0": "m0", "e1": "m1"})
    assert as_keys(again) == {"e0": "m0", "e1": "m2"}
    assert [pair.kept for pair in again.pairs] == [True, False]


def test_why_adds_up() -> None:
    mentee = Mentee("e0", unit="a", profession="sykepleier", shift="dag")
    mentor = Mentor("m0", unit="a", profession="sykepleier", shift="rotation", experience_months=6, places=3, load=1)
    rules = Rules()
    reason = why(match([mentee], [mentor], rules).pairs[0], rules)
    assert reason.reasons[Criterion.UNIT] == 10
    assert reason.reasons[Criterion.SHIFT] == 5
    assert reason.reasons[Criterion.EXPERIENCE] == 5
    assert reason.reasons[Criterion.LOAD] == 5
    assert reason.points == 5 * 10 + 4 * 5 + 3 * 5 + 4 * 5
    assert reason.most == rules.most


def test_why_not_counts_rules_and_names_who_is_one_rule_away() -> None:
    mentee = Mentee("e0", profession="vernepleier", leaders=("m1",))
    mentors = [
        Mentor("m0", profession="sykepleier"),
        Mentor("m1", profession="vernepleier"),
        Mentor("m2", profession="vernepleier", trained=False),
        Mentor("m3", profession="vernepleier", places=1, load=1),
    ]
    proposal = match([mentee], mentors, Rules())
    reason = why_not(proposal, mentee)
    assert dict(reason.obstacles) == {"profession": 1, "own_leader": 1, "not_trained": 1, "full": 1}
    assert [mentor.key for mentor, _obstacle in reason.one_rule_away] == ["m0", "m1", "m2"]
    assert [mentor.key for mentor in one_more_place(proposal)] == ["m3"]
