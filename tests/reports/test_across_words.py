"""What a released comparison of units says: its grade decides what may be claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from mentornett.measurement.rules.grading import Doubt, Grade
from mentornett.measurement.rules.pooled_shares import Share
from mentornett.measurement.rules.staggered_starts import UnitsApart
from mentornett.reports import across_words as words
from mentornett.statistics.effect.answering import Coefficient, Reason
from mentornett.statistics.effect.hazard import HazardEffect, Retention, SinceStart
from mentornett.statistics.proportions import Estimate

UNKNOWN = Coefficient(-0.7, -1.2, -0.2, 0.2, 11, 0.01)
ABOUT = words.About(3, date(2026, 6, 30), date(2027, 1, 30), date(2023, 3, 1), 0)


def _effect(low: float = 5, high: float = 32) -> HazardEffect:
    retention = Retention(0.6, 0.8, Estimate(20, low, high))
    return HazardEffect(UNKNOWN, UNKNOWN.mapped(lambda value: value), retention, 12, 12, 900.0, 60, 400.0, 20)


def _since(at: int, low: float, high: float, leavers: int = 20) -> SinceStart:
    middle = (low + high) / 2
    return SinceStart(at, at == 3, 100.0, leavers, Coefficient(middle, low, high, 0.2, 11, 0.1))


def _found(**more: object) -> UnitsApart:
    found = UnitsApart(Grade.DRAWN, 12, 500, 700, effect=_effect(), as_large=0.01, was_alike=True, orders=993)
    return replace(found, **more)  # type: ignore[arg-type]  # fields of the dataclass


def _told(found: UnitsApart, about: words.About = ABOUT, language: str = "nb") -> str:
    with translation.override(language):
        return " ".join(sentence for _title, part in words.told_across(found, about).parts() for sentence in part)


def test_drawn_order_says_what_is_seen_how_sure_and_that_the_scheme_is_the_cause() -> None:
    told = _told(_found())
    assert "Etter oppstart er 80 av 100 fortsatt ansatt etter 12 måneder; uten oppstart, 60 av 100." in told
    assert "Den virkelige forskjellen ligger trolig mellom 5 og 32 prosentpoeng." in told
    assert "Det er god grunn til å tro at ordningen er årsaken." in told
    assert "Rekkefølgen ble trukket 1. mars 2023 fra en plan som var låst på forhånd" in told
    assert "993 rekkefølgene" in told
    assert "alle nyansatte til og med 30. juni 2026 i 12 enheter i 3 kommuner" in told
    assert "700" not in told
    assert "Alle enhetene startet som trukket" in told


def test_departures_are_told_as_counted_as_drawn() -> None:
    assert "1 enhet startet ikke som trukket. Den regnes som trukket" in _told(_found(), replace(ABOUT, departed=1))
    assert "2 enheter startet ikke som trukket. De regnes som trukket" in _told(_found(), replace(ABOUT, departed=2))


def test_inconclusive_draw_claims_nothing() -> None:
    told = _told(_found(effect=_effect(low=-8), as_large=0.3))
    assert "Vi kan ikke skille resultatet fra tilfeldig variasjon." in told
    assert "Det betyr ikke at ordningen ikke virker" in told
    assert "årsaken" not in told


@pytest.mark.parametrize(("units", "like", "alarms"), [(6, 6, 10), (12, 12, 25), (30, 30, 60), (80, 30, 60)])
def test_chosen_starts_tell_how_often_that_misleads(units: int, like: int, alarms: int) -> None:
    told = _told(_found(grade=Grade.COMPARED, units=units, orders=None))
    assert "Enhetene valgte selv når de startet, så andre forskjeller kan ligge bak." in told
    assert f"Av 100 nettverk med {like} enheter" in told
    assert f"ser omtrent {alarms} ut til å ha en virkning selv når det ikke er noen" in told
    assert "årsaken" not in told


def test_draw_that_cannot_be_repeated_is_told_of() -> None:
    told = _told(_found(grade=Grade.COMPARED, broken=True, orders=None))
    assert "plan og trekning lar seg ikke gjenta" in told
    assert "låst på forhånd" not in told


@pytest.mark.parametrize(("was_alike", "words_of_it"), [(False, "derfor svak"), (None, "ikke mulig å se")])
def test_trends_before_the_start_are_told(was_alike: bool | None, words_of_it: str) -> None:
    assert words_of_it in _told(_found(grade=Grade.COMPARED, was_alike=was_alike))


def test_too_few_says_when_an_answer_can_come() -> None:
    few = UnitsApart(Grade.TOO_FEW, 3, 2, 40)
    told = _told(few)
    assert "For få" in told
    assert "Tidligst svar: omtrent januar 2027." in told
    assert "40" not in told
    none = UnitsApart(Grade.TOO_FEW, 3, 0, 40, reason=Reason.NOBODY_EXPOSED)
    assert "Ingen enhet har en oppstart ennå." in _told(none, replace(ABOUT, earliest=None))


def test_units_that_all_start_at_once_are_not_promised_an_answer() -> None:
    told = _told(UnitsApart(Grade.TOO_FEW, 4, 20, 40, reason=Reason.NO_COMPARISON))
    assert "Minst 6 enheter som starter til ulik tid." in told
    assert "Tidligst svar" not in told


def test_too_few_units_give_no_number_and_tell_what_it_takes() -> None:
    told = _told(_found(grade=Grade.TOO_FEW, doubt=Doubt.FEW_UNITS, units=4), replace(ABOUT, municipalities=None))
    assert "Noen har sluttet i færre enn 6 av enhetene." in told
    assert "Minst 6 enheter som starter til ulik tid." in told
    assert "prosentpoeng" not in told
    assert "Tidligst svar" not in told


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_range_that_is_too_wide_is_told_without_its_middle(language: str) -> None:
    found = _found(grade=Grade.TOO_FEW, doubt=Doubt.WIDE, effect=_effect(-22, 48))
    told = _told(found, language=language)
    assert "22 prosentpoeng" in told
    assert "48" in told
    assert "50 prosentpoeng" in told
    assert "20 prosentpoeng" not in told


def test_fewer_than_three_municipalities_are_told_nothing() -> None:
    told = _told(UnitsApart(Grade.TOO_FEW, 12, 0, 0), replace(ABOUT, municipalities=2))
    assert "Færre enn 3 kommuner har levert tall." in told


def test_effect_by_time_is_told_with_care() -> None:
    apart = (_since(0, -0.3, 0.1), _since(1, -2.0, -1.5))
    assert "kan godt være tilfeldige" in _told(_found(by_time=(_since(0, -1, 0.1), _since(1, -2.0, -0.5))))
    assert "vokser med tiden" in _told(_found(by_time=apart))
    assert "avtar med tiden" in _told(_found(by_time=apart[::-1]))
    assert "Tabellen" not in _told(_found(by_time=(_since(0, -1, 0.1), _since(1, -2.0, -0.5, leavers=4))))


def test_half_years_with_few_leavers_show_nothing() -> None:
    rows = (_since(0, -1, 0), _since(1, -1, 0, leavers=4), SinceStart(2, False, 1.0, 9, None), _since(3, 0, 99))
    assert words.cells_by_time(rows) == [[61, "37–100"], [None] * 2, [None] * 2, [999, "100–999"]]


def test_shares_before_while_and_after_describe_and_do_not_prove() -> None:
    shares = (Share("before", 100, 60), Share("during", None, None), Share("after", 50, 40))
    with translation.override("nb"):
        told = words.told_of_periods(shares, ABOUT)
        names = words.period_names()
    assert told.grade == Grade.BEFORE_AFTER
    assert told.seen[0] == f"{names['before']}: Av 100 nyansatte var 60 fortsatt ansatt etter 12 måneder."
    assert len(told.seen) == 2
    assert words.cells_of_periods(shares) == [[100, 60, 60, "50–69"], [None] * 4, [50, 40, 80, "67–89"]]


def test_shares_that_are_all_hidden_are_too_few() -> None:
    told = words.told_of_periods((Share("before", None, None),), ABOUT)
    assert told.grade == Grade.TOO_FEW
    assert words.told_of_periods((), replace(ABOUT, municipalities=1)).grade == Grade.TOO_FEW


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("grade", list(Grade))
def test_no_answer_speaks_of_significance(language: str, grade: Grade) -> None:
    told = _told(_found(grade=grade), language=language).casefold()
    assert not [word for word in ("signifi", "p-ver", "p-val", "%") if word in told]
