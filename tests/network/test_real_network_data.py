"""The facts of the real network: as published, with every assumed or computed value marked and every sum right."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.choices import ValueKind
from mentornett.network import choices
from mentornett.network.fixtures_real.marked import Marked
from mentornett.network.fixtures_real.reader import FactsError, build_real_network, read_raw, read_real_network
from mentornett.network.template.reader import read_template
from mentornett.tenants.register.reader import read_register

FACTS = read_real_network()
RAW = read_raw()


def leaves(value: object, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every plain value in raw data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, *path, key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, *path, place)
    else:
        yield path


def with_value(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    inner: Any = raw
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return raw


# What is computed


def test_duration_is_the_days_from_start_to_end() -> None:
    assert (FACTS.network.start, FACTS.network.end) == (date(2021, 9, 2), date(2023, 11, 29))
    assert FACTS.network.duration_days == Marked((FACTS.network.end - FACTS.network.start).days, computed=True)
    assert FACTS.network.duration_days.value == 818


def test_teams_are_fifteen_in_twelve_municipalities() -> None:
    assert FACTS.teams_total == Marked(sum(row.teams for row in FACTS.municipalities), computed=True)
    assert FACTS.teams_total.value == 15
    assert {row.name: row.teams for row in FACTS.municipalities if row.teams > 1} == {"Modum": 2, "Indre Østfold": 3}
    assert len(FACTS.municipalities) == FACTS.municipalities_started == FACTS.municipalities_completed == 12


def test_days_between_run_from_the_last_day_of_one_gathering_to_the_first_of_the_next() -> None:
    pairs = zip(FACTS.gatherings, FACTS.gatherings[1:], strict=False)
    days = tuple((later.starts - earlier.ends).days for earlier, later in pairs)
    assert FACTS.gatherings_summary.days_between == Marked(days, computed=True)
    assert days == (84, 153, 132, 70, 195, 181)


def test_participants_are_teams_times_the_smallest_and_largest_team() -> None:
    size, teams = FACTS.team_rules.actual_size, FACTS.teams_total.value
    assert FACTS.team_rules.participants.value == (teams * size.min, teams * size.max) == (75, 165)
    assert FACTS.team_rules.participants.computed


def test_poll_rest_is_what_is_missing_to_a_hundred_and_n_is_unknown() -> None:
    poll = FACTS.polls[0]
    assert [answer.percent for answer in poll.answers] == [57, 9, 7]
    assert poll.unknown_rest == Marked(100 - sum(answer.percent for answer in poll.answers), computed=True)
    assert poll.unknown_rest is not None
    assert poll.unknown_rest.value == 27
    assert poll.n is None


@pytest.mark.parametrize("row", FACTS.before_now, ids=lambda row: row.municipality)
def test_before_now_quotients_are_numerator_by_denominator(row: Any) -> None:
    for side in (row.before, row.now):
        if side.numerator is None or side.denominator is None:
            assert side.quotient is None
        else:
            digits = side.quotient.value.as_tuple().exponent
            exact = Decimal(side.numerator) / side.denominator
            assert side.quotient.value == exact.quantize(Decimal(1).scaleb(digits))
            assert side.quotient.computed


# What is published


def test_gatherings_held_are_three_of_two_days_in_person_and_four_digital() -> None:
    held = [(row.form, (row.ends - row.starts).days + 1) for row in FACTS.gatherings]
    summary = FACTS.gatherings_summary
    assert held.count(("physical", 2)) == summary.physical_two_day == 3
    assert held.count(("digital", 1)) == summary.digital == 4
    assert [row.number for row in FACTS.gatherings] == list(range(1, summary.held + 1))


def test_gatherings_lie_within_the_network_in_order() -> None:
    dates = [day for row in FACTS.gatherings for day in (row.starts, row.ends)]
    assert dates == sorted(dates)
    assert (dates[0], dates[-1]) == (FACTS.network.start, FACTS.network.end)


def test_plans_are_the_invitation_with_nine_and_the_plan_with_eight() -> None:
    assert [(plan.key, plan.stated_gatherings) for plan in FACTS.plans] == [("invitation", 9), ("plan", 8)]
    assert [len(plan.gatherings) for plan in FACTS.plans] == [9, 8]


@pytest.mark.parametrize("plan", FACTS.plans, ids=lambda plan: plan.key)
def test_plan_dates_rise_once_the_typing_error_is_corrected(plan: Any) -> None:
    starts = [row.starts for row in plan.gatherings]
    assert starts == sorted(set(starts))


def test_invitation_keeps_the_sixth_date_as_written_and_marks_the_probable_one() -> None:
    sixth = FACTS.plans[0].gatherings[5]
    assert (sixth.as_written, sixth.starts_as_written) == ("april 2022", date(2022, 4, 1))
    assert (sixth.starts, sixth.ends, sixth.assumed) == (date(2023, 4, 1), date(2023, 4, 30), True)
    assert date(2022, 4, 1) < FACTS.plans[0].gatherings[4].starts < sixth.starts


def test_invitation_gives_whole_months() -> None:
    for row in FACTS.plans[0].gatherings:
        assert row.precision == "month"
        assert (row.starts.day, (row.ends + timedelta(days=1)).day) == (1, 1)
        assert (row.starts.year, row.starts.month) == (row.ends.year, row.ends.month)


def test_invitation_begins_with_an_information_meeting() -> None:
    meeting = FACTS.plans[0].information_meeting
    assert meeting is not None
    assert (meeting.on, meeting.sign_up_by, meeting.binding) == (date(2021, 6, 1), date(2021, 5, 28), False)
    assert meeting.starts_at < meeting.ends_at


def test_plan_marks_the_two_gatherings_whose_place_is_assumed() -> None:
    assert [row.number for row in FACTS.plans[1].gatherings if row.assumed] == [7, 8]


def test_illustration_shows_five_of_eight_dates_two_of_them_unlike_any_held() -> None:
    held = {row.starts for row in FACTS.gatherings}
    differing = tuple(first for first, _ in FACTS.illustration.readable if first not in held)
    assert (FACTS.illustration.slots, len(FACTS.illustration.readable)) == (8, 5)
    assert FACTS.illustration.differing == Marked(differing, computed=True)
    assert differing == (date(2022, 11, 24), date(2023, 9, 7))


def test_changes_are_one_dropped_and_one_made_digital_without_known_date_or_reason() -> None:
    dropped, digital = FACTS.changes
    assert (dropped.kind, dropped.plan_number, dropped.held_number) == ("cancelled", 7, None)
    assert (digital.kind, digital.plan_number, digital.held_number, digital.after) == ("form", 8, 7, "digital")
    assert digital.before == Marked("physical", assumed=True)
    assert {change.on for change in FACTS.changes} == {change.reason for change in FACTS.changes} == {None}


def test_changes_turn_eight_planned_gatherings_into_seven_held() -> None:
    dropped = [change for change in FACTS.changes if change.kind == "cancelled"]
    assert FACTS.plans[1].stated_gatherings - len(dropped) == FACTS.gatherings_summary.held


def test_activity_plan_alternates_between_gathering_and_work_at_home() -> None:
    kinds = [row.activity[:1].isdigit() for row in FACTS.activity_plan]
    assert kinds == [False, True] * 7
    assert sum(kinds) == 7


def test_activity_plan_gives_the_gatherings_their_dates() -> None:
    planned = [(row.starts, row.ends) for row in FACTS.activity_plan if row.precision == "day"]
    assert planned == [(row.starts, row.ends) for row in FACTS.gatherings]


def test_periods_have_the_days_between_the_gatherings_around_them() -> None:
    assert [(row.after, row.before) for row in FACTS.periods] == [(None, 1), *((n, n + 1) for n in range(1, 7))]
    days = tuple(row.days.value for row in FACTS.periods if row.days is not None)
    assert days == FACTS.gatherings_summary.days_between.value


def test_homework_names_every_assignment_of_the_template_that_comes_from_the_network() -> None:
    named = {key for row in FACTS.homework_types for key in row.assignments}
    assert named == {row.key for row in read_template().assignments if row.origin == "network_2021_2023"}
    assert {key for period in FACTS.periods for key in period.homework} <= named
    assert {key for row in FACTS.activity_plan for key in row.homework} <= named


def test_team_rules_say_which_document_gives_each_size() -> None:
    rules = FACTS.team_rules
    assert (rules.recommended_size.min, rules.recommended_size.max, rules.recommended_size.source) == (
        3,
        7,
        "invitation",
    )
    assert (rules.actual_size.min, rules.actual_size.max, rules.actual_size.source) == (5, 11, "report")


def test_team_rules_require_a_leader_and_expect_a_union_representative() -> None:
    levels = {row.key: row.level for row in FACTS.team_rules.roles}
    assert (levels["leader"], levels["union_representative"]) == ("required", "expected")
    assert set(levels) <= {row.key for row in read_template().roles}


def test_goals_are_one_effect_one_result_and_three_sub_goals() -> None:
    assert [goal.level for goal in FACTS.goals] == ["effect", "result", "sub", "sub", "sub"]
    assert [goal.parent for goal in FACTS.goals] == [None, "effect", "result", "result", "result"]


def test_before_now_holds_the_four_published_rows() -> None:
    names = {row.number: row.name for row in FACTS.municipalities}
    assert [(names[row.municipality], row.kind) for row in FACTS.before_now] == [
        ("Indre Østfold", "text"),
        ("Kongsvinger", "yes_no"),
        ("Nore og Uvdal", "ratio"),
        ("Sarpsborg", "share"),
    ]


def test_before_now_marks_about_half_as_approximate_and_nothing_else() -> None:
    approximate = [
        (row.municipality, side.share) for row in FACTS.before_now for side in (row.before, row.now) if side.approximate
    ]
    assert approximate == [("3105", Decimal("0.5"))]


def test_before_now_sarpsborg_is_two_of_twenty_two() -> None:
    now = FACTS.before_now[3].now
    assert (now.numerator, now.denominator) == (2, 22)


def test_risks_two_and_three_have_no_published_mitigation() -> None:
    assert {risk.number: len(risk.mitigations) for risk in FACTS.risks} == {1: 2, 2: 0, 3: 0}


def test_groups_hold_counts_with_one_replaced_midway_and_one_who_left() -> None:
    groups = FACTS.groups
    assert (groups.planned_members, groups.planned_working_group, groups.two_day_meetings) == (7, 3, 4)
    assert (groups.operative.members, groups.operative.replaced_midway) == (3, 1)
    assert (groups.reference.members, groups.reference.left_early) == (3, 1)


def test_partners_are_an_owner_two_organisers_and_a_contributor() -> None:
    assert [row.type for row in FACTS.partners] == ["owner", "organiser", "organiser", "contributor"]


def test_final_report_was_due_twelve_days_before_the_last_gathering() -> None:
    assert (FACTS.gatherings[-1].starts - FACTS.reporting.final_report_due).days == 12
    assert FACTS.report_date == date(2024, 3, 5)


def test_motto_is_only_assumed_to_have_won() -> None:
    assert FACTS.network.motto_won.assumed
    assert FACTS.network.motto_won.note


def test_other_networks_are_known_in_part() -> None:
    big_cities, north = FACTS.other_networks
    assert [name for _, name in big_cities.municipalities] == ["Fredrikstad", "Bergen", "Asker", "Kristiansand"]
    assert (north.municipalities, north.duration, north.open_for_more) == ((), None, None)
    assert FACTS.offer_today.gatherings == 7
    assert len(FACTS.offer_today.themes) == 9


# How it fits the house


def test_values_can_be_stored() -> None:
    assert {row.type for row in FACTS.partners} <= set(choices.PartnerType.values)
    assert {row.form for row in FACTS.gatherings} <= set(choices.Form.values)
    assert {row.form for plan in FACTS.plans for row in plan.gatherings} <= set(choices.Form.values)
    assert {row.level for row in FACTS.goals} <= set(choices.GoalLevel.values)
    assert {row.kind for row in FACTS.changes} <= set(choices.ChangeKind.values)
    assert {row.kind for row in FACTS.before_now} <= set(ValueKind.values)
    assert max(len(row.theme) for plan in FACTS.plans for row in plan.gatherings) <= 250


def test_municipalities_are_in_the_register_then_and_now() -> None:
    register = {(row.number, row.valid_to is None): row for row in read_register()}
    for row in FACTS.municipalities:
        assert register[row.number, True].name == row.name
        if row.number_then != row.number:
            assert register[row.number_then, False].successors == (row.number,)


def test_municipalities_of_the_other_networks_are_in_the_register() -> None:
    names = {row.number: row.name for row in read_register() if row.valid_to is None}
    assert all(names[number] == name for network in FACTS.other_networks for number, name in network.municipalities)


# What is refused


@given(st.sampled_from(list(leaves(RAW))))
def test_build_with_a_value_of_another_type_is_refused(path: tuple[Any, ...]) -> None:
    with pytest.raises(FactsError):
        build_real_network(with_value(path, {"strange": 1}))


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("network", "start"), "2021-09-31", "/network/start: '2021-09-31' is not a date"),
        (("network", "duration_days", "value"), True, "/network/duration_days/value: True is not a int"),
        (("network", "extra"), 1, "/network: unknown extra"),
        (("network", "name"), {"nb": "x", "nn": "", "en": "x"}, "is not a text in nb, nn and en"),
        (("reach",), [17], "should hold 2 values"),
        (("findings",), "none", "'none' is not a list"),
        (("before_now", 3, "before", "share"), "half", "'half' is not a Decimal"),
    ],
)
def test_build_with_a_faulty_value_says_where(path: tuple[Any, ...], value: object, problem: str) -> None:
    with pytest.raises(FactsError, match=problem):
        build_real_network(with_value(path, value))


@pytest.mark.parametrize("key", ["network", "gatherings", "report_date"])
def test_build_without_a_part_is_refused(key: str) -> None:
    with pytest.raises(FactsError, match=key):
        build_real_network({name: value for name, value in RAW.items() if name != key})


def test_competence_of_mentors_is_told_as_published() -> None:
    ntnu, universities, *_ = FACTS.mentor_competence
    assert ntnu.what.startswith("Fire digitale samlinger")
    assert f"lyktes i 3 av {FACTS.municipalities_started} kommuner" in universities.details
    assert len(FACTS.mentor_competence) == 6


def test_profiles_are_of_municipalities_in_the_register() -> None:
    names = {row.number: row.name for row in read_register() if row.valid_to is None}
    assert [names[row.number] for row in FACTS.profiles] == [row.name for row in FACTS.profiles]
    assert all(row.inhabitants_source for row in FACTS.profiles if row.inhabitants)
