"""The built-in forms, scale and standing texts: complete, consistent, short enough."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from mentornett.network import choices
from mentornett.network.template import checks
from mentornett.network.template.reader import TemplateError, build_template
from mentornett.network.template.shapes import FormTemplate
from mentornett.questionnaires.choices import AnswerAudience, QuestionType
from mentornett.tenants.choices import Sharing
from tests.network.template_samples import PARTS, TEMPLATE, changed, question


def test_forms_are_the_six() -> None:
    assert [form.key for form in TEMPLATE.forms] == [
        "status_report", "status_report_short", "progress_plan", "project_plan", "communication_plan", "final_report",
    ]  # fmt: skip


def test_status_report_asks_for_little() -> None:
    form = TEMPLATE.form("status_report")
    required = [row.key for row in form.questions if row.required]
    assert required == ["status.goals", "status.achieved", "status.hard", "status.time_enough", "status.progress"]
    assert form.minutes <= 15


def test_status_report_texts_have_word_limits() -> None:
    texts = [row for row in TEMPLATE.form("status_report").questions if row.type == "long_text"]
    assert all(row.word_limit is not None and row.word_limit <= 150 for row in texts)
    assert len(texts) == 11


def test_status_report_short_takes_its_questions_from_the_long_one() -> None:
    long = {row.key: row for row in TEMPLATE.form("status_report").questions}
    short = TEMPLATE.form("status_report_short").questions
    assert len(short) == 8
    assert [row.label for row in short] == [long[row.key].label for row in short]
    assert [row.options for row in short] == [long[row.key].options for row in short]


def test_status_report_score_runs_over_the_progress_scale_with_its_words() -> None:
    options = question("status_report", "status.progress").options
    assert isinstance(options, dict)
    assert (options["min"], options["max"], options["step"]) == (0.5, 5.0, 0.5)
    assert options["labels"]["1.0"]["nb"] == "Avtale og team på plass"
    assert len(options["labels"]) == 10


def test_status_report_wish_for_help_stays_with_team_and_guide() -> None:
    wish = question("status_report", "status.guide_wish")
    assert (wish.audience, wish.sharing_default) == ("team_and_guide", "team")


def test_final_report_has_the_six_sections_with_their_fields() -> None:
    form = TEMPLATE.form("final_report")
    fields = {section.key: sum(row.section == section.key for row in form.questions) for section in form.sections}
    assert fields == {
        "introduction": 6, "goals": 3, "organisation": 3, "activity": 4, "results": 2, "forward": 2,
    }  # fmt: skip


def test_final_report_asks_for_exactly_two_results_each_required() -> None:
    results = [row for row in TEMPLATE.form("final_report").questions if row.key.startswith("final.result_")][:2]
    assert [(row.key, row.required) for row in results] == [("final.result_1", True), ("final.result_2", True)]


def test_final_report_drafts_every_field() -> None:
    assert [row.key for row in TEMPLATE.form("final_report").questions if not row.prefill] == []


def test_final_report_leaves_only_sub_goals_and_other_activities_optional() -> None:
    optional = [row.key for row in TEMPLATE.form("final_report").questions if not row.required]
    assert optional == ["final.sub_goals", "final.other"]


@pytest.mark.parametrize("form", TEMPLATE.forms, ids=lambda form: form.key)
def test_questions_stand_in_the_order_of_the_sections_and_none_is_empty(form: FormTemplate) -> None:
    sections = [section.key for section in form.sections]
    places = [sections.index(question.section) for question in form.questions]
    assert places == sorted(places)
    assert set(places) == set(range(len(sections)))


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("type", "poem", "status.goals: unknown type poem"),
        ("audience", "everyone", "status.goals: unknown audience everyone"),
        ("sharing_default", "friends", "status.goals: unknown sharing friends"),
        ("prefill", "status:status.nothing", "status.goals: unknown prefill status:status.nothing"),
        ("key", "status.hard", "status.hard stands twice"),
    ],
)
def test_build_template_with_a_faulty_question_is_refused(key: str, value: str, problem: str) -> None:
    parts = changed("questionnaires", 0, "sections", 0, "questions", 0, key, to=value)
    parts["questionnaires"] = [row for row in parts["questionnaires"] if row["key"] != "status_report_short"]
    parts["assignments"] = [row for row in parts["assignments"] if row["form"] != "status_report_short"]
    with pytest.raises(TemplateError, match=problem):
        build_template(parts)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("choice", None),
        ("table", []),
        ("scale", {"min": 5, "max": 5, "step": 1}),
        ("number", {"min": 0, "max": 5, "step": 0}),
        ("long_text", {"min": 0}),
        ("multi_choice", [{"value": "a"}, {"value": "a"}]),
    ],
)
def test_build_template_with_options_that_do_not_fit_is_refused(kind: str, options: object) -> None:
    parts = changed("questionnaires", 0, "sections", 0, "questions", 3, "type", to=kind)
    parts["questionnaires"][0]["sections"][0]["questions"][3]["options"] = options
    with pytest.raises(TemplateError, match=f"options do not fit a {kind}"):
        build_template(parts)


# Scale, checklist, standing texts


def test_progress_scale_has_ten_levels_from_a_half_to_five() -> None:
    assert [row.level for row in TEMPLATE.progress_scale] == [Decimal(half) / 2 for half in range(1, 11)]


def test_build_template_with_a_level_missing_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"progress scale: levels must be 0\.5, 1\.0"):
        build_template(PARTS | {"progress_scale": PARTS["progress_scale"][1:]})


def test_standing_texts_include_what_letters_and_pages_need() -> None:
    keys = {row.key for row in TEMPLATE.standing_texts}
    assert {"caveat.before_now", "onboarding.leader", "welcome.late_joiner", "digest.ask"} <= keys
    assert {"reminder.opening", "reminder.before", "reminder.due", "reminder.overdue"} <= keys


def test_caveat_says_that_the_change_cannot_be_ascribed_to_the_scheme_alone() -> None:
    caveat = TEMPLATE.text("caveat.before_now").paragraphs[0]
    assert "skyldes mentorprogrammet alene" in caveat["nb"]
    assert "kjem av mentorprogrammet åleine" in caveat["nn"]
    assert "due to the mentor programme alone" in caveat["en"]


@pytest.mark.parametrize("key", ["opening", "before", "due", "overdue"])
def test_reminder_fills_from_the_same_placeholders(key: str) -> None:
    row = TEMPLATE.text(f"reminder.{key}")
    values = dict.fromkeys(("assignment", "due", "guide", "name", "team"), "x")
    assert set(row.placeholders) <= set(values)
    assert all("{" not in text[language].format(**values) for text in row.paragraphs for language in checks.LANGUAGES)


def test_build_template_with_a_placeholder_lost_in_translation_is_refused() -> None:
    texts = PARTS["texts"]["standing_texts"]
    place = next(number for number, row in enumerate(texts) if row["key"] == "reminder.due")
    title = texts[place]["title"] | {"nn": "Frist i dag"}
    parts = changed("texts", "standing_texts", place, "title", to=title)
    parts["texts"]["standing_texts"][place]["paragraphs"] = []
    with pytest.raises(TemplateError, match=r"reminder\.due: the placeholders in nn"):
        build_template(parts)


def test_anchoring_checklist_keys_are_slugs() -> None:
    assert all(re.fullmatch(r"[a-z_]{3,60}", row.key) for row in TEMPLATE.anchoring_checklist)
    assert len(TEMPLATE.anchoring_checklist) == 8


# Values of the rooms that store this


@pytest.mark.parametrize(
    ("known", "enumeration"),
    [
        (checks.QUESTION_TYPES, QuestionType),
        (checks.AUDIENCES, AnswerAudience),
        (checks.SHARING, Sharing),
        (checks.KINDS, choices.AssignmentKind),
        (checks.SLOT_TYPES, choices.SlotType),
    ],
)
def test_known_values_are_those_that_can_be_stored(known: frozenset[str], enumeration: Any) -> None:
    assert known == set(enumeration.values)


def test_values_of_roles_rules_forms_and_goals_can_be_stored() -> None:
    assert {row.level for row in TEMPLATE.roles} <= set(choices.Level.values)
    assert {row.severity for row in TEMPLATE.roles} | {row.severity for row in TEMPLATE.rules} <= set(
        choices.Severity.values
    )
    assert {row.form for row in TEMPLATE.gatherings} <= set(choices.Form.values)
    assert {row.level for row in TEMPLATE.goals} <= set(choices.GoalLevel.values)


def test_contact_choices_are_those_a_team_can_have() -> None:
    options = question("progress_plan", "progress.guide_contact").options
    assert isinstance(options, list)
    assert [row["value"] for row in options] == list(choices.ContactPreference.values)
