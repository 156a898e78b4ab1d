"""Words for squares, levels and points."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from mentornett.network.queries import wording
from mentornett.network.rules import attention, cells
from mentornett.network.rules.anchoring import Point
from mentornett.network.rules.evidence import ProgressFacts, signs

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [("nb", date(2026, 11, 20), "20. nov."), ("nb", date(2026, 3, 1), "1. mars"), ("nn", date(2026, 5, 17), "17. mai"),
     ("nb", date(2025, 9, 4), "4. sep. 2025"), ("en-gb", date(2026, 11, 20), "20 Nov."),
     ("en-gb", date(2026, 5, 17), "17 May")],
)  # fmt: skip
def test_short_date_in_each_language(language: str, day: date, words: str) -> None:
    with translation.override(language):
        assert wording.short_date(day, TODAY).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "2,5"), ("nn", "2,5"), ("en-gb", "2.5")]
)  # fmt: skip
def test_level_is_written_with_the_readers_decimal_mark(language: str, words: str) -> None:
    with translation.override(language):
        assert wording.number_words(Decimal("2.5")) == words
        assert wording.cell_label(cells.Cell("score", value=Decimal("2.5"))) == words


def test_late_cell_does_not_scold() -> None:
    with translation.override("nb"):
        note = wording.cell_note(cells.Cell("late", "danger", date(2026, 3, 1)), TODAY)
    assert note.replace("\N{NO-BREAK SPACE}", " ") == "Frist 1. mars"


@pytest.mark.parametrize("language", ["nb", "nn", "en-gb"])
def test_every_state_has_a_word(language: str) -> None:
    with translation.override(language):
        assert all(wording.cell_label(cells.Cell(state)) for state in wording.CELL_WORDS)


def test_every_reason_has_a_sentence() -> None:
    names = wording.Names({"7": "Statusrapport"}, {"leader": "Leder"}, "veileder")
    keys = ["silent", "late", "late_many", "no_contact", "no_leader", "no_coordinator", "vacant", "no_guide",
            "low_score", "gap", "sponsor_question", "no_baseline"]  # fmt: skip
    with translation.override("nb"):
        for key in keys:
            reason = attention.Reason(key, 1, days=3, count=2, name="7", value=Decimal(1), other=Decimal(2))
            text = wording.reason_words(reason, names)
            assert text.endswith(".")
            assert "%(" not in text


@pytest.mark.parametrize(
    ("key", "days", "says"),
    [("late_many", 1, "den eldste med 1 dag."), ("late_many", 2, "den eldste med 2 dager."),
     ("actions_overdue", 1, "det eldste med 1 dag.")],
)  # fmt: skip
def test_one_day_late_is_one_day(key: str, days: int, says: str) -> None:
    names = wording.Names({}, {}, "veileder")
    with translation.override("nb"):
        assert wording.reason_words(attention.Reason(key, 1, days=days, count=2), names).endswith(says)


def test_level_label_is_the_scales_own() -> None:
    with translation.override("nb"):
        assert wording.level_label(Decimal("2.5")) == "Pilot i gang, ingen effekt ennå"
    assert wording.level_label(Decimal("9.0")) == ""


def test_how_far_goals_are_reached_is_in_percent_and_mentors_are_a_number() -> None:
    with translation.override("nb"):
        told = [wording.sign_words(sign) for sign in signs(ProgressFacts(mentors=3, goals_percent=50))]
    assert sum(text.endswith("(50\N{NO-BREAK SPACE}%)") for text in told) == 2
    assert sum(text.endswith("(3)") for text in told) == 1


def test_signs_and_points_have_words() -> None:
    with translation.override("nn"):
        for sign in signs(ProgressFacts(mentors=3)):
            assert wording.sign_words(sign)
        point = wording.point_words(Point("in_plans", in_place=False, source="nothing"))
    assert point["label"] == "Mentorprogram står i ein plan som er vedteken"
    assert point["source"] == "Ingenting viser det enno"
