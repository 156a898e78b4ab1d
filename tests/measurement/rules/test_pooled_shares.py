"""How many stayed before, while and after units started: through the gate, release after release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.measurement.rules.counted_cells import Cohorts, Counted, count
from mentornett.measurement.rules.pooled_shares import AFTER, BEFORE, DURING, Earlier, Pooled, Share, pooled_shares

STARTS = [date(2023, 7, 1), date(2024, 1, 1)]
UNTIL, LATER = date(2025, 6, 30), date(2025, 12, 31)


def _part(cohorts: Cohorts) -> Counted:
    empty = count([], {"a": STARTS[0]}, dates=STARTS, until=UNTIL)
    return replace(empty, cohorts=cohorts)


def _pooled(*parts: Cohorts, until: date = UNTIL, earlier: Pooled | None = None) -> Pooled:
    kept = Earlier(earlier.decision.released(), earlier.cohorts) if earlier else Earlier()
    return pooled_shares([_part(part) for part in parts], until, kept)


COHORTS: Cohorts = {(105, 0): (20, 10), (106, 0): (22, 14), (107, 1): (18, 12), (108, 2): (25, 19)}


def test_periods_are_sums_of_all_municipalities() -> None:
    shares = _pooled(COHORTS, COHORTS, COHORTS).shares
    assert shares == (Share(BEFORE, 126, 72), Share(DURING, 54, 36), Share(AFTER, 75, 57))


def test_two_municipalities_tell_nothing() -> None:
    assert {(share.known, share.stayed) for share in _pooled(COHORTS, COHORTS).shares} == {(None, None)}
    assert _pooled(COHORTS, COHORTS, {(105, 0): (20, 10)}).shares[2] == Share(AFTER, None, None)


def test_small_number_of_the_others_is_hidden_from_the_one_who_could_work_it_out() -> None:
    few: Cohorts = {(105, 0): (3, 2)}
    many: Cohorts = {(105, 0): (40, 20)}
    assert _pooled(many, few, few).shares == (Share(BEFORE, None, None),)  # 46 less 40 leaves 2 who left
    assert _pooled(many, many, few).shares == (Share(BEFORE, 83, 42),)


def test_nobody_at_all_is_no_period() -> None:
    found = _pooled({}, {}, {})
    assert found.shares == ()
    assert found.certificate.safe


def test_next_release_adds_half_years_and_lets_the_others_stand() -> None:
    first = _pooled(COHORTS, COHORTS, COHORTS)
    corrected: Cohorts = {**COHORTS, (105, 0): (30, 1), (109, 2): (30, 20)}
    second = _pooled(corrected, corrected, corrected, until=LATER, earlier=first)
    assert second.shares == (Share(BEFORE, 126, 72), Share(DURING, 54, 36), Share(AFTER, 165, 117))
    assert second.certificate.safe


def test_half_year_that_adds_few_does_not_follow_from_two_releases() -> None:
    first = _pooled(COHORTS, COHORTS, COHORTS)
    more: Cohorts = {**COHORTS, (109, 2): (1, 1)}
    second = _pooled(more, more, more, until=LATER, earlier=first)
    assert second.shares[2] == Share(AFTER, None, None)
    assert second.certificate.safe


cohort = st.tuples(st.integers(100, 104), st.integers(0, 2))
number = st.integers(0, 30).flatmap(lambda known: st.tuples(st.just(known), st.integers(0, known)))
municipality = st.dictionaries(cohort, number, max_size=6)


@settings(max_examples=20, deadline=None)
@given(st.lists(municipality, min_size=3, max_size=4))
def test_what_is_shown_is_true_and_small_for_nobody(parts: list[Cohorts]) -> None:
    found = _pooled(*parts)
    assert found.certificate.safe
    for share in found.shares:
        if share.known is None or share.stayed is None:
            continue
        window = (BEFORE, DURING, AFTER).index(share.period)
        own = [np.array([n for (_half, at), n in part.items() if at == window]).reshape(-1, 2) for part in parts]
        totals = [rows.sum(axis=0) for rows in own]
        assert (share.known, share.stayed) == tuple(np.sum(totals, axis=0))
        for one in totals:
            rest = np.sum(totals, axis=0) - one
            for left in (rest[1], rest[0] - rest[1]):
                assert left == 0 or left >= 5


@pytest.mark.parametrize("window", [0, 1, 2])
def test_window_of_hire_decides_the_period(window: int) -> None:
    shares = _pooled(*[{(105, window): (20, 10)}] * 3).shares
    assert shares == (Share((BEFORE, DURING, AFTER)[window], 60, 30),)
