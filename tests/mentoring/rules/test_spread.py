"""How far a programme has come: a unit's own step, or that of the nearest unit above it."""

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.rules.spread import bottom, spread, standings

# 1 holds 2 and 3, 3 holds 4; 5 stands alone
PARENTS = {1: None, 2: 1, 3: 1, 4: 3, 5: None}


def test_step_holds_for_the_units_below_until_they_have_their_own() -> None:
    found = standings(PARENTS, {1: "in_operation", 3: "pilot"})
    assert {unit: found[unit].phase for unit in PARENTS} == {
        1: UnitPhase.IN_OPERATION, 2: UnitPhase.IN_OPERATION, 3: UnitPhase.PILOT, 4: UnitPhase.PILOT,
        5: UnitPhase.NOT_STARTED,
    }  # fmt: skip
    assert [found[unit].said_of for unit in PARENTS] == [1, 1, 3, 3, None]


def test_only_units_at_the_bottom_count_and_those_it_is_not_relevant_for_do_not() -> None:
    assert bottom(PARENTS) == [2, 4, 5]
    got = spread(standings(PARENTS, {1: "rolled_out", 5: "not_relevant"}), bottom(PARENTS))
    assert (got.in_use, got.relevant) == (2, 2)


@given(st.dictionaries(st.sampled_from(sorted(PARENTS)), st.sampled_from(UnitPhase.values)))
def test_shares_never_pass_the_whole(phases: dict[int, str]) -> None:
    got = spread(standings(PARENTS, phases), bottom(PARENTS))
    assert 0 <= got.in_use <= got.relevant <= 3
    assert sum(got.by_phase.values()) == 3
