"""Signs beside the progress score."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules import SCORE_STEPS
from mentornett.network.rules.evidence import ProgressFacts, signs, suggested_level

counts = st.none() | st.integers(0, 200)
facts = st.builds(
    ProgressFacts, st.booleans(), st.booleans(), st.booleans(), counts, counts, counts, st.none() | st.integers(0, 100)
)


def test_suggestion_without_signs_is_the_lowest_level() -> None:
    assert suggested_level(signs(ProgressFacts())) == Decimal("0.5")


def test_suggestion_stops_at_the_first_level_that_lacks_a_sign() -> None:
    seen = signs(ProgressFacts(required_roles_filled=True, project_plan_begun=True, mentors=4, goals_percent=80))
    assert suggested_level(seen) == Decimal("1.5")


def test_suggestion_with_pilot_and_pairs() -> None:
    seen = signs(ProgressFacts(True, True, True, mentors=4, pilot_units=1, pairs=3, goals_percent=10))
    assert suggested_level(seen) == Decimal("2.5")


def test_suggestion_never_says_that_something_is_better() -> None:
    everything = signs(ProgressFacts(True, True, True, 50, 9, 40, 100))
    assert all(sign.seen for sign in everything)
    assert suggested_level(everything) == Decimal("2.5")


@given(facts)
def test_suggestion_is_on_the_scale(team: ProgressFacts) -> None:
    assert float(suggested_level(signs(team))) in SCORE_STEPS


@given(facts)
def test_suggestion_has_all_its_signs_seen(team: ProgressFacts) -> None:
    every = signs(team)
    assert all(sign.seen for sign in every if sign.level <= suggested_level(every))
