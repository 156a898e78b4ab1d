"""Squares of the network at a glance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.choices import SubmissionState
from mentornett.network.rules import cells
from mentornett.network.rules.periods import Period
from mentornett.network.rules.roster import Vacancy

TODAY = date(2026, 3, 12)
DUE = date(2026, 3, 30)
PERIOD = Period(3, 30, date(2025, 11, 22), date(2026, 4, 9))
LEADER = Vacancy("leader", {"nb": "Leder"}, "required", "warn", True)


@pytest.mark.parametrize(
    ("state", "due", "tone"),
    [("open", DUE, "neutral"), ("draft", DUE, "info"), ("sent", DUE, "success"), ("reopened", DUE, "warning"),
     ("skipped", DUE, "neutral"), ("draft", date(2026, 3, 1), "danger"), ("open", date(2026, 3, 1), "danger")],
)  # fmt: skip
def test_work_cell_in_a_state_has_its_tone(state: str, due: date, tone: str) -> None:
    assert cells.work_cell(state, due=due, today=TODAY).tone == tone


def test_work_cell_sent_shows_when() -> None:
    sent = date(2026, 3, 10)
    assert cells.work_cell("sent", due=DUE, today=TODAY, done_on=sent).day == sent


def test_work_cell_late_shows_the_deadline_and_is_most_urgent() -> None:
    late = cells.work_cell("draft", due=date(2026, 3, 1), today=TODAY)
    assert (late.state, late.day) == ("late", date(2026, 3, 1))
    assert late.urgency > max(cells.work_cell(s, due=DUE, today=TODAY).urgency for s in SubmissionState.values)


def test_work_cell_opened_again_and_late_is_not_called_unsent() -> None:
    assert cells.work_cell("reopened", due=date(2026, 3, 1), today=TODAY).state == "late_again"


def test_asked_before_joining_is_not_asked() -> None:
    asked = cells.Asked(joined=date(2026, 3, 31))
    assert asked.blank(DUE) == cells.NOT_ASKED
    assert asked.blank(date(2026, 4, 1)) is None


def test_asked_of_a_paused_team_is_paused() -> None:
    assert cells.Asked(joined=date(2025, 9, 1), paused=True).blank(DUE) == cells.PAUSED


def test_asked_of_a_team_that_has_left_is_not_asked() -> None:
    assert cells.Asked(joined=date(2025, 9, 1), active=False).blank(DUE) == cells.NOT_ASKED


@given(value=st.decimals("0.5", "5.0", places=1))
def test_score_cell_of_any_value_has_no_colour_of_its_own(value: Decimal) -> None:
    cell = cells.score_cell(value, TODAY, PERIOD)
    assert (cell.tone, cell.urgency, cell.value) == ("neutral", 0, value)


def test_score_cell_from_an_earlier_period_says_so() -> None:
    assert cells.score_cell(Decimal(2), date(2025, 10, 1), PERIOD).state == "earlier_score"
    assert cells.score_cell(None, None, PERIOD) == cells.NOTHING


def test_contact_cell_in_the_period_is_fine() -> None:
    cell = cells.contact_cell(date(2026, 1, 10), period=PERIOD, today=TODAY, asked_for=True)
    assert (cell.state, cell.tone) == ("contact", "success")


def test_contact_cell_without_any_warns_from_the_middle() -> None:
    early = cells.contact_cell(None, period=PERIOD, today=date(2025, 12, 1), asked_for=True)
    late = cells.contact_cell(date(2025, 10, 1), period=PERIOD, today=TODAY, asked_for=True)
    assert (early.state, early.urgency) == ("no_contact_yet", 0)
    assert (late.state, late.tone, late.day) == ("no_contact", "warning", date(2025, 10, 1))


def test_contact_cell_of_a_team_that_calls_itself_never_warns() -> None:
    assert cells.contact_cell(None, period=PERIOD, today=TODAY, asked_for=False).urgency == 0


def test_role_cell_vacant_takes_its_tone_from_the_rule() -> None:
    assert cells.role_cell(LEADER, None).tone == "warning"
    assert cells.role_cell(None, TODAY) == cells.Cell("in_place", "success", TODAY)
    assert cells.role_cell(None, None) == cells.NOTHING


def test_guide_cell_without_guide_is_urgent() -> None:
    assert cells.guide_cell(None).urgency > cells.guide_cell(TODAY).urgency


def test_baseline_cell_missing_warns() -> None:
    assert cells.baseline_cell(measured=False, on=None).state == "no_baseline"
    assert cells.baseline_cell(measured=True, on=TODAY).day == TODAY
