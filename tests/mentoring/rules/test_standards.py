"""The score card: each line at its edge, the three levels, and nothing claimed that cannot be known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.rules import standards as rules
from mentornett.mentoring.rules.figures import Figure
from mentornett.mentoring.rules.standards import Check, StandardFacts, State
from mentornett.mentoring.rules.templates import read_template

KEYS = (FigureKey.MATCHED, FigureKey.TRAINED, FigureKey.ANSWERED, FigureKey.FIRST_TALK)
FULL = StandardFacts(
    months=12, talks=(3, 10, 40, 90, 150, 210, 270, 330, 360), minutes_a_month=90, has_purpose=True, has_duties=True,
    has_owner=True, reviewed=True, year_old=True, units_in_use=3, units_answered_for=3, runs=1, mentors=10,
    experienced=10, supported=9, pairs=10, signed_by_all=9, has_union=True, has_hr=True,
    figures={key: Figure(key, 9, 10, 10) for key in KEYS},
)  # fmt: skip


def states(checks: list[Check]) -> dict[str, State]:
    return {check.key: check.state for check in checks}


def all_of(facts: StandardFacts) -> dict[str, State]:
    groups = rules.emcc(facts)
    return states([*rules.nhs_core(facts), *rules.nhs_gold(facts), *(one for row in groups.values() for one in row)])


def test_good_programme_meets_all_that_can_be_known() -> None:
    found = all_of(FULL)
    assert {key for key, state in found.items() if state == State.UNKNOWN} == {
        "core_supernumerary", "cost_benefit",
    }  # fmt: skip
    assert State.NOT_MET not in found.values()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"months": 5}, "core_length"), ({"months": 11}, "gold_length"), ({"minutes_a_month": 39}, "core_time"),
        ({"minutes_a_month": 59}, "gold_time"), ({"minutes_a_month": 59}, "promised"),
        ({"minutes_a_month": 0}, "gold_throughout"), ({"experienced": 9}, "core_experience"),
        ({"experienced": 8}, "experience"), ({"has_owner": False}, "gold_lead"), ({"has_owner": False}, "owner"),
        ({"units_answered_for": 2}, "gold_champion"), ({"units_in_use": 0, "units_answered_for": 0}, "units_known"),
        ({"units_in_use": 0, "units_answered_for": 0}, "gold_champion"), ({"has_purpose": False}, "purpose_written"),
        ({"has_duties": False}, "duties_written"), ({"signed_by_all": 8}, "signed"), ({"runs": 0}, "rules_kept"),
        ({"reviewed": False}, "reviewed"), ({"has_union": False}, "union"), ({"has_hr": False}, "hr"),
        ({"over_capacity": 1}, "capacity"), ({"talks": (3, 10)}, "core_meetings"),
        ({"talks": (8, 90)}, "gold_meetings"), ({"supported": 8}, "support"),
    ],
)  # fmt: skip
def test_each_line_falls_at_its_edge(change: dict[str, object], line: str) -> None:
    assert all_of(FULL)[line] == State.MET
    assert all_of(replace(FULL, **change))[line] == State.NOT_MET  # type: ignore[arg-type]


@pytest.mark.parametrize(("part", "state"), [(9, State.MET), (8, State.NOT_MET)])
def test_figures_are_read_as_nine_in_ten(part: int, state: State) -> None:
    facts = replace(FULL, figures={key: Figure(key, part, 10, 10) for key in KEYS})
    found = all_of(facts)
    assert {found[key] for key in ("core_first_talk", "trained", "matched", "answered")} == {state}


def test_too_few_people_cannot_be_known() -> None:
    facts = replace(
        FULL, mentors=4, experienced=4, pairs=4, signed_by_all=4,
        figures={key: Figure(key, 4, 4, 4) for key in KEYS},
    )  # fmt: skip
    found = all_of(facts)
    hidden = ("core_first_talk", "core_experience", "trained", "signed", "support", "experience", "matched", "answered")
    assert {found[key] for key in hidden} == {State.UNKNOWN}


def test_answers_to_surveys_cannot_be_known_yet() -> None:
    assert [check.state for check in rules.response_rate()] == [State.UNKNOWN]


@pytest.mark.parametrize(
    ("name", "core", "gold"), [("nhs_core", True, False), ("nhs_gold", True, True), ("trondheim", True, True)]
)
def test_built_in_templates_meet_what_they_say(name: str, core: bool, gold: bool) -> None:
    template = read_template(name)
    talks = [talk.due_day for talk in template.talks if talk.kind == "mentor" and not talk.on_demand]
    assert rules.has_start_middle_end(talks, template.months, 14) is core
    assert rules.is_steady(talks, template.months) is gold


def _groups(met: list[int], of: int = 10) -> dict[str, list[Check]]:
    return {
        str(at): [Check("x", State.MET if number < count else State.NOT_MET) for number in range(of)]
        for at, count in enumerate(met)
    }


@pytest.mark.parametrize(
    ("met", "level"),
    [
        ([9] * 6, "gold"), ([10, 10, 10, 10, 10, 8], "gold"), ([10, 10, 10, 10, 10, 7], "silver"), ([8] * 6, "silver"),
        ([10, 10, 10, 10, 10, 6], "bronze"), ([7] * 6, "bronze"), ([10, 10, 10, 10, 10, 5], ""), ([6] * 6, ""),
    ],
)  # fmt: skip
def test_levels_need_the_share_of_all_and_the_least_of_each(met: list[int], level: str) -> None:
    assert rules.level_of(_groups(met), year_old=True) == level
    assert rules.level_of(_groups(met), year_old=False) == ""


@given(st.lists(st.integers(0, 10), min_size=6, max_size=6), st.integers(0, 5))
def test_one_more_line_met_never_lowers_the_level(met: list[int], where: int) -> None:
    order = ["", "bronze", "silver", "gold"]
    more = [min(10, count + 1) if at == where else count for at, count in enumerate(met)]
    before, after = (rules.level_of(_groups(row), year_old=True) for row in (met, more))
    assert order.index(after) >= order.index(before)
