"""Figures of months: what cannot be, and which months have begun."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mentornett.measurement.rules.series import Entry, Recent, fault_in, months_of, recent


@pytest.mark.parametrize(
    ("value", "cases", "people", "fault"),
    [
        ("7.5", 5, 20, ""), ("7.5", 4, 20, "few"), ("7.5", 5, 19, "few"), ("7.5", None, 20, "counts"),
        ("7.5", 5, None, "counts"), ("100.5", 5, 20, "share"), ("7.5", 21, 20, "more"), ("-1", 5, 20, "negative"),
        ("0", 0, 40, "few"),
    ],
)  # fmt: skip
def test_sick_leave_only_of_many(value: str, cases: int | None, people: int | None, fault: str) -> None:
    assert fault_in(Entry(Decimal(value), cases, people), health=True) == fault


def test_other_figures_need_nobody_behind_them() -> None:
    assert fault_in(Entry(Decimal(0)), health=False) == ""
    assert fault_in(Entry(Decimal(4_000_000)), health=False) == ""
    assert fault_in(Entry(Decimal("1e10")), health=False) == "large"


def test_mean_is_of_what_is_known_alone() -> None:
    assert recent([], 12) == Recent(None, 0, 12)
    assert recent([Decimal(0), Decimal(1), Decimal(1)], 12) == Recent(Decimal("0.67"), 3, 12)


def test_months_that_have_begun() -> None:
    assert months_of(2026, date(2026, 3, 1)) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert len(months_of(2025, date(2026, 3, 1))) == 12
    assert months_of(2027, date(2026, 3, 1)) == []
