"""The built-in template: complete in three languages, consistent, and a fit for the real network's course."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.template import checks
from mentornett.network.template.reader import TemplateError, build_template
from mentornett.network.template.shapes import texts_in
from tests.network.template_samples import PARTS, TEMPLATE, TEXTS, changed, months_later


def test_texts_in_finds_more_than_five_hundred_texts() -> None:
    assert len(TEXTS) > 500


@given(st.sampled_from([path for path, _ in TEXTS]), st.sampled_from(checks.LANGUAGES), st.booleans())
def test_build_template_with_a_language_missing_anywhere_is_refused(path: str, language: str, blank: bool) -> None:
    parts = copy.deepcopy(PARTS)
    text = dict(texts_in(parts))[path]
    assert isinstance(text, dict)
    if blank:
        text[language] = "  "
    else:
        del text[language]
    with pytest.raises(TemplateError, match=re.escape(path)):
        build_template(parts)


def test_texts_in_bokmal_and_nynorsk_differ_where_the_sentences_are_long() -> None:
    same = [text["nb"] for _, text in TEXTS if text["nb"] == text["nn"] and len(str(text["nb"]).split()) > 8]
    assert same == []


def test_texts_in_english_are_not_left_in_norwegian() -> None:
    assert [text["en"] for _, text in TEXTS if set(str(text["en"])) & set("æøåÆØÅ")] == []


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("nb", r"\b(ikkje|eit|dei|kva|korleis|dykk|dykkar|rettleiar\w*|oppgåve\w*|vere|noko|tilsette)\b"),
        ("nn", r"\b(ikke|et|hva|hvordan|dere|deres|veileder\w*|oppgave\w*|være|noe|ansatte|jeg|fra|mye)\b"),
    ],
)
def test_texts_in_one_norwegian_do_not_borrow_words_of_the_other(language: str, foreign: str) -> None:
    found = [text[language] for _, text in TEXTS if re.search(foreign, str(text[language]).casefold())]
    assert found == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_texts_have_short_sentences(language: str) -> None:
    sentences = [part for _, text in TEXTS for part in re.split(r"(?<=[.?!]) ", str(text[language]))]
    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


# The course


def test_gatherings_are_seven_in_the_rhythm_of_the_real_network() -> None:
    assert [row.key for row in TEMPLATE.gatherings] == ["g1", "g2", "g3", "g4", "g5", "g6", "g7"]
    assert [row.month_offset for row in TEMPLATE.gatherings] == [0, 3, 8, 12, 14, 21, 27]


def test_gatherings_are_three_in_person_over_two_days_and_four_digital() -> None:
    assert [(row.form, row.days) for row in TEMPLATE.gatherings].count(("physical", 2)) == 3
    assert [(row.form, row.days) for row in TEMPLATE.gatherings].count(("digital", 1)) == 4


@pytest.mark.parametrize("gathering", TEMPLATE.gatherings, ids=lambda row: row.key)
def test_gathering_holds_exchange_own_team_homework_and_evaluation(gathering: Any) -> None:
    assert {"exchange", "own_team", "homework", "evaluation"} <= {slot.type for slot in gathering.slots}


@pytest.mark.parametrize("gathering", TEMPLATE.gatherings, ids=lambda row: row.key)
def test_gathering_days_last_between_three_and_ten_hours(gathering: Any) -> None:
    minutes: dict[int, int] = defaultdict(int)
    for slot in gathering.slots:
        minutes[slot.day] += slot.minutes
    assert all(180 <= total <= 600 for total in minutes.values())


@pytest.mark.parametrize("slot_type", ["exchange", "own_team", "homework", "evaluation"])
def test_build_template_with_a_programme_that_lacks_a_part_is_refused(slot_type: str) -> None:
    slots = [slot for slot in PARTS["mentor_network"]["gatherings"][2]["slots"] if slot["type"] != slot_type]
    with pytest.raises(TemplateError, match=f"g3: the programme lacks {slot_type}"):
        build_template(changed("mentor_network", "gatherings", 2, "slots", to=slots))


def test_build_template_with_gatherings_out_of_order_is_refused() -> None:
    with pytest.raises(TemplateError, match="month offsets must rise"):
        build_template(changed("mentor_network", "gatherings", 5, "month_offset", to=8))


def test_build_template_with_an_empty_second_day_is_refused() -> None:
    with pytest.raises(TemplateError, match="g1: each of its 2 days"):
        build_template(changed("mentor_network", "gatherings", 0, "days", to=2))


def test_phases_begin_at_gatherings_in_order() -> None:
    numbers = {row.key: row.number for row in TEMPLATE.gatherings}
    starts = [numbers[phase.starts_at] for phase in TEMPLATE.phases]
    assert [phase.key for phase in TEMPLATE.phases] == ["anchoring", "pilot", "spread", "operation"]
    assert starts[0] == 1
    assert starts == sorted(set(starts))


def test_goals_are_one_effect_one_result_and_three_sub_goals_in_a_tree() -> None:
    assert [row.level for row in TEMPLATE.goals] == ["effect", "result", "sub", "sub", "sub"]
    assert [row.parent for row in TEMPLATE.goals] == [None, "effect", "result", "result", "result"]


# Roles, rules, risks, labels


def test_roles_carry_the_rules_of_the_documents() -> None:
    rules = {row.key: (row.level, row.from_phase, row.severity) for row in TEMPLATE.roles}
    assert rules["leader"] == ("required", "anchoring", "warn")
    assert rules["union_representative"] == ("expected", "anchoring", "warn")
    assert rules["coordinator"] == ("required", "anchoring", "block")
    assert rules["mentor"] == ("expected", "pilot", "info")
    assert rules["mentee"][:2] == ("optional", "pilot")
    assert rules["measurement_lead"][:2] == ("expected", "pilot")
    assert len(rules) == 10


def test_roles_hold_exactly_one_that_decides() -> None:
    assert [row.key for row in TEMPLATE.roles if row.decides] == ["leader"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("team_size_min", 3),
        ("team_size_max", 11),
        ("team_size_ideal_min", 3),
        ("team_size_ideal_max", 7),
        ("guide_contacts_per_period", 1),
        ("hours_per_period", 6),
        ("report_due_days_before", 10),
        ("progress_plan_due_days_after", 14),
        ("reminder_repeats_max", 5),
    ],
)
def test_rule_has_the_suggested_default(key: str, value: int) -> None:
    assert TEMPLATE.rule(key).value == value


def test_risks_mark_only_what_the_real_plan_left_empty_as_suggested() -> None:
    marks = {row.number: {mitigation.suggested for mitigation in row.mitigations} for row in TEMPLATE.risks}
    assert marks == {1: {False}, 2: {True}, 3: {True}}


def test_labels_are_the_ten_words_that_may_be_renamed() -> None:
    assert {row.key for row in TEMPLATE.labels} == {
        "guide", "contact_person", "status_report", "progress_plan", "gathering", "team", "coordinator", "network",
        "assignment", "final_report",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("where", "key", "value", "problem"),
    [
        ("phases", "starts_at", "g9", "phase pilot: no gathering g9"),
        ("roles", "from_phase", "later", "role union_representative: no phase later"),
        ("goals", "parent", "dream", "goal result: no goal dream"),
        ("rules", "key", "team_size_min", "rules: team_size_min stands twice"),
    ],
)
def test_build_template_that_points_astray_is_refused(where: str, key: str, value: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        build_template(changed("mentor_network", where, 1, key, to=value))


# Assignments


def test_assignments_cover_the_homework_of_the_real_network() -> None:
    assert [row.key for row in TEMPLATE.assignments if row.kind == "task" and row.origin == "network_2021_2023"] == [
        "film_start", "slogan", "programme_draft", "recruit_mentors", "start_pilot", "competence_offer", "kick_off",
        "spread_poster", "mentor_network", "film_end",
    ]  # fmt: skip


def test_assignments_suggested_by_the_template_are_marked_and_optional() -> None:
    suggested = [row for row in TEMPLATE.assignments if row.origin == "suggested"]
    assert [(row.key, row.required) for row in suggested] == [("baseline", False)]


def test_assignments_ask_for_a_progress_plan_after_every_gathering_but_the_last() -> None:
    plans = [row for row in TEMPLATE.assignments if row.kind == "progress_plan"]
    due = TEMPLATE.rule("progress_plan_due_days_after").value
    assert [(row.anchor, row.anchor_point, row.opens_offset_days, row.due_offset_days) for row in plans] == [
        (f"g{number}", "end", 0, due) for number in range(1, 7)
    ]


def test_assignments_ask_for_a_status_report_before_gatherings_two_to_six() -> None:
    reports = [row for row in TEMPLATE.assignments if row.kind == "status_report"]
    opens, due = TEMPLATE.rule("report_opens_days_before").value, TEMPLATE.rule("report_due_days_before").value
    assert [row.anchor for row in reports] == ["g2", "g3", "g4", "g5", "g6"]
    assert {(row.anchor_point, row.opens_offset_days, row.due_offset_days) for row in reports} == {
        ("start", -opens, -due)
    }


def test_assignments_end_with_the_final_report_as_early_as_in_the_real_network() -> None:
    report = next(row for row in TEMPLATE.assignments if row.kind == "final_report")
    assert report.due_offset_days == -TEMPLATE.rule("final_report_due_days_before").value
    assert date(2023, 11, 29) + timedelta(days=report.due_offset_days) == date(2023, 11, 17)
    assert report.opens_offset_days < -150


def test_assignments_keep_within_the_cap_of_hours_in_every_period() -> None:
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for row in TEMPLATE.assignments:
        hours[row.period_before] += row.hours
    assert max(hours.values()) <= TEMPLATE.rule("hours_per_period").value
    assert set(hours) == {row.key for row in TEMPLATE.gatherings}


def test_assignments_give_hours_with_one_decimal() -> None:
    assert [row.key for row in TEMPLATE.assignments if row.hours != row.hours.quantize(Decimal("0.1"))] == []


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2039, 12, 31)).filter(lambda day: day.day <= 28))
def test_assignments_open_after_the_gathering_that_hands_them_out_whenever_the_network_starts(start: date) -> None:
    first = {row.key: months_later(start, row.month_offset) for row in TEMPLATE.gatherings}
    last = {row.key: first[row.key] + timedelta(days=row.days - 1) for row in TEMPLATE.gatherings}
    for row in TEMPLATE.assignments:
        opens = first[row.anchor] + timedelta(days=row.opens_offset_days)
        due = (last if row.anchor_point == "end" else first)[row.anchor] + timedelta(days=row.due_offset_days)
        assert opens < due < first[row.period_before]
        assert opens >= last[row.handed_out_at] or row.kind == "progress_plan" if row.handed_out_at else True


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("anchor", "g8", "assignment film_start: no gathering g8"),
        ("kind", "essay", "unknown kind essay"),
        ("form", "final_report", "the form final_report is not of its kind"),
        ("due_offset_days", -45, "due before it opens"),
        ("key", "slogan", "assignments: slogan stands twice"),
    ],
)
def test_build_template_with_a_faulty_assignment_is_refused(key: str, value: object, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        build_template(changed("assignments", 0, key, to=value))
