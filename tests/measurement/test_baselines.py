"""Counting the starting point: the register first, people's own answers kept, names gone when it is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.models import AuditEntry
from mentornett.measurement.actions import baselines as actions
from mentornett.measurement.models import Baseline, BaselineHire
from mentornett.measurement.queries.baselines import before_and_now, count_of, figure_of
from mentornett.measurement.queries.my_data import measurement_data_about
from mentornett.measurement.rules.baselines import (
    BaselineCount,
    counted,
    is_too_early,
    is_urgent,
    may_be_told,
    period_before,
)
from mentornett.mentoring.models import Employment
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _hired(cast: Cast, name: str, starts: date, **more: Any) -> Employment:
    return Employment.objects.create(
        municipality=cast.flesberg, person=cast.people[name],
        **{"unit": cast.ward, "profession": "sykepleier", "starts": starts, **more},
    )  # fmt: skip


@pytest.fixture
def baseline(cast: Cast) -> Baseline:
    """Three in the register: one stayed, one left, one moved between units; one of another profession; one too new."""
    _hired(cast, "union", date(2023, 10, 1))
    _hired(cast, "coordinator", date(2024, 1, 1), ends=date(2024, 6, 30), end_reason="left")
    _hired(cast, "deputy", date(2024, 2, 1), ends=date(2024, 5, 31), end_reason="moved")
    _hired(cast, "deputy", date(2024, 6, 1), unit=cast.home_care)
    _hired(cast, "team_leader", date(2024, 3, 1), profession="lege")
    return _begin(cast)


def _begin(cast: Cast) -> Baseline:
    hired_from, hired_to = period_before(cast.programme.starts)
    return actions.begin_baseline(
        programme=cast.programme, hired_from=hired_from, hired_to=hired_to, source="Lønnssystemet", by=cast.hr,
        now=cast.now,
    )  # fmt: skip


def _answers(baseline: Baseline) -> dict[int | None, str]:
    return {hire.employment.person_id if hire.employment else None: hire.answer for hire in baseline.hires.all()}


def test_register_answers_for_those_it_knows(baseline: Baseline, cast: Cast) -> None:
    assert _answers(baseline) == {cast.union.pk: "yes", cast.coordinator.pk: "no", cast.deputy.pk: "yes"}
    assert count_of(baseline) == BaselineCount(hired=3, still_here=2, unknown=0, open=0)
    assert _begin(cast).pk == baseline.pk  # begun twice is begun once


def test_temporary_posts_are_left_out_where_the_programme_leaves_them_out(cast: Cast) -> None:
    cast.programme.includes_temporary = False
    cast.programme.save(update_fields=["includes_temporary"])
    _hired(cast, "union", date(2023, 10, 1), temporary=True)
    assert _begin(cast).hires.count() == 0


def test_what_people_answered_stays_when_the_register_is_looked_in_again(baseline: Baseline, cast: Cast) -> None:
    hire = baseline.hires.get(answer="no")
    actions.answer_hire(hire=hire, answer="unknown", by=cast.hr, now=cast.now)
    Employment.objects.filter(person=cast.union).update(ends=date(2024, 1, 31), end_reason="left")
    _hired(cast, "sponsor", date(2024, 4, 1))
    assert actions.refill_baseline(baseline=baseline, by=cast.hr, now=cast.now) == 1
    assert _answers(baseline) == {
        cast.union.pk: "no", cast.coordinator.pk: "unknown", cast.deputy.pk: "yes", cast.sponsor.pk: "yes",
    }  # fmt: skip


def test_closing_keeps_the_numbers_and_forgets_the_names(baseline: Baseline, cast: Cast) -> None:
    rows = [{"label": "Ola N", "starts": date(2024, 5, 1), "answer": "no"}, {"label": "K", "starts": date(2024, 5, 2)}]
    actions.add_to_baseline(baseline=baseline, rows=rows, by=cast.hr, now=cast.now)
    actions.close_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    baseline.refresh_from_db()
    assert (baseline.hired, baseline.still_here, baseline.unknown) == (4, 2, 1)
    assert set(BaselineHire.objects.values_list("label", flat=True)) == {""}
    actions.reopen_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    assert count_of(Baseline.objects.get()) == BaselineCount(4, 2, 0, 1)


def test_before_and_now_are_said_in_the_same_words(baseline: Baseline, cast: Cast) -> None:
    actions.close_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    assert before_and_now(baseline, cast.today) is None  # nobody was hired a year ago
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(starts=date(2024, 9, 1))
    baseline = Baseline.objects.select_related("programme").get()
    _hired(cast, "sponsor", date(2024, 10, 1))
    _hired(cast, "leader", date(2025, 3, 13))  # a year has not passed
    found = before_and_now(baseline, cast.today)
    assert found is not None
    assert found.sentence.startswith("Før sluttet 1 av 3 nyansatte. Nå har 0 av 1 sluttet. Med så små tall")
    assert found.count == BaselineCount(hired=1, still_here=1, unknown=0, open=0)


def test_nothing_is_closed_before_anybody_is_answered_for(cast: Cast) -> None:
    row = _begin(cast)
    with pytest.raises(actions.NothingCountedError):
        actions.close_baseline(baseline=row, by=cast.hr, now=cast.now)


def test_people_see_that_they_are_counted(baseline: Baseline, cast: Cast) -> None:
    [part] = measurement_data_about(cast.coordinator)
    assert "Hadde sluttet" in part.rows[0].values()
    assert measurement_data_about(cast.hr) == []


def test_each_deed_leaves_one_line(baseline: Baseline, cast: Cast) -> None:
    before = AuditEntry.objects.count()
    hire = baseline.hires.get(answer="no")
    actions.answer_hire(hire=hire, answer="", by=cast.hr, now=cast.now)
    actions.add_to_baseline(baseline=baseline, rows=[], by=cast.hr, now=cast.now)
    actions.close_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    actions.reopen_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    actions.throw_away_baseline(baseline=baseline, by=cast.hr, now=cast.now)
    assert AuditEntry.objects.count() == before + 5
    assert not BaselineHire.objects.exists()


@pytest.mark.parametrize(
    ("hired", "still_here", "told"),
    [(4, 2, False), (5, 2, True), (5, 5, False), (9, 0, False), (10, 10, True), (10, 0, True)],
)
def test_few_and_all_or_none_of_few_are_not_told(hired: int, still_here: int, told: bool) -> None:
    assert may_be_told(hired, still_here) is told
    shown = figure_of(BaselineCount(hired, still_here, 0, 0), persons_known=False)
    assert shown.is_known is told
    assert figure_of(BaselineCount(hired, still_here, 0, 0), persons_known=True).main == f"{still_here} av {hired}"


@given(st.lists(st.sampled_from(["", "yes", "no", "unknown"])))
def test_every_answer_is_counted_once(answers: list[str]) -> None:
    found = counted(answers)
    assert found.hired + found.unknown + found.open == len(answers)
    assert 0 <= found.still_here <= found.hired


def test_time_that_is_counted_and_when_its_absence_is_said() -> None:
    assert period_before(date(2025, 9, 1)) == (date(2023, 9, 1), date(2025, 8, 31))
    assert is_too_early(date(2025, 3, 13), date(2026, 3, 12))
    assert not is_too_early(date(2025, 3, 12), date(2026, 3, 12))
    assert is_urgent(date(2026, 9, 1), date(2026, 3, 12))
    assert not is_urgent(date(2025, 9, 1), date(2026, 3, 12))
